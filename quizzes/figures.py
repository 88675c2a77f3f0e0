"""What the counts of a question say, in shares and in words. Nothing is said under 10 answers."""

from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from quizzes.content import QuestionContent
from quizzes.enums import Kind

ENOUGH = 10
ENOUGH_TO_CORRELATE = 50
VERY_EASY = 0.95
DIFFICULT = 0.30
NEVER_CHOSEN = 0.05
DISTINGUISHES = 0.2


@dataclass(frozen=True)
class Counts:
    """The sums of `models.ItemTally`, and how often each option was taken."""

    answered: int = 0
    right: int = 0
    dont_know: int = 0
    options: tuple[tuple[str, int], ...] = ()
    whole_visits: int = 0
    right_in_whole_visits: int = 0
    rest: int = 0
    rest_squared: int = 0
    rest_when_right: int = 0

    def share(self, count: int) -> float:
        return count / self.answered if self.answered else 0.0

    @property
    def is_enough(self) -> bool:
        return self.answered >= ENOUGH


def discrimination(counts: Counts) -> float | None:
    """
    Pearson's correlation between being right here and on the rest of the quiz, within -1..1.

    None under 50 whole visits, and where one of the two never varies.
    """
    n = counts.whole_visits
    if n < ENOUGH_TO_CORRELATE:
        return None
    x, y = counts.right_in_whole_visits, counts.rest
    # Right is 0 or 1: its square is itself.
    spread = (n * x - x * x) * (n * counts.rest_squared - y * y)
    if spread <= 0:
        return None
    return max(-1.0, min(1.0, (n * counts.rest_when_right - x * y) / sqrt(spread)))


def flags(question: QuestionContent, counts: Counts) -> list[str]:
    """What an editor should look at, in words, the gravest first; nothing under 10 answers."""
    if not counts.is_enough:
        return []
    return [*_doubtful(question, counts), *_level(counts), *_useless_options(question, counts)]


def _doubtful(question: QuestionContent, counts: Counts) -> list[str]:
    said = []
    taken = dict(counts.options)
    right = max((taken.get(identity, 0) for identity in question.right_ids), default=0)
    wrong = max((taken.get(one.id, 0) for one in question.choices if not one.right), default=0)
    if question.kind in {Kind.SINGLE, Kind.TRUE_FALSE} and wrong > right:
        said.append(_("Perhaps ambiguous: a wrong answer is chosen more often than the right one."))
    correlation = discrimination(counts)
    if correlation is not None and correlation < DISTINGUISHES:
        said.append(_("Does not distinguish: people who succeed elsewhere are hardly more often right here."))
    return said


def _level(counts: Counts) -> list[str]:
    share = counts.share(counts.right)
    if share < DIFFICULT:
        return [_("Difficult (less than 30 %): look at the lesson again, or at the question.")]
    return [_("Very easy (more than 95 %).")] if share > VERY_EASY else []


def _useless_options(question: QuestionContent, counts: Counts) -> list[str]:
    idle = idle_options(question, counts)
    return [_("Choice never taken (less than 5 %%): “%(text)s”.") % {"text": text[:60]} for text in idle]


def idle_options(question: QuestionContent, counts: Counts) -> list[str]:
    """The wrong choices that hardly anybody takes: they distract nobody."""
    if question.kind not in {Kind.SINGLE, Kind.SEVERAL}:
        return []
    taken = dict(counts.options)
    return [one.text for one in question.choices if not one.right and counts.share(taken.get(one.id, 0)) < NEVER_CHOSEN]


def urgency(question: QuestionContent, counts: Counts) -> tuple[int, int, float]:
    """What to look at first sorts first: doubtful, then difficult, then the rest by their share of right answers."""
    if not counts.is_enough:
        return (1, 0, 1.0)
    share = counts.share(counts.right)
    return (0, -2 * len(_doubtful(question, counts)) - (share < DIFFICULT), share)


def leaving(answered: list[int]) -> list[float | None]:
    """
    For each question of a quiz in order, the share of people who answered it and not the next one.

    None for the last one and under 10 answers; 0 where more people answered the next one.
    """
    following = [*answered[1:], None]
    return [
        max(0.0, 1 - after / here) if after is not None and here >= ENOUGH else None
        for here, after in zip(answered, following, strict=True)
    ]
