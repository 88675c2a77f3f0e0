"""The cards of results, as the page shows them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.enums import Level
from core.templatetags.presentation_tags import duration
from forum.enums import TopicState
from search.answering import Paragraph, paragraph_of
from search.bounds import GROUPS
from search.document import Kind
from search.engines.base import Hit, Piece
from search.kinds import KIND_LABELS, MARKS
from search.searching import Answer, found_by
from search.words import fold


@dataclass(frozen=True)
class Card:
    key: str
    kind: str
    mark: str
    icon: str
    label: str
    title: str
    url: str
    lead: str
    meta: tuple[str, ...]
    instead_of: str
    reasons: tuple[str, ...]
    extract: tuple[Piece, ...]
    paragraph: Paragraph | None
    code: str


def card_of(hit: Hit, answer: Answer, answers: bool = False) -> Card:
    """`answers`: it shows the paragraph that answers, where it has one."""
    card = hit.card
    paragraph = paragraph_of(hit, answer.wanted) if answers else None
    kind = Kind(str(card["kind"]))
    reasons = found_by(hit, answer.understanding)
    return Card(
        key=hit.key,
        kind=kind.value,
        mark=MARKS[kind][0],
        icon=MARKS[kind][1],
        label=str(KIND_LABELS[kind]),
        title=str(card["title"]),
        url=str(card["url"]),
        lead=str(card.get("lead") or ""),
        meta=_meta(card),
        instead_of=_instead_of(card, reasons),
        reasons=reasons,
        extract=_extract(hit) if reasons and not paragraph else (),
        paragraph=paragraph,
        code=str(card.get("code") or ""),
    )


def _extract(hit: Hit) -> tuple[Piece, ...]:
    """The extract, where it says more than the lead: a testimonial is its own lead."""
    words = fold("".join(piece.text for piece in hit.extract)).strip("… ")
    return () if words[:80] in fold(str(hit.card.get("lead") or "")) else hit.extract


def _instead_of(card: Mapping[str, object], reasons: tuple[str, ...]) -> str:
    """The product that it was found by, as it is written."""
    names, found = card.get("replaces"), {fold(reason) for reason in reasons}
    matched = [str(name) for name in names if fold(str(name)) in found] if isinstance(names, list) else []
    return matched[0] if matched else ""


def _meta(card: Mapping[str, object]) -> tuple[str, ...]:
    parts: list[str] = []
    if state := card.get("state"):
        parts.append(str(TopicState(str(state)).label).lower())
    if level := card.get("level"):
        parts.append(f"{_('level:')} {str(Level(str(level)).label).lower()}")
    if minutes := card.get("minutes"):
        parts.append(duration(int(str(minutes))))
    if sizes := _sizes(card.get("groups")):
        parts.append(sizes)
    if day := card.get("checked_on"):
        when = date_format(datetime.date.fromisoformat(str(day)), "j F Y")
        parts.append(_("checked on %(date)s") % {"date": when})
    return tuple(parts)


def _sizes(groups: object) -> str:
    """The sizes of group as one range, when something is known and not everything suits."""
    found = [one for one in GROUPS if isinstance(groups, list) and one.value in groups]
    if not found or len(found) == len(GROUPS):
        return ""
    if found[-1] is GROUPS[-1]:
        return _("%(low)d people or more") % {"low": found[0].low}
    return _("%(low)d to %(high)d people") % {"low": found[0].low, "high": found[-1].high}
