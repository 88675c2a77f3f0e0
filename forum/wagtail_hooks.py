from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from accounts.home_panels import HomePanel
from accounts.models import User
from accounts.requests import SignedRequest

from . import queries
from .models import ListedWord, Section
from .permissions import is_moderator
from .views import moderating


@hooks.register("register_admin_urls")
def moderation_urls() -> list[URLResolver]:
    patterns = [
        path("", moderating.queue, name="queue"),
        path("message/<int:pk>/", moderating.post, name="post"),
    ]
    return [path("forum/", include((patterns, "forum_moderation")))]


class ModerationMenuItem(MenuItem):
    def is_shown(self, request: SignedRequest) -> bool:
        return is_moderator(request.user)


@hooks.register("register_admin_menu_item")
def moderation_menu_item() -> MenuItem:
    return ModerationMenuItem(gettext_lazy("Forum"), reverse("forum_moderation:queue"), icon_name="comment", order=450)


class ForumPanel(HomePanel):
    """What waits for the team in the forum, on the first page of the admin; nothing when nothing waits."""

    name = "forum"
    template_name = "forum/admin/panel.html"
    order = 120

    def facts(self, user: User) -> dict[str, Any]:
        return {
            "waiting": queries.waiting_posts().count(),
            "reports": queries.open_reports().count(),
            "neglected": queries.neglected_topics()[:5],
        }


@hooks.register("construct_homepage_panels")
def add_forum_panel(request: SignedRequest, panels: list[HomePanel]) -> None:
    if is_moderator(request.user):
        panels.append(ForumPanel())


@hooks.register("register_permissions")
def moderation_permission() -> QuerySet[Permission]:
    return queries.moderation_permission()


@hooks.register("register_log_actions")
def name_the_acts(actions: LogActionRegistry) -> None:
    for action, label, message in ACTS_IN_THE_LOG:
        actions.register_action(action, label, message)


ACTS_IN_THE_LOG = [
    ("forum.approve", gettext_lazy("Show a message"), gettext_lazy("Message shown")),
    ("forum.hide", gettext_lazy("Hide a message"), gettext_lazy("Message hidden")),
    ("forum.dismiss", gettext_lazy("Close reports"), gettext_lazy("Reports closed, the message stays")),
    ("forum.lock", gettext_lazy("Lock a topic"), gettext_lazy("Topic locked")),
    ("forum.unlock", gettext_lazy("Unlock a topic"), gettext_lazy("Topic unlocked")),
    ("forum.move", gettext_lazy("Move a topic"), gettext_lazy("Topic moved")),
    ("forum.split", gettext_lazy("Split a topic"), gettext_lazy("Topic made from another")),
    ("forum.warn", gettext_lazy("Warn a person"), gettext_lazy("Person warned")),
    ("forum.take_name", gettext_lazy("Take a name away"), gettext_lazy("Public name taken away")),
    ("forum.suspend", gettext_lazy("Suspend a person"), gettext_lazy("Person suspended from the forum")),
    ("forum.unsuspend", gettext_lazy("End a suspension"), gettext_lazy("Suspension ended")),
]


class SectionViewSet(SnippetViewSet):
    model = Section
    icon = "folder-open-inverse"
    list_display = ["title", "slug", "position"]
    panels = [FieldPanel("title"), FieldPanel("slug"), FieldPanel("description"), FieldPanel("position")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return queries.general_sections()


class ListedWordViewSet(SnippetViewSet):
    model = ListedWord
    icon = "warning"
    list_display = ["words"]
    panels = [FieldPanel("words")]


class ForumGroup(SnippetViewSetGroup):
    items = (SectionViewSet, ListedWordViewSet)
    menu_label = gettext_lazy("Forum settings")
    menu_icon = "comment"
    menu_order = 460


register_snippet(ForumGroup)


@hooks.register("before_delete_snippet")
def keep_sections_with_topics(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    if any(isinstance(instance, Section) and queries.has_topics(instance) for instance in instances):
        messages.error(request, _("This section has topics: move them first."))
        return redirect("wagtailadmin_home")
    return None
