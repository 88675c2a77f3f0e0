from django.urls import path

from .views import correcting, reporting

app_name = "contributions"
urlpatterns = [
    path("proposer/correction/", correcting.correction, name="correction"),
    path("signaler/<slug:code>/", reporting.report, name="report"),
    path("signaler/<slug:code>/avis/", reporting.opinion, name="opinion"),
    path("signaler/<slug:code>/merci/", reporting.thanks, name="thanks"),
]
