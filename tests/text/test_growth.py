import re
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from forum.rendering import _with_links, quote
from quizzes.rendering import _PLAIN
from search.plain_text import without_marks
from tests.growth import growth, slowdown
from text.french import words
from text.glossary_links import Term, TermFinder
from text.markdown import headings
from text.markdown_code import code_places
from text.markdown_dialect import block_parser, converter
from text.markdown_limits import check_source
from text.typography import normalise

UNITS = [
    "Une phrase : avec un [lien](https://a.org) et du **gras**, `code`. ",
    *("[", "![", "](", "[a](", "[a](<b", '[a](b "', "[a](b (", "]", "(a", "\\[", "[](a](a"),
    *("*", "**a", "*a_b ", "*a **b ", "_", "a_", "~~a", "***a** "),
    *("`", "``a`", "`a``b", "\\`", "a`\n", "<`>`"),
    *("<", "<a", "<!--", "<a@b", "<http://", "<kbd>", "<sub>a</sub", "<br>", "&", "&#", "&amp;", "&a"),
    *("> a\n", ">a\n\n", "- a\n", "1. a\n\n", "- a\n  - b\n", "-\n", "#", "# a\n", "a\n=\n", "a\n---\n", "***\n"),
    *("|", "|a", "| a | b |\n|-|-|\n", "a|b\n", "|-"),
    *("```\n", "~~~a\n", "> ```\n", "   ", "\t", "a  \n", "\n", " \n", "é", "'a'", '"a" ', "« a ", "l'", " ;", ":", "::: a\na: b\n"),
]  # fmt: skip

GLOSSARY = TermFinder([Term("libre", ("logiciel libre", "a b")), Term("a", ("a",))])
WORKS = {
    "show": lambda text: converter().render(text),
    "find the blocks": lambda text: block_parser().parse(text),
    "check": lambda text: _refused(text),
    "find the code": code_places,
    "put right": normalise,
    "link the words": GLOSSARY.link,
    "list the headings": headings,
    "link the addresses": _with_links,
    "quote": lambda text: quote("Nom", text),
    "read for the index": without_marks,
    "cut in words": words,
    "know a plain choice": _PLAIN.fullmatch,
}


# Their loops are in Python, with anchored expressions: counting tells all.
COUNTED = {"show", "find the blocks"}


def _refused(text):
    with suppress(ValidationError):
        check_source(text)


@pytest.mark.parametrize("name", WORKS)
def test_twice_the_text_runs_twice_the_lines(name):
    measured = {unit: growth(WORKS[name], unit) for unit in UNITS}

    assert [unit for unit, times in measured.items() if times > 2.2] == []


@pytest.mark.parametrize("name", sorted(WORKS.keys() - COUNTED))
def test_no_expression_goes_back_over_the_text_at_each_of_its_places(name):
    """A square reader takes 4 times the time; a busy machine may show 2.5 for a linear one."""
    measured = {unit: slowdown(WORKS[name], unit) for unit in UNITS}

    assert [unit for unit, times in measured.items() if times > 2.9] == []


def test_what_is_square_is_known_as_square():
    assert growth(lambda text: [letter for letter in text for _ in text], "a") > 3.5
    assert slowdown(re.compile("a*b").findall, "a") > 3.5
