from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button

from . import queries
from .permissions import may_answer
from .views import answering, reviewing, versioning


@hooks.register("register_admin_urls")
def answering_urls():
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
def versions_button(page, user, view_name, next_url=None):
    """The versions that readers see, beside Wagtail's own history, which holds the drafts too."""
    if user.has_perm("wagtailadmin.access_admin") and page.live and page.permissions_for_user(user).can_publish():
        yield Button(
            _("Public versions"),
            reverse("contributions_versions:versions", args=[page.pk]),
            icon_name="history",
            priority=85,
        )


@hooks.register("register_log_actions")
def name_the_acts(actions):
    actions.register_action(
        "contributions.erase", _("Erase the text of a version"), _("Text of a public version erased")
    )
    actions.register_action(
        "contributions.withdraw_name", _("Withdraw a name"), _("Name withdrawn from the public history")
    )


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_answer(request.user)


@hooks.register("register_admin_menu_item")
def reports_menu_item():
    return ReportsMenuItem(
        _("Readers’ reports"),
        reverse("contributions_admin:reports"),
        name="reader-reports",
        icon_name="warning",
        order=440,
    )


class ReportsPanel(Component):
    """How many reports and corrections of readers wait, on the first page of the admin; nothing when none does."""

    name = "reader-reports"
    template_name = "contributions/admin/panel.html"
    order = 125

    def get_context_data(self, parent_context):
        return {
            "number": queries.to_answer(),
            "oldest": queries.oldest_to_answer(),
            "corrections": queries.to_review(),
            "oldest_correction": queries.oldest_to_review(),
        }


@hooks.register("construct_homepage_panels")
def add_reports_panel(request, panels):
    if may_answer(request.user):
        panels.append(ReportsPanel())


@hooks.register("register_permissions")
def answering_permission():
    return queries.answering_permission()
