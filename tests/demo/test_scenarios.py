"""A scenario can be followed: steps that end on something one sees, tasks, advice, a way out, and a workshop."""

import pytest

from tests.demo.reading import items
from tests.demo.sentences import count_words

# What cannot be seen at the end of a step: a feeling, a knowledge in the air.
INVISIBLE = ("comprend mieux", "est sensibilisé", "est convaincu", "se sent", "a conscience")


@pytest.fixture(params=items("scenarios"), ids=lambda scenario: scenario.reference.rsplit("/", 1)[1])
def scenario(request):
    return request.param


def test_it_has_five_to_eight_steps(scenario):
    assert 5 <= len(scenario.front["steps"]) <= 8


def test_every_step_ends_on_something_that_can_be_seen(scenario):
    results = [step["result"] for step in scenario.front["steps"]]

    assert all(count_words(result) >= 6 and result.endswith(".") for result in results)
    assert not [result for result in results for word in INVISIBLE if word in result]


def test_every_step_has_tasks_actions_advice_a_time_and_a_way_out(scenario):
    steps = scenario.front["steps"]

    assert all(1 <= len(step["tasks"]) <= 5 and 1 <= len(step["actions"]) <= 4 for step in steps)
    assert all(step["minutes"] and count_words(step["advice"]) >= 10 for step in steps)
    assert all("?" in step["if_stuck"] and count_words(step["if_stuck"]) >= 10 for step in steps)


def test_ids_of_steps_and_tasks_are_each_one_thing(scenario):
    steps = [step["id"] for step in scenario.front["steps"]]
    tasks = [(step["id"], task["id"]) for step in scenario.front["steps"] for task in step["tasks"]]

    assert len(set(steps)) == len(steps)
    assert len(set(tasks)) == len(tasks)


def test_the_facilitator_knows_why_what_to_say_and_what_the_group_does(scenario):
    activities = scenario.front["running_order"]

    assert len(activities) >= 5
    assert all(activity["aim"] and activity["group_does"] and "«" in activity["say"] for activity in activities)
    assert [activity for activity in activities if activity.get("if_stuck")]


def test_it_says_for_whom_and_for_whom_not_and_what_is_needed(scenario):
    assert scenario.front["for_whom"]
    assert scenario.front["not_for_you_if"]
    assert len(scenario.listed("needed")) >= 3
