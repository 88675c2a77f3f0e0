"""What editors read of first answers: for each version of each question, shares, flags in words, bars."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.content import QuestionContent
from quizzes.enums import PICKED
from quizzes.figures import Counts, discrimination, flags, idle_options, leaving, urgency
from quizzes.measuring import RIGHT, WRONG, content_of
from quizzes.models import ItemTally, Question, Quiz
from quizzes.presenting import words_of
from quizzes.queries import questions_in_order, tallies_of


@dataclass(frozen=True)
class Bar:
    """A share drawn: `percent` from 0 to 100."""

    label: str
    percent: int
    count: int
    right: bool


@dataclass(frozen=True)
class Report:
    """One version of a question in a quiz. `place` is its number in the quiz, None once withdrawn."""

    question: Question
    version: int
    is_current: bool
    place: int | None
    stem: str
    answered: int
    is_enough: bool
    right: int
    flags: tuple[str, ...]
    bars: tuple[Bar, ...]
    leaving: int | None
    discrimination: float | None
    urgency: tuple[int, int, float]
    dont_know: int = 0
    idle: tuple[str, ...] = ()

    @property
    def discrimination_at(self) -> int | None:
        """Its place on a scale from -1 to 1 that is 200 long."""
        return None if self.discrimination is None else round(100 * (self.discrimination + 1))


def report_on(quiz: Quiz) -> list[Report]:
    """The reports of a quiz: current versions by what to look at first, then the older versions."""
    tallies = tallies_of(quiz)
    asked = questions_in_order(quiz)
    current = {(tally.version.question_id, tally.version.number): tally for tally in tallies}
    counts = [current.get((question.pk, question.version)) for question in asked]
    shares = leaving([tally.answered if tally else 0 for tally in counts])
    places = {question.pk: (place, share) for place, (question, share) in enumerate(zip(asked, shares, strict=True))}
    reports = [_report(tally, places.get(tally.version.question_id)) for tally in tallies]
    return sorted(reports, key=lambda report: (not report.is_current, report.urgency, report.place or 0))


def _report(tally: ItemTally, place: tuple[int, float | None] | None) -> Report:
    content, counts = content_of(tally.version), counts_of(tally)
    question = tally.version.question
    is_current = place is not None and tally.version.number == question.version
    left = place[1] if place and is_current else None
    correlation = discrimination(counts)
    return Report(
        question=question,
        version=tally.version.number,
        is_current=is_current,
        place=place[0] + 1 if place else None,
        stem=content.stem,
        answered=counts.answered,
        is_enough=counts.is_enough,
        right=_percent(counts.share(counts.right)),
        flags=tuple(flags(content, counts)),
        bars=tuple(_bars(content, counts)) if counts.is_enough else (),
        leaving=_percent(left) if left is not None else None,
        discrimination=round(correlation, 2) if correlation is not None else None,
        urgency=urgency(content, counts),
        dont_know=_percent(counts.share(counts.dont_know)),
        idle=tuple(idle_options(content, counts)) if counts.is_enough else (),
    )


def counts_of(tally: ItemTally) -> Counts:
    return Counts(
        answered=tally.answered,
        right=tally.right,
        dont_know=tally.dont_know,
        options=tuple((answer.option, answer.count) for answer in tally.answers.all()),
        whole_visits=tally.whole_visits,
        right_in_whole_visits=tally.right_in_whole_visits,
        rest=tally.rest,
        rest_squared=tally.rest_squared,
        rest_when_right=tally.rest_when_right,
    )


def _bars(content: QuestionContent, counts: Counts) -> list[Bar]:
    taken = dict(counts.options)
    words = {choice.id: words_of(content.kind, choice) for choice in content.choices}
    if content.kind not in PICKED:
        words |= {RIGHT: _("Right, line by line"), WRONG: _("Another answer")}
    bars = [
        Bar(label, _percent(counts.share(taken.get(option, 0))), taken.get(option, 0), _is_right(content, option))
        for option, label in words.items()
        if option in taken or content.kind in PICKED
    ]
    return [*bars, Bar(_("I do not know"), _percent(counts.share(counts.dont_know)), counts.dont_know, False)]


def _is_right(content: QuestionContent, option: str) -> bool:
    return option == RIGHT or option in content.right_ids


def _percent(share: float) -> int:
    return round(100 * share)
