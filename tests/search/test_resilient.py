"""A server that stops answering, and comes back."""

import socket
import threading
import time

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.resilient import ResilientEngine
from search.query import SearchQuery
from tests.search.library import LIBRARY


@pytest.fixture
def spare(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(LIBRARY)
    return engine


@pytest.fixture
def frozen_url():
    """A server that takes connections and never answers, as a process stopped by the system does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def stopped_url():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"http://127.0.0.1:{port}"


def timed(call):
    start = time.perf_counter()
    return call(), time.perf_counter() - start


@pytest.mark.parametrize("url", ["frozen_url", "stopped_url"])
def test_a_silent_server_is_replaced_within_two_seconds_then_at_full_speed(url, spare, request):
    told = []
    server = ElasticsearchEngine(request.getfixturevalue(url), "test")
    engine = ResilientEngine(server, spare, on_failure=told.append)

    first, first_seconds = timed(lambda: engine.search(SearchQuery()))
    second, second_seconds = timed(lambda: engine.search(SearchQuery()))

    assert first.total == second.total == len(LIBRARY)
    assert first.engine == "embedded"
    assert first_seconds < 2
    assert second_seconds < 0.2
    assert len(told) == 1


class Server:
    """An engine whose answers a test decides."""

    name = "server"

    def __init__(self):
        self.is_up = True
        self.asked = 0

    def search(self, query):
        from search.engines.base import EngineError, SearchResults

        self.asked += 1
        if not self.is_up:
            raise EngineError("down")
        return SearchResults(engine="server")

    def check(self):
        self.search(None)


def test_it_comes_back_by_itself_and_first_gets_what_it_missed(spare):
    server, caught_up = Server(), threading.Event()
    engine = ResilientEngine(server, spare, on_recovery=caught_up.set, retry_seconds=0.05)
    server.is_up = False
    while_down = engine.search(SearchQuery()).engine
    server.is_up = True
    time.sleep(0.1)

    probing = engine.search(SearchQuery()).engine
    assert caught_up.wait(5)
    time.sleep(0.1)

    assert (while_down, probing) == ("embedded", "embedded")
    assert engine.search(SearchQuery()).engine == "server"


def test_a_recovery_that_fails_leaves_the_spare_engine_in_place(spare):
    server = Server()
    engine = ResilientEngine(server, spare, on_recovery=lambda: 1 / 0, retry_seconds=0.05)
    server.is_up = False
    engine.search(SearchQuery())
    server.is_up = True
    time.sleep(0.1)
    engine.search(SearchQuery())
    time.sleep(0.2)

    assert engine.degraded


def test_nobody_asks_a_silent_server_again_before_its_time(spare):
    server = Server()
    engine = ResilientEngine(server, spare, retry_seconds=60)
    server.is_up = False
    for _ in range(5):
        engine.search(SearchQuery())

    assert server.asked == 1
