import uuid

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from contributions.reporting import Said, report_page
from forum import posting
from forum.models import Post, Section, Topic
from forum.settling import settle
from tests import content


@pytest.fixture
def cast(db, learner, contributor, editor, administrator, django_user_model):
    """One person for each role. Camille is the author of the things in the addresses."""
    team = django_user_model.objects.create_user("mona@example.org", "x", display_name="Mona")
    team.groups.add(Group.objects.get(name="Modération du forum"))
    return {
        "visitor": None,
        "account": learner,
        "author": contributor,
        "team": team,
        "editor": editor,
        "administrator": administrator,
    }


@pytest.fixture
def things(cast):
    """What stands in the addresses of the table: a topic of Camille’s, its post; a sheet, and what a reader says of it."""
    cache.clear()
    author = cast["author"]
    section, _ = Section.objects.get_or_create(slug="questions-generales", defaults={"title": "Questions générales"})
    post = posting.open_topic(author, section, "Un sujet", posting.Draft("Un message.", uuid.uuid4()))
    Post.objects.filter(pk=post.pk).update(status="published", published_at=timezone.now())
    settle(Topic.objects.get(pk=post.topic_id))
    page = content.tool()
    report = report_page(page, Said("Une phrase."))
    return {"topic": post.topic.get_absolute_url(), "post": post.pk, "code": page.code, "report": report.pk}


@pytest.fixture
def client_of(cast):
    def make(role: str, **options) -> Client:
        client = Client(raise_request_exception=False, **options)
        if cast[role] is not None:
            client.force_login(cast[role])
        return client

    return make
