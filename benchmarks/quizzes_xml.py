"""
5,000 questions of Moodle XML, here and in another clone, in turns: `python -m benchmarks.quizzes_xml [clone] [rounds]`.

Each import has a process, a database and a temporary folder of its own; the other clone runs with its own code and this
environment. Budget: 0.7 × the processor time of 6dae02e, 300 MB.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT = 5_000
HERE = Path(__file__).resolve().parent.parent
QUESTION = """<question type="multichoice"><name><text>Question {n}</text></name>
<questiontext format="html"><text><![CDATA[<p>Question {n} : que <b>faire</b> devant un lien inconnu ?</p>
<ul><li>venu d'un ami</li><li>venu de <em>personne</em></li></ul>]]></text></questiontext>
<generalfeedback format="html"><text><![CDATA[<p>Lire avant de suivre.</p>]]></text></generalfeedback>
<single>true</single><shuffleanswers>true</shuffleanswers>
<answer fraction="100" format="html"><text><![CDATA[<p>Le lire no {n}</p>]]></text><feedback format="html"><text><![CDATA[<p>Il dit où il mène.</p>]]></text></feedback></answer>
<answer fraction="0" format="html"><text><![CDATA[<p>Le suivre no {n}</p>]]></text><feedback format="html"><text><![CDATA[<p>C'est <i>tentant</i>.</p>]]></text></feedback></answer>
<answer fraction="0" format="html"><text><![CDATA[<p>L'effacer no {n}</p>]]></text><feedback format="html"><text><![CDATA[<p>Il peut servir.</p>]]></text></feedback></answer>
<tags><tag><text>lot {tag}</text></tag></tags></question>
"""
CHILD = """
import os, sys, time
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
start = time.process_time()
call_command("import_questions", sys.argv[1], stdout=open(os.devnull, "w"), stderr=open(os.devnull, "w"))
worked = time.process_time() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
from quizzes.models import Question
print(worked, int(peak.split()[1]) // 1024, Question.objects.count())
"""


def one_import(clone: Path, file: Path) -> tuple[float, int]:
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        settings = {"PARCOURS_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "PYTHONPATH": str(clone)}
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(file)],
            cwd=clone,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=True,
        )
    worked, memory, count = done.stdout.split()[-3:]
    if int(count) != COUNT:
        sys.exit(f"{clone}: {count} questions instead of {COUNT}")
    return float(worked), int(memory)


def main() -> None:
    other = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    clones = [HERE, *([other] if other else [])]
    found: dict[Path, list[tuple[float, int]]] = {clone: [] for clone in clones}
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        file = Path(folder) / "questions.xml"
        body = "".join(QUESTION.format(n=n, tag=n % 20) for n in range(COUNT))
        file.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{body}</quiz>', encoding="utf-8")
        for _round in range(rounds):
            for clone in clones:
                found[clone].append(one_import(clone, file))
    for clone, runs in found.items():
        worked, memory = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
        name = "here" if clone == HERE else clone.name
        sys.stdout.write(f"{name}: {worked:.1f} s of processor (median of {rounds}), {memory} MB\n")
    if other:
        here, there = (statistics.median(run[0] for run in found[clone]) for clone in (HERE, other))
        sys.stdout.write(f"ratio: {here / there:.2f}\n")


if __name__ == "__main__":
    main()
