"""The learner's thread: the next lesson, the bar of a module, the last result and the reviews, wherever one comes back."""

import datetime
import json

import pytest
from playwright.sync_api import expect
from wagtail.models import PageViewRestriction

from courses.models import LessonPage
from tests.courses.conftest import lesson as lesson_of
from tests.courses.conftest import module, publish, quiz, stored  # noqa: F401 (fixtures)

pytestmark = pytest.mark.browser

QUIZ = "/apprendre/internet/bases/verifier/"
STAMP = 1_763_800_000_000


@pytest.fixture
def learner_of(page, module):  # noqa: F811
    """`learner_of("nuage")` is a browser where these lessons were read."""

    def read(*slugs, quizzes=None):
        codes = LessonPage.objects.filter(slug__in=slugs).values_list("code", flat=True)
        lessons = {f":{code}": {"etat": ["lu", STAMP], "titre": "Lue", "url": "/apprendre/"} for code in codes}
        notebook = {"format": "carnet", "version": 2, "lecons": lessons, "quiz": quizzes or {}}
        page.goto("/parcours/")
        page.evaluate("text => localStorage.setItem('carnet', text)", json.dumps(notebook))
        return page

    return read


def thread(page):
    return page.locator("[data-thread]")


@pytest.mark.parametrize("address", ["/", "/carnet/"])
def test_after_a_lesson_the_next_one_and_the_bar_of_the_module_are_shown(learner_of, address):
    page = learner_of("nuage")

    page.goto(address)

    expect(thread(page).get_by_role("link", name="Internet")).to_have_attribute("href", "/apprendre/internet/")
    expect(thread(page).get_by_label("1 leçon lue sur 3")).to_have_js_property("value", 1)
    following = thread(page).get_by_role("link", name="Leçon suivante\u00a0: Les données")
    expect(following).to_have_attribute("href", "/apprendre/internet/bases/donnees/")


def test_the_card_of_a_module_shows_the_same(learner_of):
    page = learner_of("nuage")

    page.goto("/apprendre/")

    card = page.locator(".card--module")
    expect(card.get_by_label("1 leçon lue sur 3")).to_be_visible()
    expect(card.get_by_role("link", name="Leçon suivante\u00a0: Les données")).to_be_visible()


def test_after_the_last_lesson_of_a_sequence_comes_its_quiz(learner_of):
    page = learner_of("nuage", "donnees")

    page.goto("/")

    link = thread(page).get_by_role("link", name="vérifiez ce que vous avez compris")
    expect(link).to_have_attribute("href", QUIZ)


def test_the_result_of_a_quiz_is_kept_and_the_next_sequence_follows(learner_of):
    page = learner_of("nuage", "donnees")
    page.goto(f"{QUIZ}?q=8")
    page.goto(f"{QUIZ}?q=fin")
    page.locator("[data-end]").wait_for()

    page.goto("/")

    expect(thread(page)).to_contain_text("0 bonne réponse sur 7")
    expect(thread(page).get_by_role("link", name="Leçon suivante\u00a0: Et après")).to_be_visible()


def test_the_end_of_a_quiz_that_somebody_else_sent_is_not_one_s_own_result(learner_of):
    page = learner_of("nuage")

    page.goto(f"{QUIZ}?q=fin&111111=a")
    page.goto("/")

    expect(thread(page).get_by_label("1 leçon lue sur 3")).to_be_visible()
    expect(thread(page)).not_to_contain_text("auto-évaluation")


def test_the_questions_that_are_due_are_said_at_home_and_where_one_learns(learner_of):
    due = {":B4T9X": {":q1": {"version": 1, "revoir": ["2025-12-01", STAMP]}, "titre": "Bases", "url": QUIZ}}
    page = learner_of(quizzes=due)

    page.goto("/")
    expect(thread(page).get_by_role("link", name="1 question à revoir")).to_have_attribute("href", "/apprendre/revoir/")
    page.goto("/apprendre/")
    expect(thread(page).get_by_role("link", name="1 question à revoir")).to_be_visible()


def test_without_network_what_the_notebook_knows_is_still_said(learner_of):
    due = {":B4T9X": {":q1": {"version": 1, "revoir": ["2025-12-01", STAMP]}, "titre": "Bases", "url": QUIZ}}
    page = learner_of("nuage", quizzes=due)
    page.context.route("**/plan.json", lambda route: route.abort())

    page.goto("/")

    expect(thread(page).get_by_role("link", name="1 question à revoir")).to_be_visible()


def test_a_lesson_whose_code_no_longer_exists_breaks_nothing(learner_of):
    page = learner_of("nuage", "donnees")
    LessonPage.objects.get(slug="donnees").delete()

    page.goto("/")

    expect(thread(page).get_by_label("1 leçon lue sur 2")).to_be_visible()


def test_who_learnt_nothing_here_asks_for_nothing_and_reads_nothing(page, module):  # noqa: F811
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/")
    page.wait_for_load_state("networkidle")

    assert thread(page).is_hidden()
    assert [url for url in asked if "plan.json" in url] == []


def test_a_private_lesson_is_not_in_the_plan(visitor, editor, signed_in, module):  # noqa: F811
    hidden = publish(module.get_children().first().specific, lesson_of("Le secret", "secret"))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    answer = visitor.get("/apprendre/plan.json")

    assert "Les données" in json.dumps(answer.json(), ensure_ascii=False)
    assert "secret" not in answer.content.decode()
    assert answer.content == signed_in(editor).get("/apprendre/plan.json").content
    assert "cookie" not in answer.get("Vary", "").lower()


def test_the_plan_costs_as_much_with_many_lessons_as_with_few(visitor, module, django_assert_max_num_queries):  # noqa: F811
    visitor.get("/apprendre/plan.json")
    sequence = module.get_children().first().specific
    for number in range(5):
        publish(sequence, lesson_of(f"Leçon {number}", f"l-{number}"))

    with django_assert_max_num_queries(4):
        visitor.get("/apprendre/plan.json")


def test_a_lesson_read_in_another_tab_moves_the_thread_of_this_one(learner_of):
    page = learner_of("nuage", "donnees")
    both = page.evaluate("localStorage.getItem('carnet')")
    learner_of("nuage").goto("/")
    expect(thread(page).get_by_label("1 leçon lue sur 3")).to_be_visible()

    other = page.context.new_page()
    other.goto("/parcours/")
    other.evaluate("text => localStorage.setItem('carnet', text)", both)

    expect(thread(page).get_by_label("2 leçons lues sur 3")).to_be_visible()


def test_a_browser_that_refuses_storage_shows_the_page_as_it_was(page, module):  # noqa: F811
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")

    page.goto("/apprendre/")

    expect(page.locator(".card--module")).to_be_visible()
    expect(thread(page)).to_be_hidden()


def test_a_later_result_stands_though_the_clock_went_an_hour_back_and_the_end_is_opened_twice(learner_of):
    page = learner_of("nuage")
    page.goto(f"{QUIZ}?q=8")
    page.goto(f"{QUIZ}?q=fin")
    page.clock.set_fixed_time(datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1))

    page.goto(f"{QUIZ}?q=8&111111=a")
    page.goto(f"{QUIZ}?q=fin&111111=a")
    page.reload()
    page.goto("/")

    expect(thread(page)).to_contain_text("1 bonne réponse sur 7")
