"""What must be said of a picture wherever it is shown, as a line to copy."""

from django.utils.translation import gettext as _

from .attribution import Attribution


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
