import datetime

import pytest

from search.counting import (
    anonymous,
    most_chosen,
    most_searched,
    note_click,
    note_search,
    purge_counts,
    without_result,
    write_counts,
)
from search.models import ClickCount, SearchCount


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "counts"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("écrire à lina.benali@exemple.org vite", "ecrire a vite"),
        ("appeler le 06 12 34 56 78", "appeler le"),
        ("+33 (0)6.12.34.56.78", ""),
        ("réunion du 12/03", "reunion du 12/03"),
        ("a@b", ""),
        ("mot " * 200, ("mot " * 25).strip()),
    ],
)
def test_nothing_that_reaches_somebody_is_kept(text, kept):
    assert anonymous(text) == kept


@pytest.mark.django_db
def test_searches_are_counted_by_text_whatever_its_spelling():
    note_search("Visio", found=True)
    note_search("  visio ", found=False)
    note_search("xqzt", found=False)
    write_counts()

    assert most_searched()[0] == {"text": "visio", "times": 2, "nothing": 1}
    assert [row["text"] for row in without_result()] == ["visio", "xqzt"]


@pytest.mark.django_db
def test_a_click_is_counted_for_a_text_that_was_searched():
    note_search("visio", found=True)
    note_click("visio", "page:1", "Se réunir")
    note_click("visio", "page:1", "Se réunir")
    note_click("never searched", "page:1", "Se réunir")
    write_counts()
    note_click("visio", "page:1", "Se réunir")
    write_counts()
    write_counts()

    assert most_chosen() == [{"text": "visio", "title": "Se réunir", "times": 3}]


@pytest.mark.django_db
def test_counts_are_kept_for_thirteen_months():
    for month in (datetime.date(2025, 1, 1), datetime.date(2025, 2, 1), datetime.date(2026, 3, 1)):
        SearchCount.objects.create(month=month, text="visio", searches=1)
        ClickCount.objects.create(month=month, text="visio", key="page:1", title="Se réunir", clicks=1)

    assert purge_counts(datetime.date(2026, 3, 31)) == 2
    assert set(SearchCount.objects.values_list("month", flat=True)) == {
        datetime.date(2025, 2, 1),
        datetime.date(2026, 3, 1),
    }


def test_a_search_asks_nothing_of_the_database(folder):
    """This test has no database: any query would fail."""
    note_search("visio", found=True)
    note_click("visio", "page:1", "Se réunir")

    assert len((folder / "noted.jsonl").read_text("utf-8").splitlines()) == 2


def test_what_may_reach_somebody_is_not_even_noted(folder):
    note_search("écrire à lina.benali@exemple.org", found=True)

    assert "lina" not in (folder / "noted.jsonl").read_text("utf-8")


def test_a_folder_that_cannot_be_written_loses_the_count_and_not_the_answer(settings, tmp_path):
    (tmp_path / "counts").write_text("a file stands where the folder would")

    note_search("visio", found=True)


@pytest.mark.django_db
def test_a_worker_cut_short_counts_what_it_had_taken(folder, monkeypatch):
    from search import counting

    note_search("visio", found=True)
    real = counting._count_search
    monkeypatch.setattr(counting, "_count_search", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_counts()
    monkeypatch.setattr(counting, "_count_search", real)
    note_search("visio", found=True)
    (folder / "taken.jsonl").open("a").write("half a li")

    write_counts()
    write_counts()

    assert most_searched()[0]["times"] == 2
