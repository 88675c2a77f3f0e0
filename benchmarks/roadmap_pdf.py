"""
Time and weight of the PDF of a six-step roadmap: `python -m benchmarks.roadmap_pdf` (budget: 3 s, 300 kB).

The first one loads WeasyPrint and the templates; the next ones are made by a process that has made one. Works on the
demonstration library, imported into a database of its own in a temporary folder.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

from .table import print_table

STEPS = 6
DEMO = Path(__file__).resolve().parent.parent / "demo"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="parcours-bench-"))
    os.environ["PARCOURS_VAR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("import_pack", str(DEMO), stdout=open(os.devnull, "w"))  # noqa: SIM115
    from django.conf import settings
    from django.utils.translation import override

    from scenarios.queries import published_scenarios

    pages = [page for page in published_scenarios() if len(page.steps) == STEPS]
    with override(settings.LANGUAGE_CODE):
        rows = [_measure(page) for page in pages]
    print_table(f"PDF of a roadmap of {STEPS} steps", ["scenario", "seconds", "of which CPU", "kB", "pages"], rows)
    shutil.rmtree(folder)


def _measure(page) -> list[str]:
    from paper.documents import made
    from scenarios.roadmap import make_roadmap, roadmap_document

    start, cpu = time.perf_counter(), time.process_time()
    pdf = made(roadmap_document(make_roadmap(page, {})))
    taken, worked = time.perf_counter() - start, time.process_time() - cpu
    return [page.slug, f"{taken:.2f}", f"{worked:.2f}", f"{pdf.path.stat().st_size / 1000:.0f}", str(pdf.pages)]


if __name__ == "__main__":
    main()
