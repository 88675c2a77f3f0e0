"""
`python -m tests.packs.killed_imports PACK`: imports a pack again and again, each time in a child that is killed elsewhere.

Says for each moment how the child ended, and a digest of the whole database after it.
"""

import hashlib
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django

MOMENTS = {"half of the writes": 0.5, "the last write": 1.0, "the commit": None}


class Killing(list):
    """Statements that are never all read: the process ends, without a word, before the one at `index`."""

    def __init__(self, statements: list, index: int):
        super().__init__(statements)
        self.index = index

    def __iter__(self) -> Iterator:
        for number, statement in enumerate(super().__iter__()):
            if number == self.index:
                die()
            yield statement
        die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def import_and_die(pack: Path, moment: float | None) -> None:
    from packs import importing

    apply_plan = importing.apply_plan

    def apply_and_die(plan: importing.Plan) -> None:
        if moment is None:
            plan.writes.after.insert(0, die)
        else:
            plan.writes.ready = Killing(plan.writes.ready, round(moment * len(plan.writes.ready)))
        apply_plan(plan)

    importing.apply_plan = apply_and_die
    importing.import_pack(pack)


def digest() -> str:
    base = Path(os.environ["PARCOURS_VAR"]) / "parcours.sqlite3"
    with closing(sqlite3.connect(base)) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def main() -> None:
    django.setup()
    from django.db import connections

    outcomes = {"nothing": (0, digest())}
    for name, moment in MOMENTS.items():
        connections.close_all()
        child = os.fork()
        if not child:
            import_and_die(Path(sys.argv[1]), moment)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        outcomes[name] = (os.waitstatus_to_exitcode(status), digest())
    print(json.dumps(outcomes))


if __name__ == "__main__":
    main()
