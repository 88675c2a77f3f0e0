"""Files of questions as a whole: which format they are, importing them, exporting the bank."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

from quizzes.content import QuestionContent
from quizzes.exchange import gift, gift_writing, moodle_writing, moodle_xml
from quizzes.exchange.pictures import Kept
from quizzes.exchange.reading import Note, Reading
from quizzes.exchange.storing import Progress, Stored, full_content, store, unheard
from quizzes.exchange.twins import with_twins
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
    with _few_collections():
        reading = read(data)
        stored = store(reading, Kept(attribution), progress, publishes=publishes)
    return stored, sorted([*reading.notes, *stored.notes], key=lambda note: note.place)


@contextmanager
def _few_collections() -> Iterator[None]:
    """
    The collector of cycles looks at all the questions read so far, over and over: a tenth of the time of a large file.
    It still comes, so that memory stays bounded.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def export_file(questions: Iterable[Question], kind: str) -> Iterator[str]:
    """The text of a file (`gift` or `moodle`), piece by piece. A question brings its twin."""
    contents: Iterator[QuestionContent] = (full_content(question) for question in with_twins(questions))
    pieces: Iterator[str] = WRITERS[kind].write(contents)
    return pieces


def losses(questions: Sequence[Question], kind: str) -> dict[str, int]:
    """What the format cannot say of these questions: each sentence with the number of questions it is true of."""
    counts: dict[str, int] = {}
    for question in questions:
        for sentence in WRITERS[kind].losses(full_content(question)):
            counts[sentence] = counts.get(sentence, 0) + 1
    return counts
