from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

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


@hooks.register("before_unpublish")
def guard_unpublished_snippet(request: HttpRequest, instance: models.Model) -> HttpResponse | None:
    return refuse_if_used(request, [instance], _("unpublished"))


@hooks.register("before_delete_snippet")
def guard_deleted_snippet(request: HttpRequest, instances: Sequence[models.Model]) -> HttpResponse | None:
    return refuse_if_used(request, list(instances), _("deleted"))


@hooks.register("before_bulk_action")
def guard_bulk_action(
    request: HttpRequest, action_type: str, objects: Sequence[models.Model], action_class_instance: Any
) -> HttpResponse | None:
    words = {"delete": _("deleted"), "unpublish": _("unpublished")}
    return refuse_if_used(request, list(objects), words[action_type]) if action_type in words else None
