from hypothesis import given
from hypothesis import strategies as st

from scenarios.facilitation import running_order, wanted_duration

activities = st.lists(
    st.fixed_dictionaries(
        {
            "minutes": st.integers(1, 60),
            "drop_order": st.none() | st.integers(1, 5),
            "material": st.none() | st.just("Un tableau"),
            "aim": st.text(max_size=5),
        }
    ),
    max_size=12,
)


def activity(aim, minutes, drop_order=None):
    return {"aim": aim, "minutes": minutes, "drop_order": drop_order, "material": ""}


def test_the_first_to_go_is_the_one_the_editor_marked_first():
    order = running_order([activity("accueil", 10), activity("jeu", 30, 2), activity("pause", 20, 1)], 45)

    assert [item.value["aim"] for item in order.activities] == ["accueil", "jeu"]
    assert [item["aim"] for item in order.dropped] == ["pause"]


def test_what_cannot_be_left_out_stays_and_is_said_to_be_too_long():
    order = running_order([activity("essai", 60)], 45)

    assert order.is_too_long
    assert order.minutes == 60


@given(activities, st.sampled_from([45, 90, 120]))
def test_only_optional_activities_go_and_the_order_holds(items, duration):
    order = running_order(items, duration)

    kept = [item.value for item in order.activities]
    assert kept == [item for item in items if any(item is one for one in kept)]
    assert all(item["drop_order"] for item in order.dropped)
    assert order.minutes <= duration or all(not item["drop_order"] for item in kept)


@given(activities)
def test_each_activity_starts_where_the_one_before_ends(items):
    order = running_order(items, 120)

    assert [item.start for item in order.activities[1:]] == [item.end for item in order.activities[:-1]]


@given(st.text())
def test_an_unknown_duration_is_two_hours(text):
    assert wanted_duration({"duree": text}) in {45, 90, 120}
