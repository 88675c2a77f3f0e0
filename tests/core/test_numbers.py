import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import number_in


@given(st.integers(0, 100_000))
def test_a_number_is_read(number):
    assert number_in(str(number), most=100_000) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", " 7", "7\n", "²", "٣", "１", "1e3", "100001", "9" * 5_000])
def test_anything_else_is_none(text):
    assert number_in(text, most=100_000) is None


@given(st.text())
def test_no_text_raises(text):
    assert number_in(text, most=100_000) in {None, *range(100_001)}
