import uuid

import pytest
from django.core.cache import cache
from django.db import connection

from search.engine import forget_engines
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from tests.search.library import LIBRARY, vocabulary


@pytest.fixture(scope="module", params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def empty_engine(request, tmp_path_factory):
    """Each engine in turn, with no index yet."""
    if request.param == "embedded":
        yield EmbeddedEngine(tmp_path_factory.mktemp("search"))
        return
    alias = f"test-{uuid.uuid4().hex}"
    engine = ElasticsearchEngine(request.getfixturevalue("elasticsearch_url"), alias, seconds=10)
    yield engine
    engine.remove()


@pytest.fixture(scope="module")
def engine(empty_engine):
    """Each engine in turn, with the library of the tests."""
    empty_engine.rebuild(LIBRARY)
    return empty_engine


@pytest.fixture(scope="module")
def embedded_library(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("search"))
    engine.rebuild(LIBRARY)
    return engine


@pytest.fixture(scope="module")
def elasticsearch_library(elasticsearch_url):
    engine = ElasticsearchEngine(elasticsearch_url, f"test-{uuid.uuid4().hex}", seconds=10)
    engine.rebuild(LIBRARY)
    yield engine
    engine.remove()


@pytest.fixture(scope="module")
def words():
    return vocabulary()


@pytest.fixture
def site_search(settings, tmp_path):
    """The search of the site on an empty folder, without a server."""
    settings.SEARCH_FOLDER = tmp_path / "search"
    settings.SEARCH_ELASTICSEARCH = ""
    forget_engines()
    cache.clear()
    yield
    forget_engines()
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks, site_search):
    """What happens inside is committed, and its tasks run at once; what waited before is forgotten."""

    def commit():
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=True)

    return commit
