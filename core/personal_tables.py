"""What core holds about a person."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import Fate, PersonalTable, Row, before_deletion, register

from .models import OutgoingMail, SyncedNotebook


def _notebook(user: User) -> list[Row]:
    return [
        {str(_("notebook")): notebook.document, str(_("changed on")): notebook.changed_at}
        for notebook in SyncedNotebook.objects.filter(user=user)
    ]


@before_deletion
def drop_mail(user: User) -> None:
    """Mail on its way to somebody who has left is not sent."""
    OutgoingMail.objects.filter(recipient__iexact=user.email).delete()


register(PersonalTable("core.syncednotebook", "user", Fate.DELETED, _("Notebook"), _notebook))
