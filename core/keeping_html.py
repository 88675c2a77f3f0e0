"""
The HTML of all the Markdown of a page, made when it is saved live: glossary terms linked at their first occurrence
in the page, and no heading id given twice.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django_tasks import task
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from core import queries
from core.cut_work import again_when_cut
from text import markdown
from text.blocks import MarkdownText
from text.fields import KeptHtmlField, MarkdownField
from text.glossary_links import Term, TermFinder
from text.rendering_again import register, renew
from text.typography import normalise

_ID = re.compile(r'(?<= id=")t-[^"]*(?=")')


class Keeper:
    """Goes through the texts of one page in order, remembering what was linked and which ids were given."""

    def __init__(self, finder: TermFinder) -> None:
        self.finder = finder
        self.linked: set[str] = set()
        self.ids: set[str] = set()

    def keep(self, text: str) -> str:
        html, used = self.finder.link(markdown.render(text), self.linked)
        self.linked |= used
        return _ID.sub(self._unique, html)

    def _unique(self, found: re.Match[str]) -> str:
        identifier, number = found[0], 1
        while identifier in self.ids:
            number += 1
            identifier = f"{found[0]}-{number}"
        self.ids.add(identifier)
        return identifier


def keep_html(page: models.Model, finder: TermFinder | None = None) -> None:
    """Fills in the kept HTML of a page that is about to be saved. Saves nothing itself."""
    keeper = Keeper(finder or glossary_finder())
    page.kept_html = {}  # type: ignore[attr-defined]
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        if isinstance(field, MarkdownField):
            text = normalise(value or "").strip()
            page.kept_html[field.attname] = (text, keeper.keep(text))  # type: ignore[attr-defined]
        elif isinstance(field, StreamField):
            for text in texts_in(value):
                text.html = keeper.keep(str(text))


def glossary_finder() -> TermFinder:
    return TermFinder(Term(term.slug, tuple(term.forms)) for term in queries.published_terms())


def texts_in(value: Any) -> Iterator[MarkdownText]:
    """Every Markdown text inside a block value, in order. Reading them makes a lazy stream write them back."""
    if isinstance(value, MarkdownText):
        yield value
    elif isinstance(value, blocks.StructValue):
        for child in value.values():
            yield from texts_in(child)
    elif isinstance(value, StreamValue | blocks.list_block.ListValue):
        for child in value:
            yield from texts_in(child.value if isinstance(child, StreamValue.StreamChild) else child)


@again_when_cut
@task()
def keep_html_of_all_pages() -> None:
    """After the glossary changed: every published page links the words that it should, and no other."""
    finder = glossary_finder()
    for pages in queries.published_pages(_has_texts):
        # Only the texts are written: nothing else of the page changed, neither its revision nor its dates.
        renew(pages, partial(_kept_columns, finder=finder))


def register_stores() -> None:
    """What this app and the rooms under it keep: pages, and the snippets that hold Markdown."""
    for model in filter(_has_texts, apps.get_models()):
        if issubclass(model, Page):
            register(
                partial(model._default_manager.filter, live=True),
                lambda: partial(_kept_columns, finder=glossary_finder()),
            )
        else:
            register(model._default_manager.all, lambda: _rendered_columns)


def _has_texts(model: type[models.Model]) -> bool:
    return any(isinstance(field, MarkdownField | KeptHtmlField) for field in model._meta.local_concrete_fields) or (
        issubclass(model, Page) and any(isinstance(field, StreamField) for field in model._meta.local_concrete_fields)
    )


def _kept_columns(page: Page, finder: TermFinder) -> dict[str, Any]:
    keep_html(page, finder)
    streams = {
        field.name: getattr(page, field.name)
        for field in page._meta.local_concrete_fields
        if isinstance(field, StreamField)
    }
    return streams | {f"{name}_html": html for name, (_text, html) in page.kept_html.items()}


def _rendered_columns(snippet: models.Model) -> dict[str, Any]:
    return {
        f"{field.name}_html": markdown.render(getattr(snippet, field.name) or "")
        for field in snippet._meta.local_concrete_fields
        if isinstance(field, MarkdownField)
    }


def keep_html_after_commit() -> None:
    """Asks for `keep_html_of_all_pages` once for a whole transaction, were it to import a hundred terms."""
    connection = transaction.get_connection()
    if not any(entry[1] is _enqueue for entry in connection.run_on_commit):
        transaction.on_commit(_enqueue)


def _enqueue() -> None:
    keep_html_of_all_pages.enqueue()
