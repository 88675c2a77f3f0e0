"""One visit to a page in Chromium, and all that the gates want to know of it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from .ecoindex import ecoindex
from .rendering import ORIGIN, Site

TEXT_SPACING = """
*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}
"""
WORDS = "document.querySelector('main').innerText.split(/\\s+/).filter(Boolean)"
ELEMENTS = "document.querySelectorAll('*').length - document.querySelectorAll('svg *').length"
OVERFLOW = "document.scrollingElement.scrollWidth - innerWidth"
STRETCHED = """() => [...document.querySelectorAll(".button")].filter((one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return one.getBoundingClientRect().height - words.getBoundingClientRect().height > 48;
}).map((one) => one.textContent.trim())"""
AXE = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: tags } });
  return found.violations.map(({ id, nodes }) => `${id} ×${nodes.length} ${nodes[0].target.join(" ")}`);
}"""
STOPS = """() => {
  const chosen = (one) => document.querySelector(`[name="${one.name}"]:checked`) ?? document.querySelector(`[name="${one.name}"]`);
  return [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']"
  )].filter((one) => !one.disabled && one.type !== "hidden" && one.tabIndex >= 0 && one.checkVisibility()
    && (one.type !== "radio" || one === chosen(one)))
  .map((one, rank) => { one.dataset.stop = rank; return rank; });
}"""
FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const visible = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = one.getBoundingClientRect();
  return { stop: Number(one.dataset.stop ?? -1), visible: visible && box.width > 0 && box.right > 0,
           name: `${one.tagName} ${one.textContent.trim().slice(0, 40)}` };
}"""


READ = """() => document.querySelectorAll("main :is(.callout, .quotation, .notice, .card, .prose, .facts)")
  .forEach((one) => { if (one.checkVisibility()) one.dataset.read = "" })"""
LOST_ON_PAPER = (
    "[...document.querySelectorAll('[data-read]')].filter((o) => !o.checkVisibility()).map((o) => o.className)"
)


@dataclass
class Measures:
    """What one visit gives. Bytes are those of the files as they travel, compressed."""

    axe: list[str] = field(default_factory=list)
    overflow: dict[str, int] = field(default_factory=dict)
    stretched: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    bytes: int = 0
    script_bytes: int = 0
    elements: int = 0
    errors: list[str] = field(default_factory=list)
    cookies: list[dict] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    keyboard: list[str] | None = None
    nav_is_printed: bool = True
    lost_on_paper: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        return [url for url in self.requests if not url.startswith(f"{ORIGIN}/")]

    @property
    def ecoindex(self) -> float:
        return ecoindex(self.elements, len(self.requests), self.bytes / 1000)


def measure(browser: object, node_modules: Path, site: Site, kind: str, *, walks: bool = True) -> Measures:
    """`walks` presses Tab through the whole page, which takes seconds on the largest ones."""
    found = Measures()
    path = site.pages[kind].path
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.route("**/*", site.answer)
    page = context.new_page()
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("console", lambda message: message.type == "error" and found.errors.append(message.text))
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.goto(ORIGIN + path, wait_until="networkidle")
    found.words = page.evaluate(WORDS)
    found.elements = page.evaluate(ELEMENTS)
    found.cookies = context.cookies()
    found.stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    _weigh(found, site)
    found.keyboard = _walk(page) if walks else None
    _look_at_widths(page, found, axe)
    page.evaluate(READ)
    page.emulate_media(media="print")
    found.lost_on_paper = page.evaluate(LOST_ON_PAPER)
    found.nav_is_printed = page.locator(".header__nav").first.is_visible()
    context.close()
    return found


def weigh(browser: object, site: Site, kind: str) -> Measures:
    """Only what a first visit asks for: requests, bytes, elements (`benchmarks.pages`)."""
    found = Measures()
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.route("**/*", site.answer)
    page = context.new_page()
    page.on("request", lambda request: found.requests.append(request.url))
    page.goto(ORIGIN + site.pages[kind].path, wait_until="networkidle")
    found.elements = page.evaluate(ELEMENTS)
    _weigh(found, site)
    context.close()
    return found


def _weigh(found: Measures, site: Site) -> None:
    paths = [urlsplit(url).path + (f"?{urlsplit(url).query}" if urlsplit(url).query else "") for url in found.requests]
    found.bytes = sum(site.weight(path) for path in paths)
    found.script_bytes = sum(site.weight(path) for path in paths if path.endswith(".js"))


def _look_at_widths(page: object, found: Measures, axe: str) -> None:
    found.overflow["1280"] = page.evaluate(OVERFLOW)
    page.evaluate(axe)
    found.axe += page.evaluate(AXE)
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found.overflow["360, text twice as large"] = page.evaluate(OVERFLOW)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 256})
    found.overflow["1280 enlarged four times"] = page.evaluate(OVERFLOW)
    page.set_viewport_size({"width": 320, "height": 640})
    found.overflow["320"] = page.evaluate(OVERFLOW)
    found.stretched = page.evaluate(STRETCHED)
    page.emulate_media(color_scheme="dark")
    found.axe += [f"dark, 320 px: {violation}" for violation in page.evaluate(AXE)]
    page.evaluate(
        "(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); document.adoptedStyleSheets = [sheet]; }",
        TEXT_SPACING,
    )
    found.overflow["320, spaced text"] = page.evaluate(OVERFLOW)


def _walk(page: object) -> list[str]:
    """What goes wrong when one presses Tab from the top: a stop out of order, forgotten, or that cannot be seen."""
    wrong = []
    last = -1
    for expected in page.evaluate(STOPS):
        focus = _next_stop(page, last)
        last = expected
        if focus["stop"] != expected:
            return [*wrong, f"{focus['name']} comes instead of stop {expected}"]
        if not focus["visible"]:
            wrong.append(f"{focus['name']} does not show the focus")
    return wrong


def _next_stop(page: object, last: int) -> dict:
    """Where Tab leads. A field for a date has a stop for the day, one for the month, and so on: they count as one."""
    for _ in range(5):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["stop"] != last:
            break
    return focus


def words_without_script(browser: object, site: Site, kind: str) -> list[str]:
    context = browser.new_context(locale="fr-FR", java_script_enabled=False, viewport={"width": 1280, "height": 800})
    context.route("**/*", site.answer)
    page = context.new_page()
    page.goto(ORIGIN + site.pages[kind].path)
    words = page.locator("main").inner_text().split()
    context.close()
    return words
