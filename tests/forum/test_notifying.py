import re
import time

import pytest
from django.core import mail, signing

from forum import digests, notifying, posting
from forum.models import Subscription
from forum.subscribing import subscribe
from mail.models import OutgoingMail

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

    digests.send_digests.call()
    digests.send_digests.call()

    [sent] = mail.outbox
    assert "Première idée." in sent.body
    assert "Deuxième idée." in sent.body
    path = re.search(r"http://testserver(/\S+)>", sent.extra_headers["List-Unsubscribe"]).group(1)
    visitor.post(path, {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(("former", "status", "left"), [(["the former key"], 200, 0), ([], 410, 1)])
def test_a_link_of_before_a_change_of_key_stops_the_mails_or_says_that_it_cannot(
    topic, known, visitor, settings, former, status, left
):
    paul = known("Paul")
    subscribe(paul, topic, "daily")
    token = signing.dumps(paul.pk, key="the former key", salt=digests.DIGEST_SALT)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new key", former

    shown = visitor.get(f"/forum/abonnement/{token}/").content.decode()
    stopped = visitor.post(f"/forum/abonnement/{token}/", {"List-Unsubscribe": "One-Click"})

    assert ("ne trouve plus rien à arrêter" in shown) == (left == 1)
    assert (stopped.status_code, Subscription.objects.count()) == (status, left)


def test_a_message_that_waits_is_announced_to_nobody(topic, nadia, contributor, draft):
    subscribe(nadia, topic, "at_once")

    posting.reply(contributor, topic, draft())

    assert mail.outbox == []


def test_ten_thousand_people_are_told_once_each_and_the_author_does_not_wait(
    topic, known, django_user_model, settings, draft
):
    settings.TASKS = QUEUED
    settings.EMAIL_BACKEND = "mail.outbox.OutboxBackend"
    rose = known("Rose")
    people = django_user_model.objects.bulk_create(
        [django_user_model(email=f"p{number}@example.org", password="!") for number in range(10_000)]
    )
    Subscription.objects.bulk_create([Subscription(user=person, topic=topic) for person in people], batch_size=500)

    started = time.perf_counter()
    post = posting.reply(rose, topic, draft())
    seconds = time.perf_counter() - started
    notifying.tell_followers.call()
    notifying.tell_followers.call()

    assert seconds < 0.3
    assert OutgoingMail.objects.filter(key__startswith=f"post-{post.pk}-").count() == 10_000


def test_a_worker_cut_short_goes_on_where_it_was(topic, known, draft, monkeypatch):
    rose, people = known("Rose"), [known(name) for name in ("Paul", "Léa", "Ali")]
    [subscribe(person, topic, "at_once") for person in people]
    real, calls = notifying.queue, []

    def cut_after_one(rows):
        calls.append(1)
        if len(calls) == 2:
            raise ConnectionError("The database went away.")
        real(rows)

    monkeypatch.setattr(notifying, "CHUNK", 1)
    monkeypatch.setattr(notifying, "queue", cut_after_one)
    post = posting.reply(rose, topic, draft())
    post.refresh_from_db()
    assert (len(mail.outbox), post.to_announce) == (1, True)

    notifying.tell_followers.call()

    post.refresh_from_db()
    assert sorted(sent.to[0] for sent in mail.outbox) == ["ali@example.org", "léa@example.org", "paul@example.org"]
    assert not post.to_announce


def test_links_of_a_mail_lead_to_the_site(topic, known, draft):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "at_once")

    posting.reply(rose, topic, draft("Voir [la fiche](/f/7QK2M?a=1&b=2), [là](#ici) et <https://a.example/?x=1&y=2>."))

    html = mail.outbox[0].alternatives[0].content
    assert 'href="http://testserver/f/7QK2M?a=1&amp;b=2"' in html
    assert 'href="http://testserver/forum/message/' in html
    assert 'href="https://a.example/?x=1&amp;y=2"' in html


def test_a_digest_of_many_messages_leads_to_the_rest(topic, known, draft, monkeypatch):
    monkeypatch.setattr(digests, "MOST_POSTS", 2)
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "daily")
    [posting.reply(rose, topic, draft(f"Idée {number}.")) for number in range(3)]

    digests.send_digests.call()

    assert "Idée 2." not in mail.outbox[0].body
    assert "http://testserver/forum/" in mail.outbox[0].body.split("Il y en a d’autres")[1]


def test_a_word_that_people_write_is_never_the_mark_of_a_token(topic, known, draft, monkeypatch):
    paul, rose = known("Paul"), known("Rose")
    token = subscribe(paul, topic, "at_once").token
    drawn = []
    real = notifying.secrets.token_urlsafe
    monkeypatch.setattr(notifying.secrets, "token_urlsafe", lambda size: drawn.append(real(size)) or drawn[-1])

    posting.reply(rose, topic, draft("Voir [ici](https://a.example/TOKEN-OF-THE-SUBSCRIPTION)."))
    posting.reply(rose, topic, draft(f"Voir [ici](https://a.example/{drawn[0]})."))

    first, second = (sent.body for sent in mail.outbox)
    assert "https://a.example/TOKEN-OF-THE-SUBSCRIPTION" in first
    assert f"https://a.example/{drawn[0]}" in second
    assert first.count(token) == second.count(token) == 1


def test_the_address_that_stops_the_mails_stands_on_the_line_of_its_header(topic, known, draft):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "at_once")

    posting.reply(rose, topic, draft())

    lines = mail.outbox[0].message().as_bytes().decode().splitlines()
    [stop] = [line for line in lines if line.startswith("List-Unsubscribe:")]
    assert stop == f"List-Unsubscribe: {mail.outbox[0].extra_headers['List-Unsubscribe']}"
    assert len(stop) > 78


def test_an_announcement_whose_task_was_lost_is_made_all_the_same(topic, known, draft, settings):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "at_once")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    posting.reply(rose, topic, draft())
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    assert mail.outbox == []

    notifying.tell_what_waits()

    assert len(mail.outbox) == 1
