"""
The editors' forms of Wagtail for our contents: where they stand, and the fields that their scripts add.

A stream has no field in the page that the server sends: its blocks are written by scripts, from the value that stands
in an attribute. They are read here from the content itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail import blocks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import StreamField
from wagtail.models import Page

from resources.models import ArgumentSheet

from . import html
from .crawler import NEVER_SENT, Crawler, pairs_of, shape
from .html import Field, Form
from .values import hostile

# A value in so many, for a field like another.
FEW = 6


@dataclass
class Screen:
    """The form of a content that is there; those of new ones and of the other kinds are in `every_form`."""

    address: str
    content: Page


def screen_of_a_sheet(user: Any) -> Screen:
    """Of one kind of page, of fields and rows of blocks of most types: one takes a minute of processor."""
    content = ArgumentSheet.objects.latest("pk")
    return Screen(AdminURLFinder(user).get_edit_url(content), content)


def stream_fields(content: Page) -> dict[str, Field]:
    """The fields of all the streams of a content, as a browser would send them."""
    return {
        name: one
        for field in content._meta.get_fields()
        if isinstance(field, StreamField)
        for name, one in _fields(field.stream_block, getattr(content, field.name), field.name)
    }


def _fields(block: blocks.Block, value: Any, name: str) -> Iterator[tuple[str, Field]]:
    if isinstance(block, blocks.StreamBlock):
        yield from _rows([(child.block, child.value, child.block_type, child.id) for child in value], name)
    elif isinstance(block, blocks.ListBlock):
        yield from _rows([(child.block, child.value, "item", child.id) for child in value.bound_blocks], name)
    elif isinstance(block, blocks.StructBlock):
        for child, inner in block.child_blocks.items():
            yield from _fields(inner, value.get(child), f"{name}-{child}")
    else:
        yield name, _leaf(block, value)


def _rows(rows: list[tuple[blocks.Block, Any, str, str | None]], name: str) -> Iterator[tuple[str, Field]]:
    yield f"{name}-count", Field("hidden", [str(len(rows))], like="rows-count")
    for place, (block, value, kind, key) in enumerate(rows):
        row = {"deleted": "", "order": str(place), "type": kind, "id": key or ""}
        yield from (
            (f"{name}-{place}-{word}", Field("hidden", [held], like=f"rows-{word}")) for word, held in row.items()
        )
        yield from _fields(block, value, f"{name}-{place}-value")


def _leaf(block: Any, value: Any) -> Field:
    kind = getattr(block.field.widget, "input_type", "textarea")
    held = block.field.prepare_value(block.value_for_form(value))
    values = held if isinstance(held, list) else [held]
    if kind == "checkbox" and not isinstance(held, list):
        values = ["on"] if held else []
    return Field(kind, ["" if one is None else str(one) for one in values], like=type(block).__qualname__)


def attack(crawler: Crawler, screen: Screen) -> None:
    """
    Each field of a form with hostile values of its kind, the rest as it stands; what is saved is then read, and the first
    of a kind is published too.
    """
    form, fields = _form(crawler, screen)
    base = {name: one.values for name, one in fields.items()}
    for name, one in _one_of_each(fields).items():
        is_first, chosen = _values(crawler, name, one)
        published = base | {"action-publish": ["1"]} if is_first else base
        for values in chosen:
            crawler.pairs += 1
            _save_and_read(crawler, screen, form.action, pairs_of(published, name, values), f"{name}={values!r}")
    crawler.attack_files(form)


def _form(crawler: Crawler, screen: Screen) -> tuple[Form, dict[str, Field]]:
    answer = crawler.asker.ask(crawler.role, "GET", screen.address)
    forms = [
        form
        for form in html.read(answer.content.decode(), screen.address, keeps_texts=True).forms
        if form.method == "post"
    ]
    form = max(forms, key=lambda one: len(one.fields))
    sent = {name: one for name, one in form.fields.items() if "__prefix__" not in name and name not in NEVER_SENT}
    return form, sent | stream_fields(screen.content)


def _one_of_each(fields: dict[str, Field]) -> dict[str, Field]:
    """Two rows of a list are one."""
    return {name: fields[name] for name in {shape(name): name for name in fields}.values()}


def _values(crawler: Crawler, name: str, one: Field) -> tuple[bool, list[list[bytes]]]:
    """
    Whether it is the first field of its kind, and its values: then all of them; for each of the others a few in turn;
    one where its name came before.
    """
    kind = one.like or one.kind
    count, known = crawler.tried.get((kind, ""), 0), crawler.tried.get((kind, shape(name)), 0)
    crawler.tried[kind, ""], crawler.tried[kind, shape(name)] = count + 1, known + 1
    values = list(hostile(one.kind))
    among = 1 if not count else FEW if not known else len(values)
    return not count, values[count % among :: among]


def _save_and_read(crawler: Crawler, screen: Screen, action: str, pairs: Any, told: str) -> None:
    ask, manager = crawler.asker.ask, type(screen.content)._default_manager
    with transaction.atomic():
        answer = ask(crawler.role, "POST", action, pairs, told=told, keep=True)
        if answer.status == 302:
            saved = manager.get(pk=screen.content.pk)
            crawler.saved += 1
            is_published = "action-publish" in dict(pairs)
            address = saved.url if is_published else AdminURLFinder().get_edit_url(saved)
            ask(crawler.role, "GET", address, told=f"after {told}", keep=True)
        transaction.set_rollback(True)
