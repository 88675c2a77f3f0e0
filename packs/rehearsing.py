"""
What an import writes, found by doing it where nobody sees it.

SQLite lets one writer in at a time: an import of a minute would make everybody else wait for a minute. So it is done
in a copy of the database, which takes a moment to make, and its writes are noted; `Writes.repeat` then does them in
the site's own database, in one transaction: thousands of statements with nothing to think about between them.
"""

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

_WRITE = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_RETURNING = re.compile(r" RETURNING [^()']*$")
_SAVEPOINT = re.compile(r"\s*(SAVEPOINT|ROLLBACK TO SAVEPOINT) (.+)", re.IGNORECASE)
_ADDED = re.compile(r'\s*(?:INSERT|REPLACE)(?:\s+OR\s+\w+)?\s+INTO\s+"(\w+)"', re.IGNORECASE)
_CHANGED = re.compile(r'\s*(?:UPDATE|DELETE\s+FROM)\s+"(\w+)"', re.IGNORECASE)
# Every change that somebody makes in the admin adds a row to one of these.
_WATCHED = (Revision, PageLogEntry, ModelLogEntry)


class SiteChangedError(Exception):
    """Somebody changed the contents between the rehearsal and its repetition: it must be rehearsed again."""


@dataclass
class Writes:
    """The statements of a rehearsal, where the numbers of its tables stood, and what waits for the commit."""

    statements: list[tuple[str, Any, bool]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    after: list[Callable[[], Any]] = field(default_factory=list)
    savepoints: dict[str, int] = field(default_factory=dict)
    ready: list[tuple[str, list[Any]]] = field(default_factory=list)

    def make_ready(self) -> None:
        """Spells the statements out for SQLite, neighbours that are alike together, so that no time goes there later."""
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            for sql, parameters, many in self.statements:
                plain = _RETURNING.sub("", sql)
                spelled = plain if parameters is None else cursor.cursor.convert_query(plain)
                rows = [tuple(row) for row in parameters] if many else [tuple(parameters or ())]
                if self.ready and self.ready[-1][0] == spelled:
                    self.ready[-1][1].extend(rows)
                else:
                    self.ready.append((spelled, rows))

    def repeat(self) -> None:
        """
        Does the same writes here, in the current transaction. Raises `SiteChangedError` when they would mean another thing.

        The rows get the same numbers as in the rehearsal, because the tables stand where they stood then.
        """
        if _numbers(set(self.numbers)) != self.numbers:
            raise SiteChangedError
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.wrap_database_errors, closing(connection.create_cursor()) as cursor:
            for sql, rows in self.ready:
                # Already in SQLite's own spelling: this is all that the others wait for.
                sqlite3.Cursor.executemany(cursor, sql, rows)
        for call in self.after:
            transaction.on_commit(call)

    def note(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        """For `execute_wrapper`: what fails is not noted, and what a savepoint takes back is forgotten."""
        result = execute(sql, parameters, many, context)
        if _WRITE.match(sql):
            self.statements.append((sql, parameters, many))
        elif found := _SAVEPOINT.match(sql):
            if found[1].upper() == "SAVEPOINT":
                self.savepoints[found[2]] = len(self.statements)
            else:
                del self.statements[self.savepoints[found[2]] :]
        return result


def is_for(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Other databases let writers work beside each other: one transaction makes nobody wait there."""
    return connections[alias].vendor == "sqlite"


@contextmanager
def rehearsal() -> Iterator[Writes]:
    """What is written inside is written nowhere; the value knows what it was once the block is left."""
    writes = Writes()
    with _copy_of_the_database(), transaction.atomic():
        connection = connections[DEFAULT_DB_ALIAS]
        before = _numbers(None)
        with connection.execute_wrapper(writes.note):
            yield writes
        writes.make_ready()
        writes.after = [entry[1] for entry in connection.run_on_commit]
        writes.numbers = {table: before.get(table, 0) for table in _tables_that_count(writes.statements)}
        transaction.set_rollback(True)


@contextmanager
def _copy_of_the_database() -> Iterator[None]:
    site = connections[DEFAULT_DB_ALIAS]
    site.ensure_connection()
    # The folder is readable by this user only, as the database is.
    with tempfile.TemporaryDirectory(prefix="parcours-rehearsal-") as folder:
        name = str(Path(folder) / "copy.sqlite3")
        _copy(site, name)
        settings = deepcopy(site.settings_dict)
        settings["NAME"] = name
        settings["OPTIONS"]["init_command"] = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
        # On a developer's machine Django would ask SQLite to spell out each of thirty thousand statements.
        copy = type("DatabaseWrapper", (type(site),), {"queries_logged": False})(settings, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = copy
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = site
            copy.close()


def _copy(site: Any, name: str) -> None:
    if site.in_atomic_block:
        # SQLite does not copy what the same connection is writing, but gives it as bytes.
        Path(name).write_bytes(site.connection.serialize())
        return
    target = sqlite3.connect(name)
    site.connection.backup(target)
    target.close()


def _tables_that_count(statements: list[tuple[str, Any, bool]]) -> set[str]:
    """
    The tables whose new rows are named elsewhere, by a foreign key or by a later statement.

    The others may have moved on: a message of the forum adds to the notes of the search, and means nothing here.
    """
    added = {found[1] for sql, _parameters, _many in statements if (found := _ADDED.match(sql))}
    changed = {found[1] for sql, _parameters, _many in statements if (found := _CHANGED.match(sql))}
    named = {
        relation.related_model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        for relation in model._meta.concrete_fields
        if relation.is_relation and relation.related_model is not None
    }
    return (added & (named | changed)) | {model._meta.db_table for model in _WATCHED}


def _numbers(tables: set[str] | None) -> dict[str, int]:
    """The last number that each table gave; 0 for one that never gave any."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        found = dict(cursor.fetchall())
    return {table: found.get(table, 0) for table in (found if tables is None else tables)}
