from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.models import User

from .models import Version


class StillReadError(Exception):
    """This text is on the site, or is the draft that people edit: it is corrected there first, then erased here."""


@transaction.atomic
def erase(version: Version, by: User) -> None:
    """
    Erases what a version said, somebody's personal data say. That it was published, and erased, stays.

    The same words in drafts, in other versions and in backups are not looked for.
    """
    page = version.page
    if version.revision_id in {page.live_revision_id, page.latest_revision_id}:
        raise StillReadError
    Revision.objects.filter(pk=version.revision_id).delete()
    Version.objects.filter(pk=version.pk).update(
        revision=None, changed=None, reason="", thanks_to="", erased_at=timezone.now()
    )
    log(instance=page, action="contributions.erase", user=by, data={"number": version.number})


@transaction.atomic
def withdraw_name(version: Version, by: User) -> None:
    """
    The person whose correction it was no longer wants to be named, nor the line that they wrote about it to be read.

    Their text stays, under its licence.
    """
    if Version.objects.filter(pk=version.pk).exclude(thanks_to="", reason="").update(thanks_to="", reason=""):
        log(instance=version.page, action="contributions.withdraw_name", user=by, data={"number": version.number})
