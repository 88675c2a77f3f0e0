"""The forms and the links of a page, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit


@dataclass
class Field:
    kind: str
    values: list[str] = field(default_factory=list)
    like: str = ""
    """What it has in common with others that the same code reads; its name when empty."""


@dataclass
class Form:
    """Where it goes, how, and its fields by name with what they hold at first."""

    action: str
    method: str
    has_files: bool = False
    fields: dict[str, Field] = field(default_factory=dict)


@dataclass
class Screen:
    forms: list[Form]
    links: list[str]


def read(html: str, address: str, *, keeps_texts: bool = False) -> Screen:
    """With `keeps_texts` the fields of several lines hold what stands in them; else they are empty."""
    reader = _Reader(address, keeps_texts)
    reader.feed(html)
    return Screen(reader.forms, reader.links)


def split(address: str) -> tuple[str, list[tuple[str, str]]]:
    """The path of an address of the site, and its parameters."""
    parts = urlsplit(address)
    return parts.path, parse_qsl(parts.query, keep_blank_values=True)


class _Reader(HTMLParser):
    def __init__(self, address: str, keeps_texts: bool) -> None:
        super().__init__()
        self.address = address
        self.keeps_texts = keeps_texts
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.links: list[str] = []
        self.open: Form | None = None
        self.choice: Field | None = None
        self.typed: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        if tag == "a" and known.get("href"):
            self._link(known["href"])
        elif tag == "form":
            self.open = self._form(known)
        elif tag in {"input", "select", "textarea", "button"} and known.get("name"):
            self._field(tag, known)
        elif tag == "option" and self.choice is not None and ("selected" in known or not self.choice.values):
            self.choice.values = [known.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.choice = None
        elif tag == "textarea":
            self.typed = None

    def handle_data(self, data: str) -> None:
        if self.typed is not None:
            self.typed.values[-1] += data

    def _link(self, href: str) -> None:
        target = urljoin(self.address, href).partition("#")[0]
        if target.startswith("/") and not target.startswith("//"):
            self.links.append(target)

    def _form(self, known: dict[str, str]) -> Form:
        action = urljoin(self.address, known.get("action") or "").partition("#")[0]
        form = Form(action, known.get("method", "get").lower(), "multipart" in known.get("enctype", ""))
        self.forms.append(form)
        self.by_id[known.get("id", "")] = form
        return form

    def _field(self, tag: str, known: dict[str, str]) -> None:
        form = self.by_id.get(known["form"]) if known.get("form") else self.open
        if form is None:
            return
        kind = known.get("type", "text" if tag == "input" else "hidden") if tag in {"input", "button"} else tag
        found = form.fields.setdefault(known["name"], Field(kind))
        if tag == "select":
            self.choice = found
        elif (
            kind not in {"checkbox", "radio", "submit"} or "checked" in known or (kind == "submit" and not found.values)
        ):
            found.values.append(known.get("value", "on" if kind == "checkbox" else ""))
        self.typed = found if tag == "textarea" and self.keeps_texts else None
