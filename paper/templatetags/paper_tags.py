"""What documents on paper need: QR codes and short addresses."""

import segno
from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def short_url(code: str) -> str:
    """The short address of a content, as it is printed."""
    return f"{settings.SITE_URL}/f/{code}"


@register.filter
def without_scheme(url: str) -> str:
    return url.split("://", 1)[-1]


@register.simple_tag
def qr(url: str, alternative: str) -> SafeString:
    """
    A QR code as an inline drawing, level M (15 % may be damaged), with the words a screen reader says.

    Its size is that of the element around it.
    """
    drawing = segno.make(url, error="m", micro=False).svg_inline(
        omitsize=True, border=2, svgclass=None, lineclass=None, title=alternative, dark="#000", light="#fff"
    )
    return mark_safe(drawing.replace("<svg ", '<svg role="img" class="qr" ', 1))
