"""Texts of a Moodle course as bodies of pages: text and picture blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.moodle.backup import File
from media.models import ContentImage
from quizzes.exchange.embedded import Sort, embedded, sentence
from quizzes.exchange.pictures import Kept, Picture, replace_inside
from quizzes.exchange.texts import to_markdown
from text.markdown import MAX_LENGTH, check_source

# Well under the limits of a text, which count lines and signs as well.
LONGEST = MAX_LENGTH // 4
_ALONE = re.compile(r"!\[((?:[^\[\]\\]|\\.)*)\]\(@@PLUGINFILE@@/([^()\s]*)\)")

Block = tuple[str, object]


@dataclass
class Text:
    """A text of the course with the files around it; `remarks` say what it loses here."""

    source: str
    kind: str
    files: list[File]
    kept: Kept
    # Whether its files stand under it, to be taken away: a sound or a link is then not lost.
    has_downloads: bool = False
    remarks: list[str] = field(default_factory=list)

    def markdown(self) -> str:
        """For a field of running text: the pictures are links."""
        self.remarks += dict.fromkeys(self._losses())
        text = to_markdown(self.source, self.kind)
        return replace_inside(text, {name: self._address_of(name) for name in self._names_in(text)})

    def blocks(self) -> list[Block]:
        """For a body: a picture that stands alone is a block, with its alternative text."""
        pieces = to_markdown(self.source, self.kind).split("\n\n")
        blocks: list[Block] = []
        for piece in pieces:
            alone = _ALONE.fullmatch(piece.strip())
            if alone and (block := self._picture(alone[1], unquote(alone[2]).rpartition("/")[2])):
                blocks.append(block)
                continue
            addresses = {name: self._address_of(name) for name in self._names_in(piece)}
            if text := replace_inside(piece, addresses).strip("\n"):
                blocks.append(("text", text))
        self.remarks += dict.fromkeys(self._losses())
        return list(self._joined(blocks))

    def _losses(self) -> Iterator[str]:
        for one in embedded(self.source, self.kind):
            is_here = one.is_inside and any(file.name == one.name and file.is_here for file in self.files)
            if one.sort == Sort.PICTURE and is_here and self._image_of(one.name):
                continue
            if one.sort == Sort.PICTURE or not (is_here and self.has_downloads):
                yield sentence(one, is_kept=False)[0]

    def _joined(self, blocks: list[Block]) -> Iterator[Block]:
        waiting: list[str] = []
        for kind, value in [*blocks, ("end", "")]:
            text = str(value) if kind == "text" else ""
            if waiting and (kind != "text" or len("\n\n".join([*waiting, text])) > LONGEST):
                yield from self._checked("\n\n".join(waiting))
                waiting = []
            if kind == "text":
                waiting.append(text)
            elif kind != "end":
                yield kind, value

    def _checked(self, text: str) -> Iterator[Block]:
        try:
            check_source(text)
        except ValidationError as error:
            self.remarks.append(" ".join(error.messages))
            text = text[:LONGEST]
        yield "text", text

    def _picture(self, words: str, name: str) -> Block | None:
        image = self._image_of(name)
        if image is None:
            return None
        alternative = re.sub(r"\\(.)", r"\1", words).strip()[:250]
        return "image", {"image": image, "alternative": alternative, "decorative": not alternative, "caption": ""}

    def _names_in(self, piece: str) -> list[str]:
        return [unquote(name).rpartition("/")[2] for _words, name in _ALONE.findall(piece)]

    def _image_of(self, name: str) -> ContentImage | None:
        data = next((file.path.read_bytes() for file in self.files if file.name == name and file.is_here), None)
        if data is None:
            return None
        try:
            return self.kept.image_of(Picture(name, data), "")
        except ValidationError as error:
            said = {"name": name[:80], "reason": " ".join(error.messages)}
            self.remarks.append(_("The picture “%(name)s” is not kept: %(reason)s") % said)
            return None

    def _address_of(self, name: str) -> str:
        image = self._image_of(name)
        return self.kept.url_of(image) if image is not None else ""
