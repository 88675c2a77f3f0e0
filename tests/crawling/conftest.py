"""A site with one content of every kind, people, a forum with every state, and its search."""

import uuid
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import vouch_for_address
from forum import posting
from forum.models import Post, Section, Topic
from forum.settling import settle
from search.engine import forget_engines
from tests.pages.contents import Commons

PASSWORDS = {"learner": "mot de passe de Lina", "administrator": "mot de passe d’Ada"}


@pytest.fixture
def site(db, settings, tmp_path: Path, monkeypatch, learner):
    """What is crawled. Papers are not set: what makes them is asked, the setting of type is not."""
    settings.VAR_DIR = tmp_path / "var"
    settings.SEARCH_FOLDER = tmp_path / "search"
    settings.SEARCH_ELASTICSEARCH = ""
    forget_engines()
    cache.clear()
    monkeypatch.setattr("paper.rendering.render", lambda html: (b"%PDF-", 1))
    commons = Commons()
    section, _ = Section.objects.get_or_create(slug="questions-generales", defaults={"title": "Questions générales"})
    for status in ("published", "waiting"):
        draft = posting.Draft("Un message utile.", uuid.uuid4())
        post = posting.open_topic(learner, section, f"Un sujet {status}", draft)
        Post.objects.filter(pk=post.pk).update(status=status, published_at=timezone.now())
        settle(Topic.objects.get(pk=post.topic_id))
    Client().get("/chercher/?q=visio")
    yield commons
    forget_engines()


@pytest.fixture
def clients(site, learner, administrator) -> dict[str, Client]:
    """Signed in through the form, so that what asks for a fresh password does not ask."""
    clients = {"visitor": Client(raise_request_exception=False)}
    for role, user in {"learner": learner, "administrator": administrator}.items():
        vouch_for_address(user)
        client = clients[role] = Client(raise_request_exception=False)
        client.post("/compte/connexion/", {"login": user.email, "password": PASSWORDS[role]})
        assert client.cookies.get(django_settings.SESSION_COOKIE_NAME)
    return clients
