"""Keeps the engines true: what changes is noted with the change, then indexed by a task once it is committed."""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Max
from django_tasks import task

from core.cut_work import again_when_cut
from core.enqueueing import enqueue_unless_waiting
from search.document import Document
from search.documents import all_documents, count_documents, documents_of
from search.engine import embedded, engine, engines
from search.engines.base import Engine, EngineError
from search.engines.elasticsearch import ElasticsearchEngine, MissingIndexError
from search.freshness import FreshEngine
from search.meaning import making
from search.meaning.joining import MeaningEngine
from search.models import PendingDocument

BATCH = 200
AT_ONCE = 500
"""Documents that are indexed within a request, when there is no index: about a second."""


def note_changed(keys: Iterable[str]) -> None:
    """
    Notes, in the current transaction, that documents must be looked at again, and asks for it after the commit.

    The note outlives a task that fails, a worker that stops and a server that does not answer.
    """
    names = [*engines(), *([making.NAME] if settings.SEARCH_MEANING else [])]
    rows = [PendingDocument(engine=name, key=key) for key in keys for name in names]
    if not rows:
        return
    PendingDocument.objects.bulk_create(rows)
    if not any(_enqueue in waiting for waiting in connection.run_on_commit):
        transaction.on_commit(_enqueue)


def _enqueue() -> None:
    enqueue_unless_waiting(update_search)


@again_when_cut
@task()
def update_search() -> None:
    """Gives each engine what it does not know yet. A server that does not answer gets it when it is back."""
    for name in engines():
        try:
            update_engine(name)
        except EngineError:
            if name == "embedded":
                raise


@again_when_cut
@task()
def rebuild_search() -> None:
    for name in engines():
        rebuild_engine(name)


def rebuild_all() -> None:
    """After a restore: what was noted is forgotten. A server that is away gets its documents when it is back."""
    PendingDocument.objects.all().delete()
    for name in engines():
        try:
            rebuild_engine(name)
        except EngineError:
            if name == "embedded":
                raise


def update_engine(name: str) -> None:
    """Raises `EngineError` when the engine does not answer; what was noted then stays noted."""
    target = engines()[name]
    if _lacks_index(target):
        rebuild_engine(name)
        return
    while pending := list(PendingDocument.objects.filter(engine=name).order_by("id")[:BATCH]):
        documents, removed = documents_of({one.key for one in pending})
        target.update(documents, removed)
        PendingDocument.objects.filter(pk__in=[one.pk for one in pending]).delete()


def rebuild_engine(name: str, on_progress: Callable[[int], None] = lambda count: None) -> int:
    """Makes the index of one engine anew, searches going on meanwhile. Returns the number of documents."""
    last = PendingDocument.objects.filter(engine=name).aggregate(last=Max("id"))["last"]
    count = engines()[name].rebuild(_told(all_documents(), on_progress))
    PendingDocument.objects.filter(engine=name, id__lte=last or 0).delete()
    making.walk_again()
    return count


def _told(documents: Iterable[Document], on_progress: Callable[[int], None]) -> Iterator[Document]:
    for number, document in enumerate(documents, 1):
        yield document
        on_progress(number)


def _lacks_index(target: Engine) -> bool:
    """A folder that cannot be read is made anew; a server that does not answer is not."""
    try:
        target.check() if isinstance(target, ElasticsearchEngine) else target.count()
    except EngineError as error:
        if isinstance(target, ElasticsearchEngine) and not isinstance(error, MissingIndexError):
            raise
        return True
    return False


def ready_engine() -> FreshEngine:
    """
    The engine that answers visitors, its folder filled when it was empty, damaged or of another version.

    A small site is indexed at once, within the request; a large one by the task, and `EngineError` is raised meanwhile.
    """
    try:
        embedded().count()
    except EngineError:
        if count_documents() > AT_ONCE:
            if cache.add("search:rebuild-asked", "1", timeout=600):
                rebuild_search.enqueue()
            raise
        rebuild_engine("embedded")
    return FreshEngine(MeaningEngine(engine()))
