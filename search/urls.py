from django.urls import path

from . import views

urlpatterns = [
    path("chercher/", views.search, name="search"),
    path("chercher/suggestions/", views.suggestions, name="search_suggestions"),
    path("chercher/flux.atom", views.feed, name="search_feed"),
    path("chercher/opensearch.xml", views.opensearch, name="opensearch"),
    path("chercher/choix/", views.clicked, name="search_clicked"),
    path("outils/remplacer/", views.replace_products, name="replace_products"),
    path("outils/remplacer/<slug:slug>/", views.replace_product, name="replace_product"),
]
