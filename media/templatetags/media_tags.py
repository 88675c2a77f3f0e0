"""Icons, pictures and their credits, for the templates of every app."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage, AbstractRendition

from media.figures import inline_file, inline_svg
from media.models import ContentImage
from media.renditions import FORMATS, filters, thumbnail

register = template.Library()

SIZES = "(max-width: 48rem) 92vw, 46rem"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of `static/icons/sprite.svg`. It never stands without a word, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def picture(image: AbstractImage | None, alt: str, loading: str = "lazy") -> SafeString:
    """
    An image in AVIF, WebP and JPEG, in two widths, with its own width and height.

    A schema in SVG is drawn in the page, so that it takes the colours of the theme. No image is made here.
    """
    if image is None:
        return mark_safe("")
    if image.is_svg():
        return inline_svg(image, alt) or _img(image.file.url, image, alt, loading)
    found = image.find_existing_renditions(*filters().values())
    by_kind = {
        kind: [found[key] for (made, _width), key in filters().items() if made == kind and key in found]
        for kind in FORMATS
    }
    fallback = by_kind["jpeg"][-1] if by_kind["jpeg"] else None
    if fallback is None:
        return _img(image.file.url, image, alt, loading)
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(by_kind[kind]), SIZES) for kind in ("avif", "webp") if by_kind[kind]),
    )
    return format_html("<picture>{}{}</picture>", sources, _img(fallback.url, fallback, alt, loading))


@register.simple_tag
def small_picture(image: AbstractImage, alt: str) -> SafeString:
    """
    An image of a list, written in the page: a dozen of them ask for no file. Drawings take the colours of the theme.

    Until the worker has passed, a file that is there, when it comes into sight.
    """
    if image.is_svg():
        return inline_svg(image, alt) or _img(image.file.url, image, alt, "lazy")
    usual = filters()["webp", 400]
    found = image.find_existing_renditions(thumbnail(), usual)
    if small := found.get(thumbnail()):
        return _img(inline_file(small) or small.url, small, alt, "eager")
    shown = found.get(usual)
    return _img(shown.url, shown, alt, "lazy") if shown else _img(image.file.url, image, alt, "lazy")


def _srcset(renditions: list[AbstractRendition]) -> str:
    # An image narrower than the wanted width is not enlarged: the same file may stand for both widths.
    by_width = {rendition.width: rendition for rendition in renditions}
    return ", ".join(f"{by_width[width].url} {width}w" for width in sorted(by_width))


def _img(url: str, size: AbstractImage | AbstractRendition, alt: str, loading: str) -> SafeString:
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" loading="{}" decoding="async">',
        url,
        alt,
        size.width,
        size.height,
        loading,
    )


@register.simple_tag
def image_credit(image: ContentImage) -> SafeString:
    """Title, authors, source, licence, changes: what must be said of an image wherever it is shown."""
    title = format_html("«\u00a0{}\u00a0»", image.title)
    parts = [title]
    if image.author_names:
        parts.append(format_html("{}", _("by %(authors)s") % {"authors": ", ".join(image.author_names)}))
    parts.append(
        format_html('<a href="{}" rel="license noopener">{}</a>', image.licence_terms.url, image.get_licence_display())
    )
    if image.source_title or image.source_url:
        name = image.source_title or image.source_url
        source = format_html('<a href="{}" rel="noopener">{}</a>', image.source_url, name) if image.source_url else name
        parts.append(format_html("{} {}", _("from"), source))
    if image.changes:
        parts.append(format_html("{}", _("Changed: %(changes)s") % {"changes": image.changes.strip().rstrip(".")}))
    return format_html("{}.", format_html_join(", ", "{}", ((part,) for part in parts)))
