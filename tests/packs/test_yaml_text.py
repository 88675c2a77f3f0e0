"""The settings of packs: what is read as it was written, and what to do about the rest."""

import contextlib
import gc
import re
import time

import pytest

from packs.body import _parts as parts_of_body
from packs.files import FRONT_MATTER, PackFile
from packs.places import LINK_TO_ADDRESS, LINK_TO_REFERENCE, Place
from packs.yaml_text import YamlError, dump, load

UNITS = ["[", "{", "- ", "? ", "a: ", "'", '"', "# ", "|\n", "\t", "a\n", "- a\n", "a: 'b\n", "? a\n", ": ", "a: [\n"]
LINK_UNITS = ["](a", "](/a", "](a)", "[a](", "](https:", "]("]
BODY_UNITS = ["::: note\n", ":::\n", ": ", ":::::", "::: note", "---\n", "--- ", "a\n\n"]


def why(text: str) -> str:
    with pytest.raises(YamlError) as refused:
        load(text)
    return f"{refused.value.line} {refused.value}"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a: b\ntitle: Se réunir : mode d’emploi", '2 .*title: "Se réunir : mode d’emploi"'),
        ("title: 'L’été", '1 .*«\u00a0\'\u00a0».*title: "L’été"'),
        ("title: *visio", '1 .*«\u00a0\\*\u00a0».*title: "\\*visio"'),
        ("title: @visio", '1 .*«\u00a0@\u00a0».*title: "@visio"'),
        ("title: #visio", '1 .*«\u00a0#\u00a0».*title: "#visio"'),
        ("title: La #visio", '1 .*title: "La #visio"'),
        ("tags:\n  - #visio", '2 .*- "#visio"'),
        ("a:\n\tb: c", "2 .*tabulation"),
        ("title:\u00a0Aide", "1 .*espace insécable"),
        ("a: b\na: c", "2 .*«\u00a0a\u00a0».*deux fois"),
        ("a: &b c", "1 .*«\u00a0&\u00a0»"),
        ("? [a]\n: b", "1 "),
        ("---\na: b\n---\nc: d", "3 "),
        ("- " * 60 + "a", "1 .*imbriqu"),
        ("a: b\n" * 200_000, "1 .*trop long"),
    ],
)
def test_what_is_not_yaml_is_said_in_french_with_what_to_do(text, remedy):
    assert re.search(remedy, why(text)), why(text)


def test_scalars_are_read_as_they_were_written_with_their_lines():
    value, lines = load("title: Non\nyear: 2026\nlist:\n  - 1.0\n  - b: ~\ntext: |\n  a: #b\n  c\n", first_line=2)

    assert value == {"title": "Non", "year": "2026", "list": ["1.0", {"b": ""}], "text": "a: #b\nc\n"}
    assert (lines["list", 0], lines["list", 1, "b"], lines[("text",)]) == (5, 6, 7)


def test_what_is_written_is_read_again():
    value = {"a": "Se réunir : mode d’emploi", "b": ["#visio", "'x", "@y", "- z", "true", "12", ""], "c": {"d": "e\nf"}}

    assert load(dump(value))[0] == value


def read_settings(text: str) -> None:
    with contextlib.suppress(YamlError):
        load(text)


def read_links(text: str) -> None:
    LINK_TO_REFERENCE.sub("", text)
    LINK_TO_ADDRESS.sub("", text)


def read_body(text: str) -> None:
    parts_of_body(text, 1, Place(PackFile("a.md", {}), [], lambda name: None))
    FRONT_MATTER.match(f"---\n{text}")


def seconds(read, text: str) -> float:
    """The best of several, without the collector: what else this machine and this process do must not count."""
    best = 9.0
    gc.disable()
    for _attempt in range(5):
        start = time.thread_time()
        read(text)
        best = min(best, time.thread_time() - start)
    gc.enable()
    return best


@pytest.mark.parametrize(
    ("read", "unit"),
    [
        *((read_settings, unit) for unit in UNITS),
        *((read_links, unit) for unit in LINK_UNITS),
        *((read_body, unit) for unit in BODY_UNITS),
    ],
)
def test_twice_as_much_text_takes_twice_as_long(read, unit):
    assert any(grows_in_proportion(read, unit) for _attempt in range(4))


def grows_in_proportion(read, unit: str) -> bool:
    """What is quadratic takes seconds here, each time; a machine that is busy elsewhere is so now and then."""
    size = 50_000
    once, four_times = seconds(read, (unit * size)[:size]), seconds(read, (unit * size * 2)[: 4 * size])
    return four_times <= 2.2 * 2.2 * once + 0.01
