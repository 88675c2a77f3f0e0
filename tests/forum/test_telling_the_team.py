"""Mail about what waits: who moderates knows that something does, whoever wrote knows that it shows."""

import pytest
from django.core import mail

from forum import moderation, posting
from forum.models import Post
from forum.permissions import is_moderator
from forum.queries import moderators
from forum.reporting import report_post

pytestmark = pytest.mark.django_db


def sent_to(person) -> list[str]:
    return [message.subject for message in mail.outbox if message.to == [person.email]]


def test_those_who_moderate_are_told_when_a_first_message_waits(contributor, moderator, section, draft):
    posting.open_topic(contributor, section, "Une question", draft())

    assert sent_to(moderator) == ["Parcours : le forum attend l’équipe"]
    assert "/admin/forum/" in mail.outbox[0].body
    assert sent_to(contributor) == []


def test_they_are_told_once_until_the_queue_is_empty(contributor, learner, moderator, section, draft):
    first = posting.open_topic(contributor, section, "Une question", draft())
    second = posting.open_topic(learner, section, "Une autre", draft())
    assert len(sent_to(moderator)) == 1

    moderation.hide(first, "Hors sujet.", moderator)
    moderation.hide(second, "Hors sujet.", moderator)
    posting.open_topic(contributor, section, "Encore une", draft())

    assert len(sent_to(moderator)) == 2


def test_a_report_tells_them_too(nadia, contributor, moderator):
    report_post(Post.objects.get(author=nadia), contributor, "spam", "")

    assert sent_to(moderator) == ["Parcours : le forum attend l’équipe"]


def test_the_author_is_told_when_the_message_shows(contributor, moderator, section, draft):
    post = posting.open_topic(contributor, section, "Une question", draft())

    moderation.approve(post, moderator)

    assert sent_to(contributor) == ["Parcours : votre message est en ligne"]
    assert post.get_absolute_url() in mail.outbox[-1].body


def test_a_message_published_at_once_tells_neither(nadia, moderator, section, draft):
    posting.open_topic(nadia, section, "Une question", draft())

    assert mail.outbox == []


def test_an_author_who_is_gone_is_told_nothing(contributor, moderator, section, draft):
    post = posting.open_topic(contributor, section, "Une question", draft())
    Post.objects.filter(pk=post.pk).update(author=None)

    moderation.approve(post, moderator)

    assert sent_to(contributor) == []


def test_those_who_are_told_are_those_who_may_moderate(contributor, learner, moderator, administrator):
    everybody = [contributor, learner, moderator, administrator]

    assert set(moderators()) == {person for person in everybody if is_moderator(person)} == {moderator, administrator}
