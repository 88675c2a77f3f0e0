from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from accounts.models import User

from .finding_words import Found, in_use, saying
from .models import Correction, Report, Version


class StillReadError(Exception):
    """This text is on the site, planned, or the draft that people edit: it is corrected there first, erased then."""


@transaction.atomic
def erase(version: Version, by: User, words: str = "") -> Found:
    """
    Erases what a version said, somebody's personal data say; and with `words`, all that is kept of its page and says
    them: other versions, drafts, settled corrections and reports. That there were versions, and that they were erased,
    stays. Backups are out of reach, and what waits for the team is left to it: the answer says how much.
    """
    page = Page.objects.select_for_update().get(pk=version.page_id)
    found, used = saying(page, words), in_use(page)
    if found.is_still_read or version.revision_id in used:
        raise StillReadError
    for other in {version.pk: version, **{said.pk: said for said in found.versions}}.values():
        # found by the name or the reason beside it, a text that is read stays
        _erase_one(page, other, by, with_text=other.revision_id not in used)
    Revision.objects.filter(pk__in=found.drafts).delete()
    Correction.objects.filter(pk__in=found.corrections).delete()
    Report.objects.filter(pk__in=found.reports).delete()
    return found


def _erase_one(page: Page, version: Version, by: User, *, with_text: bool) -> None:
    erased = {"revision": None, "changed": None, "erased_at": timezone.now()} if with_text else {}
    if with_text:
        Revision.objects.filter(pk=version.revision_id).delete()
    Version.objects.filter(pk=version.pk).update(reason="", thanks_to="", **erased)
    log(instance=page, action="contributions.erase", user=by, data={"number": version.number})


@transaction.atomic
def withdraw_name(version: Version, by: User) -> None:
    """
    The person whose correction it was no longer wants to be named, nor the line that they wrote about it to be read.

    Their text stays, under its licence.
    """
    if Version.objects.filter(pk=version.pk).exclude(thanks_to="", reason="").update(thanks_to="", reason=""):
        log(instance=version.page, action="contributions.withdraw_name", user=by, data={"number": version.number})
