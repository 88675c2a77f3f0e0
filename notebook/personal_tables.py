"""The copy of a notebook that an account keeps."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import Fate, PersonalTable, Row, register

from .models import SyncedNotebook


def _notebook(user: User) -> list[Row]:
    return [
        {str(_("notebook")): notebook.document, str(_("changed on")): notebook.changed_at}
        for notebook in SyncedNotebook.objects.filter(user=user)
    ]


register(PersonalTable("notebook.syncednotebook", "user", Fate.DELETED, _("Notebook"), _notebook))
