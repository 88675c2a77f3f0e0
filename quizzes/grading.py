"""Grading, in pure functions: the same answer to the same question always has the same grade."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from text.french import fold

# Shorter answers have to be exact: one typo makes “oui” of “ou”.
SHORTEST_WITH_A_TYPO = 4
ANYTHING = "*"
_NUMBER = re.compile(r"^([+-]?)(\d+(?:\.\d+)?|\.\d+)(?:e([+-]?\d{1,2}))?\s*[^\W\d_]*[%€$]?$")


@dataclass(frozen=True)
class Response:
    """
    What a person answered: the ids of the choices, or a typed text, or that they do not know.

    For ordering, `ids` is the order chosen. For matching, it holds for each pair, in the order of the question,
    the id of the pair whose right side was chosen ("" where none was).
    """

    ids: tuple[str, ...] = ()
    text: str = ""
    dont_know: bool = False

    def __bool__(self) -> bool:
        return self.dont_know or bool(self.text.strip()) or any(self.ids)


@dataclass(frozen=True)
class Grade:
    """`score` is within 0..1; `right` asks for the whole; `options` are the ids that statistics count."""

    score: float
    right: bool
    options: tuple[str, ...] = ()


NOTHING = Grade(0.0, False)


def grade(question: QuestionContent, response: Response) -> Grade:
    """The grade of a response. “I do not know” and an empty response are never right; free recall is never graded."""
    if response.dont_know or not response or question.kind == Kind.RECALL:
        return NOTHING
    if question.kind == Kind.SHORT:
        return _grade_choice(find_short(question.choices, response.text))
    if question.kind == Kind.NUMERIC:
        return _grade_choice(find_number(question.choices, response.text))
    if question.kind == Kind.ORDERING:
        return _grade_places(response.ids, tuple(choice.id for choice in question.choices))
    if question.kind == Kind.MATCHING:
        return _grade_pairs(question.choices, response.ids)
    return _grade_picks(question, response.ids)


def _grade_picks(question: QuestionContent, ids: tuple[str, ...]) -> Grade:
    known = tuple(choice.id for choice in question.choices if choice.id in set(ids))
    if question.kind == Kind.SINGLE:
        # Where several choices are right, each of them is by itself.
        right = len(known) == 1 and set(known) <= question.right_ids
    else:
        right = set(known) == question.right_ids and bool(known)
    return Grade(float(right), right, known)


def _grade_choice(choice: Choice | None) -> Grade:
    if choice is None:
        return NOTHING
    return Grade(float(choice.right), choice.right, (choice.id,))


def _grade_places(given: tuple[str, ...], expected: tuple[str, ...]) -> Grade:
    if not expected:
        return NOTHING
    in_place = sum(one == other for one, other in zip(given, expected, strict=False))
    return Grade(in_place / len(expected), in_place == len(expected) == len(given))


def _grade_pairs(choices: tuple[Choice, ...], given: tuple[str, ...]) -> Grade:
    # Two pairs may share their right side (“amphibien” twice): the text decides, not which pair it came from.
    sides = {choice.id: choice.match for choice in choices}
    pairs = [choice for choice in choices if choice.text.strip()]
    if not pairs:
        return NOTHING
    chosen = dict(zip((choice.id for choice in pairs), given, strict=False))
    matched = sum(sides.get(chosen.get(choice.id, "")) == choice.match for choice in pairs)
    return Grade(matched / len(pairs), matched == len(pairs))


def find_short(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """The foreseen answer that a text stands for: the same but for case, accents and punctuation, else one typo away."""
    typed = fold_answer(text)
    if not typed:
        return None
    foreseen = [choice for choice in choices if choice.text.strip() != ANYTHING]
    for choice in foreseen:
        if fold_answer(choice.text) == typed:
            return choice
    for choice in foreseen:
        # A foreseen mistake must be typed as such: being near it does not make a right answer wrong.
        if choice.right and is_one_typo_away(typed, fold_answer(choice.text)):
            return choice
    return _anything(choices)


def find_number(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """The foreseen number that a text stands for, within its tolerance; the nearest where several would do."""
    number = read_number(text)
    if number is None:
        return None
    near = []
    for place, choice in enumerate(choices):
        value, tolerance = read_number(choice.text), read_number(choice.tolerance or "0")
        if value is not None and abs(number - value) <= (tolerance or 0):
            near.append((not choice.right, abs(number - value), place, choice))
    return min(near)[-1] if near else _anything(choices)


def _anything(choices: tuple[Choice, ...]) -> Choice | None:
    return next((choice for choice in choices if choice.text.strip() == ANYTHING), None)


def fold_answer(text: str) -> str:
    """A short answer without what does not count: case, accents, ligatures, punctuation, spaces at the ends."""
    plain = fold(text)
    words = re.sub(r"[^\w%€$+*/<>=@#&]+", " ", plain).split()
    # An answer made of punctuation only (“/”, “.fr”) keeps it.
    return " ".join(words) or " ".join(plain.split())


def is_one_typo_away(typed: str, expected: str) -> bool:
    """
    One letter more, less, other, or two neighbours exchanged.

    Refused where a digit stands in the expected answer (2 is not a typo of 3) and under four letters.
    """
    if len(expected) < SHORTEST_WITH_A_TYPO or abs(len(typed) - len(expected)) > 1:
        return False
    if any(char.isdigit() for char in expected):
        return False
    start = 0
    while start < min(len(typed), len(expected)) and typed[start] == expected[start]:
        start += 1
    mine, theirs = typed[start:], expected[start:]
    return (
        mine[1:] == theirs[1:]
        or mine[1:] == theirs
        or mine == theirs[1:]
        or (
            len(mine) > 1
            and len(theirs) > 1
            and mine[0] == theirs[1]
            and mine[1] == theirs[0]
            and mine[2:] == theirs[2:]
        )
    )


def read_number(text: str) -> Decimal | None:
    """A number as people write it: “1 234,5”, “-3.2”, “12 %”, “3 jours”. None where it is none, or over 30 digits."""
    compact = unicodedata.normalize("NFKC", text).replace("−", "-").replace(",", ".").strip().casefold()
    compact = re.sub(r"(?<=\d)[\s'’](?=\d{3}(?!\d))", "", compact)
    match = _NUMBER.match(compact)
    if not match or len(match[2]) > 30:
        return None
    try:
        return Decimal(f"{match[1]}{match[2]}e{match[3] or 0}")
    except InvalidOperation:
        return None
