"""A lesson keeps one's place by heading, is marked as read, and lists say what is left."""

import datetime
import json

import pytest
from playwright.sync_api import expect

from courses.models import LessonPage, ModuleIndexPage, ModulePage, SequencePage
from home.tree import ensure_tree
from tests.pages.contents import SHARED, publish

from .notebook_pages import serve_lessons, stored, wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def lesson(page):
    serve_lessons(page)
    page.clock.install()
    page.goto("/apprendre/reseaux/neutralite/")
    wait_until(page, "document.readyState === 'complete'")
    return page


SCROLL = """element => new Promise(done => {
  addEventListener("scroll", () => done(), { once: true });
  element.scrollIntoView();
})"""


def scroll_to(page, selector):
    page.locator(selector).evaluate(SCROLL)


def test_opening_a_lesson_writes_nothing(lesson):
    lesson.clock.fast_forward(60_000)

    assert lesson.evaluate("localStorage.getItem('carnet')") is None


def test_the_place_is_kept_by_heading_and_offered_on_return(lesson):
    scroll_to(lesson, "#milieu")
    lesson.clock.fast_forward(2_500)
    kept = stored(lesson)["lecons"][":7QK2M"]
    assert kept["repere"][0] == "milieu"
    assert kept["url"] == "/apprendre/reseaux/neutralite/"

    lesson.goto("/apprendre/reseaux/neutralite/")

    link = lesson.get_by_role("link", name="Reprendre où vous en étiez")
    expect(link).to_have_attribute("href", "#milieu")
    lesson.goto("/accueil-d-essai/")
    band = lesson.locator('[data-notebook="resume"]')
    expect(band).to_contain_text("la leçon «\u00a0La neutralité du Net\u00a0»")
    expect(band.get_by_role("link")).to_have_attribute("href", "/apprendre/reseaux/neutralite/#milieu")


def test_a_lesson_read_to_its_end_is_marked_in_the_list_and_the_next_one_is_proposed(lesson):
    scroll_to(lesson, ".pager")
    lesson.clock.fast_forward(15_000)
    assert stored(lesson)["lecons"][":7QK2M"]["etat"][0] == "lu"

    lesson.goto("/apprendre/reseaux/")

    expect(lesson.locator("[data-lesson='7QK2M']")).to_contain_text("(lue)")
    link = lesson.locator("[data-lessons]")
    expect(link).to_have_text("Reprendre\u00a0: leçon 2 la séquence")
    expect(link).to_have_attribute("href", "/apprendre/reseaux/suite/")


def test_a_lesson_skimmed_in_a_second_is_not_read(lesson):
    scroll_to(lesson, ".pager")
    lesson.clock.fast_forward(1_000)

    assert "etat" not in (stored(lesson) or {"lecons": {}})["lecons"].get("7QK2M", {})


VISIT = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)


@pytest.fixture
def module(page):
    """A module whose lessons were published an hour before a visit, an hour and two hours after it."""
    ensure_tree()
    module = publish(ModuleIndexPage.objects.get(), ModulePage(**SHARED, title="Reprendre", slug="reprendre"))
    sequence = publish(module, SequencePage(**SHARED, title="Le web", slug="le-web"))
    for hours in (-2, -1, 1, 2):
        lesson = publish(sequence, LessonPage(**SHARED, title=f"Leçon {hours}", slug=f"lecon-{hours + 2}"))
        published = VISIT + datetime.timedelta(hours=hours)
        LessonPage.objects.filter(pk=lesson.pk).update(first_published_at=published)
    return module


def test_a_module_says_how_many_lessons_came_since_the_last_visit(page, module):
    read = LessonPage.objects.get(slug="lecon-0").code
    notebook = {"format": "carnet", "version": 1, "lecons": {read: {"etat": ["lu", int(VISIT.timestamp() * 1000)]}}}
    page.goto("/apprendre/reprendre/")
    added = page.locator("[data-new-lessons]")
    expect(added).to_be_hidden()

    page.evaluate("text => localStorage.setItem('carnet', text)", json.dumps(notebook))
    page.reload()

    expect(added).to_have_text("2 leçons ajoutées depuis votre passage")
