"""What the templates of every app need to draw a page: menus, the way back, addresses."""

import json
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from core import appearance, mentions, navigation, openness, queries, usages
from core.alphabetical import Listing, alphabetical_rows, anchor, in_order
from core.chosen import chosen_keys
from core.json_ld import describe
from core.models import ContentPage, Need
from media.attribution import Attribution
from media.renditions import images_of

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: template.Context, name: str) -> list[navigation.Entry]:
    return navigation.menu(context.get("request"), name)


@register.simple_tag(takes_context=True)
def is_open(context: template.Context, path: str) -> bool:
    return navigation.is_open(context.get("request"), path)


@register.filter
def is_view(path: str) -> bool:
    """Whether a view answers at an address: what is not built yet is not linked."""
    return navigation.is_view(path)


@register.simple_tag
def needs() -> list[Need]:
    return queries.needs()


@register.simple_tag(takes_context=True)
def site_name(context: template.Context) -> str:
    """The host's variable, as in mails and calendars; without it what editors wrote under Paramètres › Sites."""
    if settings.SITE_NAME_IS_GIVEN:
        return settings.WAGTAIL_SITE_NAME
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME


@register.simple_tag
def logo_address() -> str:
    """Where the site's own logo is; empty when it has the sign of the software."""
    name = appearance.logo_name(settings.LOGO)
    return static(name) if name else ""


@register.simple_tag
def source_address() -> str:
    """Where the source of the running site is; empty when nobody said."""
    return settings.SOURCE_ADDRESS


@register.simple_tag
def site_url(path: str = "") -> str:
    """An address with the site's scheme and host, for what leaves the page: canonical links, cards, mentions."""
    return f"{settings.SITE_URL}{path}"


@register.simple_tag
def trail(page: Page) -> list[Page]:
    """The published pages above a page, from the first level under the home page. Served pages know them already."""
    if hasattr(page, "pages_above"):
        return page.pages_above
    return list(page.get_ancestors().live().filter(depth__gt=2))


@register.filter
def description(page: Page) -> str:
    """What search engines and shared links say of a page: what was written for them, or its own first words."""
    names = ("search_description", "summary", "lead", "introduction_html")
    words = next((words for name in names if (words := unescape(strip_tags(getattr(page, name, ""))).strip())), "")
    return Truncator(" ".join(words.split())).chars(300)


@register.filter
def split_words(text: str) -> list[str]:
    return text.split()


@register.filter
def duration(minutes: int | None) -> str:
    """A number of minutes as people say it: 45 min, 1 h, 1 h 30."""
    if not minutes:
        return ""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02d}" if rest else f"{hours}\u00a0h"


@register.filter
def chosen(stream: StreamValue | None) -> list[int]:
    return chosen_keys(stream)


@register.filter
def at(mapping: Mapping[Any, object], key: object) -> object:
    """The value of a mapping at a key that is a variable."""
    return mapping.get(key)


@register.simple_tag
def usages_of(content: Model) -> list[usages.Usage]:
    """The published pages that name a content, by heading."""
    return usages.usages_of(content)


@register.simple_tag(takes_context=True)
def mention(context: template.Context, page: ContentPage) -> str:
    """The line that goes with a text when it is copied."""
    return mentions.mention(page, _full_url(context, page))


@register.filter
def source_sentences(made: Attribution) -> list[str]:
    return mentions.sources_of(made)


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, page: ContentPage, kind: str, steps: Iterable[str] = ()) -> SafeString:
    """The `<script>` of schema.org facts. `steps` are the titles of the steps of a `HowTo`."""
    facts = describe(page, _full_url(context, page), kind)
    if steps:
        facts["step"] = [{"@type": "HowToStep", "name": step} for step in steps]
    text = json.dumps(facts, ensure_ascii=False).translate({ord("<"): "\\u003c", ord(">"): "\\u003e"})
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, page: Page) -> str:
    """The absolute and canonical address of a page."""
    return _full_url(context, page)


def _full_url(context: template.Context, page: Page) -> str:
    path = page.get_url(request=context.get("request")) or ""
    return path if "://" in path else f"{settings.SITE_URL}{path}"


@register.filter
def is_open_to_all(page: Page | None) -> bool:
    """Whether a page that another one names may be named to everybody: published, and not private."""
    return page is not None and openness.is_open(page)


@register.filter
def letter_anchor(letter: str) -> str:
    return anchor(letter)


@register.filter
def bare_address(url: str) -> str:
    """An address as people read it: without its scheme, nor a last slash."""
    return url.partition("://")[2].rstrip("/") or url


@register.simple_tag
def a_to_z(things: QuerySet[Any], field: str, number: str = "") -> Listing[Any]:
    """Things from A to Z by one of their fields, a page at a time."""
    return alphabetical_rows(things, field, number)


@register.simple_tag
def one_page(things: QuerySet[Any], number: str = "", size: int = 20) -> Listing[Any]:
    """A page of things in their own order."""
    return in_order(things, number, size)


@register.filter
def lower_first(title: str) -> str:
    """A title as it stands after the sign `#`: an action is an infinitive, its first letter is no name."""
    return title[:1].lower() + title[1:]


@register.simple_tag
def ready_pictures(page: Model) -> str:
    """Reads at once the renditions of all the images of a page, which `picture` would ask for one by one."""
    prefetch_related_objects(list(images_of(page)), "renditions")
    return ""
