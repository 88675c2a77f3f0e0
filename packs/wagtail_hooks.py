from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views


@hooks.register("register_admin_urls")
def register_pack_urls() -> list[URLPattern]:
    return [
        path("paquets/", views.packs, name="packs"),
        path("paquets/exporter/", views.export, name="pack_export"),
        path("paquets/<slug:identifier>/", views.job, name="pack_job"),
        path("paquets/<slug:identifier>/decider/", views.decide, name="pack_decide"),
        path("paquets/<slug:identifier>/telecharger/", views.download, name="pack_download"),
    ]


class PackMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(views.PERMISSION)


@hooks.register("register_settings_menu_item")
def register_pack_menu_item() -> MenuItem:
    return PackMenuItem(_("Packs"), reverse_lazy("packs"), icon_name="download", order=900)
