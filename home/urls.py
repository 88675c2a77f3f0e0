from django.urls import path

from . import views

urlpatterns = [
    path("sante/", views.health, name="health"),
    path("carnet/", views.notebook, name="notebook"),
]
