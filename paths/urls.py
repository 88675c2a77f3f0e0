from django.urls import path

from . import views

urlpatterns = [
    path("parcours/", views.own_paths, name="own_paths"),
    path("parcours/nouveau/", views.editor, name="path_editor"),
    path("parcours/fiches.json", views.sheets, name="path_sheets"),
]
