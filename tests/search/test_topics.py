"""The discussions of the forum in the search: what the team hides is never found, not even while no worker runs."""

import pytest

from forum import moderation, posting
from forum.models import Section
from search.documents import documents_of, key_of
from search.indexing import ready_engine
from search.lexicon import lexicon
from search.searching import Request, answer
from tests.forum.conftest import draft, known, moderator, nadia, section  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(nadia, section, draft, committed):  # noqa: F811
    """A topic that Nadia opened and that the search knows."""
    ready_engine()
    with committed():
        return posting.open_topic(nadia, section, "Sauvegarder un téléphone", draft("Où ranger les **photos** ?")).topic


def found(text, **facets):
    return answer(Request(text, facets), lexicon().vocabulary, ready_engine()).results


def addresses(text):
    return [hit.card["url"] for hit in found(text).hits]


def test_a_published_topic_is_found_by_its_title_and_by_its_messages(question):
    assert addresses("téléphones") == addresses("photos") == [question.get_absolute_url()]


def test_a_message_that_waits_is_not_found(contributor, section, draft, moderator, committed):  # noqa: F811
    with committed():
        post = posting.open_topic(contributor, section, "Mon parapluie", draft("Il pleut."))
    before = addresses("parapluie")
    with committed():
        moderation.approve(post, moderator)

    assert before == []
    assert addresses("parapluie") == [post.topic.get_absolute_url()]


def test_an_answer_and_its_correction_are_found(question, nadia, draft, committed):  # noqa: F811
    with committed():
        post = posting.reply(nadia, question, draft("Sur un disque dur."))
    answered = addresses("disque")
    with committed():
        posting.edit(nadia, post, draft("Sur une clé."))

    assert answered == [question.get_absolute_url()]
    assert (addresses("disque"), addresses("clé")) == ([], [question.get_absolute_url()])


def test_a_hidden_message_is_no_longer_found(question, nadia, moderator, draft, committed):  # noqa: F811
    with committed():
        post = posting.reply(nadia, question, draft("Achetez mes montres."))
    before = addresses("montres")
    with committed():
        moderation.hide(post, "Publicité.", moderator)

    assert before == [question.get_absolute_url()]
    assert addresses("montres") == []
    assert addresses("photos") == [question.get_absolute_url()]


def test_a_topic_whose_messages_are_all_hidden_is_no_longer_found(question, moderator, committed):  # noqa: F811
    with committed():
        moderation.hide(question.posts.get(), "Illégal.", moderator)

    assert addresses("téléphone") == []
    assert documents_of([key_of(question)]) == ([], [key_of(question)])


def test_a_moved_topic_is_found_under_its_new_title_and_address(question, moderator, committed):  # noqa: F811
    elsewhere = Section.objects.create(slug="materiel", title="Matériel")
    with committed():
        moderation.move(question, elsewhere, "Garder ses images", moderator)

    assert addresses("téléphone") == []
    assert addresses("images") == ["/forum/materiel/garder-ses-images/"]


def test_a_split_topic_takes_its_messages_along(question, nadia, section, moderator, draft, committed):  # noqa: F811
    with committed():
        post = posting.reply(nadia, question, draft("Et ma tablette ?"))
    with committed():
        new = moderation.split(post, "Une autre machine", section, moderator, with_following=True)

    assert addresses("tablette") == addresses("machine") == [new.get_absolute_url()]


def test_a_resolved_topic_says_so(question, committed):
    with committed():
        posting.resolve(question, resolved=True)
    (hit,) = found("photos").hits

    assert hit.card["state"] == "resolu"


def test_topics_are_a_kind_among_the_facets(question, visitor):
    assert found("photos").facets["type"] == {"discussion": 1}
    assert found("photos", type=("discussion",)).total == 1

    page = visitor.get("/chercher/?q=photos&type=discussion").content.decode()
    assert "card--topic" in page
    assert 'value="discussion" checked> discussion (1)' in page
