"""What reading a file of questions gives: what was understood, and notes on the rest, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from quizzes.content import QuestionContent
from quizzes.exchange.pictures import Picture
from quizzes.exchange.twin_tags import read_twin

# A file of 5,000 questions is 3 MB. Moodle XML is larger, for the pictures it carries.
MAX_BYTES = 20 * 1024 * 1024
MAX_TEXT_BYTES = 8 * 1024 * 1024
MAX_QUESTIONS = 20_000
MAX_TEXT = 20_000
# All the texts of a question together; what is longer is not even cut in choices.
MAX_QUESTION = 300_000


class Place(NamedTuple):
    """Where something stands in a file: its line (from 1) and the number of its question (0 outside of any)."""

    line: int
    number: int = 0


@dataclass(frozen=True)
class Note:
    """
    Something that was not understood or not kept, at a place of the file, with the name and the kind of its question.

    A question that was `refused` is not kept at all; one that the note `holds` stays a draft.
    """

    place: Place
    text: str
    refused: bool = True
    holds: bool = False
    name: str = ""
    kind: str = ""

    @property
    def line(self) -> int:
        return self.place.line

    def __str__(self) -> str:
        said = {"line": self.line, "number": self.place.number, "name": self.name[:60], "kind": self.kind}
        if not self.place.number:
            return _("Line %(line)d: %(text)s") % {**said, "text": self.text}
        if self.name and self.kind:
            head = _("Question %(number)d “%(name)s” (%(kind)s, line %(line)d):") % said
        elif self.name:
            head = _("Question %(number)d “%(name)s” (line %(line)d):") % said
        else:
            head = _("Question %(number)d (line %(line)d):") % said
        return f"{head} {self.text}"


# What a file gives: a question at its place, the pictures of the question that comes before, or a note.
Found = tuple[Place, QuestionContent] | tuple[Place, list[Picture]] | Note


@dataclass
class Reading:
    """
    `questions` are in the order of the file, each with its place; `notes` too.

    `held` are the places of the questions that stay drafts, `pictures` what they show, by the names in their texts.
    """

    questions: list[tuple[Place, QuestionContent]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    held: set[Place] = field(default_factory=set)
    pictures: dict[Place, list[Picture]] = field(default_factory=dict)
    truncated: bool = False

    def take(self, found: Iterator[Found]) -> "Reading":
        """Collects until `MAX_QUESTIONS` questions or notes: beyond, a note says where reading stopped."""
        for item in found:
            if len(self.questions) >= MAX_QUESTIONS or len(self.notes) >= MAX_QUESTIONS:
                text = _("Reading stops here: a file holds %(count)d questions at most.") % {"count": MAX_QUESTIONS}
                place = item.place if isinstance(item, Note) else item[0]
                self.notes.append(Note(Place(place.line), text))
                self.truncated = True
                break
            if isinstance(item, Note):
                self._note(item)
            elif isinstance(item[1], list):
                self.pictures[item[0]] = item[1]
            elif too_long(item[1]):
                text = _("A text of this question is over %(count)d characters.") % {"count": MAX_TEXT}
                self._note(note_on(item[0], item[1], text, refused=True))
            else:
                self.questions.append((item[0], read_twin(item[1])))
        return self

    def _note(self, note: Note) -> None:
        self.notes.append(note)
        if note.holds:
            self.held.add(note.place)


def note_on(place: Place, question: QuestionContent, text: str, *, refused: bool = False, holds: bool = False) -> Note:
    """A note that names its question: by its name, else by the first words of what it asks."""
    name = question.name or " ".join(re.sub(r"\\(?=\W)", "", question.stem[:200]).split())
    return Note(place, text, refused, holds, name if len(name) <= 60 else name[:59] + "…", str(question.kind.label))


def too_long(question: QuestionContent) -> bool:
    texts = [question.stem, question.principle, question.model_answer]
    texts += [text for choice in question.choices for text in (choice.text, choice.explanation, choice.match)]
    return any(len(text) > MAX_TEXT for text in texts)


class UnreadableFileError(Exception):
    """Nothing could be read of a file; the message says why, for the person who sent it."""


def decode(data: bytes) -> str:
    """
    The text of a file: by its byte order mark, else UTF-8, else windows-1252.

    Raises `UnreadableFileError` over 8 MB and for what is no text at all.
    """
    check_size(len(data), MAX_TEXT_BYTES)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise UnreadableFileError(_("This file is not a text."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1252", errors="replace")


def question_too_long() -> str:
    return _("This question is over %(count)d characters.") % {"count": MAX_QUESTION}


def check_size(size: int, limit: int = MAX_BYTES) -> None:
    """Raises `UnreadableFileError` over a limit, in bytes."""
    if size > limit:
        raise UnreadableFileError(
            _("This file is %(size)d MB. A file of questions is %(limit)d MB at most: cut it in parts.")
            % {"size": size // 1024 // 1024, "limit": limit // 1024 // 1024}
        )
