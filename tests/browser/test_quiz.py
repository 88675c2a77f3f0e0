"""A quiz in a real browser: by keyboard, with and without scripts, and what reaches the server."""

import json

import pytest

from quizzes.models import ItemTally
from tests.quizzes.conftest import quiz, stored  # noqa: F401 (fixtures)

from .quiz_urls import URL

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def address_of_the_quiz(settings):
    settings.ROOT_URLCONF = "tests.browser.quiz_urls"


@pytest.fixture
def on_quiz(page, quiz):  # noqa: F811
    page.goto(URL)
    return page


def notebook(page) -> dict:
    return json.loads(page.evaluate("localStorage.getItem('carnet')") or "{}")


def choose(page, text: str) -> None:
    page.get_by_label(text).check()
    page.get_by_role("button", name="Valider").click()
    page.locator("[data-verdict]").wait_for()


def test_two_questions_are_answered_without_account_nor_cookie(on_quiz):
    choose(on_quiz, "Je réponds tout de suite")
    assert "le lien peut être un piège" in on_quiz.locator("main").inner_text()
    on_quiz.get_by_role("link", name="Question suivante").click()
    on_quiz.get_by_role("heading", name="Question 2 sur 8").wait_for()
    on_quiz.get_by_label("Je ne sais pas").check()
    on_quiz.get_by_role("button", name="Valider").click()
    on_quiz.get_by_role("heading", name="Bonne idée de le dire.").wait_for()
    assert on_quiz.context.cookies() == []


def test_the_verdict_takes_the_focus_and_the_title(on_quiz):
    choose(on_quiz, "Je vérifie l’adresse")
    assert on_quiz.evaluate("document.activeElement.id") == "verdict"
    assert on_quiz.title().replace("\xa0", " ").startswith("Question 1 sur 8 : oui")


def focused(page) -> str:
    """What has the focus (its id where it is a field), and whether no ring shows it."""
    said = page.evaluate(
        """() => {
          const one = document.activeElement;
          if (one === document.body) return "nothing";
          const box = one.matches("[type=radio], [type=checkbox]") ? one.closest("label") : one;
          const ring = [one, box].some((seen) => getComputedStyle(seen).outlineStyle !== "none");
          return `${ring ? "" : "no ring: "}${one.id || box.innerText.trim()}`;
        }"""
    )
    return said.replace("\xa0", " ")


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, text: str) -> None:
    """Goes there by the Tab key alone; what is never reached fails."""
    seen = []
    while text not in (said := focused(page)):
        seen.append(said)
        assert len(seen) < 40, seen
        page.keyboard.press("Tab")
    assert not said.startswith("no ring"), said


def test_a_whole_quiz_is_answered_with_the_keyboard_alone(on_quiz):
    tab_to(on_quiz, "Je")
    press(on_quiz, "Space", "ArrowDown")
    tab_to(on_quiz, "Valider")
    press(on_quiz, "Enter")
    on_quiz.locator("[data-verdict]").wait_for()
    tab_to(on_quiz, "Question suivante")
    press(on_quiz, "Enter")
    on_quiz.get_by_role("heading", name="Question 2 sur 8").wait_for()
    tab_to(on_quiz, "WhatsApp")
    press(on_quiz, "Space")
    tab_to(on_quiz, "Valider")
    press(on_quiz, "Space")
    on_quiz.locator("[data-verdict]").wait_for()


@pytest.mark.parametrize(
    ("number", "stops"),
    [(4, ["r1", "r2", "r3", "Valider", "Je ne sais pas"]), (6, ["answer", "Valider"]), (8, ["recall", "Comparer"])],
)
def test_each_kind_of_form_is_reached_in_its_order(on_quiz, number, stops):
    on_quiz.goto(f"{URL}?q={number}")
    for stop in stops:
        tab_to(on_quiz, stop)


def test_an_order_is_chosen_with_the_keyboard(on_quiz):
    on_quiz.goto(f"{URL}?q=4")
    for place, letter in (("r1", "C"), ("r2", "E"), ("r3", "T")):
        tab_to(on_quiz, place)
        press(on_quiz, letter)
    tab_to(on_quiz, "Valider")
    press(on_quiz, "Enter")
    on_quiz.locator('[data-verdict="right"]').wait_for()


def test_an_empty_answer_moves_the_focus_to_what_is_missing(on_quiz):
    tab_to(on_quiz, "Valider")
    press(on_quiz, "Enter")
    on_quiz.get_by_text("Choisissez une réponse").wait_for()
    assert on_quiz.evaluate("document.activeElement.id") == "verdict"
    assert on_quiz.locator("fieldset").get_attribute("aria-describedby") == "verdict"
    assert on_quiz.locator("[role=alert], [role=status]").count() == 0


def test_a_lasting_no_in_the_notebook_hides_the_box_and_sends_nothing(on_quiz):
    on_quiz.goto("/carnet/")
    on_quiz.get_by_label("Ne pas envoyer mes réponses anonymes").check()
    on_quiz.goto(URL)
    on_quiz.get_by_label("Je réponds tout de suite").wait_for()
    assert not on_quiz.get_by_label("Envoyer mes réponses").is_visible()
    on_quiz.goto("/carnet/")
    assert on_quiz.get_by_label("Ne pas envoyer mes réponses anonymes").is_checked()
    on_quiz.get_by_label("Ne pas envoyer mes réponses anonymes").uncheck()
    on_quiz.goto(URL)
    on_quiz.get_by_label("Envoyer mes réponses").wait_for()


def test_going_back_shows_the_question_before(on_quiz):
    choose(on_quiz, "Je vérifie l’adresse")
    on_quiz.get_by_role("link", name="Question suivante").click()
    on_quiz.get_by_role("heading", name="Question 2 sur 8").wait_for()
    on_quiz.go_back()
    on_quiz.locator("[data-verdict]").wait_for()
    assert "Question 1 sur 8" in on_quiz.title()


def test_i_do_not_know_does_not_stand_beside_a_choice(on_quiz):
    on_quiz.goto(f"{URL}?q=2")
    on_quiz.get_by_label("Mastodon").check()
    on_quiz.get_by_label("Je ne sais pas").check()
    assert not on_quiz.get_by_label("Mastodon").is_checked()


def test_nothing_is_sent_without_the_tick(on_quiz):
    sent = []
    on_quiz.on("request", lambda request: sent.append(request.method))
    choose(on_quiz, "Je réponds tout de suite")
    assert "POST" not in sent


def test_first_answers_are_sent_once_after_the_tick(on_quiz):
    on_quiz.get_by_label("Envoyer mes réponses").check()
    with on_quiz.expect_response("**/mesures/questions/") as answered:
        choose(on_quiz, "Je réponds tout de suite")
    assert answered.value.status == 204
    on_quiz.go_back()
    on_quiz.get_by_role("heading", name="Question 1 sur 8").wait_for()
    choose(on_quiz, "Je vérifie l’adresse")
    on_quiz.wait_for_load_state("networkidle")
    tally = ItemTally.objects.get()
    assert (tally.answered, tally.right) == (1, 0)


def test_a_missed_question_comes_back_in_two_days_and_a_right_one_in_thirty(on_quiz, quiz):  # noqa: F811
    on_quiz.clock.set_fixed_time("2026-03-01T10:00:00")
    choose(on_quiz, "Je réponds tout de suite")
    on_quiz.goto(f"{URL}?q=3")
    choose(on_quiz, "Faux")
    kept = notebook(on_quiz)["quiz"][f":{quiz.code}"]
    assert (kept[":111111"]["revoir"][0], kept[":111111"]["version"]) == ("2026-03-03", 1)
    assert kept[":333333"]["revoir"][0] == "2026-03-31"
    assert (kept["titre"], kept["url"]) == ("Le paysage numérique", URL)


def test_a_review_leads_to_the_missed_questions_and_moves_them_on(on_quiz, quiz):  # noqa: F811
    on_quiz.clock.set_fixed_time("2026-03-01T10:00:00")
    choose(on_quiz, "Je réponds tout de suite")
    on_quiz.clock.set_fixed_time("2026-03-03T10:00:00")
    on_quiz.goto("/apprendre/revoir/")
    on_quiz.get_by_role("link", name="Le paysage numérique").click()
    on_quiz.get_by_role("heading", name="Question 1 sur 1").wait_for()
    choose(on_quiz, "Je vérifie l’adresse")
    assert notebook(on_quiz)["quiz"][f":{quiz.code}"][":111111"]["revoir"][0] == "2026-03-10"
    on_quiz.goto("/apprendre/revoir/")
    assert "La prochaine révision est le 10 mars 2026." in on_quiz.locator("main").inner_text()


def test_free_recall_is_never_sent(on_quiz):
    addresses = []
    on_quiz.on("request", lambda request: addresses.append(f"{request.url} {request.post_data}"))
    on_quiz.goto(f"{URL}?q=8")
    on_quiz.get_by_label("Expliquez pourquoi").fill("Un secret à moi")
    on_quiz.get_by_text("Comparer avec une réponse possible").click()
    on_quiz.get_by_role("link", name="Voir la fin").click()
    on_quiz.locator("[data-end]").wait_for()
    assert not any("secret" in address for address in addresses)


def test_everything_works_without_scripts(browser, live_server, django_db_serialized_rollback, quiz):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(URL)
    page.get_by_label("Je réponds tout de suite").check()
    page.get_by_role("button", name="Valider").click()
    assert "le lien peut être un piège" in page.locator("main").inner_text()
    assert page.url.endswith("#verdict")
    page.get_by_role("link", name="Question suivante").click()
    page.get_by_role("button", name="Valider").click()
    assert "Choisissez une réponse" in page.locator("#verdict").inner_text()
    page.goto(f"{URL}?111111=b&q=fin")
    page.get_by_role("link", name="Refaire les 7 manquées").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Question 1 sur 7"
    context.close()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=1&r=b&v=1",
        "?q=4",
        "?q=4&r1=b&r2=a&r3=c&v=1",
        "?q=5",
        "?q=5&r1=a&r2=a&v=1",
        "?q=fin&111111=b",
        "?vue=imprimer",
    ],
)
def test_nothing_overflows_at_320_pixels(on_quiz, query):
    on_quiz.set_viewport_size({"width": 320, "height": 640})
    on_quiz.goto(URL + query)
    assert on_quiz.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_quiz_left_in_the_middle_is_taken_up_where_it_was(on_quiz):
    choose(on_quiz, "Je réponds tout de suite")
    on_quiz.get_by_role("link", name="Question suivante").click()
    on_quiz.get_by_role("heading", name="Question 2 sur 8").wait_for()

    on_quiz.goto(URL)
    assert "Vous en étiez à la question 2." in on_quiz.locator("[data-resume]").inner_text()
    on_quiz.get_by_role("link", name="Reprendre").click()

    on_quiz.get_by_role("heading", name="Question 2 sur 8").wait_for()
    on_quiz.get_by_role("link", name="Question précédente").click()
    on_quiz.get_by_role("heading", name="Question 1 sur 8").wait_for()
    assert on_quiz.get_by_label("Je réponds tout de suite").is_checked()


def test_the_place_is_forgotten_once_the_end_was_seen(on_quiz):
    choose(on_quiz, "Je vérifie l’adresse")
    on_quiz.goto(URL)
    assert on_quiz.locator("[data-resume]").is_visible()

    on_quiz.goto(f"{URL}?q=fin")
    on_quiz.locator("[data-end]").wait_for()
    on_quiz.goto(URL)

    assert on_quiz.locator("[data-resume]").is_hidden()
