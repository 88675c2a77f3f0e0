"""The blocks in which editors write the choices of a question, and their passage to plain values and back."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.content import MAX_CHOICES, Choice
from quizzes.enums import Kind

TRUE, FALSE = "true", "false"


class ChoiceBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Choice"), rows=2)
    right = blocks.BooleanBlock(label=_("Right answer"), required=False)
    explanation = blocks.TextBlock(
        label=_("Explanation of this choice"),
        rows=2,
        required=False,
        help_text=_("What to say to a person who chose it: why it is right, or what makes it tempting and wrong."),
    )

    class Meta:
        icon = "radio-empty"
        label = _("Choice")


class TrueFalseBlock(blocks.StructBlock):
    answer = blocks.ChoiceBlock([(TRUE, _("True")), (FALSE, _("False"))], label=_("Right answer"))
    if_true = blocks.TextBlock(label=_("What to say to a person who answers “true”"), rows=2, required=False)
    if_false = blocks.TextBlock(label=_("What to say to a person who answers “false”"), rows=2, required=False)

    class Meta:
        icon = "circle-check"
        label = _("True or false")


class ItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Item, at its right place"), rows=1)
    explanation = blocks.TextBlock(label=_("Why here"), rows=1, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Item to put in order")


class PairBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Left"), rows=1, required=False, help_text=_("Empty: the right side is one too many, to mislead.")
    )
    match = blocks.CharBlock(label=_("Right"))
    explanation = blocks.TextBlock(label=_("Why they go together"), rows=1, required=False)

    class Meta:
        icon = "link"
        label = _("Pair")


class TypedBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Answer foreseen"),
        help_text=_("Case, accents and one typo are forgiven. An asterisk (*) stands for every other answer."),
    )
    right = blocks.BooleanBlock(label=_("Right answer"), required=False, default=True)
    explanation = blocks.TextBlock(label=_("Explanation of this answer"), rows=2, required=False)

    class Meta:
        icon = "pilcrow"
        label = _("Short answer")


class NumberBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Number"), help_text=_("“1234,5”. An asterisk (*) stands for every other number."))
    tolerance = blocks.CharBlock(label=_("Accepted gap, more or less"), required=False)
    right = blocks.BooleanBlock(label=_("Right answer"), required=False, default=True)
    explanation = blocks.TextBlock(label=_("Explanation of this answer"), rows=2, required=False)

    class Meta:
        icon = "order"
        label = _("Number")


class PointBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Point to check oneself against"), rows=1)

    class Meta:
        icon = "check"
        label = _("Point")


class AnswersBlock(blocks.StreamBlock):
    choice = ChoiceBlock()
    true_false = TrueFalseBlock()
    item = ItemBlock()
    pair = PairBlock()
    typed = TypedBlock()
    number = NumberBlock()
    point = PointBlock()

    class Meta:
        required = False
        max_num = MAX_CHOICES


BLOCK_OF = {
    Kind.SINGLE: "choice",
    Kind.SEVERAL: "choice",
    Kind.TRUE_FALSE: "true_false",
    Kind.ORDERING: "item",
    Kind.MATCHING: "pair",
    Kind.SHORT: "typed",
    Kind.NUMERIC: "number",
    Kind.RECALL: "point",
}


def to_choices(kind: str, raw: Iterable[dict[str, Any]]) -> tuple[Choice, ...]:
    """The choices that a stream holds, leaving out the blocks of other kinds of questions."""
    wanted = BLOCK_OF[Kind(kind)]
    mine = [(str(block.get("id") or ""), block["value"]) for block in raw if block["type"] == wanted]
    if kind == Kind.TRUE_FALSE:
        return _true_false_choices(mine[0][1]) if mine else ()
    return tuple(_choice(identity, value) for identity, value in mine)


def _choice(identity: str, value: dict[str, Any]) -> Choice:
    return Choice(
        id=identity,
        text=value.get("text") or "",
        right=bool(value.get("right", False)),
        explanation=value.get("explanation") or "",
        match=value.get("match") or "",
        tolerance=value.get("tolerance") or "",
    )


def _true_false_choices(value: dict[str, Any]) -> tuple[Choice, ...]:
    answer = value.get("answer")
    return (
        Choice(TRUE, "", answer == TRUE, value.get("if_true") or ""),
        Choice(FALSE, "", answer == FALSE, value.get("if_false") or ""),
    )


def from_choices(kind: str, choices: tuple[Choice, ...]) -> list[dict[str, object]]:
    """The stream that holds these choices; ids that are UUIDs are kept, the others are replaced."""
    block = BLOCK_OF[Kind(kind)]
    if kind == Kind.TRUE_FALSE:
        said = {choice.id: choice for choice in choices}
        right = next((choice.id for choice in choices if choice.right), None)
        value = {"answer": right, "if_true": said[TRUE].explanation, "if_false": said[FALSE].explanation}
        return [{"type": block, "id": str(uuid.uuid4()), "value": value}] if said else []
    fields = AnswersBlock.base_blocks[block].child_blocks
    return [
        {
            "type": block,
            "id": permanent_id(choice.id),
            "value": {name: getattr(choice, name) for name in fields},
        }
        for choice in choices
    ]


def permanent_id(identity: str) -> str:
    try:
        return str(uuid.UUID(identity))
    except ValueError:
        return str(uuid.uuid4())
