"""
States × views: what nobody approved, or what the team took away, comes out by no door.

A state writes the word SECRET where its text must not be read; a view is all that it sends to anybody. The same word
in a message that is public comes out by each of these doors, so that none of them is empty by mistake.
"""

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from forum import addressing, moderation, posting
from forum.digests import send_digests
from forum.models import ListedWord, Post, Subscription, Telling, Topic
from forum.notifying import tell_followers
from forum.subscribing import subscribe
from mail.models import OutgoingMail
from search.documents import all_documents
from tests.content import action

pytestmark = pytest.mark.django_db
SECRET = "motintrouvable"


@pytest.fixture
def stage(nadia, known, moderator, draft, section):
    return Stage(nadia, known("Paul"), moderator, draft, section)


class Stage:
    """A topic of Nadia's about a page, that Paul follows; what the states do to it."""

    def __init__(self, author, follower, moderator, draft, section):
        ListedWord.objects.create(words="casino")
        self.author, self.moderator, self.draft, self.section = author, moderator, draft, section
        self.page = action("Choisir une date")
        self.topic = posting.open_topic(
            author, addressing.section_of(self.page), "Quel jour ?", draft("Bonjour.")
        ).topic
        self.follower = follower
        subscribe(follower, self.topic, "at_once")
        subscribe(follower, self.topic.section, "daily")
        mail.outbox.clear()

    def write(self, text, **signs):
        return posting.reply(self.author, self.topic, self.draft(text, **signs))

    def edit(self, post, text):
        return posting.edit(self.author, post, self.draft(text))

    def close(self, page, kind=PageViewRestriction.LOGIN):
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="mot")


def waiting(stage):
    return stage.write(f"{SECRET} casino")


def changed_while_it_waited(stage):
    post = stage.write(f"{SECRET} casino")
    post = stage.edit(post, "Bonjour à tout le monde.")
    moderation.approve(post, stage.moderator)
    return post


def changed_into_listed_words_and_back(stage):
    post = stage.write("Bonjour à tout le monde.")
    post = stage.edit(post, f"{SECRET} casino")
    post = stage.edit(post, "Bonjour de nouveau.")
    moderation.approve(post, stage.moderator)
    return post


def waiting_after_a_change(stage):
    return stage.edit(stage.write(f"{SECRET} d’abord."), "casino")


def hidden(stage):
    post = stage.write(SECRET)
    moderation.hide(post, "Hors sujet.", stage.moderator)
    return post


def hidden_after_a_change(stage):
    post = stage.edit(stage.write(SECRET), "Bonjour à tout le monde.")
    moderation.hide(post, "Hors sujet.", stage.moderator)
    return post


def in_a_topic_that_waits(stage):
    return posting.open_topic(stage.author, stage.section, SECRET, stage.draft(f"{SECRET} casino"))


def in_a_topic_whose_messages_are_hidden(stage):
    post = posting.open_topic(stage.author, stage.section, SECRET, stage.draft(SECRET))
    moderation.hide(post, "Hors sujet.", stage.moderator)
    return post


def deleted(stage):
    post = stage.write(SECRET)
    Post.objects.filter(pk=post.pk).delete()
    return post


def about_a_page_that_is_private_now(stage):
    post = stage.write(SECRET)
    stage.close(stage.page)
    return post


def about_a_page_under_a_private_one(stage):
    post = stage.write(SECRET)
    stage.close(stage.page.get_parent(), PageViewRestriction.PASSWORD)
    return post


def about_a_page_that_became_private_and_took_a_title(stage):
    post = stage.write("Bonjour à tout le monde.")
    stage.close(stage.page)
    Page.objects.filter(pk=stage.page.pk).update(title=SECRET)
    return post


def about_a_page_whose_next_title_is_not_published(stage):
    post = stage.write("Bonjour à tout le monde.")
    stage.page.unpublish()
    Page.objects.filter(pk=stage.page.pk).update(title=SECRET)
    return post


def about_a_private_page_that_is_deleted(stage):
    post = stage.write(SECRET)
    stage.close(stage.page)
    Page.objects.get(pk=stage.page.pk).delete()
    return post


def about_a_page_that_is_deleted_with_the_private_one_above(stage):
    post = stage.write(SECRET)
    stage.close(stage.page.get_parent(), PageViewRestriction.PASSWORD)
    Page.objects.get(pk=stage.page.get_parent().pk).specific.delete()
    return post


STATES = [
    waiting,
    changed_while_it_waited,
    changed_into_listed_words_and_back,
    waiting_after_a_change,
    hidden,
    hidden_after_a_change,
    in_a_topic_that_waits,
    in_a_topic_whose_messages_are_hidden,
    deleted,
    about_a_page_that_is_private_now,
    about_a_page_under_a_private_one,
    about_a_page_that_became_private_and_took_a_title,
    about_a_page_whose_next_title_is_not_published,
    about_a_private_page_that_is_deleted,
    about_a_page_that_is_deleted_with_the_private_one_above,
]


def public(stage):
    """What each view must show: the message, its former text, and a topic with the word in its title."""
    posting.open_topic(stage.author, addressing.section_of(stage.page), f"Sujet {SECRET}", stage.draft(SECRET))
    return stage.edit(stage.write(SECRET), f"{SECRET} encore.")


def ask(path, client=None):
    answer = (client or Client()).get(path, follow=True)
    return answer.content.decode() + str([step[0] for step in answer.redirect_chain])


def as_follower(stage, path):
    client = Client()
    client.force_login(stage.follower)
    return ask(path, client)


VIEWS = {
    "home": lambda stage, post: ask("/forum/"),
    "home by state": lambda stage, post: "".join(ask(f"/forum/?etat={state}") for state in ("sans-reponse", "repondu")),
    "section": lambda stage, post: ask(stage.topic.section.get_absolute_url()),
    "topic": lambda stage, post: ask(post.topic.get_absolute_url()),
    "link": lambda stage, post: ask(f"/forum/message/{post.pk}/"),
    "history": lambda stage, post: ask(f"/forum/message/{post.pk}/historique/"),
    "report": lambda stage, post: ask(f"/forum/message/{post.pk}/signaler/"),
    "quotation": lambda stage, post: as_follower(stage, f"{post.topic.get_absolute_url()}repondre/?citer={post.pk}"),
    "feed": lambda stage, post: ask("/forum/flux.atom"),
    "feed of the section": lambda stage, post: ask(f"{stage.topic.section.get_absolute_url()}flux.atom"),
    "feed of the topic": lambda stage, post: ask(f"{post.topic.get_absolute_url()}flux.atom"),
    "page": lambda stage, post: ask(stage.page.url),
    "mails at once": lambda stage, post: mails(stage, post),
    "digest": lambda stage, post: digest(stage),
    "search": lambda stage, post: str(list(all_documents())),
    "own page of somebody else": lambda stage, post: as_follower(stage, "/forum/mes-messages/"),
    "export of somebody else": lambda stage, post: as_follower(stage, "/compte/mes-donnees/"),
    "page that stops mails": lambda stage, post: stop_pages(stage),
}


def mails(stage, post):
    """As when the worker comes late, after all that was done to the message."""
    mail.outbox.clear()
    OutgoingMail.objects.all().delete()
    Post.objects.filter(pk=post.pk).update(to_announce=True)
    tell_followers.call()
    return sent()


def digest(stage):
    """Each message was to be told to the follower, whatever became of it since: the mail looks once more."""
    OutgoingMail.objects.all().delete()  # what left at once while the message was public is another door
    mail.outbox.clear()
    Subscription.objects.filter(user=stage.follower).update(rhythm="daily")
    posts = Post.objects.exclude(author=stage.follower)
    Telling.objects.bulk_create([Telling(user=stage.follower, post=post) for post in posts], ignore_conflicts=True)
    send_digests.call()
    return sent()


def sent():
    return "".join(message.subject + str(message.message()) + message.body for message in mail.outbox)


def stop_pages(stage):
    return "".join(ask(one.get_absolute_url()) for one in Subscription.objects.filter(user=stage.follower))


def seen_through(view, stage, post):
    """The stage is set once a state, and stands again after each view (a digest marks what it told)."""
    with transaction.atomic():
        shown = VIEWS[view](stage, post)
        transaction.set_rollback(True)
    return shown


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_not_public_comes_out_by_no_door(stage, state):
    post = state(stage)

    assert [view for view in VIEWS if SECRET in seen_through(view, stage, post)] == []


def test_what_is_public_comes_out_by_each_of_these_doors(stage):
    post = public(stage)
    subscribe(stage.follower, Topic.objects.get(title=f"Sujet {SECRET}"), "daily")

    assert [view for view in VIEWS if SECRET not in seen_through(view, stage, post)] == []


@pytest.mark.parametrize("state", STATES[:9], ids=lambda state: state.__name__)
def test_the_team_sees_all_that_showing_will_show(stage, state, signed_in):
    post = state(stage)

    page = signed_in(stage.moderator).get(f"/admin/forum/message/{post.pk}/")

    assert page.status_code == 404 or SECRET in page.content.decode()


def test_what_the_author_changed_meanwhile_is_not_shown_unread(stage, signed_in):
    post = stage.write("Bonjour casino")
    client = signed_in(stage.moderator)
    read = client.get(f"/admin/forum/message/{post.pk}/").context["forms"]["approve"].initial["seen"]
    stage.edit(post, f"{SECRET} casino")

    answer = client.post(f"/admin/forum/message/{post.pk}/", {"act": "approve", "approve-seen": read}, follow=True)

    post.refresh_from_db()
    assert post.status == "waiting"
    assert "a été modifié pendant que vous le lisiez" in answer.content.decode()


def test_the_topics_about_a_page_come_back_with_it(stage, visitor):
    stage.close(stage.page)
    assert visitor.get(stage.topic.get_absolute_url()).status_code == 404

    PageViewRestriction.objects.all().delete()

    assert visitor.get(stage.topic.get_absolute_url()).status_code == 200


def test_a_private_page_offers_no_question_that_could_not_be_asked(stage, signed_in):
    stage.close(stage.page)

    page = signed_in(stage.follower).get(stage.page.url).content.decode()

    assert stage.page.title in page
    assert "/forum/nouveau/" not in page


def test_the_topics_about_a_page_that_was_for_everybody_stay_when_it_is_deleted(stage, visitor):
    Page.objects.get(pk=stage.page.pk).delete()

    assert visitor.get(stage.topic.get_absolute_url()).status_code == 200
