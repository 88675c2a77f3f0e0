"""Storing questions that come from elsewhere in the bank, and reading them from it as plain values."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backends

from core import references
from core.linked_files import pictures_linked_in
from core.models.content import Tag
from core.models.vocabulary import GlossaryTerm
from quizzes.blocks import from_choices
from quizzes.checking import missing
from quizzes.content import QuestionContent
from quizzes.exchange import twins
from quizzes.exchange.pictures import Kept, Picture, settle
from quizzes.exchange.reading import Note, Place, Reading, note_on
from quizzes.models import Question, QuestionTag, QuestionVersion
from quizzes.rendering import rendered

# A question that comes without an identifier gets the one of what it says: importing a file twice adds nothing.
_NAMESPACE = uuid.UUID("6b0b5f0e-5a0e-4f0b-9a43-0d5a1f8f7a51")
_BATCH = 250

# Tags by their name without case, so that each is looked for once.
Tags = dict[str, Tag]
# Told how many questions are stored, of how many.
Progress = Callable[[int, int], None]


def unheard(done: int, total: int) -> None:
    """The progress of work that nobody follows."""


@dataclass
class Stored:
    """What an import added, what stays a draft among it, and what it says of the rest."""

    added: int = 0
    drafts: int = 0
    notes: list[Note] = field(default_factory=list)


def full_content(question: Question) -> QuestionContent:
    """A question with its twin, and its tags and its words of the glossary (their slugs) in alphabetical order."""
    tags = tuple(sorted(tag.name for tag in question.tags.all()))
    glossary = tuple(sorted(term.slug for term in question.glossary.all()))
    twin = str(question.twin.uid) if question.twin else ""
    return replace(question.content(), tags=tags, glossary=glossary, twin=twin)


def fill(question: Question, content: QuestionContent) -> None:
    """Gives a question the values of a content, without saving it. Words that the glossary lacks are left out."""
    _fill_fields(question, content)
    question.tags.set([_tag(name) for name in content.tags])
    question.glossary.set(GlossaryTerm.objects.filter(slug__in=content.glossary) if content.glossary else [])


def _fill_fields(question: Question, content: QuestionContent) -> None:
    for name in ("name", "stem", "principle", "model_answer", "lesson_url", "lesson_label", "fixed_order"):
        setattr(question, name, getattr(content, name))
    question.kind = str(content.kind)
    question.choices = question.choices.stream_block.to_python(from_choices(content.kind, content.choices))


def _tag(name: str) -> Tag:
    found: Tag = Tag.objects.filter(name__iexact=name).first() or Tag.objects.create(name=name)
    return found


def build(content: QuestionContent, **attribution: str) -> Question:
    """A question that is not saved yet, live when nothing is missing."""
    question = _start(content, attribution, live=not missing(content))
    fill(question, content)
    return question


def _start(content: QuestionContent, attribution: Mapping[str, str], *, live: bool) -> Question:
    uid = uuid.UUID(content.uid) if content.uid else uid_of_what_it_says(content)
    return Question(uid=uid, live=live, **attribution)


def uid_of_what_it_says(content: QuestionContent) -> uuid.UUID:
    said = content.key_material() | {"name": content.name}
    said["choices"] = [{**choice, "id": ""} for choice in said["choices"]]  # type: ignore[attr-defined]
    return uuid.uuid5(_NAMESPACE, json.dumps(said, sort_keys=True))


def store(reading: Reading, kept: Kept, progress: Progress = unheard, *, publishes: bool = True) -> Stored:
    """
    Adds the questions of a reading to the bank, all or none, and its pictures to the library, with their attribution.

    One whose identifier is there already is left as it is, and noted. A question that lacks something, or that the
    reading holds, stays a draft, with a note; all do when whoever imports may not publish.
    """
    stored = Stored()
    if not publishes:
        stored.notes.append(Note(Place(1), _("You may not publish: all the questions are drafts."), refused=False))
    try:
        with transaction.atomic():
            new = _newcomers(reading, stored.notes, kept)
            tags: Tags = {}
            for start in range(0, len(new), _BATCH):
                questions = _add(new[start : start + _BATCH], tags, kept, publishes)
                stored.added += len(questions)
                stored.drafts += sum(not question.live for question in questions)
                progress(stored.added, len(new))
            stored.notes += twins.join([(place, content) for place, content, _is_held in new])
    except BaseException:
        # The rows are gone with the transaction; their files would stay.
        kept.forget()
        raise
    return stored


# A question at its place of the file, and whether it stays a draft whoever imports it.
Newcomer = tuple[Place, QuestionContent, bool]


def _newcomers(reading: Reading, notes: list[Note], kept: Kept) -> list[Newcomer]:
    """The questions that the bank does not have, each with its identifier; the notes say the rest."""
    known = {str(uid) for uid in Question.objects.values_list("uid", flat=True)}
    new: list[Newcomer] = []
    for place, content in reading.questions:
        uid = content.uid or str(uid_of_what_it_says(content))
        if uid in known:
            notes.append(note_on(place, content, _("This question is in the bank already: it was left as it is.")))
            continue
        known.add(uid)
        settled, is_held = _settled(place, replace(content, uid=uid), reading.pictures.get(place, []), notes, kept)
        reasons = missing(settled)
        new.append((place, settled, is_held or place in reading.held or bool(reasons)))
        if reasons:
            text = _("Kept as a draft: %(reason)s") % {"reason": " ".join(reasons)}
            notes.append(note_on(place, settled, text))
    return new


def _settled(
    place: Place, content: QuestionContent, pictures: list[Picture], notes: list[Note], kept: Kept
) -> tuple[QuestionContent, bool]:
    """A question with its pictures kept, and whether one of them was refused."""
    if not pictures:
        return content, False
    settled, refused = settle(content, pictures, kept)
    notes += [note_on(place, settled, text, holds=True) for text in refused]
    return settled, bool(refused)


def _add(newcomers: list[Newcomer], tags: Tags, kept: Kept, publishes: bool) -> list[Question]:
    """Many questions at once: a save for each would take ten times longer. Does what `Question.save` does."""
    ready = [_ready(content, kept.attribution, publishes and not is_held) for _place, content, is_held in newcomers]
    questions = [question for question, _asked in ready]
    Question.objects.bulk_create(questions)
    QuestionVersion.objects.bulk_create(
        QuestionVersion(question=question, number=1, content=asked.key_material())
        for question, asked in ready
        if question.live
    )
    _add_tags(questions, [content for _place, content, _is_held in newcomers], tags)
    for question in questions if kept.images else []:
        if pictures_linked_in(question):
            references.record(question, is_draft=not question.live)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Question, questions)
    return questions


def _ready(content: QuestionContent, attribution: Mapping[str, str], live: bool) -> tuple[Question, QuestionContent]:
    """A question to be added, and what it says once its choices have their permanent ids."""
    question = _start(content, attribution, live=live)
    _fill_fields(question, content)
    asked = question.content()
    question.rendered = rendered(asked)
    question.version = int(question.live)
    return question, asked


def _add_tags(questions: list[Question], contents: list[QuestionContent], tags: Tags) -> None:
    for name in (name for content in contents for name in content.tags):
        if name.casefold() not in tags:
            tags[name.casefold()] = _tag(name)
    pairs = {
        (question.pk, tags[name.casefold()].pk)
        for question, content in zip(questions, contents, strict=True)
        for name in content.tags
    }
    QuestionTag.objects.bulk_create(
        QuestionTag(content_object_id=question, tag_id=tag) for question, tag in sorted(pairs)
    )
