from django.urls import path, re_path

from . import views

# Wagtail's own pattern refuses dots: files stand here
urlpatterns = [
    re_path(r"^apprendre/(?P<slug>[\w-]+)\.pdf$", views.module_file, name="module_file"),
    path("apprendre/plan.json", views.learning_plan, name="learning_plan"),
]
