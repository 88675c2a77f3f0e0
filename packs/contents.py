"""One content as a file: filling an object from a file, and writing an object as a file."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from core.models import Audience, Need, Theme
from text.normalising import normalise_words

from . import fields
from .body import dump_body, load_body
from .files import PackFile, as_text
from .kinds import Kind
from .places import Place, References

WORD_MODELS: frozenset[type[models.Model]] = frozenset({Need, Theme, Audience})
INHERITED = ("licence", "authors")


def identity(file: PackFile, pack_uid: uuid.UUID, place: Place) -> uuid.UUID:
    """
    The uid of a content: written in its file, or following from the pack's and the file's path.

    A hand-written pack has no other memory: another namespace or another spelling of the path would make new contents
    of all those that are there, with other codes, and the derived ids of their steps and tasks with them.
    """
    written = file.data.get("uid", "")
    try:
        return uuid.UUID(written) if written else uuid.uuid5(pack_uid, file.path)
    except (ValueError, AttributeError, TypeError):
        place.at("uid").problem(_("This is not a uid. Leave it out in a file written by hand."))
        return uuid.uuid5(pack_uid, file.path)


def fill(kind: Kind, instance: Any, place: Place, manifest: dict[str, Any], *, relations: bool = True) -> None:
    """
    Sets all that the file says; a key left out is emptied. What is wrong becomes problems, by line.

    Without `relations`, what refers to other contents waits: those may not exist yet.
    """
    file = place.file
    data = place.mapping(file.data, kind.keys, ("title",))
    for key in ("title", *kind.fields):
        name = kind.title if key == "title" else key
        field = instance._meta.get_field(name)
        if field.is_relation and not relations:
            continue
        value = fields.load(field, data[key], place.at(key), WORD_MODELS) if key in data else _default(field, manifest)
        if value is not fields.UNSET:
            _set(instance, field, value)
    normalise_words(instance)
    if kind.text:
        _fill_text(kind, instance, place)
    elif file.text:
        place.problem(_("This kind of file has no text after its front matter."))
    _validate(kind, instance, place)


def whole_data(kind: Kind, place: Place, manifest: dict[str, Any]) -> dict[str, Any] | None:
    """The mapping of a file that an app reads whole, with what it inherits; `None` when something is wrong with it."""
    if kind.whole is None:
        return None
    data = place.file.data
    inherited = {key: manifest[key] for key in INHERITED if manifest.get(key)}
    data = {**inherited, "uid": str(place.uid), **data}
    before = len(place.problems)
    for path, message in kind.whole.problems(data):
        here = place
        for part in path:
            here = here.at(part)
        here.problem(message)
    return data if len(place.problems) == before else None


def _default(field: Any, manifest: dict[str, Any]) -> Any:
    if field.name in INHERITED and manifest.get(field.name):
        value = manifest[field.name]
        return "\n".join(value) if isinstance(value, list) else value
    if isinstance(field, StreamField):
        return StreamValue(field.stream_block, [], is_lazy=True)
    if field.many_to_many:
        return []
    return field.get_default()


def _set(instance: Any, field: Any, value: Any) -> None:
    if field.many_to_many:
        getattr(instance, field.name).set(value)
    else:
        setattr(instance, field.name, value)


def _fill_text(kind: Kind, instance: Any, place: Place) -> None:
    field = instance._meta.get_field(kind.text)
    if isinstance(field, StreamField):
        raw = load_body(field.stream_block, place.file.text, place)
        setattr(instance, kind.text, StreamValue(field.stream_block, raw, is_lazy=True))
    else:
        setattr(instance, kind.text, place.linked(place.file.text.strip()))


def _validate(kind: Kind, instance: Any, place: Place) -> None:
    before = len(place.problems)
    try:
        instance.full_clean(validate_unique=False, validate_constraints=False)
        if kind.check:
            kind.check(instance)
    except ValidationError as error:
        for name, errors in error.error_dict.items() if hasattr(error, "error_dict") else [("", [error])]:
            key = "title" if name == kind.title else name
            here = place.at(key) if key in kind.keys else place
            for path, message in _messages(errors):
                inner = here
                for part in path:
                    inner = inner.at(part)
                inner.problem(f"{key} : {message}" if key in kind.keys else message)
    if len(place.problems) > before:
        place.problems[before:] = list(dict.fromkeys(place.problems[before:]))


def _messages(errors: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """The messages of nested block errors, each with its path of positions and names."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    for error in errors if isinstance(errors, list) else [errors]:
        nested = error.as_json_data() if hasattr(error, "as_json_data") else {}
        blocks = nested.get("blockErrors") or {}
        children = blocks.items() if isinstance(blocks, dict) else enumerate(blocks)
        if nested:
            found += [(path, str(message)) for message in nested.get("messages", [])]
            found += [item for key, child in children if child for item in _nested(child, (*path, key))]
        else:
            found += [(path, message) for message in error.messages]
    return found


def _nested(data: Any, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], str]]:
    found = [(path, str(message)) for message in data.get("messages", [])]
    blocks = data.get("blockErrors") or {}
    children = blocks.items() if isinstance(blocks, dict) else enumerate(blocks)
    return found + [item for key, child in children if child for item in _nested(child, (*path, key))]


def written(kind: Kind, instance: Any, references: References, below: list[str] | None = None) -> str:
    """
    The file of an object, in its canonical form: the same object always gives the same bytes.

    `below` overrides the order of the pages below, which a file may be about to change.
    """
    if kind.whole:
        return as_text(kind.pattern, kind.whole.dump(instance))
    uid = getattr(instance, "uid", None) or instance.slug
    data: dict[str, Any] = {"title": str(getattr(instance, kind.title))}
    if kind.has_uid:
        data |= {"uid": str(instance.uid), "code": instance.code}
    for key in kind.fields:
        value = fields.dump(instance._meta.get_field(key), instance, references, uid, WORD_MODELS)
        if not fields.is_empty(value):
            data[key] = value
    if kind.below:
        data[kind.below] = below if below is not None else slugs_below(instance)
    return as_text(kind.pattern, data, _text(kind, instance, references, uid))


def slugs_below(instance: Any) -> list[str]:
    return list(instance.get_children().live().order_by("path").values_list("slug", flat=True))


def _text(kind: Kind, instance: Any, references: References, uid: Any) -> str:
    if not kind.text:
        return ""
    value = getattr(instance, kind.text)
    if isinstance(instance._meta.get_field(kind.text), StreamField):
        return dump_body(value, references, uid)
    return references.named(value)
