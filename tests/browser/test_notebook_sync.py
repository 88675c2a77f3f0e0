"""Two devices of one person, offline then online, end with the same notebook."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .notebook_pages import serve_scenario, stored, wait_until
from .test_notebook_page import tick

pytestmark = pytest.mark.browser


@pytest.fixture
def device(page, browser, live_server, signed_in, learner):
    """`device()` is another browser where Lina is signed in."""
    contexts = []

    def open_one():
        context = browser.new_context(base_url=live_server.url, locale="fr-FR")
        session = signed_in(learner).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
        contexts.append(context)
        opened = context.new_page()
        serve_scenario(opened)
        return opened

    yield open_one
    for context in contexts:
        context.close()


def keep_in_account(page):
    page.goto("/carnet/")
    page.get_by_role("button", name="Garder ce carnet avec mon compte").click()
    expect(page.get_by_text("Ce carnet est aussi avec votre compte.")).to_be_visible()


def tasks_of(page):
    return {task: pair[0] for task, pair in stored(page)["scenarios"][":K8WDE"]["etapes"][":e2"]["taches"].items()}


def test_what_two_devices_did_apart_is_joined_on_both(device):
    phone, computer = device(), device()
    tick(phone, "Choisir", note="Du téléphone")
    tick(computer, "Envoyer", note="De l’ordinateur")

    keep_in_account(phone)
    keep_in_account(computer)
    phone.reload()
    wait_until(phone, "localStorage.carnet.includes('ordinateur')")

    assert tasks_of(phone) == tasks_of(computer) == {":t1": True, ":t3": True}
    note = stored(phone)["scenarios"][":K8WDE"]["etapes"][":e2"]["note"]
    assert {note[0], note[2]["autres"][0][0]} == {"Du téléphone", "De l’ordinateur"}


def test_a_tick_made_offline_is_sent_when_the_network_comes_back(device):
    phone, computer = device(), device()
    tick(phone, "Choisir")
    keep_in_account(phone)
    keep_in_account(computer)
    phone.goto("/agir/reunion/etape-2/")
    expect(phone.get_by_label("Choisir")).to_be_checked()
    phone.context.set_offline(True)
    phone.get_by_label("Choisir").uncheck()
    with phone.expect_response(lambda response: response.request.method == "PUT") as sent:
        phone.context.set_offline(False)
    assert sent.value.ok

    computer.reload()
    wait_until(computer, "JSON.parse(localStorage.carnet).scenarios[':K8WDE'].etapes[':e2'].taches[':t1'][0] === false")


def test_without_a_session_one_is_asked_to_log_in_and_nothing_is_kept_or_sent_later(page):
    serve_scenario(page)
    tick(page)
    page.goto("/carnet/")
    page.get_by_role("button", name="Garder ce carnet avec mon compte").click()

    expect(page.get_by_text("Connectez-vous d’abord, puis revenez ici.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('carnet-compte')") is None


def test_nobody_s_notebook_is_sent_unasked(page):
    serve_scenario(page)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    tick(page)
    page.goto("/carnet/")
    page.wait_for_timeout(500)

    assert [url for url in requests if "/compte/carnet/" in url] == []
