"""Who keeps the site is told when the search goes by words alone; readers are not: they have their answers."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as DjangoWarning
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.meaning.making import is_complete
from search.meaning.model import Absence, why_absent

WHY: dict[Absence, str | Promise] = {
    Absence.MISSING: _("The search goes by words alone: the language model is not installed on this machine."),
    Absence.PROCESSOR: _("The search goes by words alone: this processor is too old for the language model."),
    Absence.OTHER: _("The search goes by words alone: the language model is not the one that was verified."),
}

REMEDY = _("Set PARCOURS_SEARCH_MEANING=non to be told no more.")


def by_words_alone() -> str:
    """Why, in a sentence; empty when meaning counts too, or when the host turned it off."""
    absence = why_absent()
    if absence is Absence.OFF:
        return ""
    if absence:
        return str(WHY[absence])
    return "" if is_complete() else str(_("The search goes by words alone while it reads all the sheets once."))


def check(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """For `doctor` and `check --deploy`: what keeps on being so, not the first minutes of a new site."""
    absence = why_absent()
    if absence is None or absence is Absence.OFF:
        return []
    return [DjangoWarning(f"{WHY[absence]} {REMEDY}", id="search.W001")]
