"""
Makes the vectors of what can be found, a few seconds at a time, in the worker: never in a visitor's request.

What changed is noted as for the engines. All documents are walked through besides, on a new site, after the index is
made anew and once a day: those whose texts are the same keep their vectors. The database is only read between two
documents: nothing of it is held while the model works.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from search.document import Document
from search.documents import all_keys, documents_of
from search.meaning.model import Model, load
from search.meaning.passages import spans_of
from search.models import PendingDocument

if TYPE_CHECKING:
    from search.meaning.vectors import Vectors

NAME = "meaning"
EVERY = timedelta(seconds=20)
SLICE = 8.0
"""Seconds of work each time: two fifths of one processor at most."""
AT_ONCE = 5
AGAIN_AFTER = 86_400.0


def vectors() -> "Vectors":
    """What is kept of this process's site. Needs numpy: to be asked only beside a model."""
    return _vectors(settings.SEARCH_FOLDER)


@cache
def _vectors(folder: Path) -> "Vectors":
    from search.meaning.vectors import Vectors

    return Vectors(folder)


@dataclass
class Walk:
    """How far the walk through all documents is. `ended_at`: when the last whole one ended, 0 before."""

    after: str = ""
    ended_at: float = 0.0

    @property
    def is_due(self) -> bool:
        return bool(self.after) or not 0 <= time.time() - self.ended_at < AGAIN_AFTER


def make_vectors(seconds: float = SLICE) -> None:
    model = load()
    if model is None:
        PendingDocument.objects.filter(engine=NAME).delete()  # once there is one, everything is walked through
        walk_again()
        return
    kept = vectors()
    with kept.lock() as is_ours:
        if is_ours:
            kept.remove_others()
            _work(kept, model, time.monotonic() + seconds)


def is_complete() -> bool:
    """Whether all documents were walked through once."""
    return _walk().ended_at > 0


def walk_again() -> None:
    """After the index was made anew."""
    _path().unlink(missing_ok=True)


def texts_of(document: Document) -> list[str]:
    """What gets a vector: what the document is, then each passage of its body under its title."""
    said = ", ".join((*document.synonyms, *document.replaces))
    head = ". ".join(part for part in (document.title, document.lead, said) if part)
    text = document.kept.text
    under = f"{document.title}. " if document.title else ""
    return [head, *(f"{under}{text[span.start : span.end]}" for span in spans_of(text))]


def _work(kept: "Vectors", model: Model, end: float) -> None:
    while time.monotonic() < end:
        pending = list(PendingDocument.objects.filter(engine=NAME).order_by("id")[:AT_ONCE])
        if pending:
            _put_right(kept, model, [one.key for one in pending])
            PendingDocument.objects.filter(pk__in=[one.pk for one in pending]).delete()
        elif not _walk_on(kept, model, end):
            return


def _walk_on(kept: "Vectors", model: Model, end: float) -> bool:
    """Walks until the time is out or everything was seen; whether it did anything."""
    walk = _walk()
    if not walk.is_due:
        return False
    keys = sorted(all_keys())
    ahead = [key for key in keys if key > walk.after]
    for start in range(0, len(ahead), AT_ONCE):
        chosen = ahead[start : start + AT_ONCE]
        _put_right(kept, model, chosen)
        _note(Walk(chosen[-1], walk.ended_at))
        if time.monotonic() > end:
            return True
    _put_right(kept, model, sorted(kept.keys() - set(keys)))
    _note(Walk("", time.time()))
    return True


def _put_right(kept: "Vectors", model: Model, keys: Sequence[str]) -> None:
    from search.meaning.vectors import NO_ROWS, digest_of, rows_of

    documents, gone = documents_of(keys)
    made = {}
    for document in documents:
        texts, former = texts_of(document), kept.rows(document.key)
        if [digest_of(text) for text in texts] != [row.tobytes() for row in former["digest"]]:
            made[document.key] = rows_of(texts, model.passages(texts))
    removed = dict.fromkeys(kept.keys() & set(gone), NO_ROWS)
    if made or removed:
        kept.write({**made, **removed})


def _path() -> Path:
    return Path(settings.SEARCH_FOLDER) / "vectors.walk"


def _walk() -> Walk:
    try:
        return Walk(**json.loads(_path().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Walk()


def _note(walk: Walk) -> None:
    path = _path()
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(walk)), encoding="utf-8")
    fresh.replace(path)
