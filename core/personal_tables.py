"""What core holds about a person."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import Fate, PersonalTable, Row, before_deletion, plain_rows, register

from .models import ContentDocument, ContentImage, OutgoingMail, SyncedNotebook


def _notebook(user: User) -> list[Row]:
    return [
        {str(_("notebook")): notebook.document, str(_("changed on")): notebook.changed_at}
        for notebook in SyncedNotebook.objects.filter(user=user)
    ]


@before_deletion
def drop_mail(user: User) -> None:
    """Mail on its way to somebody who has left is not sent."""
    OutgoingMail.objects.filter(recipient__iexact=user.email).delete()


def _images(user: User) -> list[Row]:
    return plain_rows(ContentImage.objects.filter(uploaded_by_user=user), "title", "created_at")


def _documents(user: User) -> list[Row]:
    return plain_rows(ContentDocument.objects.filter(uploaded_by_user=user), "title", "created_at")


register(
    PersonalTable("core.syncednotebook", "user", Fate.DELETED, _("Notebook"), _notebook),
    PersonalTable("core.contentimage", "uploaded_by_user", Fate.KEPT_WITHOUT_NAME, _("Images sent"), _images),
    PersonalTable("core.contentdocument", "uploaded_by_user", Fate.KEPT_WITHOUT_NAME, _("Documents sent"), _documents),
)
