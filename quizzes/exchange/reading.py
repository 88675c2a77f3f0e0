"""What reading a file of questions gives: what was understood, and notes on the rest, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quizzes.content import QuestionContent

# A file of 5,000 questions is 3 MB. Moodle XML is larger, for the pictures it carries.
MAX_BYTES = 20 * 1024 * 1024
MAX_TEXT_BYTES = 8 * 1024 * 1024
MAX_QUESTIONS = 20_000
MAX_TEXT = 20_000
# All the texts of a question together; what is longer is not even cut in choices.
MAX_QUESTION = 300_000


@dataclass(frozen=True)
class Note:
    """Something that was not understood or not kept, at a line of the file (from 1)."""

    line: int
    text: str
    refused: bool = True

    def __str__(self) -> str:
        return _("Line %(line)d: %(text)s") % {"line": self.line, "text": self.text}


@dataclass
class Reading:
    """`questions` are in the order of the file, each with its line; `notes` too."""

    questions: list[tuple[int, QuestionContent]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    truncated: bool = False

    def take(self, found: Iterator[tuple[int, QuestionContent] | Note]) -> "Reading":
        """Collects until `MAX_QUESTIONS` questions or notes: beyond, a note says where reading stopped."""
        for item in found:
            line = item.line if isinstance(item, Note) else item[0]
            if len(self.questions) >= MAX_QUESTIONS or len(self.notes) >= MAX_QUESTIONS:
                text = _("Reading stops here: a file holds %(count)d questions at most.") % {"count": MAX_QUESTIONS}
                self.notes.append(Note(line, text))
                self.truncated = True
                break
            if isinstance(item, Note):
                self.notes.append(item)
            elif too_long(item[1]):
                text = _("A text of this question is over %(count)d characters.") % {"count": MAX_TEXT}
                self.notes.append(Note(line, text))
            else:
                self.questions.append(item)
        return self


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
