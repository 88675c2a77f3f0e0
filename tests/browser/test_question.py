"""Write first, account after: from a lesson to a sent question without an account, and nothing typed is lost."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import expect

from forum.models import Post
from tests.courses.conftest import module, quiz, stored  # noqa: F401 (fixtures)

pytestmark = pytest.mark.browser

LESSON = "/apprendre/internet/bases/nuage/"
QUESTION = "Où vont mes photos\N{NO-BREAK SPACE}?"
TEXT = "Je ne sais pas sur quel ordinateur elles sont."
PASSWORD = "quatre mots faciles à retenir"


def link_of_the_mail() -> str:
    return re.search(r"http://\S+(/compte/confirmation/\S+)", mail.outbox[-1].body)[1]


def write(page) -> None:
    page.goto(LESSON)
    page.get_by_role("link", name="Poser une question sur cette page").click()
    page.get_by_label("Votre nom public").fill("Karim")
    page.get_by_label("Votre question ou votre sujet").fill(QUESTION)
    page.get_by_label("Votre message").fill(TEXT)
    page.get_by_role("button", name="Publier ma question").click()


def sign_up(page) -> None:
    page.fill("[name=email], [name=login]", "karim@example.org")
    page.fill("[name=password1]", PASSWORD)
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrez votre messagerie")


def test_a_question_leaves_a_lesson_in_five_screens_without_an_account(page, module):  # noqa: F811
    screens = []
    page.on("framenavigated", lambda frame: screens.append(urlsplit(frame.url).path))

    write(page)
    sign_up(page)
    page.goto(link_of_the_mail())
    expect(page.get_by_text("Votre message est gardé.")).to_be_visible()

    post = Post.objects.get()
    assert (post.topic.title, post.source, post.author.display_name) == (QUESTION, TEXT, "Karim")
    assert post.topic.section.page.url == LESSON
    assert page.evaluate("localStorage.question") is None
    assert screens == [
        LESSON,
        "/forum/nouveau/",
        "/compte/inscription/",
        "/compte/confirmation/",
        "/forum/nouveau/",  # passes by: it sends itself, and nobody reads it
        "/forum/mes-messages/",
    ]


def test_on_another_device_the_link_signs_nobody_in_and_the_question_waits_where_it_was_written(
    page,
    browser,
    live_server,
    module,  # noqa: F811
):
    write(page)
    sign_up(page)
    elsewhere = browser.new_context(base_url=live_server.url, locale="fr-FR").new_page()
    elsewhere.goto(link_of_the_mail())
    elsewhere.get_by_role("button", name="Oui, la confirmer").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Se connecter")
    elsewhere.context.close()

    page.get_by_role("link", name="Se connecter").first.click()
    page.fill("[name=email], [name=login]", "karim@example.org")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()

    expect(page.get_by_text("Votre message est gardé.")).to_be_visible()
    assert Post.objects.get().source == TEXT


def test_a_name_that_is_taken_is_asked_again_and_the_text_stays(browse_as, learner, contributor, module):  # noqa: F811
    page = browse_as(learner)
    page.goto(LESSON)
    page.get_by_role("link", name="Poser une question sur cette page").click()
    page.get_by_label("Votre nom public").fill(contributor.display_name)
    page.get_by_label("Votre question ou votre sujet").fill(QUESTION)
    page.get_by_label("Votre message").fill(TEXT)
    page.get_by_role("button", name="Publier ma question").click()

    expect(page.locator(".errorlist").first).to_be_visible()
    assert page.get_by_label("Votre message").input_value() == TEXT
    assert not Post.objects.exists()


def test_a_sign_up_that_is_refused_says_why_and_passes_at_the_next_try(page):
    page.goto("/compte/inscription/")
    page.fill("[name=email], [name=login]", "karim@example.org")
    page.fill("[name=password1]", "motdepasse")
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.locator(".errorlist")).to_have_text("Ce mot de passe est trop courant.")

    assert page.locator("[name=altcha]").input_value() == ""
    sign_up(page)
