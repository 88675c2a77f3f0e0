"""The engine of this site, chosen by settings: embedded, or Elasticsearch with the embedded one behind it."""

from functools import cache

from django.conf import settings
from django.core.cache import cache as shared
from django.db import connection

from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.resilient import ResilientEngine

DEGRADED = "search:degraded"


@cache
def embedded() -> EmbeddedEngine:
    return EmbeddedEngine(settings.SEARCH_FOLDER)


@cache
def server() -> ElasticsearchEngine | None:
    """The Elasticsearch server, where there is one."""
    if not settings.SEARCH_ELASTICSEARCH:
        return None
    alias = f"{settings.SEARCH_INDEX}-{settings.LANGUAGE_CODE}"
    return ElasticsearchEngine(settings.SEARCH_ELASTICSEARCH, alias, settings.SEARCH_ELASTICSEARCH_KEY)


@cache
def engine() -> Engine:
    """The engine that answers visitors. One a process: it keeps files and connections open."""
    primary = server()
    if primary is None:
        return embedded()
    return ResilientEngine(primary, embedded(), on_failure=_tell_everybody, on_recovery=_catch_up)


def engines() -> dict[str, Engine]:
    """Every engine that keeps documents, by name."""
    primary = server()
    return {"embedded": embedded(), **({primary.name: primary} if primary else {})}


def forget_engines() -> None:
    """After a change of settings."""
    for made in (embedded, server, engine):
        made.cache_clear()


def degraded_since() -> str:
    """Why searches do not go to the server now, for the editors' dashboard; empty when all is well."""
    return str(shared.get(DEGRADED, ""))


def _tell_everybody(reason: str) -> None:
    shared.set(DEGRADED, reason[:300], timeout=None)


def _catch_up() -> None:
    """In the breaker's own thread, whose database connection is closed after use."""
    from search.indexing import update_engine

    try:
        update_engine("elasticsearch")
        shared.delete(DEGRADED)
    finally:
        connection.close()
