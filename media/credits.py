"""What must be said of a picture wherever it is shown, as a line to copy; and whether enough is known to say it."""

from django.utils.translation import gettext as _

from .attribution import Attribution
from .licences import Licence


def credit(work: Attribution, title: str, address: str = "") -> str:
    """
    The whole line in plain text: title, authors, address, source, licence, changes (TASL).

    `address` is where the work is found; licences are written with theirs, which they ask for.
    """
    parts = [_("“%(title)s”") % {"title": title}]
    if work.author_names:
        parts.append(_("by %(authors)s") % {"authors": ", ".join(work.author_names)})
    if address:
        parts.append(address)
    if work.source_title or work.source_url:
        parts.append(f"{_('from')} {_source(work)}")
    parts.append(_("licence %(licence)s") % {"licence": f"{work.get_licence_display()} ({work.licence_terms.url})"})
    line = ", ".join(parts) + "."
    if work.changes.strip():
        line += " " + _("Changed: %(changes)s") % {"changes": work.changes.strip().rstrip(".")} + "."
    return line


def _source(work: Attribution) -> str:
    name = _("“%(title)s”") % {"title": work.source_title} if work.source_title else ""
    return " ".join(
        part for part in (name, f"({work.source_url})" if name and work.source_url else work.source_url) if part
    )


def is_credited(licence: str, authors: str) -> bool:
    """Whether a work names those whom its licence asks to name; CC0 asks for nobody."""
    return licence in Licence.values and (bool(authors.strip()) or not Licence(licence).terms.attribution)
