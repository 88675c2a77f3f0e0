"""What somebody sent: the files stay, without the name of who sent them."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import Fate, PersonalTable, Row, plain_rows, register

from .models import ContentDocument, ContentImage


def _images(user: User) -> list[Row]:
    return plain_rows(ContentImage.objects.filter(uploaded_by_user=user), "title", "created_at")


def _documents(user: User) -> list[Row]:
    return plain_rows(ContentDocument.objects.filter(uploaded_by_user=user), "title", "created_at")


register(
    PersonalTable("media.contentimage", "uploaded_by_user", Fate.KEPT_WITHOUT_NAME, _("Images sent"), _images),
    PersonalTable("media.contentdocument", "uploaded_by_user", Fate.KEPT_WITHOUT_NAME, _("Documents sent"), _documents),
)
