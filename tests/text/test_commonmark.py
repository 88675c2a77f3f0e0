"""The examples of the specification (https://spec.commonmark.org/0.31.2/), and each difference with its reason."""

import re

import pytest

from text.markdown import render

EXAMPLE = re.compile(r"^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$", re.MULTILINE)
BORDER = re.compile(r" *(</?(?:p|ul|ol|li|blockquote|pre|h\d|hr|br)\b[^<>]*>) *")

# docs/markdown.md gives the reasons to the people who write.
DIFFERENCES = {
    "headings begin at level two": {10, 62, 66, 67, 68, 72, 75, 76, *range(78, 85), 141, *range(227, 231), 232, 300},
    "blanks at the head of a line are no code": {
        1,
        2,
        3,
        *range(5, 9),
        18,
        36,
        48,
        69,
        85,
        100,
        107,
        110,
        111,
        112,
        *range(114, 119),
        134,
        137,
        183,
        184,
        191,
        225,
        231,
        236,
        238,
        252,
        253,
        254,
        257,
        264,
        *range(270, 275),
        278,
        *range(286, 291),
        309,
        313,
    },
    "a tag is a text": {
        21,
        31,
        91,
        *range(148, 183),
        *range(185, 191),
        308,
        344,
        475,
        476,
        477,
        491,
        494,
        524,
        *range(613, 618),
        623,
        *range(625, 632),
        642,
        643,
    },
    "a link says where it goes where it stands": {
        23,
        33,
        *range(192, 197),
        198,
        *range(200, 209),
        210,
        211,
        *range(214, 219),
        317,
        *range(527, 546),
        549,
        550,
        *range(553, 572),
        592,
        593,
    },
    "a picture is a link": {517, 520, *range(572, 590), 591},
    "an address is of the web, a mail or a telephone": {596, 598, 599, 601},
}


def plain(html: str) -> str:
    """HTML without what shows nothing: identifiers, titles of links, blanks around blocks, spellings of entities."""
    html = re.sub(r' (?:id|rel|class|title)="[^"]*"', "", html).replace(" />", ">")
    html = BORDER.sub(r"\1", re.sub(r"[ \t\n]+", " ", html.replace("\n</code></pre>", "</code></pre>")))
    return html.replace("&quot;", '"').replace("&nbsp;", "\u00a0").strip(" ")


@pytest.fixture(scope="module")
def examples(node_modules):
    specification = node_modules / "commonmark-spec" / "spec.txt"
    if not specification.is_file():
        pytest.skip("The npm packages of tests/package.json are not installed: run `make test`.")
    found = EXAMPLE.findall(specification.read_text().replace("→", "\t"))
    return dict(enumerate(found, start=1))


def test_the_specification_has_652_examples(examples):
    assert len(examples) == 652


def test_we_differ_from_the_specification_where_we_say_and_nowhere_else(examples):
    differing = {number for number, (source, html) in examples.items() if plain(render(source)) != plain(html)}

    assert differing == set().union(*DIFFERENCES.values())


def test_no_difference_has_two_reasons():
    assert sum(len(numbers) for numbers in DIFFERENCES.values()) == len(set().union(*DIFFERENCES.values()))
