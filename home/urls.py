from django.urls import path

from . import views

urlpatterns = [
    path("carnet/", views.notebook, name="notebook"),
]
