from django.urls import path

from . import views

urlpatterns = [
    path("intervenants/", views.speakers, name="speakers"),
    path("intervenants/<slug:slug>/", views.speaker, name="speaker"),
    path("temoignages/", views.testimonials, name="testimonials"),
]
