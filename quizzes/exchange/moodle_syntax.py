"""Reading Moodle XML safely: one question at a time, with its line and its pictures; no DTD, no entity, no depth."""

import binascii
import codecs
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from django.utils.translation import gettext as _

from media.uploads import IMAGE_EXTENSIONS
from quizzes.exchange.pictures import Picture
from quizzes.exchange.reading import MAX_QUESTION, UnreadableFileError, check_size

MAX_DEPTH = 40
CHUNK = 64 * 1024
# Files inside the file, in base64: they would be most of it. Of those only pictures are kept.
_BINARY = {"file", "image_base64"}
_PICTURES = {f".{extension}" for extensions in IMAGE_EXTENSIONS.values() for extension in extensions}
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
# Those that Python knows by these names.
_ONE_BYTE = re.compile(r"iso-8859-(?:[1-9]|1[013-6])|windows-125[0-8]|cp125[0-8]|macintosh|koi8-[ru]")


class Asked(NamedTuple):
    """A `<question>` as it stands at a line; None in place of one that is too long, an error where reading ends."""

    line: int
    element: Element | ParseError | None
    pictures: list[Picture]


def questions_of(data: bytes) -> Iterator[Asked]:
    """
    Each `<question>` in order; a `ParseError` ends what can be read.

    Raises `UnreadableFileError` for what is too large, is no Moodle XML, or holds a DTD, an entity or a bomb.
    """
    check_size(len(data))
    target = _Questions()
    parser = XMLParser(target=target, encoding="utf-8", forbid_dtd=True)
    target.expat = parser.parser
    prepared = _as_utf_8(data)
    try:
        for start in range(0, len(prepared), CHUNK):
            parser.feed(prepared[start : start + CHUNK])
            yield from target.take()
        parser.close()
    except DefusedXmlException as error:
        raise UnreadableFileError(
            _("This XML file declares a document type or entities: it is refused, for the safety of the site.")
        ) from error
    except ParseError as error:
        yield from target.take()
        yield Asked(error.position[0], error, [])
    if not target.root_was_quiz:
        raise UnreadableFileError(_("This is no file of Moodle questions: it has no <quiz> element."))


def _as_utf_8(data: bytes) -> bytes:
    """
    The file in UTF-8. Its bytes have the last word: what they read as by the mark at their head, else as UTF-8, whatever
    the file declares; then by what it declares, if that is an encoding of one byte for each sign; else windows-1252.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _again(data, "utf-16")
    if data[:2] in {b"<\0", b"\0<"}:
        return _again(data, "utf-16-le" if data[0] else "utf-16-be")
    data = data.removeprefix(codecs.BOM_UTF8).lstrip()
    if _is_utf_8(data):
        return data
    declared = _DECLARED.match(data[:200])
    name = declared[1].decode().lower() if declared else ""
    # What says Latin-1 is windows-1252, for browsers as well: it has the French apostrophe.
    return _again(data, name if _ONE_BYTE.fullmatch(name) and not name.endswith("8859-1") else "windows-1252")


def _again(data: bytes, encoding: str) -> bytes:
    """In pieces: as one text, a large file would take up to four times its size."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    pieces = [decoder.decode(data[start : start + CHUNK]).encode() for start in range(0, len(data), CHUNK)]
    return b"".join([*pieces, decoder.decode(b"", final=True).encode()]).lstrip()


def _is_utf_8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), CHUNK):
            decoder.decode(data[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Questions:
    """Builds the elements of one question at a time, so that memory does not follow the size of the file."""

    def __init__(self) -> None:
        self.expat: object = None
        self.builder: TreeBuilder | None = None
        self.depth = 0
        self.line = 0
        self.binary = 0
        self.size = 0
        self.root_was_quiz = False
        self.file: tuple[str, list[str]] | None = None
        self.pictures: list[Picture] = []
        self.done: list[Asked] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableFileError(_("The elements of this XML file are nested too deep."))
        if self.depth == 1:
            self.root_was_quiz = tag == "quiz"
        elif self.builder is None and tag == "question":
            self.builder, self.line = TreeBuilder(), self.expat.CurrentLineNumber  # type: ignore[attr-defined]
            self.question_depth, self.size, self.pictures = self.depth, 0, []
        self.binary += tag in _BINARY
        if tag == "file" and self.builder is not None and _is_picture(attributes):
            self.file = (attributes["name"], [])
        # An empty element weighs too.
        self.size += len(tag) + (sum(map(len, attributes.values())) if attributes else 0)
        if self.builder is not None and self.size <= MAX_QUESTION:
            self.builder.start(tag, attributes)

    def data(self, text: str) -> None:
        if self.binary:
            if self.file:
                self.file[1].append(text)
            return
        self.size += len(text)
        if self.builder is not None and self.size <= MAX_QUESTION:
            self.builder.data(text)

    def end(self, tag: str) -> None:
        self.binary -= tag in _BINARY
        if tag == "file" and self.file:
            self._end_file(*self.file)
        if self.builder is not None:
            if self.size <= MAX_QUESTION:
                self.builder.end(tag)
            if self.depth == self.question_depth:
                element = self.builder.close() if self.size <= MAX_QUESTION else None
                self.done.append(Asked(self.line, element, self.pictures if element is not None else []))
                self.builder = None
        self.depth -= 1

    def close(self) -> None:
        return None

    def _end_file(self, name: str, pieces: list[str]) -> None:
        self.file = None
        try:
            self.pictures.append(Picture(name, binascii.a2b_base64("".join(pieces))))
        except ValueError:
            # Not base64: the text says that its picture is missing.
            return

    def take(self) -> list[Asked]:
        taken, self.done = self.done, []
        return taken


def _is_picture(attributes: dict[str, str]) -> bool:
    is_text = attributes.get("encoding") == "base64"
    return is_text and PurePosixPath(attributes.get("name", "")).suffix.lower() in _PICTURES
