import pytest

from accounts.personal_data import delete_account, export
from forum import posting
from forum.models import Post, PostVersion, Report, Sanction, Subscription
from forum.reporting import report_post
from forum.subscribing import subscribe

pytestmark = pytest.mark.django_db


@pytest.fixture
def active(topic, known, draft):
    """Paul wrote, changed, followed, reported and was warned."""
    paul = known("Paul")
    post = posting.reply(paul, topic, draft("Ma première version."))
    posting.edit(paul, post, draft("Ma seconde version."))
    subscribe(paul, topic, "at_once")
    report_post(topic.posts.first(), paul, "other", "Je signale ceci.")
    Sanction.objects.create(user=paul, measure="warning", reason="Restez aimable.")
    return paul


def test_the_export_holds_all_that_one_wrote(active):
    text = str(export(active))

    for words in (
        "Ma première version.",
        "Ma seconde version.",
        "Je signale ceci.",
        "Restez aimable.",
        "Bonjour de Paul",
    ):
        assert words in text


def test_a_deleted_account_leaves_its_messages_without_a_name(active, topic, visitor):
    number = active.pk

    delete_account(active)

    page = visitor.get(topic.get_absolute_url()).content.decode()
    assert "Ma seconde version." in page
    assert "Paul" not in page
    assert not Post.objects.filter(author_id=number).exists()
    assert PostVersion.objects.filter(source="Ma première version.").exists()
    assert Report.objects.get().reporter is None
    assert not Subscription.objects.exists()
    assert not Sanction.objects.exists()


def test_the_feed_of_a_deleted_author_is_still_served(active, topic, visitor):
    delete_account(active)

    assert "compte fermé" in visitor.get(topic.get_absolute_url() + "flux.atom").content.decode()
