"""What is hidden leaves every answer with the change itself, even where no worker indexes it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import moderation, posting
from search.documents import all_documents, key_of
from search.indexing import note_changed, ready_engine, rebuild_engine
from search.lexicon import lexicon
from search.models import PendingDocument
from search.searching import Request, answer
from tests.content import action, tool, tutorial
from tests.forum.conftest import draft, known, moderator, nadia, section  # noqa: F401 (fixtures)
from tests.search.site import make_action, make_tool, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_search")]


@pytest.fixture
def no_worker(settings):
    """Changes are noted, and no task runs."""

    def start():
        rebuild_engine("embedded")
        connection.run_on_commit.clear()

    return start


def hits(text):
    return answer(Request(text), lexicon().vocabulary, ready_engine()).results


def answers(client, text):
    """All that anybody may ask the search about a text."""
    addresses = ("/chercher/", "/chercher/suggestions/", "/chercher/flux.atom")
    return " ".join(client.get(address, {"q": text}).content.decode() for address in addresses)


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_page_restricted_a_moment_ago_is_shown_nowhere(kind, visitor, no_worker):
    page = make_action("Compter la caisse", summary="Le code du coffre est 1234.")
    no_worker()
    before = answers(visitor, "caisse")
    page.view_restrictions.create(restriction_type=kind, password="mot")

    assert "1234" in before
    assert "Compter" not in answers(visitor, "caisse")
    assert "1234" not in answers(visitor, "coffre")
    assert json.loads(visitor.get("/chercher/suggestions/?q=comp").content)[1] == []
    assert hits("caisse").total == 0


def test_what_stands_under_a_restricted_page_goes_with_it_and_comes_back_with_it(visitor, no_worker):
    page = make_tool("Caisse enregistreuse")
    no_worker()
    restriction = page.get_parent().view_restrictions.create(restriction_type="login")
    during = hits("caisse").total
    restriction.delete()

    assert (during, hits("caisse").total) == (0, 1)


def test_an_unpublished_page_is_shown_nowhere(visitor, no_worker):
    page = make_action("Compter la caisse")
    no_worker()
    page.unpublish()

    assert "Compter" not in answers(visitor, "caisse")


def test_a_message_hidden_a_moment_ago_is_not_quoted(nadia, moderator, section, draft, visitor, no_worker):  # noqa: F811
    question = posting.open_topic(nadia, section, "Sauvegarder un téléphone", draft("Où ranger les photos ?")).topic
    spam = posting.reply(nadia, question, draft("Des photos et des montres à vendre."))
    no_worker()
    before = answers(visitor, "photos montres")
    moderation.hide(spam, "Publicité.", moderator)

    assert "à vendre" in before
    assert "à vendre" not in answers(visitor, "photos montres")
    assert hits("photos").total == 1


def test_a_new_title_is_shown_before_it_is_indexed(no_worker):
    page = make_action("Compter la caisse")
    no_worker()
    page.title = "Compter le fonds de caisse"
    publish(page)

    assert [hit.card["title"] for hit in hits("caisse").hits] == ["Compter le fonds de caisse"]


def test_a_tool_that_is_renamed_brings_its_tutorials_and_its_actions_again(
    no_worker, django_capture_on_commit_callbacks, monkeypatch
):
    framadate = tool("Framadate")
    named = [tutorial(tool=framadate), action(sheets=[framadate])]
    no_worker()
    monkeypatch.setattr("search.indexing.enqueue_unless_waiting", lambda task: None)

    framadate.slug = "framadate-libre"
    with django_capture_on_commit_callbacks(execute=True):
        framadate.save()

    assert {key_of(page) for page in named} <= set(PendingDocument.objects.values_list("key", flat=True))


def test_twenty_results_that_changed_cost_as_many_queries_as_two(visitor, no_worker):
    pages = [
        make_action(f"Compter la caisse {rank}", sheets=[("sheet", make_tool(f"Caisse {rank}"))]) for rank in range(20)
    ]
    no_worker()
    note_changed(key_of(page) for page in pages[:2])
    few = queries_of(visitor)
    note_changed(key_of(page) for page in pages[2:])

    assert queries_of(visitor) == few <= 12


def queries_of(visitor):
    visitor.get("/chercher/?q=compter+la+caisse")
    with CaptureQueriesContext(connection) as queries:
        assert "Compter la caisse 1" in visitor.get("/chercher/?q=compter+la+caisse").content.decode()
    return len(queries)


def test_a_whole_index_is_made_in_as_many_queries_for_many_as_for_few(db):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            list(all_documents())
        return len(asked)

    framadate = make_tool("Framadate")
    make_action("Choisir une date", sheets=[("sheet", framadate)])
    tutorial(tool=framadate)
    queries()
    few = queries()
    for rank in range(4):
        other = make_tool(f"Outil {rank}")
        make_action(f"Choisir {rank}", sheets=[("sheet", other)])
        tutorial(f"Mode d’emploi {rank}", tool=other)

    assert queries() == few
