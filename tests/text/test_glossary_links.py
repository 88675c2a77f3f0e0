import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.glossary_links import Term, TermFinder

TERMS = [
    Term("logiciel-libre", ("Logiciel libre", "open source")),
    Term("hebergeur", ("hébergeur",)),
    Term("ca", ("CA", "conseil d’administration")),
    Term("journal", ("journal",)),
    Term("libre", ("libre",)),
]


def linked(html, already=frozenset()):
    return TermFinder(TERMS).link(html, already)


@pytest.mark.parametrize(
    ("text", "slug", "words"),
    [
        ("Un logiciel libre.", "logiciel-libre", "logiciel libre"),
        ("Des Logiciels\u00a0libres !", "logiciel-libre", "Logiciels\u00a0libres"),
        ("En OPEN-SOURCE", "logiciel-libre", "OPEN-SOURCE"),
        ("Chez l’hebergeur", "hebergeur", "hebergeur"),
        ("Une hébergeure", "hebergeur", "hébergeure"),
        ("Deux journaux", "journal", "journaux"),
        ("Le CA décide", "ca", "CA"),
        ("les conseils d'administration", "ca", "conseils d'administration"),
        ("Il est libre", "libre", "libre"),
    ],
)
def test_a_word_of_the_glossary_becomes_a_link_in_all_its_forms(text, slug, words):
    html, used = linked(f"<p>{text}</p>")

    assert f'<a class="term" href="/glossaire/{slug}/">{words}</a>' in html
    assert used == {slug}


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x">logiciel <strong>libre</strong></a></p>',
        "<h2>Un logiciel libre</h2>",
        "<p><code>hébergeur</code></p>",
        "<pre><code>hébergeur</code></pre>",
        "<cite>Le journal</cite>",
        "<p>ça va, librement, déslibre &CA; hébergeurs_x</p>",
        '<p title="libre">rien</p>',
    ],
)
def test_links_headings_code_titles_and_parts_of_words_are_left_alone(html):
    assert linked(html) == (html, set())


def test_an_accent_at_the_end_makes_another_word():
    term = Term("chiffrement", ("chiffré", "chiffrée"))

    assert TermFinder([term]).link("<p>Ces chiffres, un chiffre.</p>")[1] == set()
    assert TermFinder([term]).link("<p>Des messages CHIFFRÉS.</p>")[1] == {"chiffrement"}


def test_only_the_first_occurrence_is_linked():
    html, used = linked("<p>Un hébergeur et des hébergeurs.</p>")

    assert html.count("<a ") == 1
    assert html.index("<a ") < html.index("et des")
    assert used == {"hebergeur"}


def test_what_an_earlier_text_of_the_page_linked_is_not_linked_again():
    assert linked("<p>Un hébergeur.</p>", {"hebergeur"}) == ("<p>Un hébergeur.</p>", set())


def test_linking_twice_changes_nothing_more():
    once, _used = linked("<p>Un hébergeur au CA.</p>")

    assert linked(once, {"hebergeur", "ca"})[0] == once


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<a href='x'>", "</a>", "CA", " ", "&amp;", "<", ">", "&", "libre"])).map(
        "".join
    )
)
def test_without_its_links_the_html_is_what_it_was(html):
    changed, _used = linked(html)
    unlinked = changed

    for slug in ("logiciel-libre", "hebergeur", "ca", "journal", "libre"):
        start = f'<a class="term" href="/glossaire/{slug}/">'
        before, found, after = unlinked.partition(start)
        unlinked = before + (after.replace("</a>", "", 1) if found else after)
    assert unlinked == html


def test_a_long_text_with_many_terms_is_linked_quickly():
    terms = [Term(f"mot-{number}", (f"mot{number} long", f"logiciel{number}")) for number in range(500)]
    html = "<p>" + "logiciel mot mot7 court " * 5_000 + "</p>"
    started = time.process_time()

    TermFinder(terms).link(html)

    assert time.process_time() - started < 3  # term by term it would take more than ten
