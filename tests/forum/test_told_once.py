"""Whoever follows is told each message exactly once, whatever is asked for, whenever the worker runs."""

import datetime
import itertools
import zoneinfo

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from forum import digests, notifying, posting
from forum.models import Subscription, Telling
from forum.subscribing import subscribe

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 3, 27, 5, tzinfo=datetime.UTC)  # the clocks change on the 29th in Europe
ZONES = ["Europe/Paris", "America/Cayenne", "Pacific/Noumea", "Indian/Reunion", "UTC"]
RHYTHMS = st.sampled_from(["at_once", "daily", "none"])
GESTURES = st.one_of(
    st.just(("write",)),
    st.tuples(st.just("follow"), st.sampled_from(["topic", "section"]), RHYTHMS),
    st.tuples(st.just("wait"), st.integers(1, 30)),
    st.just(("digests",)),
    st.just(("announce again",)),
    st.just(("announcement cut",)),
    st.just(("digest fails",)),
)


@pytest.fixture
def clock(monkeypatch):
    at = {"now": START}
    monkeypatch.setattr(timezone, "now", lambda: at["now"])
    return at


class Story:
    """What a person does, and what they must have read of it."""

    def __init__(self, topic, reader, writer, draft, clock):
        self.topic, self.reader, self.writer, self.draft, self.clock = topic, reader, writer, draft, clock
        self.numbers = itertools.count(1)
        self.due: set[int] = set()  # written while they followed, and they never stopped since
        self.possible: set[int] = set()  # written while they followed
        self.written: dict[int, object] = {}

    def play(self, gesture):
        getattr(self, gesture[0].replace(" ", "_"))(*gesture[1:])

    def write(self):
        number = next(self.numbers)
        self.written[number] = posting.reply(self.writer, self.topic, self.draft(f"Idée numéro {number}."))
        if Subscription.objects.filter(user=self.reader).exists():
            self.due.add(number)
            self.possible.add(number)

    def follow(self, where, rhythm):
        target = self.topic if where == "topic" else self.topic.section
        if rhythm == "none":
            Subscription.objects.filter(user=self.reader, **{where: target}).delete()
        else:
            subscribe(self.reader, target, rhythm)
        if not Subscription.objects.filter(user=self.reader).exists():
            self.due -= {number for number in self.due if not self.times_told(number)}

    def wait(self, hours):
        self.clock["now"] += datetime.timedelta(hours=hours)

    def digests(self):
        digests.send_digests_when_due()

    def announce_again(self):
        """A worker that was killed before it noted that it had done."""
        for post in self.written.values():
            if (self.clock["now"] - post.published_at) < datetime.timedelta(hours=1) and self.is_decided(post):
                type(post).objects.filter(pk=post.pk).update(to_announce=True)
        notifying.tell_followers.call()

    def is_decided(self, post):
        """Only a message whose announcement was for this person already: another would be a late follower."""
        return Telling.objects.filter(post=post, user=self.reader).exists() or self.told_of(post)

    def announcement_cut(self):
        real = notifying.queue
        notifying.queue = _fails
        try:
            self.write()
        finally:
            notifying.queue = real
        notifying.tell_followers.call()

    def digest_fails(self):
        real = digests.queue
        digests.queue = _fails
        try:
            digests.send_digests_when_due()
        finally:
            digests.queue = real

    def told_of(self, post):
        return any(f"/forum/message/{post.pk}/" in sent.body for sent in self.mails())

    def times_told(self, number):
        return sum(sent.body.count(f"Idée numéro {number}.") for sent in self.mails())

    def mails(self):
        return [sent for sent in mail.outbox if sent.to == [self.reader.email]]


def _fails(rows):
    list(rows)
    raise ConnectionError("The database went away.")


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestures=st.lists(GESTURES, min_size=4, max_size=25), zone=st.sampled_from(ZONES))
def test_each_message_is_told_once(topic, known, draft, clock, settings, gestures, zone):
    settings.FORUM_POSTS_IN_TEN_MINUTES = 1000
    with transaction.atomic(), timezone.override(zoneinfo.ZoneInfo(zone)):
        mail.outbox.clear()
        clock["now"] = START
        story = Story(topic, known("Paul"), known("Rose"), draft, clock)
        for gesture in gestures:
            story.play(gesture)
        [(story.wait(13), story.digests()) for _ in range(4)]

        told = {number: story.times_told(number) for number in story.written}
        assert dict.fromkeys(story.due, 1) == {number: told[number] for number in story.due}
        assert all(times <= 1 for times in told.values())
        assert {number for number, times in told.items() if times} <= story.possible
        transaction.set_rollback(True)


def test_who_passes_from_at_once_to_daily_is_not_told_again(topic, known, draft):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "at_once")
    [posting.reply(rose, topic, draft(f"Idée {number}.")) for number in range(3)]
    assert len(mail.outbox) == 3

    subscribe(paul, topic, "daily")
    digests.send_digests.call()

    assert len(mail.outbox) == 3


def test_a_second_run_on_the_same_day_loses_nothing(topic, known, draft, clock):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "daily")
    for hour in (1, 22):  # the worker was down in the morning, and caught up at night
        clock["now"] = datetime.datetime(2026, 7, 1, hour, tzinfo=datetime.UTC)
        posting.reply(rose, topic, draft(f"Idée de {hour} h."))
        digests.send_digests_when_due()
    clock["now"] = datetime.datetime(2026, 7, 2, 5, 30, tzinfo=datetime.UTC)
    digests.send_digests_when_due()

    assert ["Idée de 1 h." in sent.body for sent in mail.outbox] == [True, False] or len(mail.outbox) == 1
    assert sum(sent.body.count("Idée de 22 h.") for sent in mail.outbox) == 1


def test_a_topic_at_once_in_a_section_by_day_is_told_once(topic, known, draft):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "at_once")
    subscribe(paul, topic.section, "daily")

    posting.reply(rose, topic, draft("Une idée."))
    digests.send_digests.call()

    assert sum(sent.body.count("Une idée.") for sent in mail.outbox) == 1


def test_a_digest_that_cannot_be_made_stops_no_other(topic, known, draft, monkeypatch):
    people, rose = [known("Paul"), known("Léa")], known("Rose")
    [subscribe(person, topic, "daily") for person in people]
    posting.reply(rose, topic, draft())
    real = digests._digest

    def fails_for_paul(user):
        if user == people[0]:
            raise ValueError("no digest")
        return real(user)

    monkeypatch.setattr(digests, "_digest", fails_for_paul)
    digests.send_digests.call()

    assert [sent.to for sent in mail.outbox] == [[people[1].email]]


def test_a_message_that_was_hidden_meanwhile_is_not_mailed(topic, known, draft):
    paul, rose = known("Paul"), known("Rose")
    subscribe(paul, topic, "daily")
    post = posting.reply(rose, topic, draft())
    type(post).objects.filter(pk=post.pk).update(status="hidden")

    digests.send_digests.call()

    assert mail.outbox == []
