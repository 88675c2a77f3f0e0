from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import pack_views
from .guarding import refuse_if_used
from .models import Audience, GlossaryTerm, Need, Product, Theme


class NeedViewSet(SnippetViewSet):
    model = Need
    icon = "list-ul"
    list_display = ["name", "slug", "order"]


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "slug", "order"]


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    list_display = ["name", "slug", "order"]


class ProductViewSet(SnippetViewSet):
    model = Product
    icon = "desktop"
    list_display = ["name", "purpose", "checked_on"]
    list_filter = ["needs"]


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display = ["term", "definition"]


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vocabulary")
    menu_icon = "list-ul"
    menu_order = 300
    items = (GlossaryTermViewSet, ProductViewSet, NeedViewSet, ThemeViewSet, AudienceViewSet)


register_snippet(VocabularyGroup)


@hooks.register("before_delete_page")
def guard_deleted_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_if_used(request, [page], _("deleted"))


@hooks.register("before_unpublish_page")
def guard_unpublished_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_if_used(request, [page], _("unpublished"))


@hooks.register("before_delete_snippet")
def guard_deleted_snippet(request: HttpRequest, instances: Sequence[models.Model]) -> HttpResponse | None:
    return refuse_if_used(request, list(instances), _("deleted"))


@hooks.register("before_bulk_action")
def guard_bulk_action(
    request: HttpRequest, action_type: str, objects: Sequence[models.Model], action_class_instance: Any
) -> HttpResponse | None:
    words = {"delete": _("deleted"), "unpublish": _("unpublished")}
    return refuse_if_used(request, list(objects), words[action_type]) if action_type in words else None


@hooks.register("register_admin_urls")
def register_pack_urls() -> list[URLPattern]:
    return [
        path("paquets/", pack_views.packs, name="packs"),
        path("paquets/exporter/", pack_views.export, name="pack_export"),
        path("paquets/<slug:identifier>/", pack_views.job, name="pack_job"),
        path("paquets/<slug:identifier>/decider/", pack_views.decide, name="pack_decide"),
        path("paquets/<slug:identifier>/telecharger/", pack_views.download, name="pack_download"),
    ]


class PackMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(pack_views.PERMISSION)


@hooks.register("register_settings_menu_item")
def register_pack_menu_item() -> MenuItem:
    return PackMenuItem(_("Packs"), reverse_lazy("packs"), icon_name="download", order=900)
