"""The corpora of attacks, through the renderer: nothing active is left, seen by a parser and by a real Chromium."""

import json
import re
from html.parser import HTMLParser

import pytest

from text.markdown import ATTRIBUTES, CLASSES, SCHEMES, TAGS, render
from text.typography import normalise

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
IGNORED = {ord(sign): None for sign in "\t\n\r"}
CONTROLS = "".join(map(chr, range(33)))
# Not `eval`: Playwright itself asks the page by it.
WATCHED = """
window.executed = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = (...given) => { window.executed.push(name + ":" + given.join()); };
}
"""


class Inspector(HTMLParser):
    """Gathers whatever the allow-list does not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.unexpected: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        allowed = ATTRIBUTES.get(tag, set()) | ({"class"} if tag in CLASSES else set())
        self.unexpected += [tag] if tag not in TAGS else []
        self.unexpected += [f"{tag} {name}" for name, _value in attributes if name not in allowed]
        self.unexpected += [
            f"href {value}" for name, value in attributes if name == "href" and not is_safe(value or "")
        ]

    def handle_comment(self, data: str) -> None:
        self.unexpected.append(f"comment {data}")


def is_safe(address: str) -> bool:
    """As browsers read an address: without its tabs, line feeds and leading controls."""
    scheme = SCHEME.match(address.translate(IGNORED).lstrip(CONTROLS))
    return scheme is None or scheme[1].lower() in SCHEMES


def unexpected_in(html: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.unexpected


@pytest.fixture(scope="module")
def payloads(shared_data) -> list[str]:
    attacks = shared_data / "attacks"
    lines = (attacks / "payloadbox-xss-payload-list.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    return [
        *strings_of(json.loads((attacks / "dompurify-payloads.json").read_text(encoding="utf-8"))),
        *(line for line in lines if line.strip()),
        *json.loads((attacks / "blns.json").read_text(encoding="utf-8")),
    ]


def strings_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for child in children for text in strings_of(child)]


@pytest.fixture(scope="module")
def rendered(payloads) -> list[str]:
    """Each attack as it is, saved as people do, and inside the places where Markdown takes an address or words."""
    return [
        html
        for payload in payloads
        for html in (
            render(normalise(payload)),
            render(f"[{payload}]({payload})\n\n| {payload} |\n|---|\n| <{payload}> |"),
        )
    ]


def test_the_inspector_sees_what_is_active():
    assert unexpected_in('<p onclick="a()"><img><a href="javascript:a()">x</a><!-- x --></p>') == [
        "p onclick",
        "img",
        "href javascript:a()",
        "comment  x ",
    ]


def test_the_corpora_are_whole(payloads):
    assert len(payloads) > 7_000


def test_no_attack_leaves_anything_that_the_allow_list_does_not_hold(rendered):
    assert [found for html in rendered for found in unexpected_in(html)] == []


@pytest.fixture
def show(browser, tmp_path):
    """`show(html)` opens a page whose scripts would be seen; its `executed` lists what ran."""
    page = browser.new_page()
    page.add_init_script(WATCHED)

    def open_page(html: str):
        file = tmp_path / "attacks.html"
        file.write_text(f"<!doctype html><meta charset='utf-8'><main>{html}</main>", encoding="utf-8")
        page.goto(file.as_uri())
        return page

    yield open_page
    page.close()


@pytest.mark.browser
def test_chromium_executes_what_the_watch_should_see(show):
    page = show('<img src="x:" onerror="alert(1)">')
    page.wait_for_function("window.executed.length > 0")

    assert page.evaluate("window.executed") == ["alert:1"]


@pytest.mark.browser
def test_chromium_executes_none_of_the_attacks(show, rendered):
    page = show("\n".join(rendered))
    page.evaluate(
        """() => {
          for (const element of document.querySelectorAll("main *")) {
            for (const kind of ["mouseover", "focus", "pointerdown"]) element.dispatchEvent(new Event(kind));
          }
        }"""
    )
    page.wait_for_timeout(500)

    assert page.evaluate("window.executed") == []
    assert (
        page.evaluate("document.querySelectorAll('script, iframe, img, svg, form, object, embed, style').length") == 0
    )
    assert page.evaluate("document.querySelectorAll('p').length") > 1_000
