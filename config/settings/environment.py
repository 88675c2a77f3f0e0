"""
Reading settings from environment variables.

What is wrong ends the start with a sentence for the host: the variable, what it holds, what to write instead.
"""

import os
import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A server that is away is told within two seconds; psycopg's pool would hold each request for thirty, and double its own
# wait without bound, so that the site came back long after its database.
POOL = {"min_size": 1, "max_size": 10, "timeout": 1.5, "reconnect_timeout": 3}


def required(name: str) -> str:
    """The value of an environment variable; raises `ImproperlyConfigured` with its name when it is missing."""
    value = optional(name)
    if not value:
        raise ImproperlyConfigured(f"Il manque {name}. Écrivez-la dans /etc/parcours.env : docs/how-to/deploy.md.")
    return value


def optional(name: str, default: str = "") -> str:
    """The value of an environment variable; refuses one that a shell's quotes were kept around."""
    value = os.environ.get(name, "").strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        raise ImproperlyConfigured(f"{name} : enlevez les guillemets autour de {value}.")
    return value or default


def site_address(name: str) -> str:
    """`https://parcours.example.org`, without path; plain http only for this machine (`make run`, the tests)."""
    value = required(name).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not _is_whole(parts):
        raise ImproperlyConfigured(f"{name} : « {value} » n’est pas une adresse comme https://parcours.example.org.")
    if parts.path or parts.query or parts.username:
        raise ImproperlyConfigured(
            f"{name} : « {value} » a quelque chose après le nom du site. Parcours se sert à la racine d’un domaine : "
            f"écrivez {parts.scheme}://{parts.netloc.rpartition('@')[2]}."
        )
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "testserver"}:
        raise ImproperlyConfigured(
            f"{name} : écrivez https://{parts.netloc}. Les connexions se font toujours chiffrées ; le serveur mandataire "
            "(Caddy, nginx) s’en charge."
        )
    return value


def number(name: str, default: int, most: int) -> int:
    """A whole number from 0 to `most`."""
    value = optional(name, str(default))
    if not (value.isascii() and value.isdigit()) or len(value) > 6 or int(value) > most:
        raise ImproperlyConfigured(f"{name} : « {value} » n’est pas un nombre entre 0 et {most}, en chiffres.")
    return int(value)


def one_of(name: str, values: Collection[str], default: str, example: str) -> str:
    value = optional(name, default)
    if value not in values:
        raise ImproperlyConfigured(f"{name} : « {value} » n’est pas connu. Écrivez par exemple {example}.")
    return value


def server(name: str) -> str:
    """`http://127.0.0.1:9200` or nothing; refuses an address without its scheme, which every search would then meet."""
    value = optional(name)
    if value and (urlsplit(value).scheme not in {"http", "https"} or not _is_whole(urlsplit(value))):
        raise ImproperlyConfigured(f"{name} : « {value} » n’est pas une adresse comme http://127.0.0.1:9200.")
    return value


def _is_whole(parts: SplitResult) -> bool:
    """Whether an address has a host of one word, and a port that is one."""
    try:
        return bool(parts.hostname) and not re.search(r"\s", parts.netloc) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def addresses(name: str, default: str = "") -> list[str]:
    """Addresses of sites separated by spaces, such as `https://framatube.org`; refuses anything else."""
    values = optional(name, default).split()
    for value in values:
        parts = urlsplit(value)
        if parts.scheme != "https" or not parts.hostname or value != f"https://{parts.netloc}":
            raise ImproperlyConfigured(f"{name} : « {value} » n’est pas une adresse comme https://video.example.org.")
    return values


def mailboxes(name: str) -> list[str]:
    """Mail addresses separated by spaces; refuses anything else."""
    values = optional(name).split()
    for value in values:
        if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", value):
            raise ImproperlyConfigured(
                f"{name} : « {value} » n’est pas une adresse de courriel. Séparez-les par des espaces."
            )
    return values


def day(name: str) -> str:
    """A day as `2027-01-31`, or nothing; refuses anything else."""
    value = optional(name)
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise ImproperlyConfigured(f"{name} : « {value} » n’est pas un jour comme 2027-01-31.") from None


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings from `smtp://user:password@host:587` (encrypted by STARTTLS) or `smtps://…:465`.

    Without a user and a password, `smtp://` speaks in clear, as to the mail server of the same machine.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not _is_whole(parts) or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            "PARCOURS_MAIL n’est pas une adresse comme smtp://compte:motdepasse@mail.example.org:587. Dans le mot de "
            "passe, / s’écrit %2F, ? s’écrit %3F, # s’écrit %23 et @ s’écrit %40."
        )
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
        raise ImproperlyConfigured(
            f"PARCOURS_DATABASE commence par « {parts.scheme or url[:20]} » : écrivez sqlite, sqlite:///chemin/absolu ou "
            "postgresql://compte:motdepasse@hôte/base."
        )
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
