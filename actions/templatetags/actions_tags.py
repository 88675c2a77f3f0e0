from collections.abc import Iterable, Sequence

from django import template

from actions import queries, questions
from actions.chooser import GroupContext
from actions.models import ActionPage
from core.alphabetical import Listing, alphabetical
from resources.models import Sheet

register = template.Library()


@register.simple_tag
def action_listing(number: str = "") -> Listing[int]:
    return alphabetical(queries.action_titles(), number)


@register.simple_tag
def actions_of(listing: Listing[int]) -> dict[int, ActionPage]:
    return queries.published_actions(listing.items)


@register.simple_tag
def actions_chosen(keys: Iterable[int]) -> list[ActionPage]:
    return queries.actions_in_order(keys)


@register.filter
def cards_and_rows(sheets: Sequence[Sheet]) -> dict[str, Sequence[Sheet]]:
    """Three sheets as cards and the others as rows; two cards only beyond five sheets, so that forty stay light."""
    shown = 2 if len(sheets) > 5 else 3
    return {"cards": sheets[:shown], "rows": sheets[shown:]}


@register.filter
def answers_in_words(context: GroupContext) -> list[str]:
    return questions.answers_in_words(context)
