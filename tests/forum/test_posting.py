import re
import threading

import pytest
from django.db import connections
from django.utils import timezone

from forum import posting
from forum.models import Post, Topic
from forum.screening import opened_now

pytestmark = pytest.mark.django_db


def form(**more):
    return {"text": "Essayez un sondage.", "opened": _opened_a_minute_ago(), **more}


def _opened_a_minute_ago():
    from unittest import mock

    with mock.patch("django.core.signing.time.time", return_value=timezone.now().timestamp() - 60):
        return opened_now()


def test_a_known_person_answers_and_it_shows(topic, known, signed_in, visitor):
    paul = known("Paul")

    answer = signed_in(paul).post(f"{topic.get_absolute_url()}repondre/", form())

    post = Post.objects.get(author=paul, topic=topic)
    assert answer.url == f"/forum/message/{post.pk}/"
    assert "Essayez un sondage." in visitor.get(topic.get_absolute_url()).content.decode()
    topic.refresh_from_db()
    assert topic.state == "repondu"


def test_ones_own_answer_leaves_the_question_unanswered(topic, nadia, draft):
    posting.reply(nadia, topic, draft())

    topic.refresh_from_db()
    assert topic.state == "sans-reponse"


def test_a_first_message_waits_with_its_name_chosen_on_the_way(topic, learner, signed_in):
    answer = signed_in(learner).post(f"{topic.get_absolute_url()}repondre/", form(name="Lina"))

    post = Post.objects.get(author=learner)
    assert (post.status, post.waiting_for) == ("waiting", "premier message")
    assert answer.url == f"/forum/mes-messages/?attend={post.pk}"
    learner.refresh_from_db()
    assert learner.display_name == "Lina"


def test_a_preview_publishes_nothing(topic, nadia, signed_in):
    page = signed_in(nadia).post(f"{topic.get_absolute_url()}repondre/", form(text="**gras**", preview="1"))

    assert "<strong>gras</strong>" in page.content.decode()
    assert Post.objects.filter(topic=topic).count() == 1


def test_the_same_form_sent_twice_makes_one_post(topic, nadia, signed_in):
    client = signed_in(nadia)
    sent = form(key="7d0e5f0e-8f6c-4a51-9d32-0c4b4a3d7a10")

    first = client.post(f"{topic.get_absolute_url()}repondre/", sent)
    second = client.post(f"{topic.get_absolute_url()}repondre/", sent)

    assert first.url == second.url
    assert Post.objects.filter(topic=topic).count() == 2


def test_the_same_new_topic_sent_twice_makes_one_topic(nadia, section, draft):
    sent = draft()

    first = posting.open_topic(nadia, section, "Deux fois", sent)
    second = posting.open_topic(nadia, section, "Deux fois", sent)

    assert first == second
    assert Topic.objects.filter(title="Deux fois").count() == 1


def test_a_change_keeps_what_was_said(topic, nadia, signed_in, visitor):
    post = topic.posts.get()

    signed_in(nadia).post(f"/forum/message/{post.pk}/modifier/", form(text="Nous sommes treize."))

    assert "Nous sommes treize." in visitor.get(topic.get_absolute_url()).content.decode()
    assert "Nous sommes douze." in visitor.get(f"/forum/message/{post.pk}/historique/").content.decode()


def test_nobody_changes_the_message_of_somebody_else(topic, known, moderator, signed_in):
    post = topic.posts.get()

    answers = [signed_in(who).get(f"/forum/message/{post.pk}/modifier/") for who in (known("Paul"), moderator)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_the_author_and_the_team_mark_as_resolved(topic, nadia, known, moderator, signed_in):
    path = f"{topic.get_absolute_url()}resoudre/"

    assert signed_in(known("Paul")).post(path).status_code == 404
    signed_in(nadia).post(path)
    topic.refresh_from_db()
    assert topic.state == "resolu"
    signed_in(moderator).post(path, {"reopen": "1"})
    topic.refresh_from_db()
    assert topic.state == "sans-reponse"


def test_quoting_starts_with_the_message(topic, nadia, known, signed_in):
    post = topic.posts.get()

    page = signed_in(known("Paul")).get(f"{topic.get_absolute_url()}repondre/?citer={post.pk}").content.decode()

    assert "&gt; **Nadia**" in page
    assert "&gt; Nous sommes douze." in page


def test_titles_that_look_alike_get_their_own_addresses(nadia, section, draft):
    slugs = [
        posting.open_topic(nadia, section, title, draft()).topic.slug for title in ("Flux", "Une date", "Une date !")
    ]

    assert slugs == ["flux-2", "une-date", "une-date-2"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Une date\r\nBcc", "Une date Bcc"),
        ("Une\u202e date\u200b ?", "Une date\xa0?"),
        ("\x08Une\x0b date", "Une date"),
    ],
)
def test_a_title_is_one_line_that_can_be_read(nadia, signed_in, title, kept):
    signed_in(nadia).post("/forum/nouveau/", form(title=title, section="questions-generales"))

    assert Topic.objects.latest("pk").title == kept


@pytest.mark.parametrize("title", ["\u200d" * 6, "......", " \u2003 \u2003 "])
def test_a_title_that_nobody_can_read_is_refused(nadia, signed_in, title):
    page = signed_in(nadia).post("/forum/nouveau/", form(title=title, section="questions-generales"))

    assert page.status_code == 200
    assert not Topic.objects.filter(title=title).exists()


def test_a_topic_hangs_on_a_page(nadia, signed_in, visitor, db):
    from wagtail.models import Page

    home = Page.objects.filter(depth=2).first()

    signed_in(nadia).post(f"/forum/nouveau/?page={home.pk}", form(title="Une question sur la page"))

    topic = Topic.objects.get(title="Une question sur la page")
    assert topic.section.page == home
    assert topic.section.slug == home.slug
    assert visitor.get(topic.get_absolute_url()).status_code == 200
    home.delete()
    topic.refresh_from_db()
    assert visitor.get(topic.get_absolute_url()).status_code == 200


def test_a_topic_does_not_hang_on_a_page_that_is_not_published(nadia, signed_in):
    from wagtail.models import Page

    home = Page.objects.filter(depth=2).first()
    Page.objects.filter(pk=home.pk).update(live=False)

    assert signed_in(nadia).get(f"/forum/nouveau/?page={home.pk}").status_code == 404


def test_markup_of_a_message_cannot_take_over_the_page(nadia, topic, draft):
    text = "# Titre\n\n<script>alert(1)</script> ![pixel](https://spy.example/p.gif) [x](javascript:alert(1))"
    post = posting.reply(nadia, topic, draft(text))

    tags = set(re.findall(r"<([a-z0-9]+)", post.html))
    assert tags <= {"p", "strong", "a"}
    assert 'javascript:alert(1)"' not in post.html
    assert " id=" not in post.html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Voir https://a.example/x?a=1&b=2.", 'href="https://a.example/x?a=1&amp;b=2"'),
        ("(https://a.example/x), là", 'href="https://a.example/x"'),
        ("**https://a.example**", 'href="https://a.example"'),
    ],
)
def test_an_address_written_as_it_is_becomes_a_link(nadia, topic, draft, text, html):
    assert html in posting.reply(nadia, topic, draft(text)).html


@pytest.mark.parametrize(
    "text", ["`https://a.example`", "```\nhttps://a.example\n```", "[https://a.example](/f/7QK2M)"]
)
def test_an_address_in_code_or_in_a_link_stays_as_it_is(nadia, topic, draft, text):
    assert 'href="https://a.example' not in posting.reply(nadia, topic, draft(text)).html


def test_addresses_written_as_they_are_count_among_the_links(nadia, topic, draft):
    text = " ".join(f"https://montres{number}.example" for number in range(4))

    assert posting.reply(nadia, topic, draft(text)).waiting_for == "beaucoup de liens"


@pytest.mark.parametrize("name", ["Zoé <script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"])
def test_names_and_titles_are_text(nadia, section, draft, visitor, name):
    nadia.display_name = name[:60]
    nadia.save()
    topic = posting.open_topic(nadia, section, name, draft()).topic

    for path in ("/forum/", topic.get_absolute_url(), "/forum/flux.atom"):
        page = visitor.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_threads_sending_the_same_form_make_one_post(topic, nadia, draft):
    sent, made = draft(), []

    def send():
        made.append(posting.reply(nadia, topic, sent).pk)
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(set(made)) == 1
    assert Post.objects.filter(topic=topic).count() == 2
