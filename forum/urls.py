from django.urls import path

from .openness import where_there_is_a_forum
from .views import following, reading, writing

app_name = "forum"

# These stay when the forum is closed: one's own messages, and the way out of mails already sent.
ALWAYS = {"own", "unsubscribe"}
urlpatterns = [
    path("", reading.home, name="home"),
    path("flux.atom", reading.feed, name="feed"),
    path("nouveau/", writing.new_topic, name="new"),
    path("mes-messages/", writing.own, name="own"),
    path("abonnement/<str:token>/", following.unsubscribe, name="unsubscribe"),
    path("message/<int:pk>/", reading.post, name="post"),
    path("message/<int:pk>/historique/", reading.history, name="history"),
    path("message/<int:pk>/modifier/", writing.edit, name="edit"),
    path("message/<int:pk>/signaler/", following.report, name="report"),
    path("<slug:section_slug>/", reading.section, name="section"),
    path("<slug:section_slug>/flux.atom", reading.section_feed, name="section-feed"),
    path("<slug:section_slug>/suivre/", following.follow_section, name="follow-section"),
    path("<slug:section_slug>/<slug:topic_slug>/", reading.topic, name="topic"),
    path("<slug:section_slug>/<slug:topic_slug>/flux.atom", reading.topic_feed, name="topic-feed"),
    path("<slug:section_slug>/<slug:topic_slug>/repondre/", writing.reply, name="reply"),
    path("<slug:section_slug>/<slug:topic_slug>/resoudre/", writing.resolve, name="resolve"),
    path("<slug:section_slug>/<slug:topic_slug>/suivre/", following.follow_topic, name="follow-topic"),
]
for pattern in urlpatterns:
    if pattern.name not in ALWAYS:
        pattern.callback = where_there_is_a_forum(pattern.callback)
