import uuid

import pytest
from django.core.cache import cache

from forum import posting
from forum.models import Section
from forum.posting import Draft


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def section(db):
    return Section.objects.get_or_create(slug="questions-generales", defaults={"title": "Questions générales"})[0]


@pytest.fixture
def draft():
    def make(source="Un message utile.", **more):
        return Draft(source=source, key=more.pop("key", uuid.uuid4()), **more)

    return make


@pytest.fixture
def known(db, django_user_model, section, draft):
    """`known("Nadia")` is somebody whose first message the team has let through."""

    def make(name):
        user = django_user_model.objects.create_user(f"{name.lower()}@example.org", "x", display_name=name)
        first = posting.open_topic(user, section, f"Bonjour de {name}", draft())
        first.status = "published"
        first.published_at = first.created_at
        first.save()
        from forum.settling import settle

        settle(first.topic)
        return user

    return make


@pytest.fixture
def nadia(known):
    return known("Nadia")


@pytest.fixture
def moderator(django_user_model):
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user("mona@example.org", "x", display_name="Mona")
    user.groups.add(Group.objects.get(name="Modération du forum"))
    return user


@pytest.fixture
def topic(nadia, section, draft):
    return posting.open_topic(nadia, section, "Comment choisir une date ?", draft("Nous sommes douze.")).topic
