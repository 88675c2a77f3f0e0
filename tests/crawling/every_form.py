"""
Each form of the editors: of the latest content of every kind, and of a new one. Of what is there each field gets a
hostile value of its own type, all in one sending; what is refused is taken back, so that the rest is saved, published and
read. Of a new one something is typed into all the fields and one is refused: the rest must come back, and be saved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.urls import get_resolver, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder, finder_classes
from wagtail.models import Page, get_page_models

from . import html
from .addresses import walk
from .asking import Answer, Fault
from .crawler import NEVER_SENT, Crawler, Place, pairs_of
from .editing import stream_fields
from .html import Field, Form
from .values import MARKUP, hostile

# A fault here refuses the whole sending: alone, one value in so many, once for all the forms that have it.
MACHINERY = re.compile(r"\w+-\w+_FORMS$|^next$|-(count|order|type|deleted|id|ORDER|DELETE)$")
IN_TURN = 7
# A number that is not that of the rows is believed by Django, and by Wagtail's own form of workflows up to the database.
_NO_NUMBERS_OF_ROWS = [[b""], [b"-1"], [MARKUP], [b"9" * 5_000]]
TYPED = {"text", "textarea", "search"}
PUBLISHED = {"action-publish": ["1"]}


@dataclass
class Screen:
    address: str
    kind: type[models.Model] | None
    content: models.Model | None
    """What the form changes; nothing when it makes a new one."""
    action: str = ""
    fields: dict[str, Field] = field(default_factory=dict)


@dataclass
class EveryForm:
    crawler: Crawler
    finder: AdminURLFinder
    known: dict[str, Screen] = field(default_factory=dict)
    """The forms of contents that are there, by the addresses of their kind: a new one is filled in from them."""
    machinery: set[str] = field(default_factory=set)
    round: int = 0

    def attack(self) -> None:
        for screen in self.screens():
            self._read(screen)
            if screen.fields:
                self.crawler.places["form", screen.address] = Place(screen.address, screen.address, b"")
                self._attack(screen)

    def _attack(self, screen: Screen) -> None:
        if screen.content is None:
            self._keep_what_is_typed(screen)
        else:
            self.round += 1
            self._save(screen, self._hostile_values(screen))
        self._attack_machinery(screen)

    def screens(self) -> Iterator[Screen]:
        for kind in [*get_page_models(), *(one for one in finder_classes.values_by_class if one is not Page)]:
            content = None if kind._meta.abstract else kind._default_manager.order_by("pk").last()
            address = self.finder.get_edit_url(content) if content and type(content) is kind is not Page else None
            if address:
                yield Screen(address, kind, content)
            if address and isinstance(content, Page) and kind.can_create_at(content.get_parent().specific):
                names = [kind._meta.app_label, kind._meta.model_name, content.get_parent().pk]
                yield Screen(reverse("wagtailadmin_pages:add", args=names), kind, None)
        for route, _view in walk(get_resolver().url_patterns, ""):
            if re.fullmatch(r"admin/(?!.*(choose|multiple)).*/(add|create|new)/", route) and "<" not in route:
                yield Screen(f"/{route}", None, None)

    def _read(self, screen: Screen) -> None:
        answer = self.crawler.asker.ask(self.crawler.role, "GET", screen.address)
        found = html.read(answer.content.decode(), screen.address, keeps_texts=True).forms
        form = max((one for one in found if one.method == "post"), key=lambda one: len(one.fields), default=None)
        if form is None:  # the root of the collections
            return
        screen.action, screen.fields = form.action, _sent(form)
        family = screen.kind._meta.label if screen.kind else re.sub(r"(add|create|new)/$", "", screen.address)
        if isinstance(screen.content, Page):
            screen.fields |= stream_fields(screen.content)
        if screen.content:
            family = (
                family if isinstance(screen.content, Page) else re.sub(r"(edit/)?\d+/(edit/)?$", "", screen.address)
            )
            self.known[family] = screen
        elif family in self.known:
            screen.kind = self.known[family].kind
            screen.fields |= {name: _another(name, one) for name, one in self.known[family].fields.items()}

    def _keep_what_is_typed(self, screen: Screen) -> None:
        typed = [name for name, one in screen.fields.items() if one.kind in TYPED and not _machinery(name)]
        values = {name: [f"garde{number}x".encode()] for number, name in enumerate(typed)}
        values |= {typed[0]: [b""]} if typed else {}
        self._save(screen, values, keeps=True)

    def _hostile_values(self, screen: Screen) -> dict[str, list[bytes]]:
        chosen = {}
        for number, (name, one) in enumerate(screen.fields.items()):
            values = list(hostile(one.kind))
            if not _machinery(name):
                chosen[name] = values[(number + self.round * 3) % len(values)]
        self.crawler.pairs += len(chosen)
        return chosen

    def _attack_machinery(self, screen: Screen) -> None:
        base = {name: one.values for name, one in screen.fields.items()}
        fresh = {_machinery(name): name for name in base if _machinery(name)}
        for key in fresh.keys() - self.machinery:
            self.machinery.add(key)
            values = list(hostile("hidden"))[len(self.machinery) % IN_TURN :: IN_TURN]
            for value in _NO_NUMBERS_OF_ROWS if key.endswith("_FORMS") else values:
                self.crawler.pairs += 1
                self._post(screen, pairs_of(base, fresh[key], value), f"{fresh[key]}={value!r}")

    def _save(self, screen: Screen, values: dict[str, list[bytes]], *, keeps: bool = False) -> None:
        """Whatever is refused is taken back, twice at most."""
        base: dict[str, Any] = {name: one.values for name, one in screen.fields.items()}
        base |= PUBLISHED if screen.content else {}
        told = f"{len(values)} fields, round {self.round}, the first is {next(iter(values.items()), None)!r}"
        for _ in range(3):
            pairs = [(name, value) for name, held in (base | values).items() for value in held]
            with transaction.atomic():
                answer = self._post(screen, pairs, told)
                read = self._read_again(screen, answer, told) if answer.status == 302 else answer.content
                transaction.set_rollback(True)
            if keeps and (answer.status == 200 or (answer.status == 302 and screen.kind)):
                self._look_for(values, read, f"{screen.address} {answer.status}")
            values = {name: value for name, value in values.items() if not _is_of(name, answer.refused)}
            if answer.status != 200:
                return

    def _post(self, screen: Screen, pairs: Any, told: str) -> Answer:
        return self.crawler.asker.ask(self.crawler.role, "POST", screen.action, pairs, told=told, keep=True)

    def _read_again(self, screen: Screen, answer: Answer, told: str) -> bytes:
        """The form of what was saved, and its page."""
        self.crawler.saved += 1
        ask, role = self.crawler.asker.ask, self.crawler.role
        saved = screen.kind._default_manager.order_by("pk").last() if screen.kind else None
        address = self.finder.get_edit_url(saved) if saved else None
        if screen.content and isinstance(saved, Page) and saved.url:
            ask(role, "GET", saved.url, told=f"after {told}", keep=True)
        return ask(role, "GET", address or answer.location, told=f"after {told}", keep=True).content

    def _look_for(self, values: dict[str, list[bytes]], read: bytes, where: str) -> None:
        lost = [name for name, held in values.items() if held[0] not in read]
        if lost:
            what = f"typed and lost: {where} {lost}"
            self.crawler.asker.faults.setdefault(what, Fault(what)).requests.append(where)


def _sent(form: Form) -> dict[str, Field]:
    return {
        name: one
        for name, one in form.fields.items()
        if "__prefix__" not in name and name not in NEVER_SENT and not name.startswith("action-")
    }


def _machinery(name: str) -> str:
    """What a field that no form answers for has in common with those of other forms; nothing for the others."""
    found = MACHINERY.search(name)
    return found[0] if found else ""


def _another(name: str, one: Field) -> Field:
    """Of a content beside one that is there: nothing of the same name."""
    if one.kind not in {"text", "email"} or _machinery(name):
        return one
    return Field(one.kind, [re.sub(r"([a-zé]{3})\b", r"\1bis", value, count=1) for value in one.values], one.like)


def _is_of(name: str, refused: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}-") for one in refused)
