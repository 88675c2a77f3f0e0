"""
Time and memory of importing a Moodle course of 60 activities: `python -m benchmarks.moodle_course` (budget: 20 s).

Works in a database of its own, in a temporary folder. 40 pages with a picture each, 10 labels, 10 quizzes of 10 questions.
"""

import io
import os
import resource
import sys
import tarfile
import tempfile
import time
from hashlib import sha1
from pathlib import Path

from PIL import Image

TEXT = "&lt;p&gt;Un paragraphe {n} sur &lt;b&gt;le nuage&lt;/b&gt;.&lt;/p&gt;" * 30
ROW = """<activity><moduleid>{n}</moduleid><sectionid>{s}</sectionid><modulename>{kind}</modulename>
<title>{kind} {n}</title><directory>activities/{kind}_{n}</directory></activity>"""
PAGE = """<activity moduleid="{n}" modulename="page" contextid="{n}"><page id="{n}"><name>P</name><content>{text}
&lt;p&gt;&lt;img src="@@PLUGINFILE@@/{n}.png" alt="plan"&gt;&lt;/p&gt;</content><contentformat>1</contentformat></page></activity>"""
LABEL = """<activity moduleid="{n}" modulename="label" contextid="{n}"><label id="{n}"><intro>{text}</intro>
<introformat>1</introformat></label></activity>"""
QUIZ = """<activity moduleid="{n}" modulename="quiz" contextid="{n}"><quiz id="{n}"><name>Q</name><question_instances>
{slots}</question_instances></quiz></activity>"""
SLOT = "<question_instance><slot>{place}</slot><questionid>{q}</questionid></question_instance>"
QUESTION = """<question id="{q}"><parent>0</parent><name>Question {q}</name><questiontext>Que faire de {q} ?</questiontext>
<generalfeedback>Lire.</generalfeedback><qtype>truefalse</qtype><plugin_qtype_truefalse_question><answers>
<answer id="{q}1"><answertext>True</answertext><fraction>1</fraction></answer><answer id="{q}2"><answertext>False</answertext>
<fraction>0</fraction></answer></answers><truefalse><trueanswer>{q}1</trueanswer><falseanswer>{q}2</falseanswer></truefalse>
</plugin_qtype_truefalse_question></question>"""
FILE = """<file><contenthash>{digest}</contenthash><contextid>{n}</contextid><component>mod_page</component><itemid>0</itemid>
<filename>{n}.png</filename></file>"""
WHOLE = """<moodle_backup><information><original_course_fullname>Cours</original_course_fullname><contents><activities>{rows}
</activities><sections>{sections}</sections></contents></information></moodle_backup>"""


def files() -> dict[str, str | bytes]:
    kinds = ["page"] * 40 + ["label"] * 10 + ["quiz"] * 10
    made: dict[str, str | bytes] = {}
    rows, listed, asked = "", "", ""
    for n, kind in enumerate(kinds, start=1):
        rows += ROW.format(n=n, s=n % 6, kind=kind)
        slots = "".join(SLOT.format(place=place, q=n * 100 + place) for place in range(10))
        template = {"page": PAGE, "label": LABEL, "quiz": QUIZ}[kind]
        made[f"activities/{kind}_{n}/{kind}.xml"] = template.format(n=n, text=TEXT.format(n=n), slots=slots)
        asked += "".join(QUESTION.format(q=n * 100 + place) for place in range(10)) if kind == "quiz" else ""
        if kind == "page":
            buffer = io.BytesIO()
            Image.effect_noise((900, 600), n).save(buffer, "PNG")
            digest = sha1(buffer.getvalue()).hexdigest()  # noqa: S324 (as Moodle names them)
            made[f"files/{digest[:2]}/{digest}"] = buffer.getvalue()
            listed += FILE.format(n=n, digest=digest)
    sections = "".join(
        f"<section><sectionid>{s}</sectionid><directory>sections/section_{s}</directory></section>" for s in range(6)
    )
    made |= {f"sections/section_{s}/section.xml": f"<section><number>{s}</number></section>" for s in range(6)}
    made["moodle_backup.xml"] = WHOLE.format(rows=rows, sections=sections)
    made["files.xml"] = f"<files>{listed}</files>"
    made["questions.xml"] = f"<question_categories>{asked}</question_categories>"
    return made


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="parcours-bench-"))
    os.environ["PARCOURS_VAR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from courses.moodle.importing import import_course
    from home.tree import ensure_tree

    ensure_tree()
    with tarfile.open(folder / "c.mbz", "w:gz") as archive:
        for name, content in files().items():
            data = content if isinstance(content, bytes) else content.encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    start, cpu = time.perf_counter(), time.process_time()
    report = import_course(folder / "c.mbz", lambda *_news: None)
    taken, worked = time.perf_counter() - start, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = sum(bool(one.kept) for one in report.activities)
    sys.stdout.write(f"{kept} of {len(report.activities)} activities, {report.questions} questions in {taken:.1f} s ")
    sys.stdout.write(f"({worked:.1f} s of processor), {memory:.0f} MB\n")


if __name__ == "__main__":
    main()
