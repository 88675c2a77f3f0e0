from hypothesis import given
from hypothesis import strategies as st

from forum.paging import cut


@given(st.lists(st.integers(0, 50_000), max_size=200))
def test_every_post_stands_once_in_order_on_pages_within_the_budget(weights):
    pages = cut(weights, most=20, heaviest=90_000)

    assert [position for page in pages for position in page] == list(range(len(weights)))
    assert all(len(page) <= 20 for page in pages)
    assert all(len(page) == 1 or sum(weights[p] for p in page) <= 90_000 for page in pages if page)


@given(st.lists(st.integers(0, 50_000), max_size=100), st.integers(0, 50_000))
def test_a_new_post_never_moves_the_others(weights, added):
    before, after = cut(weights), cut([*weights, added])

    assert before[:-1] == after[: len(before) - 1]
