"""What both engines answer alike."""

from dataclasses import replace

import pytest

from search.engines.base import EngineError
from search.query import SearchQuery, Sort
from search.searching import Request, answer
from search.understanding import understand
from tests.search.library import LIBRARY


def keys(found):
    return {hit.key for hit in found.results.hits}


def test_values_of_one_facet_are_alternatives_and_facets_narrow_each_other(words, engine):
    either = answer(Request(facets={"type": ("outil", "action")}), words, engine)
    both = answer(Request(facets={"type": ("outil",), "niveau": ("debutant",)}), words, engine)

    assert {hit.card["kind"] for hit in either.results.hits} == {"outil", "action"}
    assert keys(both) == {"framadate", "jitsi"}


def test_each_facet_is_counted_without_its_own_filter(words, engine):
    found = answer(Request(facets={"type": ("outil",), "niveau": ("debutant",)}), words, engine)

    assert found.results.facets["type"] == {"outil": 2, "action": 2}
    assert found.results.facets["niveau"] == {"debutant": 2}
    assert found.results.facets["outil"] == {"framadate": 1, "jitsi-meet": 1}


def test_an_unknown_value_finds_nothing_and_counts_go_on(words, engine):
    found = answer(Request(facets={"type": ("rien-de-tel",)}), words, engine)

    assert found.results.total == 0
    assert found.results.facets["type"]["action"] == 7


def test_sorting_by_title_ignores_accents_and_case(words, engine):
    found = answer(Request(facets={"type": ("action",)}, sort=Sort.TITLE), words, engine)

    assert [hit.card["title"] for hit in found.results.hits][:4] == [
        "Avoir une adresse sûre",
        "Choisir une date à plusieurs",
        "Discuter en groupe au quotidien",
        "Écrire à plusieurs",
    ]


def test_sorting_by_verification_puts_the_latest_first_and_the_unchecked_last(words, engine):
    found = answer(Request(sort=Sort.CHECKED), words, engine)

    assert [hit.key for hit in found.results.hits][:3] == ["meet", "framadate", "jitsi"]


def test_pages_follow_each_other_without_overlap(words, engine):
    pages = [answer(Request(page=number, page_size=7), words, engine) for number in (1, 2, 3)]

    assert [len(page.results.hits) for page in pages] == [7, 7, 4]
    assert set().union(*map(keys, pages)) == {one.key for one in LIBRARY}


def test_a_page_past_the_end_is_empty(words, engine):
    found = answer(Request(page=500), words, engine)

    assert found.results.hits == []
    assert found.results.total == len(LIBRARY)


def test_an_extract_of_a_long_text_marks_the_words_in_their_own_spelling(words, engine):
    found = answer(Request(text="chiffrees"), words, engine)

    (hit,) = found.results.hits
    assert [piece.text for piece in hit.extract if piece.marked] == ["chiffrée"]
    assert len("".join(piece.text for piece in hit.extract)) < 300


def test_an_update_adds_replaces_and_removes(words, empty_engine):
    empty_engine.rebuild(LIBRARY)
    renamed = replace(LIBRARY[0], title="Parler à distance, autrement")
    added = replace(LIBRARY[1], key="new", title="Tirer au sort")

    empty_engine.update([renamed, added], removed=["board", "never-there"])

    assert empty_engine.count() == len(LIBRARY)
    assert keys(answer(Request(text="tirer au sort"), words, empty_engine)) == {"new"}
    assert answer(Request(text="autrement"), words, empty_engine).results.hits[0].key == "meet"
    assert "board" not in keys(answer(Request(text="présenter"), words, empty_engine))
    empty_engine.rebuild(LIBRARY)


def test_a_pronoun_is_not_taken_for_an_acronym(words, empty_engine):
    empty_engine.rebuild([*LIBRARY, replace(LIBRARY[0], key="pronoun", title="On s’envoie le fichier, ça marche")])

    found = keys(answer(Request(text="CA"), words, empty_engine))

    assert "board" in found
    assert "pronoun" not in found
    empty_engine.rebuild(LIBRARY)


def test_a_rebuild_replaces_everything(words, empty_engine):
    empty_engine.rebuild(LIBRARY[:3])
    short = empty_engine.count()
    empty_engine.rebuild(LIBRARY)

    assert short == 3
    assert empty_engine.count() == len(LIBRARY)


@pytest.mark.parametrize(
    "text", ['"', "(((", "*", "/.*/", "a\x00b", "\u202eexe", "🙂", "+-&&||!(){}[]^~?:\\", "a" * 10_000]
)
def test_bad_input_is_answered(text, words, engine):
    found = answer(Request(text=text), words, engine)

    assert found.results.total >= 0


def test_an_engine_without_index_says_so(tmp_path):
    from search.engines.embedded import EmbeddedEngine

    with pytest.raises(EngineError, match="does not exist"):
        EmbeddedEngine(tmp_path).search(SearchQuery())


def test_counts_do_not_depend_on_the_page(words, engine):
    understood = understand("réunion", words)
    queries = [SearchQuery(terms=understood.terms, page=page, page_size=1, counted=("type",)) for page in (1, 2)]

    assert engine.search(queries[0]).facets == engine.search(queries[1]).facets
