from django.urls import path

from . import views

urlpatterns = [
    path("images/", views.images, name="images"),
    path("images/flux.atom", views.feed, name="images_feed"),
    path("images/<int:number>/", views.image, name="image"),
]
