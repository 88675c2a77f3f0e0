"""Bodies that do not come, sent to the site itself without a proxy before it: they end."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from config.bodies import LONGEST

from . import serving
from .proxies import HOST

# As many as the threads of the site, and more.
SLOW = 12
BEGUN = (
    f"POST /chercher/choix/ HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 300000\r\n\r\nq="
).encode() + b"a" * 100


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[int]:
    var = tmp_path_factory.mktemp("var")
    serving.lay_static_files(var)
    with serving.granian(var) as port:
        yield port


def seconds_of_a_reader(port: int) -> float:
    started = time.monotonic()
    assert serving.get(port, "/robots.txt")[0] == 200
    return time.monotonic() - started


def begin_a_body(port: int) -> socket.socket:
    slow = socket.create_connection(("127.0.0.1", port), timeout=LONGEST + 60)
    slow.sendall(BEGUN)
    return slow


def drip(slow: socket.socket) -> None:
    """A byte each second, for as long as the site takes them."""
    with suppress(OSError):
        while True:
            slow.sendall(b"a")
            time.sleep(1)


def seconds_until_closed(slow: socket.socket) -> float:
    """A connection that stays open fails by its timeout."""
    started = time.monotonic()
    with suppress(ConnectionError):
        while slow.recv(65_536):
            pass
    return time.monotonic() - started


@pytest.mark.parametrize("dripping", [False, True])
def test_slow_bodies_end_and_the_site_answers_again(site, dripping):
    usual = max(seconds_of_a_reader(site) for _ in range(5))

    with ExitStack() as stack:
        slow = [stack.enter_context(begin_a_body(site)) for _ in range(SLOW)]
        for one in slow if dripping else []:
            threading.Thread(target=drip, args=(one,), daemon=True).start()
        started = time.monotonic()
        time.sleep(1)  # who asks within PATIENCE of them may be ended with them (config/connections.py)
        waited = seconds_of_a_reader(site)
        ended = [seconds_until_closed(one) for one in slow]
        last = time.monotonic() - started

    print(f"readers: {usual:.2f} s before, {waited:.2f} s at worst; {len(ended)} slow ones ended within {last:.1f} s")
    assert waited < LONGEST + 5 + usual
    assert last < 2 * (LONGEST + 5) + usual  # those past the number of threads waited for one
    assert max(seconds_of_a_reader(site) for _ in range(5)) < 2 + usual


def test_a_body_that_is_cut_takes_nothing_with_it(site):
    for _ in range(SLOW):
        begin_a_body(site).close()

    assert seconds_of_a_reader(site) < 5
