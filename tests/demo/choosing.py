"""The tool that each action of the library gives to each likely group: `python -m tests.demo.choosing` prints it."""

import datetime
from collections.abc import Iterator
from functools import cache

from actions.chooser import AccountPossible, Choice, GroupContext, GroupSize, ToolFacts, choose
from core.enums import Level
from resources.enums import Hosting
from tests.demo.reading import Item, items

TODAY = datetime.date(2026, 11, 28)
MODES = {
    Hosting.SERVICE: "hosted_as_service",
    Hosting.HOST: "hosted_by_host",
    Hosting.OWN_SERVER: "hosted_on_own_server",
}
# Beginners who want nothing to install, first: they are most of those who come.
PROFILES = {
    "débute, 2-5, service": GroupContext(ease=Level.BEGINNER, size=GroupSize.UP_TO_5, hosting=Hosting.SERVICE),
    "débute, 6-12, service, comptes": GroupContext(
        ease=Level.BEGINNER, size=GroupSize.UP_TO_12, hosting=Hosting.SERVICE, account=AccountPossible.YES
    ),
    "débute, 6-12, service, sans compte": GroupContext(
        ease=Level.BEGINNER, size=GroupSize.UP_TO_12, hosting=Hosting.SERVICE, account=AccountPossible.NO
    ),
    "débute, 6-12": GroupContext(ease=Level.BEGINNER, size=GroupSize.UP_TO_12),
    "débute, 13-30, service": GroupContext(ease=Level.BEGINNER, size=GroupSize.UP_TO_30, hosting=Hosting.SERVICE),
    "débute, 30 et plus, service": GroupContext(ease=Level.BEGINNER, size=GroupSize.OVER_30, hosting=Hosting.SERVICE),
    "débute, téléphone": GroupContext(ease=Level.BEGINNER, phone_only=True),
    "débute, 6-12, téléphone, service": GroupContext(
        ease=Level.BEGINNER, size=GroupSize.UP_TO_12, hosting=Hosting.SERVICE, phone_only=True
    ),
    "ça va, 6-12, service": GroupContext(ease=Level.FAIR, size=GroupSize.UP_TO_12, hosting=Hosting.SERVICE),
    "ça va, 13-30, hébergeur": GroupContext(ease=Level.FAIR, size=GroupSize.UP_TO_30, hosting=Hosting.HOST),
    "à l’aise, 6-12, son serveur": GroupContext(
        ease=Level.CONFIDENT, size=GroupSize.UP_TO_12, hosting=Hosting.OWN_SERVER
    ),
    "ne sait rien": GroupContext(),
}


def facts(tool: Item, tutored: set[str]) -> ToolFacts:
    front = tool.front
    return ToolFacts(
        code=tool.reference.rsplit("/", 1)[1],
        name=front["title"],
        level=front["level"],
        account=front["account"],
        phone=front["phone"],
        group_min=front["group_min"],
        group_max=front.get("group_max"),
        hosting=frozenset(mode for mode, key in MODES.items() if front[key]),
        has_tutorial=tool.reference in tutored,
        has_free_chatons_host=any(host.get("chatons") and host.get("free") for host in tool.listed("hosts")),
    )


@cache
def _actions() -> list[tuple[Item, list[ToolFacts]]]:
    """Each action with the facts of its tools, read once for all the groups."""
    tutored = {sheet.front["tool"] for sheet in items("sheets/tutorials")}
    known = {tool.reference: facts(tool, tutored) for tool in items("sheets/tools")}
    return [
        (action, [known[sheet] for sheet in action.listed("sheets") if sheet in known]) for action in items("actions")
    ]


def choices(context: GroupContext) -> Iterator[tuple[Item, Choice]]:
    """Each action with what it answers to a group."""
    return ((action, choose(tools, context, TODAY)) for action, tools in _actions())


def main() -> None:
    for name, context in PROFILES.items():
        answers = list(choices(context))
        served = [action for action, choice in answers if choice.recommended]
        print(f"{name:36} {len(served)} / {len(answers)}")
        for action, choice in answers:
            if choice.recommended is None and choice.closest:
                against = ", ".join(str(obstacle.value) for obstacle in choice.closest.obstacles)
                print(f"    {action.front['title']} : {choice.closest.tool.name} {against}")


if __name__ == "__main__":
    main()
