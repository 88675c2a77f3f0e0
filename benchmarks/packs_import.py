"""
What an import of the founding library costs, and what it costs the others meanwhile.

`scripts/python benchmarks/packs_import.py DATABASE` (a migrated database of SQLite without the library, which is copied
first): the processor time of the import, how long it kept the write lock, and how long writers waited who write a row
every twentieth of a second in another process, with and without the import.
"""

import multiprocessing
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
WRITERS, PAUSE = 3, 0.05


def write_for_ever(name: str, waits: "multiprocessing.Queue[float]", stop: "multiprocessing.synchronize.Event") -> None:
    connection = sqlite3.connect(name, timeout=60, isolation_level=None)
    connection.execute("CREATE TABLE IF NOT EXISTS benchmark_of_writers (at REAL)")
    while not stop.is_set():
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO benchmark_of_writers VALUES (?)", [start])
        connection.execute("COMMIT")
        waits.put(time.perf_counter() - start)
        time.sleep(PAUSE)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        name = Path(folder) / "parcours.sqlite3"
        shutil.copy(sys.argv[1], name)
        os.environ |= {"PARCOURS_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        sys.path.insert(0, str(CLONE))
        import django

        django.setup()
        from packs import importing

        sqlite3.connect(name).execute("PRAGMA journal_mode=WAL")
        waits: multiprocessing.Queue[float] = multiprocessing.Queue()
        stop = multiprocessing.Event()
        writers = [
            multiprocessing.Process(target=write_for_ever, args=(str(name), waits, stop)) for _ in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        time.sleep(2)
        say_waits("quiet", waits)
        held = time_of(importing, "apply_plan")
        start, cpu = time.perf_counter(), time.process_time()
        importing.import_pack(CLONE / "demo")
        print(f"import: {time.perf_counter() - start:.1f} s, {time.process_time() - cpu:.1f} s of processor")
        print(f"write lock kept: {sum(held):.2f} s" if held else "write lock kept: the whole import")
        say_waits("under the import", waits)
        stop.set()
        for writer in writers:
            writer.join()


def time_of(module: object, name: str) -> list[float]:
    """How long each call of a function of a module takes, from now on."""
    found: list[float] = []
    function = getattr(module, name, None)

    def timed(*arguments: object) -> None:
        start, cpu = time.perf_counter(), time.process_time()
        function(*arguments)
        found.append(time.perf_counter() - start)
        print(f"written in {time.process_time() - cpu:.2f} s of processor")

    if function:
        setattr(module, name, timed)
    return found


def say_waits(when: str, waits: "multiprocessing.Queue[float]") -> None:
    found = []
    while not waits.empty():
        found.append(waits.get())
    found.sort()
    p95 = found[int(len(found) * 0.95)] if found else 0
    print(f"writers, {when}: {len(found)} writes, p95 {p95:.3f} s, longest {max(found, default=0):.3f} s")


if __name__ == "__main__":
    main()
