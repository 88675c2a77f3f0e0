"""Twins that come and go with files of questions (see `twin_tags` for how a file says them)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from quizzes.content import QuestionContent
from quizzes.exchange.identity import uid_from
from quizzes.exchange.reading import Note, Place, note_on
from quizzes.models import Question


def with_twins(questions: Iterable[Question]) -> list[Question]:
    """Questions, each followed by its twin where that is not among them."""
    asked = list(questions)
    here = {question.pk for question in asked}
    found: list[Question] = []
    for question in asked:
        found.append(question)
        if question.twin is not None and question.twin.pk not in here:
            here.add(question.twin.pk)
            found.append(question.twin)
    return found


def join(added: Sequence[tuple[Place, QuestionContent]]) -> list[Note]:
    """Leads each added question to its twin, of the same file or of the bank; the notes name those that are not there."""
    asking = [(place, content) for place, content in added if content.twin]
    named = {content.name: content.uid for _place, content in added if content.name}
    uids = {content.uid: uid_from(content.twin) or named.get(content.twin, "") for _place, content in asking}
    found = _pks({*uids, *uids.values()} - {""})
    notes, joined = [], []
    for place, content in asking:
        twin = found.get(uids[content.uid])
        if twin is None or uids[content.uid] == content.uid:
            said = {"name": content.twin[:60]}
            text = _("Its twin “%(name)s” is neither in the file nor in the bank.") % said
            notes.append(note_on(place, content, text))
            continue
        joined.append(Question(pk=found[content.uid], twin_id=twin))
    Question.objects.bulk_update(joined, ["twin"], batch_size=250)
    return notes


def _pks(uids: set[str]) -> dict[str, int]:
    rows = Question.objects.filter(uid__in=[UUID(uid) for uid in uids]).values_list("uid", "pk") if uids else []
    return {str(uid): pk for uid, pk in rows}
