"""
A whole site from one database to another, SQLite to PostgreSQL or back: every row of every table, then each compared.

Rows are copied as they are: no signal, no default, no `save`. What a table of the other sort of database cannot hold
stops the copy, and nothing of it stays.
"""

from collections.abc import Callable, Iterator
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DataError, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

BATCH = 500
DERIVED_APPS = {"wagtailsearch"}  # its columns are not the same in the two databases; `rebuild_derived` fills it

Progress = Callable[[str, int], None]


class CopyError(Exception):
    """A sentence for the host."""


def copied_models() -> list[type[models.Model]]:
    """Every table that the site owns, those between two models included; each once."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in DERIVED_APPS
    }
    return list(found.values())


def copy(source: str, target: str, on_table: Progress = lambda table, count: None) -> int:
    """From one alias of `settings.DATABASES` to another, which is emptied first. Returns the number of rows."""
    _check_versions(source, target)
    total = 0
    with transaction.atomic(using=target):
        _empty(target)
        for model in copied_models():
            count = _copy_table(model, source, target)
            total += count
            on_table(model._meta.db_table, count)
        _set_sequences(target)
    compare(source, target)
    return total


def _check_versions(source: str, target: str) -> None:
    """Two bases of one version have the same tables and columns."""
    known = [set(MigrationRecorder(connections[alias]).applied_migrations()) for alias in (source, target)]
    if known[0] != known[1]:
        names = ", ".join(f"{app}.{name}" for app, name in sorted(known[0] ^ known[1])[:5])
        raise CopyError(
            _("The two databases are not of the same version of the site (%(names)s): migrate both.") % {"names": names}
        )


def _empty(alias: str) -> None:
    """What the migrations wrote in it, and what an earlier trial left."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for model in copied_models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def _copy_table(model: type[models.Model], source: str, target: str) -> int:
    count = 0
    fields = model._meta.local_concrete_fields
    for batch in _batches(_rows(model, source)):
        instances = [_bare(fields, row) for row in batch]
        try:
            model._base_manager.using(target)._insert(instances, fields=fields, using=target, raw=True)  # type: ignore[attr-defined]
        except (DataError, ValueError) as error:
            raise CopyError(f"{model._meta.db_table} : {error}") from error
        count += len(batch)
    return count


def _bare(fields: Any, row: tuple[Any, ...]) -> Any:
    """Not an instance: a model's defaults read a database that is empty at this moment (a collection's root)."""
    return SimpleNamespace(**{field.attname: value for field, value in zip(fields, row, strict=True)})


def _rows(model: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.local_concrete_fields]
    return model._base_manager.using(alias).order_by("pk").values_list(*names).iterator(chunk_size=BATCH)


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _set_sequences(alias: str) -> None:
    """PostgreSQL counts on beside the table: the next row must not take a number that came with the others."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), copied_models()):
            cursor.execute(statement)


def compare(source: str, target: str) -> None:
    """Row by row, in the order of the keys. Raises `CopyError` with the first table that differs."""
    for model in copied_models():
        for one, other in zip_longest(_rows(model, source), _rows(model, target)):
            if one != other:
                raise CopyError(
                    _("The table %(table)s is not the same in the two databases.") % {"table": model._meta.db_table}
                )
