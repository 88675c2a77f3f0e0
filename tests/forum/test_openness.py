"""A site whose host wants no forum: nothing of it is seen, nothing of it is lost."""

import pytest
from django.core.management import call_command

from core.navigation import menu
from forum import posting
from forum.models import Post
from forum.notifying import tell_followers
from search.indexing import rebuild_engine
from tests import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(nadia, section, draft):
    return posting.open_topic(nadia, section, "Une question sur les dates", draft()).topic


@pytest.fixture
def closed(topic, settings):
    settings.FORUM_IS_OPEN = False


@pytest.mark.parametrize(
    "path", ["", "flux.atom", "nouveau/", "questions-generales/", "message/1/", "message/1/signaler/"]
)
def test_no_address_of_a_closed_forum_is_found(closed, visitor, path):
    assert visitor.get(f"/forum/{path}").status_code == 404


def test_a_topic_is_not_found_nor_answered(closed, topic, signed_in, nadia):
    assert signed_in(nadia).get(topic.get_absolute_url()).status_code == 404
    assert signed_in(nadia).post(f"{topic.get_absolute_url()}repondre/", {"text": "Oui."}).status_code == 404


def test_no_menu_and_no_page_leads_to_a_closed_forum(closed, visitor):
    assert "/forum/" not in visitor.get(content.action().url).content.decode()
    assert "/forum/" not in [entry.path for entry in menu(None, "footer")]


def test_a_closed_forum_is_not_found_by_the_search_even_before_its_index_is_made_again(topic, visitor, settings):
    rebuild_engine("embedded")
    assert "Une question sur les dates" in visitor.get("/chercher/?q=question+dates").content.decode()

    settings.FORUM_IS_OPEN = False

    assert "Une question sur les dates" not in visitor.get("/chercher/?q=question+dates").content.decode()


def test_what_one_wrote_and_the_way_out_of_mails_stay(closed, signed_in, nadia, visitor):
    assert "Une question sur les dates" in signed_in(nadia).get("/forum/mes-messages/").content.decode()
    assert visitor.get("/forum/abonnement/inconnu/").status_code == 200


def test_what_was_to_be_told_waits_until_the_forum_is_open_again(closed, topic):
    Post.objects.filter(topic=topic).update(to_announce=True)

    tell_followers.call()

    assert Post.objects.filter(topic=topic, to_announce=True).exists()


def test_an_update_asks_no_page_of_a_closed_forum(closed):
    call_command("ask_pages")


def test_a_forum_that_opens_again_has_all_its_messages(closed, topic, settings, visitor):
    settings.FORUM_IS_OPEN = True

    assert visitor.get(topic.get_absolute_url()).status_code == 200
