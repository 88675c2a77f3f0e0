"""Whatever happens while somebody writes, the text is given back."""

import pytest
from django.test import Client
from django.utils import timezone

from forum import moderation
from forum.models import Post, PostVersion, Section, Topic

from .test_posting import form

pytestmark = pytest.mark.django_db
TEXT = "Un texte long et précieux."


@pytest.fixture
def answer_to(nadia, signed_in):
    """`answer_to(topic)` sends Nadia’s text to the address of its answer form."""

    def send(address):
        return signed_in(nadia).post(address, form(text=TEXT))

    return send


def test_an_answer_to_a_topic_locked_meanwhile(topic, answer_to):
    Topic.objects.filter(pk=topic.pk).update(locked_at=timezone.now(), locked_reason="Le débat tourne en rond.")

    page = answer_to(f"{topic.get_absolute_url()}repondre/")

    assert page.status_code == 409
    assert TEXT in page.content.decode()
    assert "Le débat tourne en rond." in page.content.decode()
    assert Post.objects.filter(topic=topic).count() == 1


def test_an_answer_sent_twice_to_a_topic_locked_in_between_is_published_once(topic, nadia, draft):
    from forum import posting

    sent = draft(TEXT)
    first = posting.reply(nadia, topic, sent)
    Topic.objects.filter(pk=topic.pk).update(locked_at=timezone.now())

    assert posting.reply(nadia, topic, sent) == first


def test_an_answer_to_a_topic_moved_meanwhile_follows_it(topic, answer_to, moderator):
    former = topic.get_absolute_url()
    moderation.move(topic, Section.objects.create(slug="entraide", title="Entraide"), "Autre titre", moderator)

    page = answer_to(f"{former}repondre/")

    assert page.status_code == 302
    assert Post.objects.get(source=TEXT).topic == topic


def test_an_answer_to_a_topic_hidden_meanwhile(topic, answer_to, moderator):
    moderation.hide(topic.posts.get(), "Hors sujet.", moderator)

    page = answer_to(f"{topic.get_absolute_url()}repondre/")

    assert page.status_code == 404
    assert TEXT in page.content.decode()


@pytest.mark.parametrize("meanwhile", ["hide", "lock"])
def test_a_change_to_a_message_that_the_team_has_closed_meanwhile(topic, answer_to, moderator, meanwhile):
    post = topic.posts.get()
    getattr(moderation, meanwhile)(post if meanwhile == "hide" else topic, "Hors sujet.", moderator)

    page = answer_to(f"/forum/message/{post.pk}/modifier/")

    assert page.status_code == 409
    assert TEXT in page.content.decode()
    assert not PostVersion.objects.exists()


def test_an_answer_sent_after_the_session_ended(topic, visitor):
    page = visitor.post(f"{topic.get_absolute_url()}repondre/", form(text=TEXT))

    assert page.status_code == 403
    assert TEXT in page.content.decode()


def test_a_new_topic_is_given_back_with_its_title(visitor):
    page = visitor.post("/forum/nouveau/", form(title="Une vraie question", text=TEXT)).content.decode()

    assert "Une vraie question" in page
    assert TEXT in page


def test_an_answer_whose_form_has_expired(topic, nadia):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(nadia)
    browser.get(f"{topic.get_absolute_url()}repondre/")

    page = browser.post(f"{topic.get_absolute_url()}repondre/", form(text=TEXT, csrfmiddlewaretoken="x" * 64))

    assert page.status_code == 403
    assert TEXT in page.content.decode()


def test_another_site_does_not_show_its_words_on_ours(topic):
    """A browser sends no cookie of ours with the form of another site."""
    page = Client(enforce_csrf_checks=True).post("/compte/connexion/", {"text": "Écrivez à banque@evil.example"})

    assert page.status_code == 403
    assert "evil.example" not in page.content.decode()


def test_writing_too_much_too_fast(topic, nadia, signed_in, settings):
    settings.FORUM_POSTS_IN_TEN_MINUTES = 3
    client = signed_in(nadia)
    client.post(f"{topic.get_absolute_url()}repondre/", form())

    page = client.post(f"{topic.get_absolute_url()}repondre/", form(text=TEXT))

    assert TEXT in page.content.decode()
    assert Post.objects.filter(topic=topic).count() == 2


def test_changing_too_much_too_fast(topic, nadia, signed_in, settings):
    settings.RATE_LIMITS = {"edit": "1/10m/user"}
    client = signed_in(nadia)
    path = f"/forum/message/{topic.posts.get().pk}/modifier/"
    client.post(path, form(text="Une première correction."))

    page = client.post(path, form(text=TEXT))

    assert TEXT in page.content.decode()
    assert topic.posts.get().source == "Une première correction."


def test_a_title_that_is_too_short_keeps_the_text(nadia, signed_in):
    page = signed_in(nadia).post("/forum/nouveau/", form(title="Ah", text=TEXT, section="questions-generales"))

    assert page.status_code == 200
    assert TEXT in page.content.decode()
