"""
An editor's way: from the first page of the admin to a published tutorial of three gestures with pictures.

Every field on the way is counted, whether one fills it or only reads it: those of the form, and those of the dialog by
which each picture comes in.
"""

import pytest
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from home.demonstrating import DEMO_ADDRESS, create_demo_editor
from home.tree import ensure_tree
from resources.models import TutorialSheet

pytestmark = pytest.mark.browser

MOST_FIELDS = 40
GESTURES = ["Ouvrir Framadate", "Proposer trois dates", "Envoyer le lien"]
FIELDS = """root => [...root.querySelectorAll("input, select, textarea, [data-chooser-action-choose]")]
  .filter((one) => one.type !== "hidden" && one.checkVisibility({ visibilityProperty: true }))
  .map((one) => one.labels?.[0]?.innerText ?? one.getAttribute("aria-label") ?? one.name ?? one.innerText)"""


@pytest.fixture
def demo_editor(live_server):
    """Whoever tries Parcours at home: the demonstration account."""
    ensure_tree()
    create_demo_editor()
    return User.objects.get(email=DEMO_ADDRESS)


@pytest.fixture
def captures(tmp_path):
    """A picture for each gesture: the admin asks what to do with the same file twice."""
    files = [tmp_path / f"capture-{rank}.png" for rank in range(len(GESTURES))]
    for rank, file in enumerate(files):
        Image.new("RGB", (600, 400), (90, 120, 60 * rank)).save(file)
    return files


def bring_in(page, gesture, capture) -> list[str]:
    """A picture of one's own for a gesture; the fields of the dialog."""
    gesture.get_by_role("button", name="Choisir une image").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Transférer").click()
    asked = dialog.get_by_role("tabpanel", name="Transférer").evaluate(FIELDS)
    dialog.locator("[type=file]").set_input_files(capture)
    expect(dialog.locator("[name$=title]")).to_have_value(capture.stem)
    dialog.get_by_role("button", name="Transférer").click()
    expect(dialog).to_be_hidden()
    return asked


def write_gesture(page, rank, title, capture) -> list[str]:
    section = page.locator("[id$=gestures-section]")
    section.locator(".c-sf-add-button").last.click()
    gesture = section.locator("[data-streamfield-child]").nth(rank)
    gesture.locator(f"[name=gestures-{rank}-value-title]").fill(title)
    asked = bring_in(page, gesture, capture)
    gesture.locator(f"[name=gestures-{rank}-value-alternative]").fill(f"L’écran : {title}")
    return asked


def test_a_tutorial_of_three_gestures_with_pictures_is_published_in_forty_fields(browse_as, demo_editor, captures):
    page = browse_as(demo_editor)
    page.goto("/admin/")
    page.get_by_role("link", name="Nouveau mode d’emploi").click()
    page.locator("[name=title]").fill("Créer un sondage avec Framadate")
    page.locator("[name=summary]").fill("Trois dates, un lien, une réponse.")
    page.locator("[name=result]").fill("Un sondage que le groupe remplit.")

    met = [
        f"image {rank}: {field}"
        for rank, title in enumerate(GESTURES)
        for field in write_gesture(page, rank, title, captures[rank])
    ]
    met += page.locator("form[data-edit-form]").evaluate(FIELDS)
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier").click()
    page.wait_for_url("**/admin/pages/**")

    assert len(met) <= MOST_FIELDS, met
    published = TutorialSheet.objects.live().get()
    assert [one.value["title"] for one in published.gestures] == GESTURES
    assert all(one.value["image"] for one in published.gestures)
    page.goto(published.url)
    expect(page.get_by_alt_text("L’écran\u00a0: Proposer trois dates")).to_be_visible()
