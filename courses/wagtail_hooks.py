from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.moodle import views


@hooks.register("register_admin_urls")
def register_moodle_urls() -> list[URLPattern]:
    return [
        path("cours-moodle/", views.courses, name="moodle_courses"),
        path("cours-moodle/<slug:identifier>/", views.follow, name="moodle_course"),
    ]


class CourseMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(views.PERMISSION)


@hooks.register("register_settings_menu_item")
def register_moodle_menu_item() -> MenuItem:
    return CourseMenuItem(_("Course from Moodle"), reverse_lazy("moodle_courses"), icon_name="download", order=910)
