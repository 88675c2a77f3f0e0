"""GIFT files as questions (`read`). Writing them is in `gift_writing`."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from quizzes.content import MAX_CHOICES, Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.gift_syntax import GiftError, Node, parse
from quizzes.exchange.identity import choice_id, uid_from
from quizzes.exchange.reading import Note, Reading, decode
from quizzes.exchange.texts import to_markdown, to_plain

HALF = 50


def read(data: bytes) -> Reading:
    """
    The questions of a GIFT file and notes on what was not kept. Never stops at a first error.

    Categories become a tag; descriptions, which ask nothing, are noted. Raises `UnreadableFileError` (see `decode`).
    """
    return Reading().take(_read(decode(data)))


def _read(text: str) -> Iterator[tuple[int, QuestionContent] | Note]:
    category = ""
    for line, node in parse(text):
        if isinstance(node, GiftError):
            yield Note(line, str(node))
        elif node["type"] == "Category":
            category = category_tag(node["title"])
        elif node["type"] == "Description":
            yield Note(line, _("A text that asks nothing (a “description”) is not kept."))
        else:
            try:
                question, notes = _question(node, category)
            except GiftError as error:
                yield Note(line, str(error))
                continue
            yield line, question
            for note in notes:
                yield Note(line, note, refused=False)


def category_tag(path: str) -> str:
    """The last part of a Moodle category (`$course$/top/Réunions` gives “Réunions”)."""
    parts = [part.strip() for part in path.replace("//", "\x00").split("/")]
    last = parts[-1].replace("\x00", "/") if parts else ""
    return "" if last in {"top", "$course$", "$module$", "$system$", "$cat$"} else last[:100]


def _question(node: Node, category: str) -> tuple[QuestionContent, list[str]]:
    notes: list[str] = []
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


def _choices(node: Node, notes: list[str]) -> tuple[Kind, tuple[Choice, ...]]:
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


def _multiple_choice(nodes: list[Node], notes: list[str]) -> tuple[Kind, tuple[Choice, ...]]:
    equals = [node for node in nodes if node["isCorrect"]]
    several = not equals and any((node["weight"] or 0) > 0 for node in nodes)
    kind = Kind.SEVERAL if several or len(equals) > 1 else Kind.SINGLE
    choices = []
    for place, node in enumerate(nodes):
        weight = node["weight"]
        right = node["isCorrect"] and weight in {None, 100} if not several else (weight or 0) > 0
        if not several and weight not in {None, 100} and weight > 0:
            notes.append(partial_credit(weight, node["text"]["text"], right))
        choices.append(Choice(choice_id(place), _markdown(node["text"]), bool(right), _markdown(node["feedback"])))
    if not any(choice.right for choice in choices):
        raise GiftError(_("No answer is right."))
    if kind == Kind.SINGLE or any(not choice.right for choice in choices):
        return kind, tuple(choices)
    return Kind.SEVERAL, tuple(choices)


def partial_credit(weight: float, text: str, right: bool) -> str:
    """What to say of a credit between 0 and 100 %, which our questions do not have."""
    if right:
        return _("“%(text)s” had %(weight)g %% of the points: it counts as right.") % {
            "text": text[:40],
            "weight": weight,
        }
    return _("“%(text)s” had %(weight)g %% of the points: it counts as wrong.") % {"text": text[:40], "weight": weight}


def _is_right(node: Node, text: str, notes: list[str]) -> bool:
    weight = node["weight"]
    right = weight >= HALF if weight is not None else bool(node["isCorrect"])
    if weight is not None and 0 < weight < 100:
        notes.append(partial_credit(weight, text, right))
    return right


def _typed(place: int, node: Node, notes: list[str]) -> Choice:
    text = to_plain(node["text"]["text"], node["text"]["format"])
    return Choice(choice_id(place), text, _is_right(node, text, notes), _markdown(node["feedback"]))


def _numbers(nodes: Node | list[Node], notes: list[str]) -> tuple[Choice, ...]:
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
    return to_markdown(node["text"], node["format"]) if node else ""
