from django.urls import path

from .views import changes, correcting, reporting

app_name = "contributions"
urlpatterns = [
    path("flux/nouveautes.atom", changes.feed, name="changes-feed"),
    path("proposer/correction/", correcting.correction, name="correction"),
    path("signaler/<slug:code>/", reporting.report, name="report"),
    path("signaler/<slug:code>/avis/", reporting.opinion, name="opinion"),
    path("signaler/<slug:code>/merci/", reporting.thanks, name="thanks"),
]
