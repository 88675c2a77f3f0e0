from django.urls import re_path

from . import views

# Wagtail's own pattern refuses dots: files stand here
urlpatterns = [re_path(r"^apprendre/(?P<slug>[\w-]+)\.pdf$", views.module_file, name="module_file")]
