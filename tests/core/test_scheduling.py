from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import ContentReference, GlossaryTerm
from core.references import key_of
from core.scheduling import apply_schedule, held_back
from home.models import TextPage
from home.tree import ensure_tree
from resources.models import ToolSheet
from tests.content import action, tool

AN_HOUR = timedelta(hours=1)


def to_go(page):
    """A live page whose hour to go has passed."""
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - AN_HOUR)
    return type(page).objects.get(pk=page.pk)


def to_come(page):
    """A draft whose hour to come has passed."""
    page.unpublish()
    page.go_live_at = timezone.now() - AN_HOUR
    revision = page.save_revision()
    revision.approved_go_live_at = page.go_live_at
    revision.save()
    return type(page).objects.get(pk=page.pk)


def test_what_is_due_is_published_and_withdrawn(db):
    going, coming = to_go(tool("Ancien outil")), to_come(tool("Nouvel outil"))

    call_command("publish_scheduled")

    going.refresh_from_db()
    coming.refresh_from_db()
    assert (going.live, going.expired, coming.live) == (False, True, True)


def test_what_is_not_due_stays(db):
    page = tool("Nouvel outil")
    page.unpublish()
    page.go_live_at = timezone.now() + AN_HOUR
    page.save_revision().publish()

    outcome = apply_schedule()

    page.refresh_from_db()
    assert outcome.published == []
    assert not page.live


def test_what_other_contents_name_is_held_back_and_listed(db):
    framadate = to_go(tool("Framadate"))
    dates = action("Choisir une date", sheets=[framadate])

    outcome = apply_schedule()

    assert outcome.held_back == [framadate]
    assert ToolSheet.objects.get(pk=framadate.pk).live
    assert [(content.pk, [place.pk for place in places]) for content, places in held_back()] == [
        (framadate.pk, [dates.pk])
    ]


def test_four_more_that_are_held_back_add_no_query(db, django_assert_num_queries):
    tools = [to_go(tool("Framadate"))]
    action("Choisir une date", sheets=tools)
    with CaptureQueriesContext(connection) as one:
        held_back()
    tools += [to_go(tool(f"Outil {number}")) for number in range(4)]
    action("Choisir un outil", sheets=tools)

    with django_assert_num_queries(len(one)):
        kept = held_back()

    assert [(content.title, [place.title for place in places]) for content, places in kept] == [
        ("Framadate", ["Choisir un outil", "Choisir une date"]),
        *((f"Outil {number}", ["Choisir un outil"]) for number in range(4)),
    ]


def test_a_page_that_goes_with_those_below_it_is_held_back_by_who_names_these(db):
    above = to_go(
        ensure_tree().add_child(instance=TextPage(title="Au-dessus", slug="au-dessus", summary="Ce qui va ensemble."))
    )
    below = above.add_child(instance=TextPage(title="En dessous", slug="en-dessous", summary="Une partie."))
    term = GlossaryTerm.objects.create(term="Pad", slug="pad", definition="Un texte à plusieurs.")
    ContentReference.objects.create(
        source_type_id=key_of(term)[0], source_id=term.pk, target_type_id=key_of(below)[0], target_id=below.pk
    )

    assert held_back() == [(TextPage.objects.get(pk=above.pk), [term])]


def test_a_term_goes_too(db):
    term = GlossaryTerm.objects.create(
        term="Pad", slug="pad", definition="Un texte à plusieurs.", expire_at=timezone.now() - AN_HOUR
    )

    apply_schedule()

    assert not GlossaryTerm.objects.get(pk=term.pk).live


def test_one_failure_does_not_stop_the_others(db, monkeypatch):
    first, second = to_go(tool("Un")), to_go(tool("Deux"))
    real = ToolSheet.unpublish

    def refuse_the_first(self, **options):
        if self.pk == first.pk:
            raise OSError("disk full")
        return real(self, **options)

    monkeypatch.setattr(ToolSheet, "unpublish", refuse_the_first)

    outcome = apply_schedule()

    assert (outcome.failed, outcome.withdrawn) == ([first], [second])


def test_doing_it_again_does_nothing_more(db):
    to_go(tool("Ancien outil"))

    first, second = apply_schedule(), apply_schedule()

    assert (len(first.withdrawn), len(second.withdrawn)) == (1, 0)
