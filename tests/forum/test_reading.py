import pytest
from defusedxml import ElementTree
from django.test import Client

from forum import posting
from forum.models import Post

pytestmark = pytest.mark.django_db


def addresses(topic):
    post = topic.posts.first()
    return [
        "/forum/",
        "/forum/?etat=sans-reponse",
        "/forum/questions-generales/",
        topic.get_absolute_url(),
        f"/forum/message/{post.pk}/historique/",
        "/forum/flux.atom",
        "/forum/questions-generales/flux.atom",
        f"{topic.get_absolute_url()}flux.atom",
    ]


def test_everybody_reads_the_same_bytes_without_a_cookie(topic, signed_in, nadia, moderator, visitor):
    readers = [visitor, signed_in(nadia), signed_in(moderator)]

    for path in addresses(topic):
        answers = [reader.get(path) for reader in readers]
        assert [answer.status_code for answer in answers] == [200, 200, 200], path
        assert len({answer.content for answer in answers}) == 1, path
        assert not answers[0].cookies, path
        assert "Cookie" not in answers[0].get("Vary", ""), path
        assert b"csrfmiddlewaretoken" not in answers[0].content, path


def test_a_topic_of_500_posts_takes_as_many_queries_as_a_topic_of_one(
    topic, nadia, visitor, django_assert_max_num_queries, draft
):
    Post.objects.bulk_create(
        Post(
            topic=topic, author=nadia, source="x", html="<p>Une réponse.</p>", weight=21, published_at=topic.created_at
        )
        for _ in range(499)
    )

    with django_assert_max_num_queries(12):
        first = visitor.get(topic.get_absolute_url())
    with django_assert_max_num_queries(12):
        last = visitor.get(topic.get_absolute_url() + "?page=25")

    assert first.content.count(b"forum__post") == last.content.count(b"forum__post") == 20
    assert visitor.get(topic.get_absolute_url() + "?page=26").status_code == 404


def test_the_heaviest_posts_make_pages_under_the_budget(topic, nadia, visitor, draft):
    heavy = "a < b & c > d " * 700
    for _ in range(12):
        posting.reply(nadia, topic, draft(heavy))

    sizes = [len(visitor.get(f"{topic.get_absolute_url()}?page={number}").content) for number in (1, 2)]

    assert max(sizes) < 150_000


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=²", "?page=99999999999", "?etat=gagnant"])
def test_a_page_that_does_not_exist_is_not_found(topic, visitor, query):
    assert visitor.get("/forum/" + query).status_code == 404


def test_a_permanent_link_finds_its_page(topic, nadia, visitor, draft):
    Post.objects.bulk_create(
        Post(topic=topic, author=nadia, source="x", html="x", weight=1, published_at=topic.created_at)
        for _ in range(30)
    )
    last = posting.reply(nadia, topic, draft())

    assert visitor.get(f"/forum/message/{last.pk}/").url == f"{topic.get_absolute_url()}?page=2#message-{last.pk}"


def test_what_waits_is_nowhere_to_be_read(section, contributor, visitor, draft):
    post = posting.open_topic(contributor, section, "Mon premier sujet", draft("Premier message secret."))

    assert visitor.get(post.topic.get_absolute_url()).status_code == 404
    assert visitor.get(f"/forum/message/{post.pk}/").status_code == 404
    assert "Mon premier sujet" not in visitor.get("/forum/").content.decode()
    assert "secret" not in visitor.get("/forum/flux.atom").content.decode()


def test_feeds_are_atom(topic, visitor):
    root = ElementTree.fromstring(visitor.get(topic.get_absolute_url() + "flux.atom").content)

    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in root.iter("{http://www.w3.org/2005/Atom}entry")
    ] == ["Comment choisir une date ?"]


def test_there_is_no_counter_and_no_rank(topic, visitor):
    page = visitor.get(topic.get_absolute_url()).content.decode().lower()

    assert not any(word in page for word in ("j’aime", "points", "badge", "vues", "rang "))


def test_a_head_request_is_answered(topic):
    assert Client().head(topic.get_absolute_url()).status_code == 200
