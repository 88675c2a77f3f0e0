"""Nothing without a date, nowhere to go or nothing to copy, and sentences neither too long nor cut too short."""

from datetime import date

import pytest

from tests.demo import numbers
from tests.demo.reading import items

FLOOR = 7.0
"""Words a sentence, for each kind: under it a text is a list of orders, and the reader must find the links again."""
# Advice that is a way to behave, not a paper to fill in.
NOTHING_TO_COPY = frozenset(
    {"donner-la-parole-a-distance", "faire-une-affiche-lisible", "tenir-un-site-vivant"}
    | {"tenir-un-tableau-que-tout-le-monde-comprend"}
)


def test_every_content_says_when_it_was_checked_and_with_what():
    assert numbers.undated() == []


def test_what_was_checked_more_than_a_year_ago_is_listed():
    assert numbers.to_look_at_again(date(2026, 11, 28)) == []
    assert len(numbers.to_look_at_again(date(2028, 1, 1))) == sum(
        len(numbers.dated(folder)) for folder in numbers.KINDS.values()
    )


def test_a_tool_without_installation_has_a_place_to_act():
    assert numbers.without_place(items("sheets/tools")) == []


def test_a_tutorial_links_to_where_one_goes():
    assert numbers.without_link() == []


def test_an_advice_gives_a_text_to_copy():
    lacking = {
        sheet.reference.rsplit("/", 1)[1] for sheet in items("sheets/advice") if "template_text" not in sheet.front
    }

    assert lacking == NOTHING_TO_COPY


@pytest.mark.parametrize("kind", numbers.KINDS)
def test_sentences_are_not_cut_too_short(kind):
    counts = numbers.words_a_sentence(numbers.KINDS[kind])

    assert sum(counts) / len(counts) >= FLOOR


def test_a_scenario_leads_on():
    assert not [scenario.reference for scenario in items("scenarios") if not scenario.front.get("next_scenario")]


def test_every_action_is_met_in_a_scenario_or_in_a_lesson():
    met = {name for item in (*items("scenarios"), *items("modules")) for name in item.references()}

    assert not {action.reference for action in items("actions")} - met


def test_a_source_of_an_argument_is_neither_a_foreign_copy_nor_a_shared_upload():
    named = [
        argument.get("source_url", "") for sheet in items("sheets/arguments") for argument in sheet.listed("arguments")
    ]
    copies = ("scribd.com", "newsspace.com.br", "security.nl", "globaldiasporanews.com", "zenetys.com")

    assert not [url for url in named if any(copy in url for copy in copies)]
