"""
20 authors write in one topic for 60 s over HTTP, on SQLite then on PostgreSQL: `python -m benchmarks.forum_authors`.

Expected: no post lost, none twice, no error; a form answered within 300 ms, 95 times in 100.

Each author opens the answer form, thinks, sends it, and reads the page where the message now stands. They think for 3
to 7 s. A form sent in less than 3 s waits for the team as a robot's, and an account may send 20 messages in ten minutes,
one every 30 s: these authors go six times as fast as the site lets people go. One form in ten is sent twice, as by a
nervous finger. Then the same authors send their forms without any pause: this tells how many the site takes a second,
and is held to the same exactness, not to the time.

`SECONDS=10 AUTHORS=5 ONLY=sqlite python -m benchmarks.forum_authors` makes a shorter run.
"""

import http.client
import os
import random
import re
import statistics
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from .serving import Served, databases, run_python, site
from .table import print_table

AUTHORS = int(os.environ.get("AUTHORS", "20"))
SECONDS = float(os.environ.get("SECONDS", "60"))
THINKING = (3.0, 7.0)
BUDGET = 0.300

PREPARE = """
import uuid
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from accounts.models import User
from forum import posting
from forum.models import Post, Section
from forum.settling import settle
section = Section.objects.get(slug="questions-generales")
for number in range({authors}):
    user = User.objects.create_user(f"author{{number}}@example.org", None, display_name=f"Author {{number}}")
    post = posting.open_topic(user, section, f"Bench {{number}}", posting.Draft("Bonjour.", uuid.uuid4()))
    Post.objects.filter(pk=post.pk).update(status="published", published_at=timezone.now())
    settle(post.topic)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    print(session.session_key, post.topic.get_absolute_url())
"""
STORED = """
from forum.models import Post
for source in Post.objects.filter(source__startswith="Message ").values_list("source", flat=True):
    print(source.split()[1])
"""


@dataclass
class Author:
    """One person at the keyboard: what was sent, what the site said, and how long it took."""

    session: str
    topic: str
    port: int
    thinking: tuple[float, float]
    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    writing: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def write_until(self, end: float) -> None:
        self.connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        self.cookies = f"session={self.session}"
        try:
            time.sleep(random.uniform(*self.thinking))  # noqa: S311 (people do not come all at once)
            form = self._open_form()
            time.sleep(3)
            while time.monotonic() < end:
                address = self._send(form)
                if self.thinking[1]:
                    self._read(address)
                    form = self._open_form()
                    time.sleep(random.uniform(*self.thinking))  # noqa: S311
        except (OSError, ValueError) as error:
            self.errors.append(repr(error))

    def _open_form(self) -> dict[str, str]:
        status, headers, page = self._ask("GET", f"{self.topic}repondre/", self.reading)
        if cookie := re.search(r"csrf=([^;]+)", headers.get("Set-Cookie", "")):
            self.cookies = f"csrf={cookie[1]}; session={self.session}"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        opened = re.search(r'name="opened" value="([^"]+)"', page)
        if not (token and opened):
            raise ValueError(f"no form: {status}")
        return {"csrfmiddlewaretoken": token[1], "opened": opened[1]}

    def _send(self, form: dict[str, str]) -> str:
        mark = uuid.uuid4().hex
        text = f"Message {mark}\n\nUne réponse de **quelques** lignes :\n\n- une idée\n- une autre\n\n> une citation"
        body = urlencode({**form, "text": text, "key": str(uuid.uuid4())})
        self.sent.add(mark)
        address = ""
        for _ in range(2 if len(self.sent) % 10 == 0 else 1):
            status, headers, _page = self._ask("POST", f"{self.topic}repondre/", self.writing, body)
            address = headers.get("Location", "")
            if status == 302 and address.startswith("/forum/message/"):
                self.acknowledged.add(mark)
            else:
                self.errors.append(f"{status} {address}")
        return address

    def _read(self, address: str) -> None:
        status, headers, _page = self._ask("GET", address, self.reading)
        status, _headers, _page = self._ask("GET", headers.get("Location", "").partition("#")[0], self.reading)
        if status != 200:
            self.errors.append(f"{status} after {address}")

    def _ask(self, method: str, path: str, times: list[float], body: str | None = None):
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        started = time.perf_counter()
        self.connection.request(method, path, body, headers if body else {"Cookie": self.cookies})
        answer = self.connection.getresponse()
        page = answer.read().decode()
        times.append(time.perf_counter() - started)
        return answer.status, answer.headers, page


def main() -> int:
    rows, right = [], True
    with databases(os.environ.get("ONLY", "")) as kinds:
        for name, database in kinds.items():
            with site(database, "benchmarks.forum_settings") as served:
                words = run_python(served.environment, PREPARE.format(authors=AUTHORS))
                sessions, topics = words[0::2], words[1::2]
                for title, topic, thinking in (("3 to 7 s", topics[0], THINKING), ("no pause", topics[1], (0.0, 0.0))):
                    authors = write(served, sessions, topic, thinking)
                    row, exact, p95 = judge(authors, run_python(served.environment, STORED))
                    rows.append([name, title, *row])
                    right = right and exact and (p95 <= BUDGET or not thinking[1])
    head = [
        "database",
        "thinking",
        "forms",
        "a second",
        "lost",
        "twice",
        "errors",
        "median",
        "p95",
        "slowest",
        "read p95",
    ]
    print_table(
        f"{AUTHORS} authors for {SECONDS:.0f} s (a form: {BUDGET * 1000:.0f} ms at most, 95 times in 100)", head, rows
    )
    return 0 if right else 1


def write(served: Served, sessions: list[str], topic: str, thinking: tuple[float, float]) -> list[Author]:
    """All the authors at once, each in a thread of their own."""
    authors = [Author(session, topic, served.port, thinking) for session in sessions]
    end = time.monotonic() + 3 + SECONDS
    threads = [threading.Thread(target=author.write_until, args=(end,)) for author in authors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return authors


def judge(authors: list[Author], stored: list[str]) -> tuple[list[str], bool, float]:
    """A row of numbers; whether every acknowledged form made one post; the time under which 95 % of them were answered."""
    sent = set().union(*(author.sent for author in authors))
    acknowledged = set().union(*(author.acknowledged for author in authors))
    mine = [mark for mark in stored if mark in sent]
    errors = [error for author in authors for error in author.errors]
    lost, twice = len(acknowledged - set(mine)), len(mine) - len(set(mine))
    writing = sorted(seconds for author in authors for seconds in author.writing) or [float("inf")]
    reading = sorted(seconds for author in authors for seconds in author.reading) or [float("inf")]
    p95 = writing[int(len(writing) * 0.95)]
    for error in sorted(set(errors))[:5]:
        print(f"  {errors.count(error)} × {error}")
    counts = [str(len(writing)), f"{len(writing) / SECONDS:.1f}", str(lost), str(twice), str(len(errors))]
    times = [statistics.median(writing), p95, writing[-1], reading[int(len(reading) * 0.95)]]
    return [*counts, *(f"{seconds * 1000:.0f} ms" for seconds in times)], lost == twice == len(errors) == 0, p95


if __name__ == "__main__":
    sys.exit(main())
