"""Model fields for words: several lines, Markdown, and the HTML it was rendered to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.forms import Field
from wagtail.admin.widgets import AdminAutoHeightTextInput

from text import markdown
from text.typography import normalise

if TYPE_CHECKING:
    TextColumn = models.TextField[str, str]
else:
    TextColumn = models.TextField  # a generic for the checker alone
Deconstructed = tuple[str, str, Sequence[Any], dict[str, Any]]


class LinesField(TextColumn):
    """Several short texts, one a line: people type them in one box, packs hold a list."""

    def deconstruct(self) -> Deconstructed:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class KeptHtmlField(TextColumn):
    """The HTML that a `MarkdownField` was rendered to. Never edited, never serialised into revisions or packs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", "serialize": False, **kwargs})

    def deconstruct(self) -> Deconstructed:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class MarkdownField(TextColumn):
    """
    Running text in Markdown. A hidden column `<name>_html` keeps what it was rendered to when it was saved.

    For concrete models only: the companion column is added where the field lands.
    """

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            KeptHtmlField().contribute_to_class(cls, f"{name}_html")

    def deconstruct(self) -> Deconstructed:
        # migrations hold both columns as plain text, so the companion is not added a second time there
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = normalise(super().pre_save(model_instance, add) or "").strip()
        setattr(model_instance, self.attname, text)
        kept_text, kept_html = getattr(model_instance, "kept_html", {}).get(self.attname, (None, ""))
        setattr(model_instance, f"{self.attname}_html", kept_html if kept_text == text else markdown.render(text))
        return text

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        value = super().clean(value, model_instance)
        markdown.check_source(value)
        return value

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"widget": AdminAutoHeightTextInput, **kwargs})
