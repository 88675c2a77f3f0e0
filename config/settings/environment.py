"""Reading settings from environment variables, with errors that name the variable."""

import os
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A server that is away is told within two seconds; psycopg's pool would hold each request for thirty, and double its own
# wait without bound, so that the site came back long after its database.
POOL = {"min_size": 1, "max_size": 10, "timeout": 2, "reconnect_timeout": 3}


def required(name: str) -> str:
    """The value of an environment variable; raises `ImproperlyConfigured` with its name when it is missing."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is missing. See docs/how-to/deploy.md.")
    return value


def optional(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def addresses(name: str, default: str = "") -> list[str]:
    """Addresses of sites separated by spaces, such as `https://framatube.org`; refuses anything else."""
    values = optional(name, default).split()
    for value in values:
        parts = urlsplit(value)
        if parts.scheme != "https" or not parts.hostname or value != f"https://{parts.netloc}":
            raise ImproperlyConfigured(f"{name}: “{value}” is not an address such as https://video.example.org.")
    return values


def mailboxes(name: str) -> list[str]:
    """Mail addresses separated by spaces; refuses anything else."""
    values = optional(name).split()
    for value in values:
        if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", value):
            raise ImproperlyConfigured(f"{name}: “{value}” is not a mail address. Separate several with spaces.")
    return values


def day(name: str) -> str:
    """A day as `2027-01-31`, or nothing; refuses anything else."""
    value = optional(name)
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise ImproperlyConfigured(f"{name}: “{value}” is not a day such as 2027-01-31.") from None


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings from `smtp://user:password@host:587` (encrypted by STARTTLS) or `smtps://…:465`.

    Without a user and a password, `smtp://` speaks in clear, as to the mail server of the same machine.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("PARCOURS_MAIL is not an address such as smtp://user:password@mail.example.org:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }


def database(url: str, folder: Path) -> dict[str, object]:
    """Django's database settings from `sqlite` (a file in `folder`), `sqlite:///path` or `postgresql://user:password@host/name`."""
    if url == "sqlite" or url.startswith("sqlite:"):
        path = url.removeprefix("sqlite").removeprefix("://") or str(folder / "parcours.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"PARCOURS_DATABASE does not understand “{parts.scheme}”: use sqlite or postgresql.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        # A connection that a restart of the server broke is found before it is used, not by a visitor.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": POOL, "connect_timeout": 2, **options},
    }
