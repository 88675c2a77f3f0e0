"""The images and files of a pack: `media/…` and who made them, `media/media.yaml`."""

import hashlib
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from media import uploads
from media.models import ATTRIBUTION_FIELDS, ContentDocument, ContentImage

from . import fields
from .files import as_text
from .places import Place, References
from .problems import Problem

LIST = "media/media.yaml"
IMAGE_ENDINGS = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"}
KEYS = ("title", *ATTRIBUTION_FIELDS)


def model_for(name: str) -> type[ContentImage] | type[ContentDocument]:
    return ContentImage if PurePosixPath(name).suffix.lower() in IMAGE_ENDINGS else ContentDocument


def keys_of(model: type) -> tuple[str, ...]:
    return (*KEYS, "long_description") if model is ContentImage else KEYS


def find(name: str) -> ContentImage | ContentDocument | None:
    """The image or document that stands for a file of the pack's `media` folder."""
    return model_for(name).objects.filter(pack_name=name).first()


def load(folder: Path, place: Place, manifest: dict[str, Any]) -> list[tuple[str, Any, str, bool]]:
    """
    Reads the list of media and makes, or finds, what each line says, unsaved.

    Returns (path, instance, digest of the incoming content, whether the file itself is new).
    """
    loaded = []
    listed = set()
    for index, entry in enumerate(place.items(place.file.data or [])):
        here = place.at(index)
        data = here.mapping(entry, ("file", *keys_of(ContentImage)), ("file", "title"))
        name = str(data.get("file", ""))
        if not name:
            continue
        if name in listed:
            here.problem(_("This file stands twice in the list."))
            continue
        listed.add(name)
        path = folder / "media" / name
        if not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
            here.problem(_("This path leads outside of the pack."))
        elif not path.is_file():
            here.problem(_("The file “%(name)s” is not in the folder media.") % {"name": name})
        else:
            loaded.append(_one(path, name, data, here, manifest))
    for path in sorted((folder / "media").rglob("*")) if (folder / "media").is_dir() else []:
        name = path.relative_to(folder / "media").as_posix()
        if path.is_file() and name != "media.yaml" and name not in listed:
            place.problems.append(
                Problem(f"media/{name}", 0, _("This file is not in media/media.yaml: say who made it and its licence."))
            )
    return loaded


def _one(
    path: Path, name: str, data: dict[str, Any], place: Place, manifest: dict[str, Any]
) -> tuple[str, Any, str, bool]:
    model = model_for(name)
    with path.open("rb") as opened:
        file = _cleaned(model, File(opened, name=PurePosixPath(name).name), place)
        content = file.read()
    instance = model.objects.filter(pack_name=name).first() or model(pack_name=name)
    for key in keys_of(model):
        field: Any = model._meta.get_field(key)
        if key in data:
            value = fields.load(field, data[key], place.at(key), frozenset())
        elif key == "licence" and manifest.get("licence"):
            value = manifest["licence"]
        else:
            value = field.get_default()
        if value is not fields.UNSET:
            setattr(instance, key, value)
    is_new = instance.pk is None or _file_digest(instance) != hashlib.sha1(content, usedforsecurity=False).hexdigest()
    if is_new:
        instance.file = ContentFile(content, name=file.name)
        _check_file(instance, place)
    return f"media/{name}", instance, written(instance, content), is_new


def _cleaned(model: type, file: File[Any], place: Place) -> File[Any]:
    """What is kept of a file: the same checks as for a file that comes by a form."""
    clean = uploads.clean_image if model is ContentImage else uploads.clean_document
    try:
        return clean(file)
    except ValidationError as error:
        place.problem(" ".join(error.messages))
        return file


def _check_file(instance: Any, place: Place) -> None:
    try:
        if isinstance(instance, ContentImage):
            file: Any = instance.file
            file.open("rb")
            instance.width, instance.height = file.width or 0, file.height or 0
    except (ValidationError, OSError, ValueError, TypeError, AttributeError) as error:
        messages = error.messages if isinstance(error, ValidationError) else [_("This image cannot be read.")]
        place.problem(" ".join(messages))


def _file_digest(instance: Any) -> str:
    try:
        with instance.file.storage.open(instance.file.name, "rb") as stored:
            return hashlib.sha1(stored.read(), usedforsecurity=False).hexdigest()
    except OSError:
        return ""


def entry(instance: Any) -> dict[str, Any]:
    """The line of an image or document in the list."""
    data: dict[str, Any] = {"file": name_of(instance)}
    for key in keys_of(type(instance)):
        value = fields.dump(instance._meta.get_field(key), instance, References(), None, frozenset())
        if not fields.is_empty(value):
            data[key] = value
    return data


def name_of(instance: Any) -> str:
    return instance.pack_name or PurePosixPath(instance.file.name).name


def written(instance: Any, content: bytes) -> str:
    """Credits and content of a file as one text, to tell whether either changed."""
    return as_text(LIST, [entry(instance)]) + hashlib.sha256(content).hexdigest()
