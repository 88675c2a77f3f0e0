"""
The dialect of running text: CommonMark with tables, and what differs on purpose (`docs/markdown.md` says it all).

The parser reads in a time that grows with the text, which its own project measures and so does
`tests/core/test_growth.py`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext, override
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from text.french import words

SCHEMES = {"http", "https", "mailto", "tel"}
# Far above what `markdown_limits` accepts: past it the parser would leave the rest out.
MAX_LEVEL = 30

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_PAIR = re.compile(r"<(kbd|sub|sup)>([^<>\n]{1,80})</\1>")
_ELSEWHERE = re.compile(r"(?:https?:)?//")


class Renderer(RendererHTML):
    """HTML as the style sheets and the sanitiser expect it."""

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        code = escape(tokens[idx].content.removesuffix("\n"))
        return f"<pre><code>{code}</code></pre>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        # A wide table scrolls in its own box, which must then be reachable with the keyboard and have a name.
        # In the language of the site, whoever is reading: the HTML is kept.
        with override(settings.LANGUAGE_CODE):
            name = escape(gettext("Table"))
        return f'<div aria-label="{name}" class="table-scroll" role="group" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</table></div>\n"


@cache
def converter(*, keeps_breaks: bool = False) -> MarkdownIt:
    """From text to HTML. `keeps_breaks` shows each end of line, as people expect of a message."""
    options = {"html": False, "xhtmlOut": False, "breaks": keeps_breaks, "maxNesting": MAX_LEVEL}
    made = MarkdownIt("commonmark", options, renderer_cls=Renderer)
    _keep_blocks(made)
    made.enable("strikethrough")
    made.disable("html_inline")
    made.inline.ruler.before("autolink", "few_tags", _few_tags)
    made.core.ruler.push("finish", _finish)
    made.validateLink = _leads_somewhere  # type: ignore[method-assign,assignment]
    return made


@cache
def block_parser() -> MarkdownIt:
    """The same blocks, whose texts nobody reads: for who only asks where things stand."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_LEVEL})
    _keep_blocks(made)
    made.disable(["inline", "text_join"])
    return made


def _keep_blocks(made: MarkdownIt) -> None:
    made.enable("table")
    made.disable(["code", "reference", "html_block"])


def _leads_somewhere(address: str) -> bool:
    scheme = _SCHEME.match(address.strip())
    return scheme is None or scheme[1].lower() in SCHEMES


def _few_tags(state: StateInline, silent: bool) -> bool:
    """`<br>`, and short `<kbd>`, `<sub>` and `<sup>`, whose contents are Markdown. Every other tag is a text."""
    if state.src[state.pos] != "<":
        return False
    found = _BREAK.match(state.src, state.pos, state.posMax)
    if found:
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = found.end()
        return True
    found = _PAIR.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _push_pair(state, found)
    state.pos = found.end()
    return True


def _push_pair(state: StateInline, found: re.Match[str]) -> None:
    end = state.posMax
    state.push(f"{found[1]}_open", found[1], 1)
    state.pos, state.posMax = found.span(2)
    state.md.inline.tokenize(state)
    state.posMax = end
    state.push(f"{found[1]}_close", found[1], -1)


def _finish(state: StateCore) -> None:
    """Headings from level 2 with ids, pictures and strokes as we show them, marked external links, cells."""
    for token in state.tokens:
        if token.children:
            token.children = list(_finished(token.children))
    _finish_headings(state.tokens)
    for place, token in enumerate(state.tokens):
        if token.type in {"th_open", "td_open"}:
            _finish_cell(state.tokens, place)


def _finished(tokens: list[Token]) -> Iterator[Token]:
    in_link = False
    for token in tokens:
        if token.type in {"link_open", "link_close"}:
            in_link = token.nesting == 1
        if token.type == "image":
            # a picture without credit, size or choice would also call another site
            yield from _link_to_picture(token, in_link)
            continue
        if token.type == "link_open":
            _finish_link(token)
        elif token.tag == "s":
            token.tag = "del"
        yield token


def _link_to_picture(picture: Token, in_link: bool) -> Iterator[Token]:
    address = str(picture.attrs.get("src", ""))
    text = Token("text", "", 0, content=_words_of(picture) or address)
    if in_link:
        yield text
        return
    link = Token("link_open", "a", 1, attrs={"href": address})
    _finish_link(link)
    yield from (link, text, Token("link_close", "a", -1))


def _finish_link(link: Token) -> None:
    address = str(link.attrs.get("href", ""))
    link.attrs = {"href": address}
    if _ELSEWHERE.match(address):
        link.attrs["rel"] = "noopener"


def _words_of(token: Token) -> str:
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content or _words_of(child)
        for child in token.children or ()
    )


def _finish_headings(tokens: list[Token]) -> None:
    places = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    shift = 1 if any(tokens[place].tag == "h1" for place in places) else 0
    given: Counter[str] = Counter()
    for place in places:
        opening, inside, closing = tokens[place : place + 3]
        opening.tag = closing.tag = f"h{min(6, int(opening.tag[1]) + shift)}"
        slug = "-".join(words(_words_of(inside)))[:60].strip("-") or "titre"
        given[slug] += 1
        opening.attrs = {"id": f"t-{slug}" if given[slug] == 1 else f"t-{slug}-{given[slug]}"}


def _finish_cell(tokens: list[Token], place: int) -> None:
    opening, inside, closing = tokens[place : place + 3]
    alignment = str(opening.attrs.pop("style", "")).removeprefix("text-align:")
    if alignment in {"center", "right"}:
        opening.attrs["class"] = f"align-{alignment}"
    if opening.tag == "th" and not inside.content.strip():
        opening.tag = closing.tag = "td"
    if opening.tag == "th":
        opening.attrs["scope"] = "col"
