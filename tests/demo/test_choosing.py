"""The chooser answers: the twelve most likely groups get a tool for every action, or the reason why not is known here."""

import itertools

import pytest

from actions.chooser import AccountPossible, Doubt, GroupContext, GroupSize, Obstacle
from core.enums import Level
from resources.enums import Hosting
from tests.demo.choosing import PROFILES, choices
from tests.demo.reading import items

# A tool that knows who is who, a screen to draw on, a room for more than thirty: no tool can be named without them.
NEEDS_AN_ACCOUNT = frozenset(
    {
        "avoir-une-adresse-de-courriel-sure",
        "decider-a-distance",
        "discuter-en-groupe-au-quotidien",
        "discuter-par-sujets",
        "partager-des-fichiers",
        "partager-un-agenda",
        "preparer-un-vote-d-assemblee",
        "sauvegarder-ses-documents",
        "suivre-des-taches",
    }
)
NEEDS_A_COMPUTER = frozenset({"demander-un-accord-ecrit", "faire-une-affiche"})
NEEDS_A_HOST = frozenset({"animer-une-reunion-a-distance", "se-reunir-en-visioconference"})


def unanswered(context: GroupContext) -> set[str]:
    return {action.reference.split("/")[1] for action, choice in choices(context) if choice.recommended is None}


def expected(context: GroupContext) -> set[str]:
    reasons = (
        (context.account == AccountPossible.NO, NEEDS_AN_ACCOUNT),
        (context.phone_only, NEEDS_A_COMPUTER),
        (context.size == GroupSize.OVER_30 and context.hosting == Hosting.SERVICE, NEEDS_A_HOST),
    )
    return {action for holds, actions in reasons if holds for action in actions}


def test_twelve_groups_are_asked_for():
    assert len(set(PROFILES.values())) == 12


@pytest.mark.parametrize("profile", PROFILES)
def test_a_likely_group_gets_a_tool_for_every_action_or_the_reason_is_known(profile):
    assert unanswered(PROFILES[profile]) <= expected(PROFILES[profile])


def test_what_is_proposed_is_never_a_tool_whose_facts_are_all_in_doubt():
    found = [choice for context in PROFILES.values() for _, choice in choices(context) if choice.recommended]

    assert max(len(choice.doubts) for choice in found) <= 1


def test_every_answer_to_every_combination_ends_on_a_tool_or_on_what_is_against_the_closest():
    contexts = itertools.product(
        (None, *Level), (None, *AccountPossible), (None, *GroupSize), (None, *Hosting), (False, True)
    )
    dumb = [
        (action.reference, context)
        for context in itertools.starmap(GroupContext, contexts)
        for action, choice in choices(context)
        if not (choice.recommended and choice.reasons) and not (choice.closest and choice.closest.obstacles)
    ]

    assert dumb == []


@pytest.mark.parametrize("obstacle", Obstacle, ids=lambda obstacle: obstacle.name)
def test_what_is_against_a_tool_reads_after_mais_il(obstacle):
    first = str(obstacle.value).split()[0]

    assert first in {"n’est", "ne", "est", "demande"}


@pytest.mark.parametrize("doubt", Doubt, ids=lambda doubt: doubt.name)
def test_what_is_not_known_is_a_sentence_of_its_own(doubt):
    assert " n’a pas été " in f" {doubt.value} " or str(doubt.value).startswith("c’est ")


def test_a_tool_without_installation_says_where_to_go_twice():
    services = [tool for tool in items("sheets/tools") if tool.front["hosted_as_service"]]

    assert len(services) >= 25
    assert not [
        tool.reference for tool in services if len(tool.listed("hosts")) < 2 and tool.front["title"] != "Signal"
    ]
