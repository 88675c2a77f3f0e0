"""Each activity of a Moodle course as what it becomes here, with what was left of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import slug_of
from core.models.vocabulary import GlossaryTerm
from courses.models import LessonPage, SequencePage
from courses.moodle import backup
from courses.moodle.backup import Activity, Backup, File, text_of
from courses.moodle.texts import Block, Text
from quizzes.exchange.backup import Bank
from quizzes.exchange.pictures import Kept
from quizzes.exchange.texts import to_plain
from quizzes.models import Question, Quiz, QuizQuestion

# As Moodle calls its plug-ins on the screen.
NAMES = {
    "page": gettext_lazy("Page"),
    "label": gettext_lazy("Text and media area"),
    "quiz": gettext_lazy("Quiz"),
    "glossary": gettext_lazy("Glossary"),
    "resource": gettext_lazy("File"),
    "folder": gettext_lazy("Folder"),
    "url": gettext_lazy("Web address"),
    "forum": gettext_lazy("Forum"),
    "assign": gettext_lazy("Assignment"),
    "book": gettext_lazy("Book"),
    "choice": gettext_lazy("Choice between answers"),
    "feedback": gettext_lazy("Feedback"),
    "lesson": gettext_lazy("Moodle lesson"),
    "wiki": gettext_lazy("Wiki"),
    "workshop": gettext_lazy("Workshop between peers"),
    "data": gettext_lazy("Database"),
    "chat": gettext_lazy("Chat"),
    "survey": gettext_lazy("Survey"),
    "scorm": gettext_lazy("SCORM package"),
    "h5pactivity": gettext_lazy("H5P"),
    "bigbluebuttonbn": gettext_lazy("BigBlueButton"),
    "lti": gettext_lazy("External tool"),
}
MAX_TERM = 100


@dataclass(frozen=True)
class Course:
    """What every activity needs of the course it comes from."""

    backup: Backup
    kept: Kept
    bank: Bank
    attribution: dict[str, str]


@dataclass
class Outcome:
    """What became of an activity: `kept` says as what ("" where nothing of it is), `lost` what of it is not."""

    section: str
    title: str
    kind: str
    kept: str = ""
    lost: list[str] = field(default_factory=list)


def keep_activity(activity: Activity, sequence: SequencePage, course: Course) -> Outcome:
    name = str(NAMES.get(activity.kind, "")) or activity.kind
    outcome = Outcome(str(sequence.title), activity.title, name)
    keep = KEEPERS.get(activity.kind)
    path = activity.folder / f"{activity.kind}.xml"
    if keep is None:
        outcome.lost.append(_("There is nothing like it here."))
    elif not path.exists():
        outcome.lost.append(_("Its file is missing from the backup."))
    else:
        root = backup.root_of(path)
        element = root.find(activity.kind)
        if element is None:
            outcome.lost.append(_("Its file is missing from the backup."))
        else:
            keep(element, course.backup.files_of(root.get("contextid", "")), sequence, course, outcome)
    outcome.lost = list(dict.fromkeys(outcome.lost))
    return outcome


def _keep_page(element: Element, files: list[File], sequence: SequencePage, course: Course, outcome: Outcome) -> None:
    parts = [_text_in(element, name, files, course) for name in ("intro", "content")]
    blocks = [block for part in parts for block in part.blocks()]
    outcome.lost += [remark for part in parts for remark in part.remarks]
    blocks += _downloads(files, course, outcome)
    _add_lesson(outcome.title or text_of(element, "name"), blocks, sequence, course, outcome)


def _keep_label(element: Element, files: list[File], sequence: SequencePage, course: Course, outcome: Outcome) -> None:
    text = _text_in(element, "intro", files, course)
    blocks = [*text.blocks(), *_downloads(files, course, outcome)]
    outcome.lost += text.remarks
    _add_lesson(outcome.title or _("Text without a title"), blocks, sequence, course, outcome)


def _keep_files(element: Element, files: list[File], sequence: SequencePage, course: Course, outcome: Outcome) -> None:
    text = _text_in(element, "intro", files, course)
    blocks = [*text.blocks(), *_downloads(files, course, outcome)]
    outcome.lost += text.remarks
    _add_lesson(outcome.title or text_of(element, "name"), blocks, sequence, course, outcome)


def _text_in(element: Element, name: str, files: list[File], course: Course) -> Text:
    kind = backup.FORMATS.get(text_of(element, f"{name}format"), "html")
    return Text(text_of(element, name), kind, files, course.kept, has_downloads=bool(files))


def _downloads(files: list[File], course: Course, outcome: Outcome) -> list[Block]:
    """The files of an activity that its texts do not show, each as a file to take away."""
    blocks: list[Block] = []
    for file in files:
        if not file.is_here:
            outcome.lost.append(
                _("The file “%(name)s” is not in the backup, or weighs more than 40 MB.") % {"name": file.name[:80]}
            )
        elif not course.kept.has_image(data := file.path.read_bytes()):
            try:
                blocks.append(("download", {"document": course.kept.document_of(file.name, data), "label": ""}))
            except ValidationError as error:
                said = {"name": file.name[:80], "reason": " ".join(error.messages)}
                outcome.lost.append(_("The file “%(name)s” is not kept: %(reason)s") % said)
    return blocks


def _add_lesson(title: str, blocks: list[Block], sequence: SequencePage, course: Course, outcome: Outcome) -> None:
    if not blocks:
        outcome.lost.append(_("It says nothing: there is no lesson of it."))
        return
    lesson = LessonPage(
        title=(title or _("Text without a title"))[:255],
        summary=_("From Moodle: to be written."),
        body=blocks,
        live=False,
        **course.attribution,
    )
    sequence.add_child(instance=lesson)
    lesson.save_revision()
    outcome.kept = _("Lesson, as a draft")


def _keep_quiz(element: Element, _files: list[File], sequence: SequencePage, course: Course, outcome: Outcome) -> None:
    uids = list(dict.fromkeys(_uids_of_slots(element, course.bank, outcome)))
    pks = {str(uid): pk for uid, pk in Question.objects.filter(uid__in=uids).values_list("uid", "pk")}
    if not pks:
        outcome.lost.append(_("None of its questions exists here: there is no quiz of it."))
        return
    quiz = Quiz(title=outcome.title or text_of(element, "name"), live=False, **course.attribution)
    quiz.save()
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question_id=pks[uid], sort_order=place) for place, uid in enumerate(uids) if uid in pks
    )
    quiz.save_revision()
    outcome.kept = _("Quiz of %(count)d questions, as a draft") % {"count": len(pks)}
    if sequence.quiz_id is None:
        sequence.quiz = quiz
    else:
        outcome.lost.append(_("Its sequence has a self-assessment already: this one stands in the list of quizzes."))


def _uids_of_slots(element: Element, bank: Bank, outcome: Outcome) -> list[str]:
    slots = element.findall("question_instances/question_instance")
    known, lost = [], 0
    for slot in sorted(slots, key=_number_of_slot):
        asked = text_of(slot, "questionid") or text_of(slot, "question")
        entry = text_of(slot, "question_reference/questionbankentryid")
        uid = bank.entries.get(entry, "") if entry else bank.uids.get(asked, "")
        known += [uid] if uid else []
        lost += not uid
    if lost:
        said = {"count": lost}
        outcome.lost.append(_("Questions drawn by chance, or of kinds that do not exist here: %(count)d.") % said)
    return known


def _number_of_slot(slot: Element) -> int:
    said = text_of(slot, "slot")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _keep_glossary(
    element: Element, _files: list[File], _sequence: SequencePage, course: Course, outcome: Outcome
) -> None:
    added = 0
    for entry in element.iterfind("entries/entry"):
        term = to_plain(text_of(entry, "concept"), "moodle")
        slug = slug_of(term[:MAX_TERM])
        said = {"term": term[:60]}
        if not slug or len(term) > MAX_TERM:
            outcome.lost.append(_("The entry “%(term)s” is no word of a glossary.") % said)
        elif GlossaryTerm.objects.filter(slug=slug).exists():
            outcome.lost.append(_("The word “%(term)s” is in the glossary already: it was left as it is.") % said)
        else:
            _add_term(entry, term, slug, course, outcome)
            added += 1
    if added:
        outcome.kept = _("%(count)d words of the glossary, as drafts") % {"count": added}
    elif not outcome.lost:
        outcome.lost.append(_("It has no entry."))


def _add_term(entry: Element, term: str, slug: str, course: Course, outcome: Outcome) -> None:
    text = _text_in(entry, "definition", [], course)
    definition = text.markdown()
    outcome.lost += [f"{term} : {remark}" for remark in text.remarks]
    aliases = [to_plain(text_of(alias, "alias_text"), "moodle") for alias in entry.iterfind("aliases/alias")]
    word = GlossaryTerm(term=term, slug=slug, definition=definition, other_forms="\n".join(aliases), live=False)
    word.save()
    word.save_revision()


Keeper = Callable[[Element, list[File], SequencePage, Course, Outcome], None]
KEEPERS: dict[str, Keeper] = {
    "page": _keep_page,
    "label": _keep_label,
    "quiz": _keep_quiz,
    "glossary": _keep_glossary,
    "resource": _keep_files,
    "folder": _keep_files,
}
