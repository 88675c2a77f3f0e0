import statistics

import pytest

from benchmarks.notebook_saving import measure

pytestmark = pytest.mark.browser


def test_a_notebook_of_200_kilobytes_saves_in_50_milliseconds(browser):
    result = measure(browser)

    assert 195_000 <= result["bytes"] <= 200_000
    assert statistics.median(result["times"]) <= 50
