"""One request of the crawl: sent, looked at, and taken back."""

import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from threading import get_ident
from typing import Any
from urllib.parse import quote_from_bytes

from django.conf import settings
from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import QueryDict
from django.http.request import HttpRequest
from django.test import Client

FORM = "application/x-www-form-urlencoded"
# What a person would see: Django's own pages of errors are English.
FRENCH = b'<html lang="fr"'
# What a monitor asks: here no worker lives, and 503 is the answer.
SAYS_503 = ("/sante/",)


@dataclass
class Answer:
    status: int
    kind: str
    content: bytes
    location: str = ""
    templates: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    """The fields of its form that were not right."""


@dataclass
class Fault:
    """What went wrong, at which of our lines, and the first requests that showed it."""

    what: str
    requests: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.what}\n    " + "\n    ".join(self.requests[:3]) + f"\n    ({len(self.requests)} requests)"


@dataclass
class Asker:
    """Sends requests as one person, and remembers the faults that they showed and what the views read."""

    clients: dict[str, Client]
    faults: dict[str, Fault] = field(default_factory=dict)
    sent: int = 0
    started: float = field(default_factory=time.process_time)
    read: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    _raised: str = ""

    def ask(
        self, role: str, method: str, path: str, pairs: Any = (), *, told: str = "", keep: bool = False, **more: Any
    ) -> Answer:
        """`pairs` go into the address of a GET and into the form of a POST. Unless `keep`, nothing stays of it."""
        encoded = encode(pairs)
        client, request = self.clients[role], dict(more)
        if method == "POST" and "data" not in request:
            request |= {"data": encoded, "content_type": FORM}
        elif encoded:
            path = f"{path}{'&' if '?' in path else '?'}{encoded}"
        self.sent += 1
        self._raised = ""
        if method == "POST":
            for name in settings.CACHES:  # limits
                caches[name].clear()
        with self._undone(client, keep):
            response = client.generic(method, path, **request)
            content = b"".join(response) if response.streaming else response.content
            templates = tuple(template.name for template in response.templates[:1] if template.name)
        answer = Answer(
            response.status_code,
            response.get("Content-Type", ""),
            content,
            response.get("Location", ""),
            templates,
            _refused(response.context),
        )
        self._look(answer, f"{role} {method} {path[:160]} {told[:120]}")
        return answer

    @contextmanager
    def _undone(self, client: Client, keep: bool) -> Iterator[None]:
        cookies: SimpleCookie = copy(client.cookies)
        with transaction.atomic():
            yield
            if not keep:
                transaction.set_rollback(True)
        if not keep:
            client.cookies = cookies

    def _look(self, answer: Answer, request: str) -> None:
        what = ""
        if answer.status >= 500 and request.split()[2].partition("?")[0] not in SAYS_503:
            what = f"{answer.status} {self._raised}"
        elif answer.status >= 400 and " HEAD " not in request and not _can_be_read(answer):
            what = f"{answer.status} is no French page: {answer.content[:80]!r}"
        if what:
            self.faults.setdefault(what, Fault(what)).requests.append(request)

    def remember(self, sender: Any, **kwargs: Any) -> None:
        """The exception of the request, and the last of our lines on its way."""
        error = sys.exc_info()[1]
        frames = traceback.extract_tb(error.__traceback__ if error else None)
        own = [frame for frame in frames if ".venv" not in frame.filename and "/tests/" not in frame.filename]
        last = frames[-1] if frames else None
        where = " < ".join(f"{frame.filename.split('/', 3)[-1]}:{frame.lineno}" for frame in [last, *own[-1:]] if frame)
        self._raised = f"{type(error).__name__}: {str(error)[:100]} at {where}"


def _refused(context: Any) -> frozenset[str]:
    form = context.get("form") if context else None
    rows = {name: one for name, one in getattr(form, "formsets", {}).items() if not one.is_valid()}
    return frozenset([*getattr(form, "errors", {}), *(one.prefix for one in rows.values())])


def _can_be_read(answer: Answer) -> bool:
    """A script reads JSON; whoever else is refused reads French."""
    return "json" in answer.kind or FRENCH in answer.content


def encode(pairs: Any) -> str:
    return "&".join(f"{quote_from_bytes(_bytes(name))}={quote_from_bytes(_bytes(value))}" for name, value in pairs)


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


@contextmanager
def watched(asker: Asker, monkeypatch: Any) -> Iterator[None]:
    """Views tell which parameters they read, whether a form or a link names them or not, and who reads a body."""

    def telling(method: Any) -> Any:
        def read(self: Any, key: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(self, QueryDict) and isinstance(key, str):
                asker.read.add(key)
            return method(self, key, *args, **kwargs)

        return read

    for name in ("__getitem__", "get", "getlist", "__contains__"):
        monkeypatch.setattr(QueryDict, name, telling(getattr(QueryDict, name)))
    body = HttpRequest.body
    here = get_ident()

    def read_body(request: Any) -> bytes:
        # `config.bodies` waits for every body in a thread of its own: that is no view that reads it.
        if request.content_type == "application/json" and get_ident() == here:
            asker.bodies.add(request.path)
        return body.fget(request)

    monkeypatch.setattr(HttpRequest, "body", property(read_body))
    got_request_exception.connect(asker.remember)
    yield
    got_request_exception.disconnect(asker.remember)
