import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.typography import normalise

SYNTAX = list(" \n\u00a0\u202f:;!?«»\"'’`*_[]()<>#|-~&.,…/{}=·•⋅‧aélZ9")
TEXTS = st.lists(
    st.sampled_from(
        [*SYNTAX, "http://a.b", "::: x\n", "```", "---\n", "l'", "&amp;", ":ok:", "](", "10:30", "e\u0301"]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bonjour ! Ça va? Oui : non;", "Bonjour\u00a0! Ça va\u00a0? Oui\u00a0: non\u00a0;"),
        ("Attention\u202f: oui", "Attention\u00a0: oui"),
        ("«mot» et « mot »", "«\u00a0mot\u00a0» et «\u00a0mot\u00a0»"),
        ('Elle dit "oui" vite', "Elle dit «\u00a0oui\u00a0» vite"),
        ("l'asso d'à côté, aujourd'hui", "l’asso d’à côté, aujourd’hui"),
        ("l'**asso**", "l’**asso**"),
        ("apprenant⋅e‧s, mot•mot", "apprenant·e·s, mot·mot"),
        ("Quoi?! Non!!!", "Quoi\u00a0?! Non\u00a0!!!"),
        ("**Note:** lire", "**Note\u00a0:** lire"),
        ("(vraiment ?)", "(vraiment\u00a0?)"),
        ("ligne\r\nsuivante\rfin", "ligne\nsuivante\nfin"),
        ("e\u0301te\u0301\x00\x02", "été"),
        ("\\`a ; b\\`", "\\`a\u00a0; b\\`"),
        ("`a ; b` ; `c ; d", "`a ; b`\u00a0; `c\u00a0; d"),
        ("a ``b` ; c` ; d", "a ``b` ; c`\u00a0; d"),
        ("100 %: oui", "100 %\u00a0: oui"),
    ],
)
def test_french_typography_is_put_right(typed, kept):
    assert normalise(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "de 10:30 à 12:15",
        "https://exemple.org/a?b=1;c=d!e : vu".replace(" :", "\u00a0:"),
        "[texte](https://exemple.org/a;b 'le titre ; du lien')",
        "[ref]: https://exemple.org/a ; b",
        "<https://exemple.org/a;b>",
        "`code ; l'un`",
        "``avec ` dedans ; l'un``",
        '```\ncode ; l\'un ! "oui"\n```',
        "~~~ python\na ; b\n~~~\n",
        '- a\n\n    ```\n    cd b ; echo "oui"\n    ```',
        '> ```\n> cd b ; echo "oui"\n> ```\n>\n> - `c ; d`',
        '1. > ~~~\n   > a ; "b"',
        '`a\nb ; "c"`',
        '| a | b |\n|---|---|\n| `c ; "d"` | `e ; f` |',
        "> ! a",
        "# ? b",
        "1. ; c",
        "```\nnon fermé ; l'un",
        "Un :smile: ici",
        "| a | b |\n| :--- | ---: |\n| 1 | 2 |",
        "texte ![image](i.png)",
        "Terme\n: sa définition",
        "fish &amp; chips&nbsp;ok",
        "---\ntitle: Un titre ; oui\n---\n",
        "::: image\nimage: media/a.svg\n\n:::",
        "* puce\n* puce",
        "• puce",
        "Titre {: .classe }",
        "5'30\"",
        "",
        "\n\nfin\n",
    ],
)
def test_code_addresses_times_and_syntax_stay_as_they_are(text):
    assert normalise(text) == text


@given(TEXTS | st.text())
def test_doing_it_twice_changes_nothing_more(text):
    once = normalise(text)

    assert normalise(once) == once


@given(TEXTS)
def test_no_line_is_added_or_lost(text):
    assert normalise(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "unit", ["````a\n", "``\n", ":::\na:\n", "«!", ':a"', "](a", "[", "&#", "---\n", "l'", " \u00a0"]
)
def test_a_long_text_is_put_right_quickly(unit):
    text = "[" + unit * (20_000 // len(unit))
    started = time.perf_counter()

    normalise(text)

    assert time.perf_counter() - started < 1
