from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from accounts.home_panels import HomePanel
from accounts.models import User
from accounts.requests import SignedRequest

from . import queries
from .permissions import may_answer
from .views import answering, reviewing, versioning


@hooks.register("register_admin_urls")
def answering_urls() -> list[URLResolver]:
    patterns = [
        path("", answering.reports, name="reports"),
        path("<int:pk>/", answering.report, name="report"),
    ]
    versions = [
        path("<int:page_pk>/", versioning.versions, name="versions"),
        path("<int:page_pk>/<int:number>/effacer/", versioning.erase, name="erase"),
        path("<int:page_pk>/<int:number>/nom/", versioning.withdraw_name, name="withdraw-name"),
    ]
    corrections = [
        path("", reviewing.corrections, name="corrections"),
        path("<int:pk>/", reviewing.correction, name="correction"),
    ]
    return [
        path("corrections/", include((corrections, "contributions_corrections"))),
        path("signalements/", include((patterns, "contributions_admin"))),
        path("versions/", include((versions, "contributions_versions"))),
    ]


@hooks.register("register_page_header_buttons")
def versions_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The versions that readers see, beside Wagtail's own history, which holds the drafts too."""
    if user.has_perm("wagtailadmin.access_admin") and page.live and page.permissions_for_user(user).can_publish():
        yield Button(
            _("Public versions"),
            reverse("contributions_versions:versions", args=[page.pk]),
            icon_name="history",
            priority=85,
        )


@hooks.register("register_log_actions")
def name_the_acts(actions: LogActionRegistry) -> None:
    actions.register_action(
        "contributions.erase", _("Erase the text of a version"), _("Text of a public version erased")
    )
    actions.register_action(
        "contributions.withdraw_name", _("Withdraw a name"), _("Name withdrawn from the public history")
    )


class ReportsMenuItem(MenuItem):
    def is_shown(self, request: SignedRequest) -> bool:
        return may_answer(request.user)


@hooks.register("register_admin_menu_item")
def reports_menu_item() -> MenuItem:
    return ReportsMenuItem(
        _("Readers’ reports"),
        reverse("contributions_admin:reports"),
        name="reader-reports",
        icon_name="warning",
        order=440,
    )


class ReportsPanel(HomePanel):
    """How many reports and corrections of readers wait, on the first page of the admin; nothing when none does."""

    name = "reader-reports"
    template_name = "contributions/admin/panel.html"
    order = 125

    def facts(self, user: User) -> dict[str, Any]:
        return {
            "number": queries.to_answer(),
            "oldest": queries.oldest_to_answer(),
            "corrections": queries.to_review(),
            "oldest_correction": queries.oldest_to_review(),
        }


@hooks.register("construct_homepage_panels")
def add_reports_panel(request: SignedRequest, panels: list[HomePanel]) -> None:
    if may_answer(request.user):
        panels.append(ReportsPanel())


@hooks.register("register_permissions")
def answering_permission() -> QuerySet[Permission]:
    return queries.answering_permission()
