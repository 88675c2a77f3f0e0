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


def words_of(page: Page, version: Version) -> Page | None:
    """
    The page with the fields of a version, to read its words only: Wagtail's own way also asks for its parent, its
    comments and its place in the tree. Nothing once the text is no longer kept.
    """
    if version.revision is None:
        return None
    return type(page).from_serializable_data(version.revision.content, check_fks=False)


def page_to_look_after(user: User, pk: int) -> Page | None:
    """A page that this person may publish."""
    page = Page.objects.filter(pk=pk).first()
    return page if page and page.permissions_for_user(user).can_publish() else None
