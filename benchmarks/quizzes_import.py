"""
Time and memory of importing 5,000 questions: `python -m benchmarks.quizzes_import` (budget: 20 s, 300 MB).

Works in a database of its own, in a temporary folder.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

COUNT = 5_000
QUESTION = """// [tag:lot {tag}]
::Question {n}::[markdown]Question {n} : que **faire** devant un lien inconnu ?{{
=[markdown]Le lire no {n} # Il dit où il mène.
~[markdown]Le suivre no {n} # C’est tentant.
~[markdown]L’effacer no {n} # Il peut servir de preuve.
####[markdown]Lire avant de suivre.
}}

"""


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="parcours-bench-"))
    os.environ["PARCOURS_VAR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    file = folder / "questions.gift.txt"
    file.write_text("".join(QUESTION.format(n=n, tag=n % 20) for n in range(COUNT)), encoding="utf-8")
    start, cpu = time.perf_counter(), time.process_time()
    call_command("import_questions", str(file), stdout=open(os.devnull, "w"))  # noqa: SIM115
    taken, worked = time.perf_counter() - start, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{COUNT} questions in {taken:.1f} s ({worked:.1f} s of processor), {memory:.0f} MB\n")


if __name__ == "__main__":
    main()
