"""What changed between two texts, and two changes put together: true for every text, bounded for the worst."""

import time

from hypothesis import given
from hypothesis import strategies as st

from text.merging_words import merge
from text.word_changes import Budget, Change, word_changes

TEXTS = st.text(alphabet="ab \n.é", max_size=30)


def without(changes, kind):
    return "".join(change.text for change in changes if change.kind != kind)


def test_a_word_is_replaced_and_the_rest_stays():
    assert word_changes("Le chat noir dort.", "Le chat blanc dort.") == [
        Change("same", "Le chat "),
        Change("removed", "noir"),
        Change("added", "blanc"),
        Change("same", " dort."),
    ]


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_changes(before, after):
    changes = word_changes(before, after)

    assert without(changes, "added") == before
    assert without(changes, "removed") == after


def test_the_longest_texts_without_a_word_in_common_are_compared_at_once():
    start = time.process_time()

    word_changes("a " * 10_000, "b " * 10_000)
    word_changes("a\n" * 499, "b\n" * 499)

    assert time.process_time() - start < 2


def test_changes_apart_are_put_together():
    assert (
        merge("Le chat noir dort ici.", "Le chat blanc dort ici.", "Le chat noir dort là.") == "Le chat blanc dort là."
    )


def test_changes_of_the_same_word_are_for_a_person():
    assert merge("Le chat noir dort.", "Le chat blanc dort.", "Le chat roux dort.") is None


@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_keeps_the_only_change_and_knows_no_order(base, one, other):
    assert merge(base, one, base) == one
    assert merge(base, base, other) == other
    assert merge(base, one, one) == one
    assert merge(base, one, other) == merge(base, other, one)


def test_texts_that_share_a_budget_do_no_more_work_than_one():
    budget = Budget(100)
    before, after = "a b c d e", "v w x y z"

    first, second = word_changes(before, after, budget), word_changes(before, after, budget)

    assert budget.cells >= 0
    assert without(first, "added") == without(second, "added") == before
