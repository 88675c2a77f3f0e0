"""What the contributions hold about those who have an account."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import Fate, PersonalTable, Row, register

from .models import Version


def _versions(user: User) -> list[Row]:
    found = Version.objects.filter(author=user).select_related("page")
    return [
        {
            str(_("page")): version.page.title,
            str(_("number")): version.number,
            str(_("published on")): version.published_at,
        }
        for version in found
    ]


register(
    PersonalTable("contributions.report", "closed_by", Fate.KEPT_WITHOUT_NAME),
    PersonalTable("contributions.correction", "settled_by", Fate.KEPT_WITHOUT_NAME),
    PersonalTable("contributions.version", "author", Fate.KEPT_WITHOUT_NAME, _("Versions of pages"), _versions),
)
