"""An HTML text made Markdown and rendered has the same words, under the same marks, in the same cells and lines."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange.texts import to_markdown
from quizzes.rendering import to_html

WORDS = st.sampled_from(
    ["mot", "deux mots", "1. un", "# x", "a_b", "*x*", "[sic]", "2 > 1", "a|b", "\\n", "&lt;p&gt;", "`t`"]
)
# What each element says of the words inside, whatever it is called.
MARKS = {"strong": "gras", "b": "gras", "em": "italique", "i": "italique", "code": "code", "sup": "sup", "sub": "sub"}
MARKS |= {"kbd": "touche", "del": "barré", "s": "barré", "td": "cellule", "th": "cellule", "li": "point", "pre": "code"}
MARKS |= {"blockquote": "citation"}
BREAKS = {"p", "div", "br", "li", "td", "th", "tr", "table", "ul", "ol", "pre", "blockquote", "h2", "h3"}


def seen(html: str) -> list[tuple[str, frozenset[str], int]]:
    """Each word that shows, with the marks it stands under and the line it stands on."""
    found: list[tuple[str, frozenset[str], int]] = []
    line = 0

    def read(text: str | None, marks: frozenset[str]) -> None:
        found.extend((word, marks, line) for word in (text or "").replace("\xa0", " ").split())

    def walk(element, marks: frozenset[str]) -> None:
        nonlocal line
        inside = marks | ({MARKS[element.tag]} if element.tag in MARKS else set())
        line += element.tag in BREAKS
        read(element.text, inside)
        for child in element:
            walk(child, inside)
            read(child.tail, inside)
        line += element.tag in BREAKS

    walk(html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False), frozenset())
    lines = {number: place for place, number in enumerate(dict.fromkeys(number for _word, _marks, number in found))}
    return [(word, marks, lines[number]) for word, marks, number in found]


phrases = st.one_of(
    WORDS,
    st.builds(lambda mark, word: f"<{mark}>{word}</{mark}>", st.sampled_from(["b", "em", "sub", "sup", "kbd"]), WORDS),
    st.builds(
        lambda outer, inner, word: f"<{outer}><{inner}>{word}</{inner}></{outer}>",
        st.sampled_from(["b", "strong"]),
        st.sampled_from(["i", "em"]),
        st.sampled_from(["mot", "deux mots", "2 > 1"]),
    ),
    st.builds("<code>{}</code>".format, st.sampled_from(["a_b[0]", "x*y", "&lt;p&gt;", "1. un"])),
)
lines = st.lists(phrases, min_size=1, max_size=4).map(" ".join)
cells = st.lists(st.lists(lines, min_size=2, max_size=2), min_size=1, max_size=3)
blocks = st.one_of(
    st.builds("<p>{}</p>".format, lines),
    st.builds("<p>{}<br>{}</p>".format, lines, lines),
    st.builds(
        lambda tag, items: f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>",
        st.sampled_from(["ul", "ol"]),
        st.lists(lines, min_size=1, max_size=3),
    ),
    st.builds(lambda item, inner: f"<ul><li>{item}<ul><li>{inner}</li></ul></li></ul>", lines, lines),
    st.builds("<blockquote><p>{}</p></blockquote>".format, lines),
    cells.map(
        lambda rows: (
            f"<table>{''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in rows)}</table>"
        )
    ),
)


@settings(max_examples=300)
@given(st.lists(blocks, min_size=1, max_size=3).map("".join))
def test_words_marks_cells_and_lines_are_those_of_the_html(html):
    assert seen(to_html(to_markdown(html, "html"))) == seen(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>a</b> b", [("a", {"gras"}, 0), ("b", set(), 0)]),
        ("<table><tr><td>a<td>b</table>", [("a", {"cellule"}, 0), ("b", {"cellule"}, 1)]),
        ("a<br>b", [("a", set(), 0), ("b", set(), 1)]),
    ],
)
def test_what_is_compared_is_what_is_seen(html, expected):
    assert seen(html) == [(word, frozenset(marks), line) for word, marks, line in expected]


STRESSED = ["mot.", "«mot»", "mot", " mot ", "(a)", "!a", "[b]", "50 %", "..."]
stress = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "em", "s"]), st.sampled_from(STRESSED))
nested = st.builds("<b><i>{0}</i></b>".format, st.sampled_from(STRESSED))
glued = st.lists(st.one_of(stress, nested), min_size=1, max_size=4).flatmap(
    lambda parts: st.tuples(
        *[st.tuples(st.sampled_from(["mot", ".", "«", " ", "(a)", "[b]"]), st.just(part)) for part in parts]
    ).map(lambda pairs: "".join(word + part for word, part in pairs) + "fin")
)


def letters(html: str) -> list[tuple[str, frozenset[str]]]:
    """Each letter with its marks: those of a point beside it are nothing to the eye."""
    return [(letter, marks) for word, marks, _line in seen(html) for letter in word if letter.isalnum()]


@settings(max_examples=400)
@given(glued)
def test_marks_glued_to_words_are_kept_and_no_sign_of_them_is_shown(html):
    made = to_html(to_markdown(f"<p>{html}</p>", "html"))

    assert letters(made) == letters(html)
    assert not {"*", "~"} & set(made)
