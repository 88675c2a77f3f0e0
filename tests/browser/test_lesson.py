"""A lesson with a video, and the way from the first page to the first question."""

from urllib.parse import parse_qs, urlsplit

import pytest

from home.tree import ensure_tree
from tests.courses.conftest import VIDEO, module, quiz, stored  # noqa: F401 (fixtures)

pytestmark = pytest.mark.browser

LESSON = "/apprendre/internet/bases/nuage/"


@pytest.fixture
def asked(page) -> list[str]:
    """The addresses that the page asks; the video's host answers a page of its own."""
    addresses: list[str] = []
    page.context.route(f"https://{VIDEO['instance']}/**", lambda route: route.fulfill(body="<title>Lecteur</title>"))
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def hosts(addresses: list[str]) -> set[str]:
    return {urlsplit(address).hostname for address in addresses}


def test_before_the_click_a_lesson_with_a_video_is_light_and_asks_only_its_own_site(page, module, asked):  # noqa: F811
    weights = []
    page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page.goto(LESSON, wait_until="networkidle")
    assert hosts(asked) == {"localhost"}
    assert sum(weights) <= 150_000
    assert "Lire la vidéo (2 min, 14 Mo)" in page.locator(".video").inner_text().replace("\xa0", " ")
    assert "Rien n’est chargé avant votre clic" in page.locator(".video").inner_text()


def test_after_the_click_only_the_host_of_the_video_is_asked_and_without_peer_to_peer(page, module, asked):  # noqa: F811
    page.goto(LESSON, wait_until="networkidle")
    asked.clear()
    page.get_by_role("link", name="Lire la vidéo").click()
    frame = page.frame_locator(".video iframe")
    frame.locator("title").wait_for(state="attached")
    assert hosts(asked) == {VIDEO["instance"]}
    assert urlsplit(asked[0]).path == f"/videos/embed/{VIDEO['video_id']}"
    assert parse_qs(urlsplit(asked[0]).query)["p2p"] == ["0"]
    assert page.locator(".video iframe").get_attribute("title") == VIDEO["title"]
    # An instance may show its videos on the sites that it knows only: it has to see which one asks.
    assert page.locator(".video iframe").get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_the_video_is_played_with_the_keyboard_and_its_transcript_read(page, module, asked):  # noqa: F811
    page.goto(LESSON)
    page.get_by_role("link", name="Lire la vidéo").focus()
    page.keyboard.press("Enter")
    page.locator(".video iframe").wait_for()
    page.get_by_text("Transcription de").click()
    assert page.get_by_text(VIDEO["transcript"]).is_visible()


def test_without_scripts_the_video_is_a_link_to_its_page(browser, live_server, module):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(LESSON)
    link = page.get_by_role("link", name="Lire la vidéo")
    assert link.get_attribute("href") == f"https://{VIDEO['instance']}/w/{VIDEO['video_id']}"
    context.close()


def test_the_first_question_is_three_clicks_from_the_first_page(page, module, asked):  # noqa: F811
    ensure_tree()
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Apprendre").first.click()
    page.get_by_role("link", name="Internet").click()
    page.get_by_role("link", name="Vérifier ce que vous avez compris").click()
    page.get_by_role("heading", name="Question 1 sur 8").wait_for()
    page.get_by_label("Je réponds tout de suite").check()
    page.get_by_role("button", name="Valider").click()
    page.locator("[data-verdict]").wait_for()
    assert "le lien peut être un piège" in page.locator("main").inner_text()
    page.get_by_role("link", name="Question suivante").click()
    page.get_by_role("heading", name="Question 2 sur 8").wait_for()
    page.get_by_label("WhatsApp").check()
    page.get_by_role("button", name="Valider").click()
    page.locator("[data-verdict]").wait_for()
    assert "Une seule entreprise tient tout." in page.locator("main").inner_text()
    assert page.context.cookies() == []
    assert hosts(asked) == {"localhost"}
