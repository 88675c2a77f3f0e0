from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from accounts.home_panels import HomePanel

from . import admin_views
from .engine import degraded_since
from .meaning.telling import by_words_alone
from .panels import DegradedSearchPanel, NotFoundPanel, WordsAlonePanel
from .viewsets import SearchWordsGroup

register_snippet(SearchWordsGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("recherches/", admin_views.report, name="search_report"),
        path("recherches/essayer/", admin_views.try_query, name="search_try"),
    ]


@hooks.register("register_reports_menu_item")
def report_entry() -> MenuItem:
    return MenuItem(_("Searches"), reverse("search_report"), name="searches", icon_name="search", order=900)


@hooks.register("construct_homepage_panels")
def show_how_the_search_does(request: HttpRequest, panels: list[HomePanel]) -> None:
    if degraded_since():
        panels.append(DegradedSearchPanel())
    if by_words_alone():
        panels.append(WordsAlonePanel())
    panels.append(NotFoundPanel())
