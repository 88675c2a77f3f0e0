"""
Time to save one tick in a notebook of 200 kB in Chromium: `python -m benchmarks.notebook_saving` (budget: 50 ms).

Each saving reads the browser's storage again, joins the change, checks the size and writes. No server runs: the modules
are given to the page from `static/`.
"""

import json
import statistics
import uuid
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
MODULES = Path(__file__).resolve().parent.parent / "static" / "js" / "notebook"
SITE = "http://notebook.test/"
BYTES = 198_000
NOW = 1_763_800_000_000
SAVINGS = """async ([document, path]) => {
  const { change, join, read } = await import("/store.js");
  const { byteSize, check } = await import("/validate.js");
  join(check(document));
  const times = [];
  for (let i = 0; i < 60; i += 1) {
    const start = performance.now();
    if (!change((notebook) => notebook.set(path, i % 2 === 0))) throw new Error("Not saved.");
    times.push(performance.now() - start);
  }
  return { times: times.slice(10), bytes: byteSize(read()), stored: localStorage.getItem("carnet").length };
}"""


def large_notebook() -> dict[str, Any]:
    """Scenarios of six steps, four tasks and a note each, until the notebook is nearly full."""
    scenarios: dict[str, Any] = {}
    document = {"format": "carnet", "version": 2, "scenarios": scenarios}
    while len(json.dumps(document, ensure_ascii=False).encode()) < BYTES:
        steps = {f":{uuid.uuid4()}": _step(rank) for rank in range(1, 7)}
        scenarios[f":K{len(scenarios):04}"] = {
            "titre": "Organiser une réunion",
            "url": "/agir/reunion/",
            "etapes": steps,
        }
    return document


def _step(rank: int) -> dict[str, Any]:
    pen = uuid.uuid4().hex[:8]
    return {
        "titre": "Choisir une date à plusieurs",
        "rang": rank,
        "taches": {f":{uuid.uuid4()}": [True, NOW] for _ in range(4)},
        "qui": ["Jeanne", NOW],
        "note": ["Réserver la salle, écrire à l’équipe. " * 12, NOW, {"plume": pen, "vus": {pen: NOW}}],
    }


def measure(browser: Any) -> dict[str, Any]:
    """Fifty savings after ten to warm up: `times` in milliseconds, `bytes` of the notebook, `stored` characters."""
    document = large_notebook()
    code = next(iter(document["scenarios"]))
    step = next(iter(document["scenarios"][code]["etapes"]))
    context = browser.new_context()
    page = context.new_page()
    page.route(f"{SITE}**", lambda route: _serve(route))
    page.goto(SITE)
    result = page.evaluate(SAVINGS, [document, ["scenarios", code, "etapes", step, "taches", ":t1"]])
    context.close()
    return result


def _serve(route: Any) -> None:
    name = route.request.url.removeprefix(SITE)
    if name:
        route.fulfill(body=(MODULES / name).read_text(), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>.</title>", content_type="text/html")


def main() -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        result = measure(browser)
        browser.close()
    times = sorted(result["times"])
    print(f"{result['bytes']:,} bytes, median {statistics.median(times):.1f} ms, slowest {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
