"""Storing questions that come from elsewhere in the bank, and reading them from it as plain values."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db import transaction

from core.models.content import Tag
from core.models.vocabulary import GlossaryTerm
from quizzes.blocks import from_choices
from quizzes.checking import missing
from quizzes.content import QuestionContent
from quizzes.models import Question


def full_content(question: Question) -> QuestionContent:
    """A question with its tags and its words of the glossary (their slugs), in alphabetical order."""
    tags = tuple(sorted(tag.name for tag in question.tags.all()))
    glossary = tuple(sorted(term.slug for term in question.glossary.all()))
    return replace(question.content(), tags=tags, glossary=glossary)


def fill(question: Question, content: QuestionContent) -> None:
    """Gives a question the values of a content, without saving it. Words that the glossary lacks are left out."""
    for name in ("name", "stem", "principle", "model_answer", "lesson_url", "lesson_label", "fixed_order"):
        setattr(question, name, getattr(content, name))
    question.kind = str(content.kind)
    question.choices = question.choices.stream_block.to_python(from_choices(content.kind, content.choices))
    if content.tags:
        question.tags.set([Tag.objects.get_or_create(name=name)[0] for name in content.tags])
    if content.glossary:
        question.glossary.set(GlossaryTerm.objects.filter(slug__in=content.glossary))


def build(content: QuestionContent, **attribution: str) -> Question:
    """A question that is not saved yet, live when nothing is missing."""
    question = Question(live=not missing(content), **attribution)
    if content.uid:
        question.uid = uuid.UUID(content.uid)
    fill(question, content)
    return question


@transaction.atomic
def store(
    contents: Iterable[QuestionContent], progress: Callable[[int], None] = lambda _count: None, **attribution: str
) -> tuple[list[Question], list[QuestionContent]]:
    """
    Adds questions to the bank, all or none. Returns those added and those whose `uid` is there already.

    A question that lacks something stays a draft. `progress` is told how many were handled so far.
    """
    contents = list(contents)
    uids = [content.uid for content in contents if content.uid]
    known = {str(uid) for uid in Question.objects.filter(uid__in=uids).values_list("uid", flat=True)}
    added, already = [], []
    for count, content in enumerate(contents, start=1):
        if content.uid in known:
            already.append(content)
        else:
            question = build(content, **attribution)
            question.save()
            added.append(question)
            known.add(content.uid or str(question.uid))
        progress(count)
    return added, already
