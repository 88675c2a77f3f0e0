"""What `manage.py doctor` looks at: each app may add a check of what it knows (`home.diagnosing` has the others)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A sentence for the host: what is wrong with its remedy, or what was looked at and goes well."""

    is_bad: bool
    sentence: str


@dataclass(frozen=True)
class Check:
    """`is_quick`: short enough for each opening of the admin. `needs_database`: pointless while it is away."""

    look: Callable[[], Iterator[Finding]]
    is_quick: bool = True
    needs_database: bool = True


registered: list[Check] = []


def register(check: Check) -> None:
    registered.append(check)
