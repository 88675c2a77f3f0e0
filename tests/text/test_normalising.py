from tests.content import action, tool
from text.normalising import normalise_words


def test_a_title_takes_french_spaces_and_apostrophes_when_it_is_published(db):
    page = action("Choisir l'outil : lequel ?", summary='Dire "oui" d\'abord.')

    assert page.title == page.draft_title == "Choisir l’outil\u00a0: lequel\u00a0?"
    assert page.summary == "Dire «\u00a0oui\u00a0» d’abord."


def test_a_slug_stays_what_it_was(db):
    page = tool("L'agenda", slug="l-agenda")

    page.title = "L'agenda : partager"
    page.save_revision().publish()
    page.refresh_from_db()

    assert (page.slug, page.title) == ("l-agenda", "L’agenda\u00a0: partager")


def test_a_title_that_would_grow_too_long_is_left_as_it_is(db):
    page = tool("Framadate")
    page.title = "a?" + "b" * 251 + "?!"

    normalise_words(page)
    page.save()

    assert page.title.endswith("b?!")
