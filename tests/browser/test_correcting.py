"""A typing error, from the reader who sees it to the page that says it right: what each side has to press."""

import pytest
from playwright.sync_api import expect

from contributions import forms
from contributions.models import Correction
from contributions.passages import passages
from tests import content
from tests.contributions.test_history import publish, publisher  # noqa: F401 (a fixture)
from tests.pages.measuring import AXE, OVERFLOW

pytestmark = pytest.mark.browser
MOST_PRESSES = 6


@pytest.fixture
def sheet(db):
    return content.tool("Framadate", losses="Un premier paragrafe.\n\nUn second paragraphe.")


@pytest.fixture
def presses():
    """`press(element)` presses it, and counts."""
    counted = []

    def press(element):
        counted.append(element.inner_text())
        element.click()

    press.counted = counted
    return press


@pytest.fixture
def taken_time(monkeypatch):
    """People take longer than robots to fill a form."""
    monkeypatch.setattr(forms, "SECONDS", -1)


@pytest.mark.usefixtures("taken_time")
def test_a_typing_error_is_reported_and_accepted_in_six_presses(page, browse_as, sheet, publisher, presses):  # noqa: F811
    page.goto(sheet.url)
    presses(page.get_by_role("link", name="Signaler une erreur"))
    presses(page.get_by_role("link", name="Proposer une correction du texte"))
    presses(page.get_by_role("link", name="Un premier paragrafe."))
    page.get_by_label("Votre texte").fill("Un premier paragraphe.")
    presses(page.get_by_role("button", name="Envoyer la correction"))
    expect(page.get_by_role("heading", level=1, name="Merci")).to_be_visible()

    browse_as(publisher).goto("/admin/")
    presses(page.get_by_role("link", name="1 correction du"))
    presses(page.get_by_role("button", name="Accepter et publier"))

    page.goto(sheet.url)
    expect(page.locator("main")).to_contain_text("Un premier paragraphe.")
    assert len(presses.counted) <= MOST_PRESSES, presses.counted


def test_what_was_written_for_a_passage_that_changed_goes_where_its_author_says(page, sheet, node_modules):
    passage = next(found for found in passages(sheet) if found.place == "losses~1")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/proposer/correction/?page={sheet.code}&passage={passage.key}")
    page.get_by_label("Votre texte").fill("Un premier paragraphe.")
    page.get_by_label("Votre nom").fill("Lou")
    # As when the version that was read is no longer kept.
    page.evaluate("document.querySelector('[name=version]').value = ''")
    changed = publish(sheet, losses="Tout neuf.\n\nUn premier alinéa.\n\nUn second paragraphe.")

    page.get_by_role("button", name="Envoyer la correction").click()
    expect(page.get_by_role("status")).to_contain_text("Rien n’est encore envoyé")
    page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(AXE) == []
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("button", name="Un premier alinéa.").click()
    expect(page.get_by_label("Votre texte")).to_have_value("Un premier paragraphe.")
    page.get_by_role("button", name="Envoyer la correction").click()
    expect(page.get_by_role("heading", level=1, name="Merci")).to_be_visible()

    sent = Correction.objects.get()
    assert (sent.before, sent.after, sent.name) == ("Un premier alinéa.", "Un premier paragraphe.", "Lou")
    assert sent.whole == changed.losses
