"""What the law of licences asks of the line that goes with a copy: title, authors, source, licence, changes."""

import pytest

from actions.models import ActionPage
from core.mentions import mention, sources_of

pytestmark = pytest.mark.django_db  # a page asks for its content type

SOURCE = {"title": "Guide des pads", "url": "https://example.org/pads", "authors": "Framasoft"}


def page(**fields) -> ActionPage:
    return ActionPage(title="Écrire à plusieurs", licence="cc-by-sa-4.0", **fields)


def made_from(**work) -> ActionPage:
    return page(sources=[("source", {**SOURCE, "licence": "cc-by-4.0", "changes": "", **work})])


def test_the_line_says_title_authors_licence_and_place():
    line = mention(page(authors="Zoé\nCollectif Machin"), "https://parcours.example.org/f/23456")

    assert line == (
        "« Écrire à plusieurs », par Zoé, Collectif Machin, licence CC BY-SA 4.0, https://parcours.example.org/f/23456."
    ).replace("« ", "«\xa0").replace(" »", "\xa0»")


def test_a_page_without_a_name_has_a_line_without_an_author():
    assert ", licence CC BY-SA 4.0, " in mention(page(), "https://x.example")
    assert " par " not in mention(page(), "https://x.example").removeprefix("«")


def test_what_it_was_made_from_stands_in_the_line_with_its_licence_and_changes():
    line = mention(made_from(changes="Traduit de l’anglais."), "https://x.example")

    assert line.endswith(
        "D’après «\xa0Guide des pads\xa0» par Framasoft, CC BY 4.0. Modifié\xa0: Traduit de l’anglais."
    )


def test_a_licence_that_is_none_of_ours_is_named_as_it_was_written():
    assert sources_of(made_from(licence="GFDL 1.3")) == ["D’après «\xa0Guide des pads\xa0» par Framasoft, GFDL 1.3."]


def test_the_source_of_an_own_path_is_named_too():
    assert sources_of(page(source_title="Le premier", changes="Deux étapes en moins")) == [
        "D’après «\xa0Le premier\xa0». Modifié\xa0: Deux étapes en moins."
    ]
