"""The library on a site: an import takes it whole, and a second one has nothing to do."""

import pytest

from tests.demo.reading import items, lessons

# Without a test that asks for the database, none would be made for the fixture.
pytestmark = pytest.mark.django_db


def test_the_library_is_imported_whole(library):
    sequences = [item for item in items("modules") if item.reference.endswith("/sequence")]

    assert not library.imported.new_codes
    assert library.counts == {
        "actions": len(items("actions")),
        "scenarios": len(items("scenarios")),
        "sheets": len(items("sheets")),
        "lessons": len(lessons()),
        "lessons in sequences": len(lessons()),
        "terms": len(items("glossary")),
        "products": len(items("products")),
        "quizzes": len(sequences),
        "sequences": len(sequences),
    }


def test_the_library_is_imported_only_once(library):
    again = library.imported_again

    assert (again.created, again.updated, again.conflicts) == ([], [], [])
    assert {path for path in library.imported.created if path.endswith(".md")} <= set(again.unchanged)
