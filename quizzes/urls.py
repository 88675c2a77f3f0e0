from django.urls import path

from quizzes import views

urlpatterns = [
    path("apprendre/revoir/", views.review, name="quiz_review"),
    path("mesures/questions/", views.record, name="quiz_record"),
]
