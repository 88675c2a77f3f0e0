"""What a Moodle backup says (2.6 to 4.5): its course, sections, activities and files, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse, parse
from django.utils.translation import gettext as _

from courses.moodle.archive import BackupError
from media.uploads import DOCUMENT_BYTES

MAX_ACTIVITIES = 1_000
# What Moodle writes for nothing.
NULL = "$@NULL@$"
FORMATS = {"0": "moodle", "1": "html", "2": "plain", "4": "markdown"}


@dataclass(frozen=True)
class File:
    """A file of the course: where it belongs, and where its bytes are (`path` may be absent from the archive)."""

    context: str
    component: str
    item: str
    name: str
    path: Path

    @property
    def is_here(self) -> bool:
        return self.path.exists() and self.path.stat().st_size <= DOCUMENT_BYTES


@dataclass(frozen=True)
class Activity:
    kind: str
    title: str
    section: str
    folder: Path


@dataclass(frozen=True)
class Section:
    id: str
    number: int
    folder: Path


@dataclass
class Backup:
    """`identity` names the course on its site, "" where the backup does not say of which one it is."""

    title: str
    identity: str
    folder: Path
    sections: list[Section] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    def files_of(self, context: str) -> list[File]:
        return [file for file in self.files if file.context == context]


def read(folder: Path) -> Backup:
    """The plan of a backup. Raises `BackupError` for what is no course, is too long, or whose XML is broken."""
    root = root_of(folder / "moodle_backup.xml")
    information = root.find("information")
    if information is None:
        raise BackupError(_("This archive is no Moodle backup: it has no moodle_backup.xml."))
    title = text_of(information, "original_course_fullname") or text_of(information, "name")
    site, course = (text_of(information, f"original_{n}") for n in ("site_identifier_hash", "course_id"))
    # Half an identity is none: two courses of two sites would be taken for one.
    backup = Backup(title[:255], f"{site}/{course}" if site and course else "", folder)
    contents = information.find("contents")
    if contents is not None:
        backup.activities = list(_activities(contents, folder))
        backup.sections = sorted(_sections(contents, folder), key=lambda section: section.number)
    if len(backup.activities) > MAX_ACTIVITIES:
        said = {"count": len(backup.activities), "limit": MAX_ACTIVITIES}
        raise BackupError(
            _("This course has %(count)d activities; %(limit)d at most are read: back it up in several parts.") % said
        )
    if (folder / "files.xml").exists():
        backup.files = list(_files(folder))
    return backup


def _activities(contents: Element, folder: Path) -> Iterator[Activity]:
    for element in contents.iterfind("activities/activity"):
        kind, place = text_of(element, "modulename"), text_of(element, "directory")
        yield Activity(
            kind[:40], text_of(element, "title")[:255], text_of(element, "sectionid"), _inside(folder, place)
        )


def _sections(contents: Element, folder: Path) -> Iterator[Section]:
    for element in contents.iterfind("sections/section"):
        place = _inside(folder, text_of(element, "directory"))
        said = text_of(root_of(place / "section.xml"), "number") if (place / "section.xml").exists() else ""
        yield Section(text_of(element, "sectionid"), int(said) if said.isdecimal() and len(said) < 6 else 0, place)


def _inside(folder: Path, place: str) -> Path:
    path = (folder / place).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BackupError(_("A path of this archive leads outside of it: it is refused, for the safety of the site."))
    return path


def _files(folder: Path) -> Iterator[File]:
    for element in elements_of(folder / "files.xml", "file"):
        digest, name = text_of(element, "contenthash"), text_of(element, "filename")
        if name not in {"", "."} and len(digest) == 40 and digest.isalnum():
            place = folder / "files" / digest[:2] / digest
            yield File(
                text_of(element, "contextid"), text_of(element, "component"), text_of(element, "itemid"), name, place
            )


def elements_of(path: Path, tag: str) -> Iterator[Element]:
    """The elements of a name in a file, one at a time, so that memory does not follow its size."""
    with _sentence_for_broken_xml():
        for _event, element in iterparse(path, events=("end",), forbid_dtd=True):
            if element.tag == tag:
                yield element
                element.clear()


def root_of(path: Path) -> Element:
    with _sentence_for_broken_xml():
        root: Element = parse(path, forbid_dtd=True).getroot()
        return root


class _sentence_for_broken_xml:  # noqa: N801 (reads as a sentence)
    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, ParseError | DefusedXmlException | OSError | ValueError | LookupError):
            raise BackupError(_("A file of this backup is broken or refused: nothing of it is kept.")) from error


def text_of(element: Element, path: str) -> str:
    found = (element.findtext(path) or "").strip()
    return "" if found == NULL else found


def questions_of(folder: Path) -> Iterator[tuple[str, Element]]:
    """Each `<question>` of the bank, with the identifier of its entry ("" before Moodle 4.0)."""
    path = folder / "questions.xml"
    if not path.exists():
        return
    entry = ""
    with _sentence_for_broken_xml():
        for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == "question_bank_entry":
                entry = element.get("id", "")
            elif event == "end" and element.tag == "question":
                yield entry, element
                element.clear()
