"""The site with one quiz at an address of its own, wherever the apps above show theirs."""

from django.urls import path

from config.urls import urlpatterns as site
from quizzes.models import Quiz
from quizzes.sitting import Place
from quizzes.views import serve_quiz

URL = "/essai/verifier/"


def verify(request):
    return serve_quiz(request, Quiz.objects.get(), Place(URL, onward_url="/apprendre/revoir/", onward_title="La suite"))


urlpatterns = [path("essai/verifier/", verify), *site]
