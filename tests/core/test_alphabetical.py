import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.alphabetical import alphabetical, alphabetical_rows, in_order
from core.models import GlossaryTerm
from core.queries import published_terms

NAMES = ["Zulip", "2FA", "Étherpad", "agenda", "écrire", "Édition", "Abeille"]


def listing(number="", per_page=100):
    return alphabetical([(name, name) for name in NAMES], number, per_page)


def test_accents_and_case_do_not_count_and_what_is_no_letter_comes_first():
    assert listing().sections == [
        ("#", ["2FA"]),
        ("A", ["Abeille", "agenda"]),
        ("E", ["écrire", "Édition", "Étherpad"]),
        ("Z", ["Zulip"]),
    ]


def test_a_page_holds_its_number_of_things_and_the_pages_hold_all():
    pages = [listing(str(number), per_page=3).items for number in (1, 2, 3)]

    assert pages == [["2FA", "Abeille", "agenda"], ["écrire", "Édition", "Étherpad"], ["Zulip"]]


def test_a_full_last_page_is_the_last():
    assert alphabetical([(n, str(n)) for n in range(6)], per_page=3).pages == 2


def test_a_letter_leads_to_the_page_where_it_begins():
    assert [(one.letter, one.url) for one in listing(per_page=3).letters] == [
        ("#", "?page=1#lettre-autres"),
        ("A", "?page=1#lettre-a"),
        ("E", "?page=2#lettre-e"),
        ("Z", "?page=3#lettre-z"),
    ]
    assert listing().letters[-1].url == "#lettre-z"


@pytest.mark.parametrize(
    ("number", "here"), [("0", 1), ("-3", 1), ("2", 2), ("99", 3), ("x", 1), ("", 1), ("9" * 30, 1)]
)
def test_a_number_out_of_range_gives_the_nearest_page(number, here):
    assert listing(number, per_page=3).number == here


@pytest.mark.parametrize(("number", "around"), [("1", (None, 2)), ("2", (1, 3)), ("3", (2, None))])
def test_a_page_knows_its_neighbours(number, around):
    found = listing(number, per_page=3)

    assert (found.previous, found.next) == around


def test_an_empty_list_is_one_page():
    assert (alphabetical([]).pages, alphabetical([]).items) == (1, [])


def test_a_page_reads_whole_only_the_rows_that_it_shows(db):
    for number in range(250):
        GlossaryTerm.objects.create(term=f"Mot {number:03}", slug=f"mot-{number}", definition="Un mot.")

    with CaptureQueriesContext(connection) as asked:
        shown = alphabetical_rows(published_terms(), "term", "3")

    assert [term.term for term in shown.items] == [f"Mot {number:03}" for number in range(200, 250)]
    titles, rows = (query["sql"] for query in asked.captured_queries)
    assert "definition" not in titles
    assert " IN (" in rows


def test_a_number_out_of_range_gives_the_nearest_page_of_rows(db):
    GlossaryTerm.objects.create(term="Mot", slug="mot", definition="Un mot.")

    assert [in_order(published_terms(), number).number for number in ("", "0", "9", "x")] == [1, 1, 1, 1]
