import re
import time

import pytest
from django.core import mail
from django.core.cache import cache

from core.models import OutgoingMail
from forum import notifying, posting
from forum.models import Subscription
from forum.subscribing import subscribe

pytestmark = pytest.mark.django_db
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_whoever_follows_a_topic_gets_one_mail_in_text_and_html(topic, known, draft):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "at_once")
    subscribe(paul, topic.section, "at_once")

    posting.reply(rose, topic, draft("Un **sondage**."))

    [sent] = mail.outbox
    assert sent.to == ["paul@example.org"]
    assert "Un **sondage**." in sent.body
    assert "<strong>sondage</strong>" in sent.alternatives[0].content


def test_nobody_gets_a_mail_unasked_nor_about_ones_own_message(topic, nadia, draft):
    subscribe(nadia, topic, "at_once")

    posting.reply(nadia, topic, draft())

    assert mail.outbox == []


def test_one_click_stops_the_mails_without_cookie_or_token(topic, known, draft, visitor):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "at_once")
    posting.reply(rose, topic, draft())
    headers = mail.outbox[0].extra_headers
    path = re.search(r"<http://testserver(/\S+)>", headers["List-Unsubscribe"]).group(1)

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    shown = visitor.get(path)
    assert (shown.status_code, Subscription.objects.count()) == (200, 1)
    stopped = visitor.post(path, {"List-Unsubscribe": "One-Click"})

    assert (stopped.status_code, Subscription.objects.count()) == (200, 0)
    assert not stopped.cookies
    assert visitor.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_digest_gathers_what_was_written_and_is_not_sent_twice(topic, known, draft, visitor):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "daily")
    posting.reply(rose, topic, draft("Première idée."))
    posting.reply(rose, topic, draft("Deuxième idée."))
    assert mail.outbox == []

    notifying.send_digests.call()
    notifying.send_digests.call()

    [sent] = mail.outbox
    assert "Première idée." in sent.body
    assert "Deuxième idée." in sent.body
    path = re.search(r"http://testserver(/\S+)>", sent.extra_headers["List-Unsubscribe"]).group(1)
    visitor.post(path, {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()


def test_a_message_that_waits_is_announced_to_nobody(topic, nadia, contributor, draft):
    subscribe(nadia, topic, "at_once")

    posting.reply(contributor, topic, draft())

    assert mail.outbox == []


def test_ten_thousand_people_are_told_once_each_and_the_author_does_not_wait(
    topic, known, django_user_model, settings, draft
):
    settings.TASKS = QUEUED
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    rose = known("Rose")
    people = django_user_model.objects.bulk_create(
        [django_user_model(email=f"p{number}@example.org", password="!") for number in range(10_000)]
    )
    Subscription.objects.bulk_create([Subscription(user=person, topic=topic) for person in people], batch_size=500)

    started = time.perf_counter()
    post = posting.reply(rose, topic, draft())
    seconds = time.perf_counter() - started
    notifying.tell_about.call(post.pk)
    notifying.tell_about.call(post.pk)

    assert seconds < 0.3
    assert OutgoingMail.objects.filter(key__startswith=f"post-{post.pk}-").count() == 10_000


def test_the_digest_is_planned_once_for_the_next_morning(topic, known, settings, draft):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = QUEUED
    cache.clear()
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "daily")

    for _ in range(3):
        notifying.tell_about.call(posting.reply(rose, topic, draft()).pk)

    [planned] = DBTaskResult.objects.filter(task_path="forum.notifying.send_digests")
    assert planned.run_after.astimezone().minute == 0
