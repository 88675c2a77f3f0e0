"""GIFT files as questions (`read`). Writing them is in `gift_writing`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from quizzes.content import MAX_CHOICES, Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.embedded import embedded, sentence
from quizzes.exchange.gift_syntax import GiftError, Node, parse
from quizzes.exchange.identity import choice_id, uid_from
from quizzes.exchange.pictures import replace_inside
from quizzes.exchange.reading import Found, Note, Place, Reading, decode, note_on
from quizzes.exchange.texts import foreseen, to_markdown, to_plain

HALF = 50
# Two shares of a third may be written 33 and 34.
ROUNDED = 1
# Moodle's own categories, “Default for My course”: they say nothing of a question.
_DEFAULTS = ("Default for ", "Défaut pour ")
# A sentence, and whether the question stays a draft for it.
Remark = tuple[str, bool]


def read(data: bytes) -> Reading:
    """
    The questions of a GIFT file and notes on what was not kept. Never stops at a first error.

    Categories become a tag; descriptions, which ask nothing, are noted. Raises `UnreadableFileError` (see `decode`).
    """
    return Reading().take(_read(decode(data)))


def _read(text: str) -> Iterator[Found]:
    category, number = "", 0
    for line, node in parse(text):
        if not isinstance(node, GiftError) and node["type"] == "Category":
            category = category_tag(node["title"])
            continue
        number += 1
        yield from _found(Place(line, number), node, category)


def _found(place: Place, node: Node | GiftError, category: str) -> Iterator[Found]:
    if isinstance(node, GiftError):
        yield Note(place, str(node))
        return
    name = (node["title"] or "").strip()[:255]
    if node["type"] == "Description":
        yield Note(place, _("A text that asks nothing (a “description”) is not kept."), name=name)
        return
    try:
        question, remarks = _question(node, category)
    except GiftError as error:
        yield Note(place, str(error), name=name)
        return
    yield place, question
    for text, holds in dict.fromkeys([*remarks, *_left_out(node)]):
        yield note_on(place, question, text, holds=holds)


def _left_out(node: Any) -> Iterator[Remark]:
    """What its texts hold and this site does not show. A GIFT file carries no picture: all are lost."""
    if isinstance(node, list):
        for inner in node:
            yield from _left_out(inner)
    elif isinstance(node, dict) and "text" in node and "format" in node:
        yield from (sentence(one, is_kept=False) for one in embedded(node["text"], node["format"]))
    elif isinstance(node, dict):
        for inner in node.values():
            yield from _left_out(inner)


def category_tag(path: str) -> str:
    """The last part of a Moodle category (`$course$/top/Réunions` gives “Réunions”)."""
    parts = [part.strip() for part in path.replace("//", "\x00").split("/")]
    last = parts[-1].replace("\x00", "/") if parts else ""
    is_moodles = last in {"top", "$course$", "$module$", "$system$", "$cat$"} or last.startswith(_DEFAULTS)
    return "" if is_moodles else last[:100]


def _question(node: Node, category: str) -> tuple[QuestionContent, list[Remark]]:
    notes: list[Remark] = []
    kind, choices = _choices(node, notes)
    if len(choices) > MAX_CHOICES:
        raise GiftError(_("A question has %(count)d choices at most.") % {"count": MAX_CHOICES})
    general = _markdown(node.get("globalFeedback"))
    model, points = split_points(general) if kind == Kind.RECALL else ("", ())
    return QuestionContent(
        kind=kind,
        stem=_markdown(node["stem"]),
        choices=points or choices,
        principle="" if kind == Kind.RECALL else general,
        model_answer=model,
        name=(node["title"] or "").strip()[:255],
        uid=uid_from(node["id"]),
        tags=tuple(dict.fromkeys(tag.strip()[:100] for tag in [*(node["tags"] or []), category] if tag.strip())),
    ), notes


def split_points(general: str) -> tuple[str, tuple[Choice, ...]]:
    """A model answer that ends with a list: the list is the points to check oneself against."""
    lines = general.split("\n")
    first = len(lines)
    while first and lines[first - 1].startswith("- "):
        first -= 1
    points = tuple(Choice(choice_id(place), line[2:].strip()) for place, line in enumerate(lines[first:]))
    return "\n".join(lines[:first]).strip(), points


def _choices(node: Node, notes: list[Remark]) -> tuple[Kind, tuple[Choice, ...]]:
    kind = node["type"]
    if kind == "Essay":
        return Kind.RECALL, ()
    if kind == "TF":
        return Kind.TRUE_FALSE, _true_false(node)
    if kind == "Matching":
        pairs = [(_markdown(pair["subquestion"]), pair["subanswer"]) for pair in node["matchPairs"]]
        return Kind.MATCHING, tuple(Choice(choice_id(n), left, match=right) for n, (left, right) in enumerate(pairs))
    if kind == "Ordering":
        items = enumerate(node["items"])
        return Kind.ORDERING, tuple(Choice(choice_id(place), _markdown(item)) for place, item in items)
    if kind == "Numerical":
        return Kind.NUMERIC, _numbers(node["choices"], notes)
    if kind == "Short":
        return Kind.SHORT, tuple(_typed(place, item, notes) for place, item in enumerate(node["choices"]))
    return _multiple_choice(node["choices"], notes)


def _true_false(node: Node) -> tuple[Choice, ...]:
    # Moodle's own reader: the first comment is for a wrong answer, the second for a right one.
    wrong, right = _markdown(node["trueFeedback"]), _markdown(node["falseFeedback"])
    is_true = bool(node["isTrue"])
    return (
        Choice("true", "", is_true, right if is_true else wrong),
        Choice("false", "", not is_true, wrong if is_true else right),
    )


def _multiple_choice(nodes: list[Node], notes: list[Remark]) -> tuple[Kind, tuple[Choice, ...]]:
    equals = [node for node in nodes if node["isCorrect"]]
    # Two right answers after an equal sign are two ways to be right: there is one to tick, as Moodle reads it.
    several = not equals and any((node["weight"] or 0) > 0 for node in nodes)
    kind = Kind.SEVERAL if several else Kind.SINGLE
    choices = []
    for place, node in enumerate(nodes):
        weight = node["weight"]
        right = node["isCorrect"] and weight in {None, 100} if not several else (weight or 0) > 0
        if not several and weight not in {None, 100} and weight > 0:
            notes.append(partial_credit(weight, node["text"]["text"], right))
        choices.append(Choice(choice_id(place), _markdown(node["text"]), bool(right), _markdown(node["feedback"])))
    if not any(choice.right for choice in choices):
        raise GiftError(_("No answer is right."))
    if several:
        notes += changed_key([node["weight"] or 0 for node in nodes])
    return kind, tuple(choices)


def changed_key(weights: list[float]) -> Iterator[Remark]:
    """What to say of several right answers of which some gave more points than others: here all are to be ticked."""
    gains = [weight for weight in weights if weight > 0]
    if round(sum(gains)) > 100:
        yield (
            _("The right answers had more than 100 % of the points together: here all of them are to be ticked."),
            True,
        )
    elif gains and max(gains) - min(gains) > ROUNDED:
        yield _("The right answers did not have the same points: here all of them are to be ticked."), False


def partial_credit(weight: float, text: str, right: bool) -> Remark:
    """What to say of a credit between 0 and 100 %, which our questions do not have."""
    said = {"text": text[:40], "weight": weight}
    if right:
        return _("“%(text)s” had %(weight)g %% of the points: it counts as right.") % said, False
    return _("“%(text)s” had %(weight)g %% of the points: it counts as wrong.") % said, False


def _is_right(node: Node, text: str, notes: list[Remark]) -> bool:
    weight = node["weight"]
    right = weight >= HALF if weight is not None else bool(node["isCorrect"])
    if weight is not None and 0 < weight < 100:
        notes.append(partial_credit(weight, text, right))
    return right


def _typed(place: int, node: Node, notes: list[Remark]) -> Choice:
    text, remarks = foreseen(to_plain(node["text"]["text"], node["text"]["format"]))
    notes += remarks
    return Choice(choice_id(place), text, _is_right(node, text, notes), _markdown(node["feedback"]))


def _numbers(nodes: Node | list[Node], notes: list[Remark]) -> tuple[Choice, ...]:
    if isinstance(nodes, dict):
        nodes = [{"isCorrect": True, "weight": None, "text": nodes, "feedback": None}]
    choices = []
    for place, node in enumerate(nodes):
        text, tolerance = _number(node["text"])
        explanation = _markdown(node["feedback"])
        choices.append(Choice(choice_id(place), text, _is_right(node, text, notes), explanation, tolerance=tolerance))
    return tuple(choices)


def _number(node: Node) -> tuple[str, str]:
    if "format" in node:
        return "*", ""
    if node["type"] == "high-low":
        low, high = Decimal(str(node["numberLow"])), Decimal(str(node["numberHigh"]))
        return str((low + high) / 2), str(abs(high - low) / 2)
    tolerance = str(node.get("range", ""))
    return str(node["number"]), "" if tolerance == "0" else tolerance


def _markdown(node: Node | None) -> str:
    return replace_inside(to_markdown(node["text"], node["format"]), {}) if node else ""
