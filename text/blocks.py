"""Running text in pages: a line, and Markdown that keeps what it was rendered to."""

from typing import Any, Self

from django.forms import Field
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from text import markdown
from text.typography import normalise


class LineBlock(blocks.CharBlock):
    """One line of plain text."""

    def clean(self, value: Any) -> Any:
        return super().clean(normalise(value) if value else value)

    def get_searchable_content(self, value: Any) -> list[str]:
        # Wagtail would give “None” for a line that a pack left out
        return super().get_searchable_content(value) if value else []


class MarkdownText(str):
    """
    A Markdown source with the HTML it was rendered to.

    As text it is its source; in a template it is its HTML. The HTML is made when it is missing or when it is older
    than the renderer, otherwise it is what was kept.
    """

    _kept: str | None

    def __new__(cls, text: str = "", html: str | None = None, version: int = 0) -> Self:
        made = super().__new__(cls, text)
        made._kept = html if version == markdown.RENDERER_VERSION else None
        return made

    @property
    def text(self) -> str:
        return str(self)

    @property
    def html(self) -> SafeString:
        if self._kept is None:
            self._kept = markdown.render(str(self))
        return mark_safe(self._kept)

    @html.setter
    def html(self, value: str) -> None:
        self._kept = value

    def __html__(self) -> SafeString:
        return self.html


class MarkdownBlock(blocks.TextBlock):
    """Running text in Markdown. Kept as `{"text", "html", "version"}`, so that showing a page renders nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"rows": 3, **kwargs})

    @cached_property
    def field(self) -> Field:
        field = super().field
        if not field.help_text:
            field.help_text = _(
                "Markdown: **bold**, [link](https://example.org), ## heading, - list. An empty line parts paragraphs."
            )
        return field

    def to_python(self, value: Any) -> MarkdownText:
        if isinstance(value, dict):
            return MarkdownText(value.get("text", ""), value.get("html"), value.get("version", 0))
        return self.normalize(value)

    def normalize(self, value: Any) -> MarkdownText:
        return value if isinstance(value, MarkdownText) else MarkdownText(value or "")

    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return ""
        text = self.normalize(value)
        return {"text": str(text), "html": str(text.html), "version": markdown.RENDERER_VERSION}

    def value_for_form(self, value: Any) -> str:
        return str(value or "")

    def value_from_form(self, value: Any) -> MarkdownText:
        return self.normalize(value)

    def clean(self, value: Any) -> MarkdownText:
        text = normalise(value or "").strip()
        markdown.check_source(text)
        return self.normalize(super().clean(text))

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        return self.normalize(value).html

    class Meta:
        icon = "pilcrow"
