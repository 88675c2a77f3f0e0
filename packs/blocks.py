"""Blocks of StreamFields to and from the plain values of a pack."""

import datetime
import re
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from media.blocks import DescribedPicture
from text.blocks import MarkdownBlock

from .places import Place, References

BLOCK_NAMESPACE = uuid.UUID("0e9ce4a5-5b8e-4b39-8a35-6f0f6f7a9a61")
FALSE = {"", "false", "non", "no", "0"}
TRUE = {"true", "oui", "yes", "1"}


def boolean(data: Any, place: Place) -> bool:
    word = place.scalar(data).strip().lower()
    if word not in TRUE | FALSE:
        place.problem(_("“true” or “false” is expected here."))
    return word in TRUE


def number(data: Any, place: Place) -> int | None:
    text = place.scalar(data).strip()
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,9}", text):
        place.problem(_("A whole number is expected here."))
        return None
    return int(text)


def date(data: Any, place: Place) -> datetime.date | None:
    text = place.scalar(data).strip()
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        place.problem(_("A date like 2026-03-03 is expected here."))
        return None


def load(block: blocks.Block, data: Any, place: Place) -> Any:
    """The value of a block as StreamFields keep it in JSON."""
    match block:
        case blocks.StructBlock():
            return _load_struct(block, data, place)
        case blocks.ListBlock():
            return _load_list(block, data, place)
        case blocks.StreamBlock():
            return load_stream(block, data, place)
        case blocks.PageChooserBlock() | SnippetChooserBlock() | ImageChooserBlock() | DocumentChooserBlock():
            target = place.reference(data, _accepted(block))
            return target.pk if target is not None else None
        case blocks.BooleanBlock():
            return boolean(data, place)
        case blocks.IntegerBlock():
            return _bounded(block, number(data, place), place)
        case blocks.FloatBlock() | blocks.DecimalBlock():
            return place.scalar(data).replace(",", ".") or None
        case blocks.DateBlock():
            value = date(data, place)
            return value.isoformat() if value else None
        case MarkdownBlock():
            return place.linked(place.scalar(data).strip())
        case blocks.MultipleChoiceBlock():
            return [place.scalar(item) for item in place.items(data)]
    return place.scalar(data)


def _bounded(block: blocks.IntegerBlock, value: int | None, place: Place) -> int | None:
    """The bounds that a form holds; Django's own cleaning of a field of blocks does not look at them."""
    if value is not None:
        try:
            block.field.run_validators(value)
        except ValidationError as error:
            place.problem(" ".join(error.messages))
    return value


def _load_struct(block: blocks.StructBlock, data: Any, place: Place) -> dict[str, Any]:
    values = place.mapping(
        data,
        [*block.child_blocks, "id"],
        [name for name, child in block.child_blocks.items() if child.required and _is_text(child)],
    )
    loaded = {
        name: load(child, values[name], place.at(name)) if name in values else child.get_prep_value(child.get_default())
        for name, child in block.child_blocks.items()
    }
    if isinstance(block, DescribedPicture) and (fault := block.fault(loaded)):
        place.at("alternative").problem(fault)
    return loaded


def _is_text(block: blocks.Block) -> bool:
    return isinstance(block, blocks.CharBlock | blocks.TextBlock | MarkdownBlock | blocks.URLBlock)


def _load_list(block: blocks.ListBlock, data: Any, place: Place) -> list[dict[str, Any]]:
    items = place.items(data)
    identifiers = Identifiers(place)
    return [
        {
            "type": "item",
            "id": identifiers.of(item, index),
            "value": load(block.child_block, item, place.at(index)),
        }
        for index, item in enumerate(items)
    ]


def load_stream(block: blocks.StreamBlock, data: Any, place: Place) -> list[dict[str, Any]]:
    """A stream of one type is a list of values; of several types, a list of mappings `type: value`."""
    if block.meta.max_num == 1:
        data = [data] if data not in ("", None) else []
    single = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
    identifiers = Identifiers(place)
    result = []
    for index, item in enumerate(place.items(data)):
        here = place.at(index) if block.meta.max_num != 1 else place
        name, value = (single, item) if single else _typed(item, here)
        if name not in block.child_blocks:
            here.problem(
                _("Unknown block “%(name)s”. Known here: %(known)s.")
                % {"name": name, "known": ", ".join(block.child_blocks)}
            )
            continue
        child = block.child_blocks[name]
        inner = here if single else here.at(name)
        result.append({"type": name, "id": identifiers.of(value, index), "value": load(child, value, inner)})
    return result


def _typed(item: Any, place: Place) -> tuple[str, Any]:
    if isinstance(item, dict) and len(item) == 1:
        return next(iter(item.items()))
    place.problem(_("A block is written “type: value”."))
    return "", None


class Identifiers:
    """
    The ids of the items of one list: the `id` that was written, otherwise one that follows from the wording.

    So a hand-written file gives the same ids each time, and ticks survive a second import.

    Learners' ticks and notes are kept under these ids. `IdKeeper` below leaves out of an export exactly the ids that
    `derived` would find again: the namespace, the path of names without positions, the wording (title, else text) and
    the count of the same wording must be the same here and there. Change one and not the other, and each exported file
    comes back with other ids: the notebooks of the whole site lose what was ticked, silently.
    """

    def __init__(self, place: Place):
        self.place = place
        self.taken: set[str] = set()

    def of(self, item: Any, index: int) -> str:
        written = str(item.get("id", "")).strip() if isinstance(item, dict) else ""
        if written and not re.fullmatch(r"[A-Za-z0-9-]{1,36}", written):
            self.place.at(index).problem(_("An id is made of letters, digits and hyphens, 36 at most."))
        if written and written in self.taken:
            self.place.at(index).problem(_("The id “%(id)s” stands twice in this list.") % {"id": written})
        identifier = written or self.derived(item)
        self.taken.add(identifier)
        return identifier

    def derived(self, item: Any) -> str:
        wording = (item.get("title") or item.get("text") or "") if isinstance(item, dict) else item
        names = ".".join(str(part) for part in self.place.path if isinstance(part, str))
        base = f"{self.place.uid}/{names}/{wording}"
        attempt, count = derived_id(base), 1
        while attempt in self.taken:
            count += 1
            attempt = derived_id(f"{base}/{count}")
        return attempt


def derived_id(base: str) -> str:
    return str(uuid.uuid5(BLOCK_NAMESPACE, base))


def _accepted(block: blocks.Block) -> list[type[models.Model]]:
    if isinstance(block, blocks.PageChooserBlock):
        return list(block.target_models)
    return [block.target_model]


def dump(block: blocks.Block, value: Any, references: References, keep_ids: "IdKeeper") -> Any:
    """The plain value of a block for a pack; empty parts are left out."""
    match block:
        case blocks.StructBlock():
            parts = {
                name: dump(child, value.get(name), references, keep_ids.at(name))
                for name, child in block.child_blocks.items()
            }
            return {
                name: part
                for name, part in parts.items()
                if part not in ("", None, [], {}, False) and not _is_default(block.child_blocks[name], part)
            }
        case blocks.ListBlock():
            children = [(child.id, child.value) for child in value.bound_blocks] if value is not None else []
            return keep_ids.items(
                [(identifier, dump(block.child_block, item, references, keep_ids)) for identifier, item in children]
            )
        case blocks.StreamBlock():
            return dump_stream(block, value, references, keep_ids)
        case blocks.PageChooserBlock() | SnippetChooserBlock() | ImageChooserBlock() | DocumentChooserBlock():
            return references.name(value)
        case blocks.DateBlock():
            return value
        case MarkdownBlock():
            return references.named(str(value or "")).strip()
        case blocks.BooleanBlock() | blocks.IntegerBlock():
            return value
        case blocks.FloatBlock() | blocks.DecimalBlock():
            return float(value) if value is not None else None
    return value if isinstance(value, list) else str(value or "")


def _is_default(block: blocks.Block, part: Any) -> bool:
    return isinstance(block, BaseChoiceBlock) and part == block.get_default()


def dump_stream(block: blocks.StreamBlock, value: Any, references: References, keep_ids: "IdKeeper") -> Any:
    single = len(block.child_blocks) == 1
    items = [
        (child.id, dumped if single else {child.block_type: dumped})
        for child in value or []
        if (dumped := dump(child.block, child.value, references, keep_ids if single else keep_ids.at(child.block_type)))
        not in ("", None)
    ]
    if block.meta.max_num == 1:
        return items[0][1] if items else None
    return keep_ids.items(items)


class IdKeeper:
    """Writes the id of an item only where it does not follow from the wording, as `Identifiers.derived` finds it."""

    def __init__(self, uid: Any, path: tuple[str, ...] = ()):
        self.uid = uid
        self.path = path

    def at(self, name: str) -> "IdKeeper":
        return IdKeeper(self.uid, (*self.path, name))

    def items(self, items: list[tuple[str | None, Any]]) -> list[Any]:
        taken: set[str] = set()
        return [self._item(identifier, item, taken) for identifier, item in items]

    def _item(self, identifier: str | None, item: Any, taken: set[str]) -> Any:
        if not isinstance(item, dict) or not identifier:
            return item
        wording = item.get("title") or item.get("text") or ""
        base = f"{self.uid}/{'.'.join(self.path)}/{wording}"
        expected, count = derived_id(base), 1
        while expected in taken:
            count += 1
            expected = derived_id(f"{base}/{count}")
        taken.add(identifier)
        return item if identifier == expected else {"id": identifier, **item}
