"""Running text: Markdown to safe HTML."""

import markdown as python_markdown
import nh3
from django.utils.safestring import SafeString, mark_safe


def normalise(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def check_source(text: str) -> None:
    """Raises `ValidationError` for a text that is too long to render."""
    from django.core.exceptions import ValidationError

    if len(text) > 20_000:
        raise ValidationError("20 000")


def render(text: str) -> SafeString:
    return mark_safe(nh3.clean(python_markdown.markdown(text)))
