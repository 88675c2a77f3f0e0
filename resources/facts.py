"""The table of facts of a tool sheet, in words. What is not known is said, never guessed."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from resources.enums import Account
from resources.models import ToolSheet


class Use(NamedTuple):
    """Where a tool can be used at once, and the words of the button that leads there."""

    url: str
    words: str


def first_use(tool: ToolSheet) -> Use | None:
    """
    The first place where the tool opens, free of charge if there is one; otherwise a list of such places, rather than one
    that asks for money; nothing when no place is known.
    """
    hosts = [host.value for host in tool.hosts]
    places = [host for host in hosts if not host.get("directory")]
    opening = next((host for host in places if host.get("free")), None)
    listing = next((host for host in hosts if host.get("directory")), None)
    if opening is None and listing:
        return Use(listing["url"], _("Choose where to use %(tool)s") % {"tool": tool.title})
    opening = opening or next(iter(places), None)
    if opening is None:
        return None
    names = {"tool": tool.title, "host": opening["name"]}
    if tool.account == Account.NONE:
        return Use(opening["url"], _("Open %(tool)s, at %(host)s, without an account") % names)
    return Use(opening["url"], _("Open %(tool)s, at %(host)s") % names)


def tool_facts(tool: ToolSheet) -> list[tuple[str, str]]:
    """The label and the value of each fact, in the order of the screen."""
    unknown = _("not known")
    return [
        (_("Account needed"), tool.get_account_display() or unknown),
        (_("Installation"), tool.installation or unknown),
        (_("Size of the group"), group_size(tool) or unknown),
        (_("On a phone"), tool.get_phone_display() or unknown),
        (_("Who looks after it"), ", ".join(hosting(tool)) or unknown),
        (_("Language"), tool.languages or unknown),
        (_("Licence of the software"), tool.software_licence or unknown),
        (_("Publisher"), tool.publisher or unknown),
        (_("State"), tool.get_state_display() or unknown),
    ]


def group_size(tool: ToolSheet) -> str:
    """“2 to 10 people”, with what is known."""
    if tool.group_min and tool.group_max:
        return _("%(min)s to %(max)s people") % {"min": tool.group_min, "max": tool.group_max}
    if tool.group_max:
        return _("up to %(max)s people") % {"max": tool.group_max}
    if tool.group_min:
        return _("from %(min)s people") % {"min": tool.group_min}
    return ""


def hosting(tool: ToolSheet) -> list[str]:
    ways = [
        (tool.hosted_as_service, _("an online service")),
        (tool.hosted_by_host, _("a host that accompanies you")),
        (tool.hosted_on_own_server, _("you, on your server")),
    ]
    return [words for offered, words in ways if offered]
