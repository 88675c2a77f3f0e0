from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

from core.feeds import SteadyAtom

UPDATED = "{http://www.w3.org/2005/Atom}updated"


def feed() -> SteadyAtom:
    return SteadyAtom(title="Forum", link="https://parcours.example/", description="")


def updated(atom: SteadyAtom) -> str:
    return fromstring(atom.writeString("utf-8")).findtext(UPDATED)


def test_a_feed_without_entries_never_changes():
    assert updated(feed()) == "1970-01-01T00:00:00+00:00"


def test_a_feed_is_as_new_as_its_newest_entry():
    atom = feed()
    for day in (2, 3, 1):
        atom.add_item("Titre", "https://parcours.example/", "", pubdate=datetime(2026, 5, day, tzinfo=UTC))

    assert updated(atom) == "2026-05-03T00:00:00+00:00"


def test_the_empty_feed_of_the_forum_has_no_date_of_today(db, visitor):
    found = fromstring(visitor.get("/forum/flux.atom").content)

    assert found.findtext(UPDATED) == "1970-01-01T00:00:00+00:00"
