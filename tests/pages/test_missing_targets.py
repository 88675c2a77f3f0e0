"""
A page whose image, document, page, account, tag or word is gone says less, and stands; so do its form in the admin,
its export and its place in the search.

Contents in use are not deleted here; a database brought over, or of an older version, may hold such pages.
"""

import pytest

from core import guarding

from .referring import Referring, Walk, walking


@pytest.fixture
def walk(db, administrator, learner, signed_in, settings, tmp_path, monkeypatch):
    settings.VAR_DIR, settings.SEARCH_FOLDER = tmp_path / "var", tmp_path / "search"
    monkeypatch.setattr("paper.rendering.render", lambda html: (b"%PDF-", 1))
    monkeypatch.setattr(guarding, "places_using", lambda instances: [])
    with walking(Walk(Referring(learner), signed_in(administrator), tmp_path)) as made:
        yield made


def test_every_page_bears_each_target_that_is_missing(walk):
    faults = [fault for name in walk.site.targets() for fault in walk.faults_without(name)]

    assert faults == []
