import datetime

import pytest

from search.counting import (
    anonymous,
    count_click,
    count_search,
    most_chosen,
    most_searched,
    purge_counts,
    without_result,
)
from search.models import ClickCount, SearchCount


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
    count_search("Visio", found=True)
    count_search("  visio ", found=False)
    count_search("xqzt", found=False)

    assert most_searched()[0] == {"text": "visio", "times": 2, "nothing": 1}
    assert [row["text"] for row in without_result()] == ["visio", "xqzt"]


@pytest.mark.django_db
def test_a_click_is_counted_for_a_text_that_was_searched():
    count_search("visio", found=True)
    count_click("visio", "page:1", "Se réunir")
    count_click("visio", "page:1", "Se réunir")
    count_click("never searched", "page:1", "Se réunir")

    assert most_chosen() == [{"text": "visio", "title": "Se réunir", "times": 2}]


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
