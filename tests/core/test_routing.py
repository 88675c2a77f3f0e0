import pytest
from django.http import HttpResponse
from wagtail import hooks
from wagtail.models import PageViewRestriction

from courses.models import LessonPage, ModuleIndexPage, ModulePage, SequencePage
from home.tree import ensure_tree
from tests.content import action, scenario, tool


@pytest.fixture
def lesson(db) -> LessonPage:
    """A published lesson at its depth: index, module, sequence, lesson."""
    ensure_tree()
    module = ModuleIndexPage.objects.get().add_child(instance=ModulePage(title="Module", slug="module", summary="M."))
    sequence = module.add_child(instance=SequencePage(title="Séquence", slug="sequence", summary="S."))
    body = [{"type": "text", "value": "Un texte."}]
    page = sequence.add_child(instance=LessonPage(title="Leçon", slug="lecon", summary="L.", body=body))
    page.save_revision().publish()
    return page


def test_a_deep_page_is_found_without_walking_the_tree(lesson, visitor, django_assert_max_num_queries):
    visitor.get(lesson.url)

    with django_assert_max_num_queries(12):
        assert visitor.get(lesson.url).status_code == 200


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Wagtail tells of a new slug once it is committed."""

    def renamed(page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return renamed


def test_a_renamed_page_leads_on_for_ever_with_its_parts_and_its_query(db, visitor, rename):
    page = scenario("Organiser une réunion")
    old = page.url
    rename(page, "se-reunir")
    rename(page, "se-retrouver")

    response = visitor.get(f"{old}etape-2/?groupe=6-12")

    assert response.status_code == 301
    assert response["Location"].endswith("/agir/se-retrouver/etape-2/?groupe=6-12")


def test_what_is_below_a_renamed_page_is_found_too(lesson, visitor, rename):
    rename(ModulePage.objects.get(), "autre-module")

    response = visitor.get("/apprendre/module/sequence/lecon/")

    assert response.status_code == 301
    assert response["Location"].endswith("/apprendre/autre-module/sequence/lecon/")


def test_a_moved_page_leads_on(lesson, visitor):
    module = ModulePage.objects.get()
    other = module.add_child(instance=SequencePage(title="Autre", slug="autre", summary="A."))
    old = lesson.url
    LessonPage.objects.get().move(other, pos="last-child")

    assert visitor.get(old)["Location"].endswith("/apprendre/module/autre/lecon/")


def test_what_others_hook_to_the_pages_of_wagtail_runs(db, visitor):
    page, called = tool("Framadate"), []

    def before(page, request, args, kwargs):
        called.append("before")

    def around(serve):
        return lambda page, request, args, kwargs: called.append("around") or serve(page, request, args, kwargs)

    with hooks.register_temporarily([("before_serve_page", before), ("on_serve_page", around)]):
        response = visitor.get(page.url)

    assert (response.status_code, called) == (200, ["before", "around"])


def test_a_hook_may_answer_in_the_place_of_a_page(db, visitor):
    page = tool("Framadate")

    with hooks.register_temporarily("before_serve_page", lambda *of_the_page: HttpResponse("ailleurs")):
        assert visitor.get(page.url).content == b"ailleurs"


def test_a_new_page_at_an_old_address_wins(db, visitor, rename):
    rename(tool("Framadate", slug="framadate"), "framadate-org")
    tool("Framadate", slug="framadate")

    assert visitor.get("/fiches/outil/framadate/").status_code == 200


def test_a_draft_is_not_found(db, visitor):
    page = action("Choisir une date")
    page.unpublish()

    assert visitor.get(page.url).status_code == 404


def test_what_never_was_is_not_found(db, visitor):
    ensure_tree()

    assert visitor.get("/rien/du/tout/").status_code == 404


def test_a_page_that_an_editor_keeps_private_stays_private(lesson, visitor):
    module = ModulePage.objects.get()
    PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.LOGIN)

    assert visitor.get(lesson.url).status_code == 302
