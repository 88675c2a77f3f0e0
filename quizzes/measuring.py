"""Adding up anonymous first answers: each record once, sums only."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from core.codes import is_code
from quizzes.answering import DONT_KNOW
from quizzes.content import MAX_CHOICES, Choice, QuestionContent
from quizzes.enums import PICKED, TYPED, Kind
from quizzes.grading import Response, grade
from quizzes.models import ItemAnswer, ItemTally, QuestionVersion, Quiz, ReceivedRecord

RIGHT, WRONG = "right", "wrong"
# Keys older than this many records are forgotten: a browser repeats itself within seconds.
KEPT_KEYS = 200_000
MAX_ITEMS = 60
_VISIT = re.compile(r"[A-Za-z0-9_-]{16,40}")
_KEY = re.compile(r"[0-9a-f]{6}")


class BadRecordError(ValueError):
    """A record that says nothing that can be counted."""


class WithdrawnError(LookupError):
    """A record on a quiz, a question or a version that is not there, or no longer."""


@dataclass(frozen=True)
class Item:
    """What was answered to a version of a question: ids of choices, `right` or `wrong`, or nothing known."""

    version: QuestionVersion
    options: tuple[str, ...]
    dont_know: bool
    right: bool


def record_answer(data: Mapping[str, object]) -> bool:
    """
    Counts a first answer: `visit` (random, dies with the page), `quiz`, `question`, `version`, `options`.

    False when this visit had already sent it. Raises `BadRecordError` or `WithdrawnError`; then nothing is counted.
    """
    visit, quiz = _visit(data), _quiz(data)
    item = _item(quiz, data)
    with transaction.atomic():
        if not _is_new(f"{visit}:{item.version.pk}"):
            return False
        tally, _created = ItemTally.objects.get_or_create(quiz=quiz, version=item.version)
        ItemTally.objects.filter(pk=tally.pk).update(
            answered=F("answered") + 1,
            right=F("right") + int(item.right),
            dont_know=F("dont_know") + int(item.dont_know),
        )
        for option in sorted(item.options):
            ItemAnswer.objects.get_or_create(tally=tally, option=option)
            ItemAnswer.objects.filter(tally=tally, option=option).update(count=F("count") + 1)
    return True


def record_end(data: Mapping[str, object]) -> bool:
    """
    Counts the end of a visit: the same with `items`, a list of `question`, `version` and `options`.

    It adds to the sums of correlation only: the answers were counted one by one. False when it was sent already.
    """
    visit, quiz = _visit(data), _quiz(data)
    sent = data.get("items")
    if not isinstance(sent, list) or not 2 <= len(sent) <= MAX_ITEMS:
        raise BadRecordError("items")
    items = {item.version.pk: item for item in (_item(quiz, one) for one in sent if isinstance(one, dict))}
    total = sum(item.right for item in items.values())
    with transaction.atomic():
        if not _is_new(f"{visit}:end"):
            return False
        # Always in the same order: two ends at once then wait for each other instead of blocking each other.
        for pk in sorted(items):
            _add_to_sums(quiz, items[pk], rest=total - int(items[pk].right))
    return True


def _add_to_sums(quiz: Quiz, item: Item, rest: int) -> None:
    tally, _created = ItemTally.objects.get_or_create(quiz=quiz, version=item.version)
    ItemTally.objects.filter(pk=tally.pk).update(
        whole_visits=F("whole_visits") + 1,
        right_in_whole_visits=F("right_in_whole_visits") + int(item.right),
        rest=F("rest") + rest,
        rest_squared=F("rest_squared") + rest * rest,
        rest_when_right=F("rest_when_right") + rest * item.right,
    )


def _is_new(key: str) -> bool:
    try:
        with transaction.atomic():
            record = ReceivedRecord.objects.create(key=key)
    except IntegrityError:
        return False
    if record.pk % 1000 == 0:
        ReceivedRecord.objects.filter(pk__lte=record.pk - KEPT_KEYS).delete()
    return True


def _visit(data: Mapping[str, object]) -> str:
    visit = data.get("visit")
    if not isinstance(visit, str) or not _VISIT.fullmatch(visit):
        raise BadRecordError("visit")
    return visit


def _quiz(data: Mapping[str, object]) -> Quiz:
    code = str(data.get("quiz"))
    quiz = Quiz.objects.filter(code=code, live=True).first() if is_code(code) else None
    if quiz is None:
        raise WithdrawnError("quiz")
    return quiz


def _item(quiz: Quiz, data: Mapping[str, object]) -> Item:
    key, number, options = str(data.get("question")), data.get("version"), data.get("options")
    if not _KEY.fullmatch(key) or type(number) is not int or not isinstance(options, list):
        raise BadRecordError("question")
    if not 1 <= len(options) <= MAX_CHOICES or not all(isinstance(option, str) for option in options):
        raise BadRecordError("options")
    version = QuestionVersion.objects.filter(
        question__places__quiz=quiz,
        question__live=True,
        question__uid__gte=uuid.UUID(key.ljust(32, "0")),
        question__uid__lte=uuid.UUID(key.ljust(32, "f")),
        number=number if 0 < number < 2**31 else 0,
    ).first()
    if version is None:
        raise WithdrawnError("question")
    return _understand(version, options)


def _understand(version: QuestionVersion, options: Sequence[str]) -> Item:
    content = content_of(version)
    if list(options) == [DONT_KNOW]:
        return Item(version, (), dont_know=True, right=False)
    if content.kind not in PICKED and list(options) in ([RIGHT], [WRONG]):
        # A short answer that was not foreseen; an order or pairs, of which only the outcome is sent.
        right = options[0] == RIGHT and content.kind not in TYPED
        return Item(version, (options[0],), dont_know=False, right=right)
    known = tuple(dict.fromkeys(option for option in options if content.choice(option)))
    if content.kind not in PICKED | TYPED or len(known) != len(options):
        raise BadRecordError("options")
    if content.kind != Kind.SEVERAL and len(known) != 1:
        raise BadRecordError("options")
    if content.kind in TYPED:
        return Item(version, known, dont_know=False, right=known[0] in content.right_ids)
    return Item(version, known, dont_know=False, right=grade(content, Response(ids=known)).right)


def content_of(version: QuestionVersion) -> QuestionContent:
    """The question as it was in a version: its stem, choices and key."""
    kept = version.content
    choices = tuple(Choice(**choice) for choice in kept["choices"])
    return QuestionContent(kind=Kind(kept["kind"]), stem=kept["stem"], choices=choices)
