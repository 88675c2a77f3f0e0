"""What stands in a text of another system and cannot be shown here: pictures, sounds, frames, files, formulas, tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import unquote

from django.utils.translation import gettext as _


class Sort(Enum):
    PICTURE = auto()
    SOUND = auto()
    FRAME = auto()
    FILE = auto()
    FORMULA = auto()
    TAG = auto()


@dataclass(frozen=True)
class Embedded:
    """Something in a text. `is_inside`: the file of questions may carry it (`@@PLUGINFILE@@`)."""

    sort: Sort
    name: str = ""
    is_inside: bool = False


_INSIDE = "@@PLUGINFILE@@/"
_ELEMENT = re.compile(r"<(img|audio|video|source|iframe|object|embed|a)\b([^<>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:src|data|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_MARKDOWN = re.compile(r"(!?)\[(?:[^\[\]\\]|\\.)*\]\(<?([^()\s<>]*)")
_SOUNDS = (".mp3", ".ogg", ".oga", ".wav", ".m4a", ".opus", ".mp4", ".webm", ".mov", ".ogv")
_SORTS = {"img": Sort.PICTURE, "audio": Sort.SOUND, "video": Sort.SOUND, "source": Sort.SOUND, "a": Sort.FILE}
# What Moodle's filters (MathJax, TeX) draw. A lone dollar is a price.
_FORMULA = re.compile(r"\\\([^\n]|\\\[[^\n]|\$\$[^\n$]")
# There `\(` is a bracket and nothing else.
_FORMULA_IN_MARKDOWN = re.compile(r"\\\\[(\[]|\$\$[^\n$]")
_CODE_SPAN = re.compile(r"(`+)[^`]+`+")
# Our Markdown obeys these four; Moodle's all of them.
_TAG = re.compile(r"(?<!\\)</?(?!(?:br|kbd|sub|sup)\b)[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]*)?/?>")


def embedded(text: str, kind: str) -> Iterator[Embedded]:
    """What a text of a format (html, markdown, plain, moodle) holds, in its order, each as often as it stands there."""
    if kind == "plain" or not ("<" in text or "](" in text or "\\" in text or "$$" in text):
        return
    if kind == "markdown":
        text = _CODE_SPAN.sub("", text)
        for sign, address in _MARKDOWN.findall(text):
            if sign or address.startswith(_INSIDE):
                yield _named(Sort.PICTURE if sign else Sort.FILE, address)
        if _TAG.search(text):
            yield Embedded(Sort.TAG)
    if "<" in text:
        for tag, attributes in _ELEMENT.findall(text):
            yield from _element(tag.lower(), attributes)
    if (_FORMULA_IN_MARKDOWN if kind == "markdown" else _FORMULA).search(text):
        yield Embedded(Sort.FORMULA)


def _element(tag: str, attributes: str) -> Iterator[Embedded]:
    found = _ADDRESS.search(attributes)
    address = next((one for one in found.groups() if one is not None), "") if found else ""
    if tag == "a" and not address.startswith(_INSIDE):
        return
    # An <audio> may leave its address to the <source> inside.
    if address or tag not in {"audio", "video", "img"}:
        yield _named(_SORTS.get(tag, Sort.FRAME), address)


def _named(sort: Sort, address: str) -> Embedded:
    is_inside = address.startswith(_INSIDE)
    name = unquote(address.partition("?")[0]).rpartition("/")[2] if is_inside else address
    if address.startswith("data:"):
        name = address.partition(",")[0]
    if name.lower().endswith(_SOUNDS):
        sort = Sort.SOUND
    return Embedded(sort, name[:80], is_inside)


def sentence(one: Embedded, is_kept: bool) -> tuple[str, bool]:
    """What to say of it, and whether the question stays a draft for it."""
    said = {"name": one.name}
    if one.sort == Sort.FORMULA:
        return _("Its formulas are not drawn: they are shown as they are written."), False
    if one.sort == Sort.TAG:
        return _("Its HTML tags are shown as they are written."), False
    if one.sort == Sort.SOUND:
        return _("The sound or video “%(name)s” is not kept.") % said, True
    if one.sort == Sort.FRAME:
        return _("A frame of another page is not kept: “%(name)s”.") % said, True
    if one.sort == Sort.FILE:
        return _("The file “%(name)s” is not kept: its link is gone.") % said, True
    if is_kept:
        return _("The picture “%(name)s” is in the library of images: the text has a link to it.") % said, False
    if one.is_inside:
        return _("The picture “%(name)s” is not in the file: add it in the text.") % said, True
    return _("The picture “%(name)s” is on another site: it is not kept.") % said, True
