"""The versions of a page, which everybody may read as they may read the page."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models

from accounts.models import User
from actions.models import ActionPage
from core.models import ContentPage, Need
from core.openness import open_pages
from courses.models import LessonPage, ModulePage
from resources.models import AdviceSheet, ArgumentSheet, ToolSheet, TutorialSheet
from scenarios.models import ScenarioPage

from .models import Version

# The values stand in addresses, the same as those of the search (`search.document.Kind`).
KINDS: dict[str, type[ContentPage]] = {
    "action": ActionPage,
    "scenario": ScenarioPage,
    "outil": ToolSheet,
    "mode-d-emploi": TutorialSheet,
    "argumentaire": ArgumentSheet,
    "conseil": AdviceSheet,
    "lecon": LessonPage,
    "module": ModulePage,
}


def versions_of(page: Page) -> QuerySet[Version]:
    """The newest first, without the words that each says."""
    return Version.objects.filter(page=page.pk).select_related("author")


def version_of(page: Page, number: int) -> Version | None:
    return versions_of(page).select_related("revision").filter(number=number).first()


def changes(need: Need | None = None, kind: str = "") -> QuerySet[Version]:
    """What was published, the newest first, of pages that are open to everybody still; what was erased is no news."""
    models = [KINDS[kind]] if kind else [model for model in get_page_models() if issubclass(model, ContentPage)]
    found = Version.objects.filter(erased_at=None, page__in=open_pages(Page.objects.all()))
    if need is not None:
        of_need = [Q(page__in=model._default_manager.filter(needs=need.pk).values("pk")) for model in models]
        found = found.filter(reduce(or_, of_need))
    elif kind:
        found = found.filter(page__in=KINDS[kind]._default_manager.values("pk"))
    return found.select_related("page", "author").order_by("-published_at", "-pk")


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
