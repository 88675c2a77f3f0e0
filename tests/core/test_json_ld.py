"""The words of schema.org that machines read."""

import pytest

from actions.models import ActionPage
from core.json_ld import describe

pytestmark = pytest.mark.django_db  # a page asks for its content type

URL = "https://parcours.example.org/actions/ecrire/"


def described(kind="LearningResource", **fields):
    return describe(ActionPage(title="Écrire à plusieurs", **fields), URL, kind)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("HowTo", "totalTime"), ("LearningResource", "timeRequired"), ("Course", "timeRequired")],
)
def test_a_duration_has_the_name_that_its_kind_wants(kind, expected):
    times = {name: value for name, value in described(kind, duration=45).items() if "ime" in name}

    assert times == {expected: "PT45M"}


def test_the_licence_is_an_address_and_the_authors_are_persons():
    facts = described(licence="cc-by-4.0", authors="Zoé\nLéo")

    assert facts["license"] == "https://creativecommons.org/licenses/by/4.0/deed.fr"
    assert facts["author"] == [{"@type": "Person", "name": "Zoé"}, {"@type": "Person", "name": "Léo"}]


def test_what_it_was_made_from_is_named():
    facts = described(source_title="Guide", source_url="https://example.org/guide")

    assert facts["isBasedOn"] == [{"@type": "CreativeWork", "name": "Guide", "url": "https://example.org/guide"}]


def test_what_is_not_known_is_left_out():
    assert {"author", "isBasedOn", "timeRequired", "totalTime", "dateModified", "description"} & set(
        described()
    ) == set()


def test_only_a_course_has_a_provider(settings):
    assert described("Course")["provider"]["url"] == settings.SITE_URL
    assert "provider" not in described("HowTo")
