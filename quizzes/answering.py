"""
A way through a quiz, held by its address alone: nothing of it is stored.

`q` is the question on the screen (from 1) or `fin`; `r`, `r1`, `r2`… what the form just said; `g` the seed of the
order; `m` the questions to do again; then one parameter for each answer already given, named by the key of its
question. A choice is a letter, by its place in the question; `~` is “I do not know”.
"""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from quizzes.content import MAX_CHOICES, QuestionContent
from quizzes.enums import TYPED, Kind
from quizzes.grading import Response

DONT_KNOW = "~"
NONE = "-"
LETTERS = "abcdefghijklmnopqrst"
FIRST_SEED = "1"
END = "fin"
MAX_TYPED = 200
_KEY = re.compile(r"[0-9a-f]{6}")
_SEED = re.compile(r"[0-9a-z]{1,8}")

assert len(LETTERS) == MAX_CHOICES  # noqa: S101 (a letter for each choice)


@dataclass(frozen=True)
class Way:
    """
    Where somebody stands in a quiz.

    `asked` are the keys of the questions of this way, in order; `again` says that they are some that were missed.
    `withdrawn` counts the answers to questions that the quiz no longer has.
    """

    asked: tuple[str, ...]
    seed: str = FIRST_SEED
    again: bool = False
    answers: Mapping[str, Response] = field(default_factory=dict)
    withdrawn: int = 0


def read_way(query: QueryDict, questions: Mapping[str, QuestionContent], own: tuple[str, ...]) -> Way:
    """
    The way that an address describes. What it holds wrongly is left out; it never raises.

    `own` are asked unless the address names others among `questions`.
    """
    wanted = [key for key in query.get("m", "").split(NONE) if key in questions]
    asked = tuple(key for key in questions if key in wanted) if wanted else own
    given = [key for key in query if _KEY.fullmatch(key)]
    decoded = {key: decode(questions[key], query.get(key, "")) for key in given if key in questions}
    seed = query.get("g", "")
    return Way(
        asked=asked,
        seed=seed if _SEED.fullmatch(seed) else FIRST_SEED,
        again=bool(wanted),
        answers={key: response for key, response in decoded.items() if response},
        withdrawn=sum(key not in questions for key in given),
    )


def address(base: str, way: Way, questions: Mapping[str, QuestionContent], **more: str) -> str:
    """The address of a way, its parameters sorted, so that the same way always has the same address."""
    parameters = parameters_of(way, questions) | more
    return f"{base}?{urlencode(sorted(parameters.items()), safe='~')}" if parameters else base


def parameters_of(way: Way, questions: Mapping[str, QuestionContent]) -> dict[str, str]:
    parameters = {key: encode(questions[key], response) for key, response in way.answers.items()}
    if way.seed != FIRST_SEED:
        parameters["g"] = way.seed
    if way.again:
        parameters["m"] = NONE.join(way.asked)
    return parameters


def with_answer(way: Way, key: str, response: Response) -> Way:
    return replace(way, answers={**way.answers, key: response})


def do_again(way: Way, keys: Iterable[str] = ()) -> Way:
    """The same stems in another order: those of `keys`, or all of them."""
    seed = str(int(way.seed) + 1) if way.seed.isdigit() and len(way.seed) < 8 else "2"
    keys = tuple(keys)
    return Way(asked=keys or way.asked, seed=seed, again=bool(keys))


def encode(question: QuestionContent, response: Response) -> str:
    if response.dont_know:
        return DONT_KNOW
    if question.kind in TYPED:
        return response.text
    letters = {choice.id: letter for choice, letter in zip(question.choices, LETTERS, strict=False)}
    return "".join(letters.get(identity, NONE) for identity in response.ids)


def decode(question: QuestionContent, text: str) -> Response:
    """The response that a parameter holds; what it does not mean is an empty response."""
    if text == DONT_KNOW:
        return Response(dont_know=True)
    if question.kind == Kind.RECALL:
        return Response()
    if question.kind in TYPED:
        return Response(text=text[:MAX_TYPED].strip())
    ids = dict(zip(LETTERS, (choice.id for choice in question.choices), strict=False))
    found = tuple(ids.get(letter, "") for letter in text[:MAX_CHOICES])
    if question.kind in {Kind.ORDERING, Kind.MATCHING}:
        return Response(ids=found)
    return Response(ids=tuple(dict.fromkeys(identity for identity in found if identity)))


def read_form(question: QuestionContent, query: QueryDict) -> Response:
    """What the form of a question says."""
    if DONT_KNOW in query.getlist("r"):
        return Response(dont_know=True)
    if question.kind in {Kind.ORDERING, Kind.MATCHING}:
        places = range(1, len(_asked_places(question)) + 1)
        return decode(question, "".join(query.get(f"r{place}", NONE)[:1] or NONE for place in places))
    if question.kind in TYPED:
        return decode(question, query.get("r", ""))
    return decode(question, "".join(sorted(query.getlist("r"))))


def _asked_places(question: QuestionContent) -> Sequence[object]:
    if question.kind == Kind.MATCHING:
        return [choice for choice in question.choices if choice.text.strip()]
    return question.choices


def is_complete(question: QuestionContent, response: Response) -> bool:
    """Whether a response can be graded: each item placed once, each pair chosen, or something ticked or written."""
    if response.dont_know or not response:
        return response.dont_know
    if question.kind == Kind.ORDERING:
        return all(response.ids) and len(set(response.ids)) == len(question.choices)
    if question.kind == Kind.MATCHING:
        return all(response.ids) and len(response.ids) == len(_asked_places(question))
    return True


def shuffled(question: QuestionContent, key: str, seed: str) -> tuple[str, ...]:
    """The ids of the choices in the order of the screen: always the same for the same key and seed."""
    ids = [choice.id for choice in question.choices]
    if question.kind == Kind.TRUE_FALSE or (question.fixed_order and question.kind != Kind.ORDERING):
        return tuple(ids)
    mixed = ids.copy()
    random.Random(f"{key}:{seed}").shuffle(mixed)  # noqa: S311 (an order on a screen)
    if question.kind == Kind.ORDERING and mixed == ids:
        mixed.reverse()
    return tuple(mixed)
