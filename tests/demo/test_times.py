"""The times that the library announces: what is read follows from the words, what is done from its parts."""

import pytest

from tests.demo.reading import Item, items, lessons
from tests.demo.sentences import reading_minutes

READ = [*lessons(), *items("sheets/arguments"), *items("sheets/advice")]


def _minutes(item: Item) -> int:
    return reading_minutes("\n\n".join(item.paragraphs()))


@pytest.mark.parametrize("item", READ, ids=lambda item: item.reference)
def test_the_time_of_a_text_follows_from_its_words(item):
    assert item.front["duration"] == _minutes(item)


@pytest.mark.parametrize("module", [item for item in items("modules") if item.reference.endswith("/module")])
def test_the_time_of_a_module_is_that_of_its_lessons(module):
    folder = module.reference.removesuffix("module")
    inside = [lesson.front["duration"] for lesson in lessons() if lesson.reference.startswith(folder)]

    assert module.front["duration"] == sum(inside)


@pytest.mark.parametrize("scenario", items("scenarios"), ids=lambda scenario: scenario.reference)
def test_the_time_of_a_scenario_is_that_of_its_steps(scenario):
    assert scenario.front["duration"] == sum(step["minutes"] for step in scenario.front["steps"])


def test_what_is_done_says_how_long_it_takes():
    done = [item for folder in ("actions", "sheets/tools", "sheets/tutorials") for item in items(folder)]

    assert not [item.reference for item in done if not item.front.get("duration")]
