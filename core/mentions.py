"""The line that goes with a text when it is copied: title, authors, source, licence, changes (TASL)."""

from django.utils.translation import gettext as _

from core.models import ContentPage
from media.attribution import Attribution
from media.licences import Licence


def sources_of(made: Attribution) -> list[str]:
    """One sentence for each work that a page or a quiz is made from: “D’après « … » de …, licence, changes.”"""
    works = [
        (block.value["title"], block.value["authors"], block.value["licence"], block.value["changes"])
        for block in getattr(made, "sources", ())  # pages have several
    ]
    if made.source_title:
        works.append((made.source_title, "", "", made.changes))
    return [_sentence(*work) for work in works]


def _sentence(title: str, authors: str, licence: str, changes: str) -> str:
    text = _("From “%(title)s”") % {"title": title}
    if authors:
        text += " " + _("by %(authors)s") % {"authors": authors}
    if licence:
        text += f", {_licence_name(licence)}"
    if changes:
        text += ". " + _("Changed: %(changes)s") % {"changes": changes.strip().rstrip(".")}
    return text + "."


def _licence_name(value: str) -> str:
    return str(Licence(value).label) if value in Licence.values else value


def mention(page: ContentPage, url: str) -> str:
    """The whole line, in plain text, with the address where the page stays (`url`)."""
    authors = ", ".join(page.author_names)
    parts = [_("“%(title)s”") % {"title": page.title}]
    if authors:
        parts.append(_("by %(authors)s") % {"authors": authors})
    parts.append(_("licence %(licence)s") % {"licence": page.get_licence_display()})
    parts.append(url)
    return " ".join([", ".join(parts) + ".", *sources_of(page)])
