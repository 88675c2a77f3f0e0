"""From page to page by links and forms, then every field and parameter with every hostile value of its type."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from . import html
from .addresses import hostile_paths, match_of, route_of, routes
from .asking import FORM, Asker, encode
from .html import Field, Form
from .values import FILES, HEADERS, NO_JSON, hostile, hostile_json

# Of one pattern, so many addresses are opened; pages of the tree share one pattern.
OPENED = {"": 3, "^((?:[\\w\\-]+/)*)$": 90}
# Where a parameter was tried already, one value of so many.
IN_TURN = 4
NEVER_SENT = {"csrfmiddlewaretoken"}


@dataclass
class Place:
    """An address whose answer is of its own kind: a pattern and a template."""

    path: str
    address: str
    content: bytes
    parameters: dict[str, Field] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)


@dataclass
class Crawler:
    asker: Asker
    role: str
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    tried: dict[tuple[str, str], int] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    pairs: int = 0
    saved: int = 0

    def explore(self, starts: Iterable[str]) -> None:
        """Opens what is linked, from page to page, and sends each form once as it stands: that may lead further."""
        waiting, seen, opened = list(starts), set[str](), dict[str, int]()
        while waiting:
            path, parameters = html.split(waiting.pop(0))
            route = route_of(path)
            if route is None:
                continue
            address = (path, tuple(name for name, _ in parameters))
            if str(address) in seen or opened.get(route, 0) >= OPENED.get(route, OPENED[""]):
                continue
            seen.add(str(address))
            opened[route] = opened.get(route, 0) + 1
            waiting += self._open(route, path, parameters)

    def _open(self, route: str, path: str, parameters: list[tuple[str, str]]) -> list[str]:
        self.asker.read.clear()
        self.reached.add(route)
        answer = self.asker.ask(self.role, "GET", path, parameters)
        address = f"{path}?{encode(parameters)}"
        place = self.places.setdefault(
            (route, "".join(answer.templates) or answer.kind), Place(path, address, answer.content)
        )
        for name, value in parameters:
            place.parameters.setdefault(name, Field("any", [value]))
        for name in self.asker.read:
            place.parameters.setdefault(name, Field("any"))
        found = [answer.location] if answer.location else []
        if "html" in answer.kind:
            screen = html.read(answer.content.decode("utf-8", "replace"), path)
            found += screen.links
            for form in screen.forms:
                found += self._note(place, form)
        return found

    def _note(self, place: Place, form: Form) -> list[str]:
        path, _parameters = html.split(form.action)
        route = route_of(path)
        if form.method == "get":
            target = next((one for key, one in self.places.items() if key[0] == route and one.path == path), place)
            target.parameters |= {name: one for name, one in form.fields.items() if name not in NEVER_SENT}
            return [f"{path}?{'&'.join(f'{name}=' for name in form.fields)}"] if route else []
        if form.method != "post" or route is None:
            return []
        self.reached.add(route)
        name = f"{path} {' '.join(sorted(form.fields))}"
        if name in place.forms:
            return []
        place.forms[name] = form
        starts_a_job = "paquets" in path  # the page of the job is to be crawled too
        answer = self.asker.ask(self.role, "POST", form.action, _sent(form), keep=starts_a_job)
        return [answer.location] if answer.location else []

    def attack(self, *, unlike: str = "") -> None:
        """All the values, wherever the answer is not the very one that another role is given."""
        for place in self.places.values():
            if not unlike or self.asker.ask(unlike, "GET", place.address).content != place.content:
                self._attack_parameters(place)
            for form in place.forms.values():
                self._attack_form(place, form)

    def _attack_parameters(self, place: Place) -> None:
        base = {name: one.values for name, one in place.parameters.items() if one.values and one.values[0]}
        for name, values in self._fresh(place.path, place.parameters):
            self.pairs += 1
            self.asker.ask(self.role, "GET", place.path, pairs_of(base, name, values), told=f"{name}={values!r}")

    def _attack_form(self, place: Place, form: Form) -> None:
        base = {name: one.values for name, one in form.fields.items()}
        self.asker.ask(self.role, "GET", place.path, keep=True)
        self.asker.ask(self.role, "GET", form.action, keep=True, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
        for name, values in self._fresh(form.action, form.fields):
            self.pairs += 1
            self.asker.ask(self.role, "POST", form.action, pairs_of(base, name, values), told=f"{name}={values!r}")
        self.attack_files(form)

    def _fresh(self, path: str, fields: dict[str, Field]) -> Iterator[tuple[str, list[bytes]]]:
        """Each field with each value; a field that other screens of the same part have too, a few values in turn."""
        for name, one in fields.items():
            key = (path.split("/")[1], one.like or shape(name))
            tried = self.tried.get(key, 0)
            self.tried[key] = tried + 1
            values = list(hostile(one.kind)) if name not in NEVER_SENT else []
            yield from ((name, value) for value in (values[tried % IN_TURN :: IN_TURN] if tried else values))

    def attack_files(self, form: Form) -> None:
        others = dict(_sent(form))
        for name in (name for name, one in form.fields.items() if one.kind == "file"):
            for file, content in FILES:
                self.pairs += 1
                body = encode_multipart(BOUNDARY, {**others, name: SimpleUploadedFile(file, content)})
                self.asker.ask(
                    self.role, "POST", form.action, data=body, content_type=MULTIPART_CONTENT, told=f"{name}={file!r}"
                )

    def attack_paths(self) -> None:
        for route in routes():
            for path in hostile_paths(route):
                self.pairs += 1
                for method in ("GET", "POST"):
                    self.asker.ask(self.role, method, path)

    def attack_methods(self, *methods: str) -> None:
        """Other ways of asking, with a body of JSON: who reads it is remembered (`Asker.bodies`)."""
        for place in self.places.values():
            for method in methods:
                self.asker.ask(self.role, method, place.path, data=b"{}", content_type="application/json")

    def attack_headers(self, path: str) -> None:
        for name, value in HEADERS:
            self.pairs += 1
            self.asker.ask(self.role, "GET", path, told=name, **{name: value})
            self.asker.ask(self.role, "POST", path, told=name, **{"data": b"a=1", "content_type": FORM, name: value})

    def attack_bodies(self, path: str, method: str, samples: list[Any]) -> None:
        for body in [*NO_JSON, *(json.dumps(one).encode() for one in hostile_json(samples))]:
            self.pairs += 1
            self.asker.ask(self.role, method, path, data=body, content_type="application/json", told=f"{body[:80]!r}")

    def missed(self) -> set[str]:
        """Patterns for which no real address was found."""
        return set(routes()) - self.reached


def _sent(form: Form) -> list[tuple[str, str]]:
    return [(name, value) for name, one in form.fields.items() for value in one.values if name not in NEVER_SENT]


def shape(name: str) -> str:
    """`quand1` and `quand2` are one parameter, so are the keys of questions."""
    return re.sub(r"[0-9a-f]{6}|\d+", "#", name)


def pairs_of(base: dict[str, list[str]], name: str, values: list[bytes]) -> list[tuple[str, str | bytes]]:
    others = [(other, value) for other, kept in base.items() if other != name for value in kept]
    return [*others, *((name, value) for value in values)]


def simple_paths() -> list[str]:
    """The addresses that need nothing in their place."""
    plain = (route.replace("^", "").replace("$", "") for route in routes() if not any(c in route for c in "<("))
    return [f"/{route}" for route in plain if match_of(f"/{route}")]
