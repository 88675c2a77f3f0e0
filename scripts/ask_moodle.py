"""
What a real Moodle made of our questions: `scripts/python scripts/ask_moodle.py ours.xml theirs.xml`.

No continuous integration runs it: a Moodle is a server, which whoever asks installs (its images: moodlehq/moodle-docker)
or has at hand. Nothing of its code is in this project. To ask one:

1. `manage.py export_questions ours.xml` (or `ours.gift.txt`; `--quiz CODE` for one quiz).
2. In Moodle, an empty category of the question bank: « Importer », the format of the file, « Arrêter en cas d'erreur » off.
   Its page says how many questions came in and why others did not.
3. « Exporter » of the same category, « Format XML Moodle »: `theirs.xml`.

Each question that came back changed, or did not, is named with what changed. What `docs/quiz-exchange.md` says to be lost
is no change. Exit status 1 where there is one.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizzes.content import QuestionContent

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")


def main() -> int:
    import django

    django.setup()
    if len(sys.argv) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    ours, theirs = (Path(name).read_bytes() for name in sys.argv[1:])
    changes = list(changes_between(ours, theirs))
    for change in changes:
        sys.stdout.write(f"{change}\n")
    sys.stdout.write(f"{len(changes)} changes\n")
    return bool(changes)


def changes_between(ours: bytes, theirs: bytes) -> Iterator[str]:
    """A sentence for each difference between the questions of a file and those of the file that came back."""
    from quizzes.exchange.files import read

    is_gift = not ours.lstrip().startswith(b"<")
    back = {key: one for _place, one in read(theirs).questions for key in (one.uid, one.name) if key}
    for _place, question in read(ours).questions:
        name = question.name or question.stem[:60]
        found = back.get(question.uid) or back.get(question.name)
        if found is None:
            yield f"“{name}” did not come back"
            continue
        before, after = _said(question, is_gift), _said(found, is_gift)
        yield from (
            f"“{name}”, {what}: {before[what]!r} became {after[what]!r}"
            for what in before
            if before[what] != after[what]
        )


def _said(question: "QuestionContent", is_gift: bool) -> dict[str, object]:
    """What a question says, as rendered, without what the format is known to lose."""
    from quizzes.enums import ARRANGED, Kind
    from quizzes.rendering import rendered

    loses = question.kind in ARRANGED
    choices = tuple(
        replace(choice, id=f"c{place}", explanation="" if loses else choice.explanation)
        for place, choice in enumerate(question.choices)
    )
    shown = rendered(replace(question, choices=choices))
    general = shown.pop("")
    said: dict[str, object] = {"kind": str(question.kind), "tags": sorted(question.tags), **general}
    if is_gift and question.kind == Kind.RECALL:
        del said["principle"]
    for choice in choices:
        said[f"choice {choice.id}"] = {
            **shown[choice.id],
            "right": choice.right,
            "match": choice.match,
            "typed": choice.text,
        }
    return said


if __name__ == "__main__":
    sys.exit(main())
