"""
What goes wrong is written on standard error, counted, and mailed to those who asked; never with a person in it.

The reference of an error stands on the page that the visitor sees and in each of these places.
"""

import hashlib
import json
import logging
import re
import secrets
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

KEPT_DAYS = 30
MOST_A_DAY = 300_000
"""Bytes, some two thousand errors: a flood of them is told as well by that, and the admin's first page reads them all."""
ONE_MAIL_PER = timedelta(hours=1)
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:=]+@[^\s@<>\"'(),;:=]+")
# What PostgreSQL and SQLite quote of a row, and what Python quotes of a value that it refused.
_DETAIL = re.compile(r"^(DETAIL: ).*$", re.MULTILINE)
_IP = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_LAST_FRAME = re.compile(r'File "[^"]*?([^/"]+/[^/"]+\.py)", line \d+, in (\w+)')


def scrubbed(text: str) -> str:
    """A text without mail addresses, addresses of machines, nor the values that a database quotes."""
    return _IP.sub("(IP)", _ADDRESS.sub("(adresse)", _DETAIL.sub(r"\1(…)", text)))


def reference_of(request: HttpRequest | None) -> str:
    """The reference of what fails in this request: drawn once, the same on the page and in the log."""
    if request is None:
        return secrets.token_hex(4)
    if not hasattr(request, "failure_reference"):
        request.failure_reference = secrets.token_hex(4)  # type: ignore[attr-defined]
    return str(request.failure_reference)  # type: ignore[attr-defined]


def place_of(request: HttpRequest | None) -> str:
    """The route that failed, not the address: an address may hold a secret link or what somebody looked for."""
    match = getattr(request, "resolver_match", None)
    return f"{request.method} /{match.route}" if request is not None and match is not None else ""


def is_away(error: BaseException | None) -> bool:
    """Whether the database server could not be reached, or went away in the middle (SQLSTATE classes 08 and 57P)."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return type(error.__cause__).__module__.partition(".")[0] in {"psycopg", "psycopg_pool"} and (
        state is None or state.startswith(("08", "57P"))
    )


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """The page of an error, made without the database, which may be what failed: then it is « closed », and passes."""
    if is_away(sys.exc_info()[1]):
        closed = loader.get_template("503.html").render()
        response = HttpResponse(closed, status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
        response.database_is_away = True  # type: ignore[attr-defined]
        return response
    page = loader.get_template("500.html").render({"reference": reference_of(request)})
    return HttpResponseServerError(page)


class Formatter(logging.Formatter):
    """One line that names the place and the reference, then the traceback; scrubbed."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            words = f"{record.name} {place_of(request)}"
            if record.levelno >= logging.ERROR:
                words += f" [référence {reference_of(request)}]"
        else:
            words = f"{record.name} {record.getMessage()}"
        lines = [f"{record.levelname} {words}"]
        if record.exc_info:
            lines.append(self.formatException(record.exc_info))
        return scrubbed("\n".join(lines))


class Ledger(logging.Handler):
    """Counts errors in a file a day under `PARCOURS_VAR`, readable without the database."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            request = getattr(record, "request", None)
            request = request if isinstance(request, HttpRequest) else None
            entry = {
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "reference": reference_of(request),
                "kind": kind_of(record),
                "place": place_of(request) or record.name,
            }
            file = _folder() / f"{datetime.now(UTC):%Y-%m-%d}.jsonl"
            is_first = not file.exists()
            if not is_first and file.stat().st_size > MOST_A_DAY:
                return
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as target:
                target.write(json.dumps(entry, ensure_ascii=False) + "\n")
            if is_first:
                _forget_old()
        except OSError:
            return  # a full disk: the line on standard error is what remains


class AdminMails(logging.Handler):
    """Writes to `PARCOURS_ADMINS`: one mail an hour for each kind of error, through the outbox."""

    def emit(self, record: logging.LogRecord) -> None:
        if not settings.ADMINS or not _may_tell(kind_of(record)):
            return
        from django.core.mail import mail_admins  # settings load this module before mail can be imported

        try:
            mail_admins(
                f"erreur : {kind_of(record)}"[:150],
                f"{Formatter().format(record)}\n\nUn courriel par heure au plus pour ce genre d’erreur. "
                f"Toutes sont dans le journal du service, et comptées sur l’accueil de l’admin de {settings.SITE_URL}.\n",
                fail_silently=True,
            )
        except Exception:  # the outbox is in the database, which may be what failed
            logging.getLogger("parcours.mail").warning("An error could not be mailed to the administrators.")


def kind_of(record: logging.LogRecord) -> str:
    """What makes two errors the same: the exception and the last function of ours that it went through."""
    if not record.exc_info or record.exc_info[0] is None:
        return record.name
    frames = _LAST_FRAME.findall(Formatter().formatException(record.exc_info))
    place = f" ({frames[-1][0]}, {frames[-1][1]})" if frames else ""
    return f"{record.exc_info[0].__name__}{place}"


def errors_since(days: int) -> list[dict[str, Any]]:
    """The errors of the last days, the latest first."""
    since = f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d}"
    found: list[dict[str, Any]] = []
    for file in sorted(_folder().glob("*.jsonl")):
        if file.stem >= since:
            found += [
                json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("{")
            ]
    return found[::-1]


def _may_tell(kind: str) -> bool:
    told = _folder() / "told" / hashlib.sha256(kind.encode()).hexdigest()[:16]
    try:
        if told.exists() and time.time() - told.stat().st_mtime < ONE_MAIL_PER.total_seconds():
            return False
        told.parent.mkdir(parents=True, exist_ok=True)
        told.touch()
    except OSError:
        return False  # without memory of what was told, an error of each request would be a flood of mails
    return True


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "errors"


def _forget_old() -> None:
    oldest = f"{datetime.now(UTC) - timedelta(days=KEPT_DAYS):%Y-%m-%d}"
    for file in _folder().glob("*.jsonl"):
        if file.stem < oldest:
            file.unlink(missing_ok=True)
