"""
A Moodle course as a module of drafts: sections are sequences, pages and labels lessons, quizzes, glossaries, files.

All or nothing, and nothing is published. What was left is said, activity by activity.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import ModuleIndexPage, ModulePage, SequencePage
from courses.moodle import archive, backup
from courses.moodle.activities import Course, Outcome, keep_activity
from courses.moodle.archive import BackupError
from courses.moodle.backup import Activity, Backup, Section, text_of
from courses.moodle.texts import Text
from quizzes.exchange.backup import read_bank
from quizzes.exchange.pictures import Kept, Picture
from quizzes.exchange.storing import store

_NAMESPACE = uuid.UUID("0b7c8a52-3a55-4a0e-9a33-8f3f6f4f2d11")
# How much is done, of how much, and on what.
Progress = Callable[[int, int, str], None]


@dataclass
class Report:
    """What became of each activity (`section`, `title`, `kind`, what is kept, what is lost), and of the questions."""

    module: str = ""
    activities: list[Outcome] = field(default_factory=list)
    questions: int = 0
    notes: list[str] = field(default_factory=list)


def import_course(source: Path, progress: Progress, **attribution: str) -> Report:
    """Reads a backup and adds its course. Raises `BackupError` with a sentence; then nothing was added."""
    kept = Kept(attribution)
    with archive.opened(source) as folder:
        course = backup.read(folder)
        try:
            with transaction.atomic():
                return _write(course, kept, progress, attribution)
        except BaseException:
            kept.forget()
            raise


def _write(course: Backup, kept: Kept, progress: Progress, attribution: dict[str, str]) -> Report:
    index = ModuleIndexPage.objects.first()
    if index is None:
        raise BackupError(_("This site has no list of modules to put the course in."))
    uid = uuid.uuid5(_NAMESPACE, course.identity) if course.identity else uuid.uuid4()
    if here := ModulePage.objects.filter(uid=uid).first():
        raise BackupError(
            _("This course is here already: “%(title)s”. Delete that module first.") % {"title": here.title}
        )
    bank = read_bank(backup.questions_of(course.folder), lambda items: _pictures(course, items))
    stored = store(bank.reading, kept)
    report = Report(course.title, questions=stored.added)
    report.notes = [str(note) for note in sorted([*bank.reading.notes, *stored.notes], key=lambda note: note.place)]
    title = course.title or _("Course without a name")
    module = ModulePage(title=title, uid=uid, summary=_("From Moodle: to be written."), live=False, **attribution)
    index.add_child(instance=module)
    _write_sections(course, module, Course(course, kept, bank, attribution), report, progress)
    module.save_revision()
    return report


def _pictures(course: Backup, items: set[str]) -> list[Picture]:
    files = [file for file in course.files if file.component.startswith(("question", "qtype")) and file.item in items]
    return [Picture(file.name, file.path.read_bytes()) for file in files if file.is_here]


def _write_sections(course: Backup, module: ModulePage, whole: Course, report: Report, progress: Progress) -> None:
    by_section: dict[str, list[Activity]] = {}
    known = {section.id for section in course.sections}
    for activity in course.activities:
        by_section.setdefault(activity.section if activity.section in known else "", []).append(activity)
    sections: list[Section | None] = [*course.sections, *([None] if "" in by_section else [])]
    for section in sections:
        sequence = _sequence(section, module, whole, report)
        activities = by_section.get(section.id if section else "", [])
        for activity in activities:
            progress(len(report.activities), len(course.activities), activity.title)
            report.activities.append(keep_activity(activity, sequence, whole))
        _finish(sequence, has_activities=bool(activities))


def _sequence(section: Section | None, module: ModulePage, whole: Course, report: Report) -> SequencePage:
    title, introduction = _("Outside of the sections"), ""
    if section is not None:
        title = _("Section %(number)d") % {"number": section.number}
        path = section.folder / "section.xml"
        if path.exists():
            root = backup.root_of(path)
            title = text_of(root, "name")[:255] or title
            kind = backup.FORMATS.get(text_of(root, "summaryformat"), "moodle")
            files = [file for file in whole.backup.files if file.component == "course" and file.item == section.id]
            text = Text(text_of(root, "summary"), kind, files, whole.kept)
            introduction = text.markdown()
            report.notes += [f"{title} : {remark}" for remark in dict.fromkeys(text.remarks)]
    sequence = SequencePage(
        title=title,
        summary=_("From Moodle: to be written."),
        introduction=introduction,
        live=False,
        **whole.attribution,
    )
    module.add_child(instance=sequence)
    return sequence


def _finish(sequence: SequencePage, *, has_activities: bool) -> None:
    """A section that says nothing and leads to nothing is no sequence."""
    if not has_activities and not sequence.introduction.strip() and not sequence.get_children().exists():
        sequence.delete()
        return
    sequence.save()
    sequence.save_revision()
