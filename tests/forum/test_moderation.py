import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forum import moderation, posting
from forum.models import ListedWord, Post, Report, Sanction, Section, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(moderator, signed_in):
    """`act(post, "hide", reason="…")` does it as Mona does, in the admin."""
    client = signed_in(moderator)

    def send(post, name, **fields):
        path = reverse("forum_moderation:post", args=[post.pk])
        data = {"act": name, **{f"{name}-{field}": value for field, value in fields.items()}}
        if name == "approve":
            data["approve-seen"] = fields.get("seen") or mark_in(client.get(path).content.decode())
        return client.post(path, data)

    return send


def mark_in(page):
    """What the page of a message says was read, as the button sends it."""
    return re.search(r'name="approve-seen" value="(\w+)"', page)[1] if "approve-seen" in page else "x"


def in_the_log(action):
    return ModelLogEntry.objects.filter(action=action).select_related("user")


def test_a_first_message_waits_then_shows_once_the_team_has_read_it(section, contributor, act, visitor, draft):
    post = posting.open_topic(contributor, section, "Mon premier sujet", draft("Bonjour."))

    act(post, "approve")

    assert "Bonjour." in visitor.get(post.topic.get_absolute_url()).content.decode()
    assert in_the_log("forum.approve").get().user.display_name == "Mona"
    assert posting.open_topic(contributor, section, "Mon second sujet", draft()).status == "published"


def test_a_hidden_message_leaves_its_reason(topic, nadia, act, visitor, draft):
    post = posting.reply(nadia, topic, draft("Achetez mes montres."))

    act(post, "hide", reason="Publicité.")

    page = visitor.get(topic.get_absolute_url()).content.decode()
    assert "Achetez" not in page
    assert "L’équipe a masqué ce message\u00a0: Publicité." in page
    assert visitor.get(f"/forum/message/{post.pk}/historique/").status_code == 404
    assert in_the_log("forum.hide").get().data["reason"] == "Publicité."


def test_a_topic_whose_messages_are_all_hidden_is_gone(topic, act, visitor):
    act(topic.posts.get(), "hide", reason="Illégal.")

    assert visitor.get(topic.get_absolute_url()).status_code == 404


def test_anybody_reports_and_the_team_closes(topic, visitor, act, signed_in, moderator):
    post = topic.posts.get()
    path = f"/forum/message/{post.pk}/signaler/"

    visitor.post(path, {"reason": "hurtful", "details": "Cela me vise.", "website": ""})
    queue = signed_in(moderator).get(reverse("forum_moderation:queue")).content.decode()
    act(post, "dismiss")

    assert "Blessant pour quelqu’un" in queue
    assert post.reports.get().handled_at is not None
    assert post.reports.get().details == "Cela me vise."


@pytest.mark.parametrize("decision", [{"name": "approve"}, {"name": "hide", "reason": "Publicité."}])
def test_a_decision_closes_the_reports(topic, visitor, act, decision):
    post = topic.posts.get()
    visitor.post(f"/forum/message/{post.pk}/signaler/", {"reason": "hurtful", "details": "", "website": ""})
    if decision["name"] == "approve":
        act(post, "hide", reason="Le temps de lire.")
        Report.objects.update(handled_at=None)

    act(post, **decision)

    assert Report.objects.get().handled_at is not None


def test_a_robot_reports_nothing(topic, visitor):
    post = topic.posts.get()

    visitor.post(f"/forum/message/{post.pk}/signaler/", {"reason": "other", "website": "http://spam.example"})

    assert not post.reports.exists()


def test_a_locked_topic_is_read_and_not_answered(topic, act, visitor, nadia, signed_in):
    act(topic.posts.get(), "lock", reason="Tout est dit.")

    assert "Tout est dit." in visitor.get(topic.get_absolute_url()).content.decode()
    assert signed_in(nadia).get(f"/forum/message/{topic.posts.get().pk}/modifier/").status_code == 404
    act(topic.posts.get(), "unlock")
    assert Topic.objects.get(pk=topic.pk).locked_at is None


def test_a_moved_topic_is_found_at_its_old_address(topic, act, visitor):
    other = Section.objects.create(slug="entraide", title="Entraide")
    old = topic.get_absolute_url()

    act(topic.posts.get(), "move", section=other.pk, title="Choisir une date à douze")

    answer = visitor.get(old)
    assert (answer.status_code, answer.url) == (301, "/forum/entraide/choisir-une-date-a-douze/")
    assert visitor.get(answer.url).status_code == 200


def test_a_topic_is_split_and_permanent_links_go_on(topic, nadia, act, visitor, draft, section):
    aside, after = posting.reply(nadia, topic, draft("Autre chose.")), posting.reply(nadia, topic, draft("Suite."))

    act(aside, "split", section=section.pk, title="Autre chose", with_following="on")

    new = Topic.objects.get(title="Autre chose")
    assert list(new.posts.all()) == [aside, after]
    assert topic.posts.count() == 1
    assert visitor.get(f"/forum/message/{after.pk}/").url == f"{new.get_absolute_url()}#message-{after.pk}"


def test_a_warned_person_reads_why(topic, nadia, act, signed_in):
    act(topic.posts.get(), "warn", reason="Restez aimable.")

    assert "Restez aimable." in signed_in(nadia).get("/forum/mes-messages/").content.decode()


def test_a_suspended_person_reads_and_keeps_the_text_but_does_not_write(topic, nadia, act, signed_in, moderator):
    act(topic.posts.get(), "suspend", reason="Trois avertissements.", days="7")

    page = signed_in(nadia).post(f"{topic.get_absolute_url()}repondre/", {"text": "Un texte précieux."})

    assert page.status_code == 403
    assert "Un texte précieux." in page.content.decode()
    assert "Trois avertissements." in page.content.decode()
    moderation.end_suspension(nadia, moderator)
    assert signed_in(nadia).get(f"{topic.get_absolute_url()}repondre/").status_code == 200


def test_every_act_stands_in_the_log_without_a_mail_address(topic, nadia, act, section):
    post = topic.posts.get()
    for name, fields in {
        "warn": {"reason": "a"},
        "suspend": {"reason": "b", "days": "1"},
        "unsuspend": {},
        "lock": {"reason": "c"},
        "unlock": {},
        "hide": {"reason": "d"},
        "approve": {},
        "dismiss": {},
        "move": {"section": section.pk, "title": "Autre titre"},
        "split": {"section": section.pk, "title": "Encore un"},
    }.items():
        assert act(post, name, **fields).status_code == 302, name

    entries = ModelLogEntry.objects.filter(action__startswith="forum.")
    assert entries.count() == 10
    assert not entries.filter(label__contains="@").exists()
    assert all(entry.formatter for entry in entries)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Voir [a](https://a.fr) [b](https://b.fr) [c](https://c.fr) [d](https://d.fr)", "beaucoup de liens"),
        ("Venez jouer au CÁSINO en ligne", "mots surveillés"),
    ],
)
def test_what_looks_like_spam_waits_and_is_not_lost(topic, nadia, draft, text, reason):
    ListedWord.objects.create(words="casino en ligne")

    post = posting.reply(nadia, topic, draft(text))

    assert (post.status, post.waiting_for) == ("waiting", reason)


@pytest.mark.parametrize(
    ("signs", "reason"),
    [
        ({"trapped": True}, "champ caché rempli"),
        ({"seconds": 1}, "écrit trop vite"),
        ({"seconds": None}, "écrit trop vite"),
    ],
)
def test_what_a_robot_does_makes_a_message_wait(topic, nadia, draft, signs, reason):
    assert posting.reply(nadia, topic, draft(**signs)).waiting_for == reason


def test_changing_a_message_into_spam_makes_it_wait(topic, nadia, draft):
    ListedWord.objects.create(words="casino")

    posting.edit(nadia, topic.posts.get(), draft("Casino"))

    assert topic.posts.get().status == "waiting"


def test_the_team_is_told_on_the_first_page_of_the_admin(topic, contributor, section, draft, signed_in, moderator):
    Topic.objects.filter(pk=topic.pk).update(created_at=timezone.now() - timedelta(days=8))
    posting.open_topic(contributor, section, "Mon premier sujet", draft())

    page = signed_in(moderator).get("/admin/").content.decode()

    assert "1 message vous attend" in page
    assert "Comment choisir une date" in page


def test_an_editor_who_does_not_moderate_sees_nothing_of_it(topic, editor, signed_in):
    client = signed_in(editor)

    there = client.get(reverse("forum_moderation:post", args=[topic.posts.get().pk]))
    nowhere = client.get(reverse("forum_moderation:post", args=[999_999]))

    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert reverse("forum_moderation:queue") not in client.get("/admin/").content.decode()


def test_a_section_with_topics_is_not_deleted(topic, section, moderator, signed_in):
    path = reverse(f"{Section.snippet_viewset.url_namespace}:delete", args=[section.pk])

    signed_in(moderator).post(path)

    assert Section.objects.filter(pk=section.pk).exists()


def test_an_unknown_act_is_not_found(topic, act):
    assert act(topic.posts.get(), "delete").status_code == 404
    assert Post.objects.filter(topic=topic).exists()
    assert not Sanction.objects.exists()
