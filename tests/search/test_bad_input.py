"""10,000 generated addresses of the search: never an error, never slow."""

import gc
import random
import string
import time
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from search.asking import TOOL_NAME, address, read_address
from search.data import stop_words
from search.engines.base import FACETS
from search.searching import Request, answer

CASES = 10_000
PIECES = [
    *(
        '"',
        "'",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "*",
        "?",
        "~",
        "^",
        "\\",
        "/",
        "+",
        "-",
        "&&",
        "||",
        "!",
        ":",
        "#",
        "@",
        "%",
    ),
    *(
        "\x00",
        "\n",
        "\t",
        "\u202e",
        "\u2066",
        "\u200d",
        "\ufeff",
        "\ud800",
        "🙂",
        "👩‍🚀",
        "ﷺ",
        "e\u0301\u0301\u0301",
        "İ",
        "ß",
        "你好",
        "עברית",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "TO",
        "_exists_",
        "body:",
        "/.*/",
        ".{1,9999}",
        "(a+)+$",
        "[a TO z]",
        "a~2",
        "*:*",
        "\\u0000",
    ),
    *("visio", "conférence", "l'", "qu’", "choisir", "une", "date", "doodle", "remplacer", "chat", "réunion", "mél"),
]
VALUES = ["debutant", "outil", "x", "", "'", "\x00", "9" * 50, "-1", "0", "10000", "٣", "action", "relevance", "a-z"]
KNOWN = dict.fromkeys(FACETS, (("debutant", "débutant"), ("outil", "outil"), ("action", "action")))


def generated(count):
    chance = random.Random(6)
    for _ in range(count):
        length = chance.choice([1, 1, 2, 3, 5, 8, 30, 400])
        text = chance.choice(["", " ", "-"]).join(chance.choices(PIECES, k=length))
        text += "".join(chance.choices(string.printable, k=chance.choice([0, 0, 3, 40])))
        asked = QueryDict(mutable=True)
        asked["q"] = text
        for name in chance.sample([*FACETS, TOOL_NAME, "tri", "page", "exact", "inconnu"], k=chance.randint(0, 4)):
            asked.setlist(name, chance.choices(VALUES, k=chance.randint(1, 3)))
        yield asked


def written(asked):
    """As it stands in an address: half of a UTF-16 pair too, in the bytes that a careless program sends."""
    pairs = [(name, value) for name, values in asked.lists() for value in values]
    return urlencode(pairs, errors="surrogatepass")


def slowest(engine, words, count):
    gc.freeze()  # what other tests left in this process is not looked through during a search
    longest = 0.0
    for asked in generated(count):
        start = time.process_time()
        request = read_address(asked, KNOWN).request
        answer(request, words, engine)
        address(request).encode("utf-8", "surrogatepass")
        longest = max(longest, time.process_time() - start)
    return longest


def test_ten_thousand_bad_inputs_are_answered_quickly(words, embedded_library):
    assert slowest(embedded_library, words, CASES) < 1


@pytest.mark.elasticsearch
def test_bad_inputs_are_answered_by_the_server_too(words, elasticsearch_library):
    assert slowest(elasticsearch_library, words, 1_000) < 1


@pytest.mark.django_db
@pytest.mark.usefixtures("site_search")
def test_the_page_answers_bad_inputs_and_keeps_them_in_its_box(visitor):
    asked = list(generated(200))
    answers = [visitor.get(f"/chercher/?{written(one)}", follow=True) for one in asked]

    assert {answer.status_code for answer in answers} == {200}
    assert all(b'name="q"' in answer.content and b'role="status"' in answer.content for answer in answers)


def test_a_query_of_stop_words_only_is_searched_as_it_is(words, embedded_library):
    found = answer(Request("de la"), words, embedded_library)

    assert {"de", "la"} <= stop_words()
    assert found.results.total >= 0
    assert [term.typed for term in found.understanding.terms] == ["de", "la"]
