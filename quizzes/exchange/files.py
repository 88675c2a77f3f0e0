"""Files of questions as a whole: which format they are, importing them, exporting the bank."""

from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType

from django.utils.translation import gettext as _

from quizzes.content import QuestionContent
from quizzes.exchange import gift, gift_writing, moodle_writing, moodle_xml
from quizzes.exchange.pictures import Kept
from quizzes.exchange.reading import Note, Reading
from quizzes.exchange.storing import Progress, Stored, full_content, store, unheard
from quizzes.models import Question

WRITERS: dict[str, ModuleType] = {"gift": gift_writing, "moodle": moodle_writing}
FILE_NAMES = {"gift": "questions.gift.txt", "moodle": "questions.xml"}


def read(data: bytes) -> Reading:
    """The questions of a file in GIFT or Moodle XML; its first sign tells which. Raises `UnreadableFileError`."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return moodle_xml.read(data) if start.startswith(b"<") or b"\x00<" in start else gift.read(data)


def import_file(
    data: bytes, progress: Progress = unheard, *, publishes: bool = True, **attribution: str
) -> tuple[Stored, list[Note]]:
    """Reads a file and adds what it holds to the bank. The notes are all there is to say, in the order of the file."""
    reading = read(data)
    stored = store(reading, Kept(attribution), progress, publishes=publishes)
    return stored, sorted([*reading.notes, *stored.notes], key=lambda note: note.place)


def export_file(questions: Iterable[Question], kind: str) -> Iterator[str]:
    """The text of a file (`gift` or `moodle`), piece by piece."""
    contents: Iterator[QuestionContent] = (full_content(question) for question in questions)
    pieces: Iterator[str] = WRITERS[kind].write(contents)
    return pieces


def losses(questions: Sequence[Question], kind: str) -> dict[str, int]:
    """What the format cannot say of these questions: each sentence with the number of questions it is true of."""
    counts: dict[str, int] = {}
    for question in questions:
        for sentence in WRITERS[kind].losses(full_content(question)):
            counts[sentence] = counts.get(sentence, 0) + 1
    if twins := sum(question.twin_id is not None for question in questions):
        counts[_("Which question is the twin of which is not exported.")] = twins
    return counts
