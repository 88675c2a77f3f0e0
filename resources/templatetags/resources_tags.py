from collections.abc import Iterable

from django import template
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.alphabetical import Listing, alphabetical
from core.templatetags.presentation_tags import duration
from resources import facts, queries
from resources.enums import SheetKind
from resources.models import Sheet, SheetIndexPage, SheetsPage, Speaker, Testimonial, ToolSheet, TutorialSheet

register = template.Library()


@register.simple_tag
def sheets_in_order(keys: Iterable[int]) -> list[Sheet]:
    return queries.sheets(keys)


@register.simple_tag
def sheet_listing(index: SheetIndexPage, number: str = "") -> Listing[int]:
    return alphabetical(queries.titles_of_kind(index.kind), number)


@register.simple_tag
def sheets_of(index: SheetIndexPage, listing: Listing[int]) -> dict[int, Sheet]:
    return queries.sheets_of_kind(index.kind, listing.items)


@register.simple_tag
def sheet_counts() -> dict[str, int]:
    return queries.count_by_kind()


@register.simple_tag
def tutorials_of(tool: ToolSheet) -> QuerySet[TutorialSheet]:
    return queries.tutorials_of(tool)


@register.simple_tag
def alternatives_to(tool: ToolSheet) -> list[ToolSheet]:
    return queries.alternatives_to(tool)


@register.simple_tag
def testimonials_chosen(keys: Iterable[int]) -> list[Testimonial]:
    return queries.chosen_testimonials(keys)


@register.filter
def all_examples(testimonials: Iterable[Testimonial]) -> bool:
    """Whether nobody real speaks here: then the heading says so, not the small print."""
    return all(testimonial.is_example for testimonial in testimonials)


@register.simple_tag
def testimonials_heading(testimonials: Iterable[Testimonial]) -> dict[str, str]:
    if all_examples(testimonials):
        return {
            "title": _("What a group could tell (invented examples)"),
            "lead": _("Nobody real speaks here yet: these examples show what a testimonial looks like."),
        }
    return {"title": _("They did it"), "lead": _("What groups say, in their own words, with their agreement.")}


@register.simple_tag
def speakers_chosen(keys: Iterable[int]) -> list[Speaker]:
    return queries.chosen_speakers(keys)


@register.filter
def sheet_class(sheet: Sheet) -> str:
    """`tool`, `tutorial`, `argument`, `advice`: the name of a kind in classes and drawings."""
    return sheet.kind.name.lower()


@register.filter
def kind_class(kind: str) -> str:
    return SheetKind(kind).name.lower()


@register.simple_tag
def tool_facts(tool: ToolSheet) -> list[tuple[str, str]]:
    return facts.tool_facts(tool)


@register.filter
def first_use(tool: ToolSheet) -> facts.Use | None:
    return facts.first_use(tool)


@register.filter
def gesture_titles(tutorial: TutorialSheet) -> list[str]:
    return [block["value"]["title"] for block in tutorial.gestures.raw_data]


@register.simple_tag
def sheet_indexes(page: SheetsPage) -> list[SheetIndexPage]:
    return queries.sheet_indexes(page)


@register.simple_tag
def sheet_count(counts: dict[str, int], kind: str) -> str:
    return ngettext("%(n)s sheet", "%(n)s sheets", counts[kind]) % {"n": counts[kind]}


@register.filter
def sheet_meta(sheet: Sheet) -> str:
    """The one line of facts of a card."""
    said = [sheet.get_level_display()]
    if isinstance(sheet, ToolSheet):
        said.append(facts.group_size(sheet))
        names = ", ".join(product.name for product in sheet.replaces.all())
        if names:
            said.append(_("in place of %(names)s") % {"names": names})
    elif sheet.duration:
        said.append(duration(sheet.duration))
    return " · ".join(fact for fact in said if fact)


HEADINGS = {
    SheetKind.TOOL: gettext_lazy("Tools"),
    SheetKind.TUTORIAL: gettext_lazy("Tutorials"),
    SheetKind.ARGUMENT: gettext_lazy("Arguments"),
    SheetKind.ADVICE: gettext_lazy("Pieces of advice"),
}


@register.filter
def kind_heading(kind: str) -> str:
    return str(HEADINGS[SheetKind(kind)])
