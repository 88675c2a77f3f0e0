import datetime
import random

from hypothesis import given
from hypothesis import strategies as st

from actions.chooser import (
    AccountPossible,
    Doubt,
    GroupContext,
    GroupSize,
    Obstacle,
    ToolFacts,
    choose,
    doubts,
    obstacles,
)
from core.enums import Level
from resources.enums import Account, Hosting, Phone

TODAY = datetime.date(2026, 11, 22)

tools = st.builds(
    ToolFacts,
    code=st.integers(10_000, 99_999).map(str),
    name=st.sampled_from(["Framadate", "Jitsi Meet", "Étherpad", "Nextcloud", "framadate"]),
    level=st.sampled_from(Level.values),
    account=st.sampled_from(["", *Account.values]),
    phone=st.sampled_from(["", *Phone.values]),
    group_min=st.none() | st.integers(1, 40),
    group_max=st.none() | st.integers(1, 200),
    hosting=st.frozensets(st.sampled_from(Hosting.values)),
    trials=st.lists(st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31)), max_size=3).map(tuple),
    has_tutorial=st.booleans(),
    has_free_chatons_host=st.booleans(),
)
contexts = st.builds(
    GroupContext,
    ease=st.none() | st.sampled_from(Level),
    account=st.none() | st.sampled_from(AccountPossible),
    size=st.none() | st.sampled_from(GroupSize),
    hosting=st.none() | st.sampled_from(Hosting),
    phone_only=st.booleans(),
)
libraries = st.lists(tools, max_size=12, unique_by=lambda tool: tool.code)


@given(libraries, contexts)
def test_a_tool_that_breaks_a_hard_filter_is_never_recommended(library, context):
    choice = choose(library, context, TODAY)

    shown = [tool for tool in (choice.recommended, *choice.others) if tool]
    assert [tool for tool in shown if obstacles(tool, context)] == []


@given(libraries, contexts)
def test_no_tool_that_is_known_better_waits_behind_the_one_that_is_recommended(library, context):
    choice = choose(library, context, TODAY)

    fitting = [tool for tool in library if not obstacles(tool, context)]
    assert all(len(doubts(tool, context)) >= len(choice.doubts) for tool in fitting)


@given(libraries, contexts, st.randoms())
def test_the_same_tools_in_any_order_give_the_same_choice(library, context, chance):
    shuffled = list(library)
    chance.shuffle(shuffled)

    assert choose(shuffled, context, TODAY) == choose(library, context, TODAY)


@given(libraries, contexts)
def test_every_tool_is_either_fitting_or_set_aside_with_a_reason(library, context):
    choice = choose(library, context, TODAY)

    fitting = [tool for tool in library if not obstacles(tool, context)]
    assert len(fitting) + len(choice.set_aside) == len(library)
    assert all(item.obstacles for item in choice.set_aside)
    assert (choice.recommended is not None) == bool(fitting)


@given(contexts)
def test_the_answers_survive_their_address(context):
    assert GroupContext.from_query(context.as_query()) == context


@given(st.dictionaries(st.sampled_from(["aisance", "compte", "groupe", "heb", "telephone"]), st.text()))
def test_a_hand_made_address_falls_back_to_not_knowing(query):
    context = GroupContext.from_query(query)

    assert context.size is None or context.size in GroupSize
    assert list(context.as_query()) == sorted(context.as_query())


def test_a_larger_group_gets_another_tool():
    jitsi = ToolFacts("JM5TT", "Jitsi Meet", group_min=2, group_max=12, account=Account.NONE)
    big = ToolFacts("B4T9X", "BigBlueButton", level=Level.FAIR, group_min=5, group_max=100, account=Account.GUESTS)

    small = choose([jitsi, big], GroupContext(size=GroupSize.UP_TO_12), TODAY)
    large = choose([jitsi, big], GroupContext(size=GroupSize.OVER_30), TODAY)

    assert small.recommended == jitsi
    assert large.recommended == big
    assert large.set_aside[0].obstacles == (Obstacle.TOO_SMALL,)


def test_a_trial_counts_for_twelve_months_only():
    recent = ToolFacts("AAAAA", "Zèbre", trials=(TODAY - datetime.timedelta(days=364),))
    stale = ToolFacts("BBBBB", "Abeille", trials=(TODAY - datetime.timedelta(days=366),))
    future = ToolFacts("CCCCC", "Castor", trials=(TODAY + datetime.timedelta(days=1),))

    assert choose([stale, recent, future], GroupContext(), TODAY).recommended == recent


EVERYTHING = GroupContext(account=AccountPossible.NO, size=GroupSize.UP_TO_5, hosting=Hosting.SERVICE, phone_only=True)


def test_a_fact_that_nobody_checked_excludes_nothing_and_is_said():
    unknown = ToolFacts("AAAAA", "Outil sans faits", hosting=frozenset({Hosting.SERVICE}))

    choice = choose([unknown], EVERYTHING, TODAY)

    assert choice.recommended == unknown
    assert choice.doubts == (Doubt.SIZE, Doubt.ACCOUNT, Doubt.PHONE)
    assert "2 à 5 personnes" not in choice.reasons


def test_a_tool_whose_facts_are_known_comes_before_one_whose_facts_are_not():
    known = ToolFacts("BBBBB", "Zèbre", level=Level.CONFIDENT, group_max=12, hosting=frozenset({Hosting.SERVICE}))
    unknown = ToolFacts("AAAAA", "Abeille", hosting=frozenset({Hosting.SERVICE}), has_tutorial=True)

    choice = choose([unknown, known], GroupContext(size=GroupSize.UP_TO_12), TODAY)

    assert (choice.recommended, choice.others) == (known, (unknown,))


def test_a_program_of_ones_own_carries_any_group_and_says_that_it_is_installed():
    vault = ToolFacts("AAAAA", "KeePassXC", account=Account.NONE)

    choice = choose([vault], GroupContext(size=GroupSize.OVER_30, hosting=Hosting.SERVICE), TODAY)

    assert choice.recommended == vault
    assert choice.doubts == (Doubt.HOSTING,)


def test_when_nothing_fits_the_closest_tool_is_named_with_what_is_against_it():
    nextcloud = ToolFacts("AAAAA", "Nextcloud", account=Account.REQUIRED, group_max=200)

    choice = choose([nextcloud], GroupContext(account=AccountPossible.NO, size=GroupSize.UP_TO_5), TODAY)

    assert choice.recommended is None
    assert choice.closest.tool == nextcloud
    assert choice.closest.obstacles == (Obstacle.ACCOUNT,)


def test_equal_tools_are_told_apart_by_name_then_by_code():
    library = [ToolFacts("BBBBB", "Etherpad"), ToolFacts("AAAAA", "Etherpad"), ToolFacts("CCCCC", "CryptPad")]
    random.Random(3).shuffle(library)

    choice = choose(library, GroupContext(), TODAY)

    assert [tool.code for tool in (choice.recommended, *choice.others)] == ["CCCCC", "AAAAA", "BBBBB"]
