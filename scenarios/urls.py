from django.urls import path, re_path

from . import documents, workshops

urlpatterns = [
    # Wagtail's own pattern refuses dots: files stand here
    re_path(
        r"^agir/(?P<slug>[\w-]+)/feuille-de-route\.(?P<ending>pdf|html|ics)$",
        documents.roadmap_file,
        name="roadmap_file",
    ),
    path("animer/", workshops.facilitate, name="facilitate"),
    path("animer/<slug:slug>/conducteur/", workshops.conductor, name="conductor"),
    path("animer/<slug:slug>/projection/", workshops.projection, name="projection"),
    path("animer/<slug:slug>/kit.pdf", workshops.kit_file, name="kit_file"),
]
