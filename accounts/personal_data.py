"""
Everything we hold about a person: a register that the apps above fill.

`PersonalTable` says, for one table with a key to the account, what becomes of its rows when the account
is deleted and how they read in an export. A test finds every such table and fails when one is missing here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import models, transaction
from django.utils.functional import Promise

from .models import User

Row = dict[str, Any]


class Fate(Enum):
    """What happens to the rows of a table when the account they point to is deleted."""

    DELETED = "deleted"
    KEPT_WITHOUT_NAME = "kept without name"


@dataclass(frozen=True)
class PersonalTable:
    model: str
    """`app_label.modelname`, lower case."""
    field: str
    fate: Fate
    title: Promise | str = ""
    rows: Callable[[User], Iterable[Row]] | None = None
    """How the rows of one person read in an export; nothing for plumbing without content of the person."""


_tables: dict[tuple[str, str], PersonalTable] = {}
_before_deletion: list[Callable[[User], None]] = []


def register(*tables: PersonalTable) -> None:
    for table in tables:
        _tables[table.model, table.field] = table


def before_deletion(erase: Callable[[User], None]) -> Callable[[User], None]:
    """Registers what to undo of a person that is not in a keyed table (mail on its way, say)."""
    if erase not in _before_deletion:
        _before_deletion.append(erase)
    return erase


def registered() -> dict[tuple[str, str], PersonalTable]:
    return dict(_tables)


def export(user: User) -> list[tuple[PersonalTable, list[Row]]]:
    """Everything held about `user`, table by table, empty tables left out."""
    found = [(table, list(table.rows(user))) for table in _tables.values() if table.rows is not None]
    return [(table, rows) for table, rows in found if rows]


@transaction.atomic
def delete_account(user: User) -> None:
    """Deletes the account at once: what was written for others stays without a name, the rest goes."""
    User.objects.select_for_update().filter(pk=user.pk).first()
    user.delete()


def erase_before_deletion(instance: User, **kwargs: Any) -> None:
    """A signal's receiver: the same goes whoever deletes the account, its person, the team or a command."""
    for erase in _before_deletion:
        erase(instance)


def plain_rows(queryset: models.QuerySet[Any], *names: str) -> list[Row]:
    """Rows of an export: the verbose name of each field, and its value."""
    labels = {name: str(queryset.model._meta.get_field(name).verbose_name) for name in names}
    return [{labels[name]: row[name] for name in names} for row in queryset.values(*names)]
