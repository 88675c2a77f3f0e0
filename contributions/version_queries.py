"""The versions of a page, which everybody may read as they may read the page."""

from django.db.models import QuerySet
from wagtail.models import Page

from accounts.models import User

from .models import Version


def versions_of(page: Page) -> QuerySet[Version]:
    """The newest first, without the words that each says."""
    return Version.objects.filter(page=page.pk).select_related("author")


def version_of(page: Page, number: int) -> Version | None:
    return versions_of(page).select_related("revision").filter(number=number).first()


def page_to_look_after(user: User, pk: int) -> Page | None:
    """A page that this person may publish."""
    page = Page.objects.filter(pk=pk).first()
    return page if page and page.permissions_for_user(user).can_publish() else None
