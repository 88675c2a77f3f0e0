"""Links on the page of one's account, given by the apps above."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class AccountLink:
    url_name: str
    label: Promise | str


_links: list[AccountLink] = []


def register(link: AccountLink) -> None:
    if link not in _links:
        _links.append(link)


def registered() -> list[AccountLink]:
    return list(_links)
