"""A scenario as editors publish it, with its tools, on the running site; and how a keyboard and a printer meet it."""

import re
import subprocess
from pathlib import Path

from tests.content import action, scenario, step, tool, tutorial

PATH = "/agir/reunir-a-distance/"
STEPS = ["Choisir la date", "Préparer la réunion", "Se retrouver", "Prendre des notes", "Décider", "Garder une trace"]
TASKS = ["Choisir l’outil", "Envoyer le lien", "Prévoir un numéro de téléphone"]


def publish_scenario(*, steps: int = 6):
    """Six steps of three tasks; small groups are sent to Jitsi Meet, large ones to BigBlueButton, the largest nowhere."""
    jitsi = tool("Jitsi Meet", group_min=2, group_max=12, account="non", hosted_as_service=True, phone="navigateur")
    big = tool("BigBlueButton", level="ca-va", group_min=5, group_max=30, account="invites", hosted_by_host=True)
    meeting = action("Se réunir en visioconférence", sheets=[jitsi, big, tutorial("Ouvrir un salon", tool=jitsi)])
    titles = (STEPS * 2)[:steps]
    activity = {"minutes": 45, "aim": "Essayer", "say": "Bonjour.", "group_does": "Le groupe essaie."}
    return scenario(
        "Réunir à distance",
        slug="reunir-a-distance",
        steps=[step(title, [meeting], id=f"e{rank}", tasks=tasks()) for rank, title in enumerate(titles, 1)],
        running_order=[{"type": "activity", "value": activity}] * 2,
    )


def tasks():
    return [
        {"type": "item", "id": f"t{rank}", "value": {"text": text, "joiner": "and"}}
        for rank, text in enumerate(TASKS, 1)
    ]


def tab_to(page, locator) -> None:
    """Press Tab until the element has the focus, which must then be seen."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            ring = locator.evaluate(
                """element => [element, element.closest("label")].some(
                  (one) => one && getComputedStyle(one).outlineStyle !== "none")"""
            )
            assert ring, "The focus is not seen."
            return
    raise AssertionError("The keyboard does not lead there.")


def printed_pages(page, folder: Path) -> list[str]:
    """The words of each sheet that the browser prints."""
    path = folder / "printed.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s+", " ", sheet) for sheet in text.split("\f") if sheet.strip()]
