"""What the templates of every app need to draw a page: icons, menus, the way back, addresses."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from core import navigation

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of `static/icons/sprite.svg`. It never stands without a word, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def menu(context: template.Context, name: str) -> list[navigation.Entry]:
    return navigation.menu(context.get("request"), name)


@register.simple_tag(takes_context=True)
def site_name(context: template.Context) -> str:
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME


@register.simple_tag
def site_url(path: str = "") -> str:
    """An address with the site's scheme and host, for what leaves the page: canonical links, cards, mentions."""
    return f"{settings.SITE_URL}{path}"


@register.simple_tag
def trail(page: Page) -> list[Page]:
    """The published pages above a page, from the first level under the home page."""
    return list(page.get_ancestors().live().filter(depth__gt=2))


@register.filter
def split_words(text: str) -> list[str]:
    return text.split()
