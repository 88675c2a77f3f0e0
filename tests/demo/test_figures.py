"""Figures drawn by us: text as text, one ink, described, light."""

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from tests.demo.reading import PACK, lessons, yaml_file

FIGURES = sorted((PACK / "media").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {"svg", "title", "desc", "g", "path", "rect", "circle", "ellipse", "text", "tspan"}


@pytest.fixture(params=FIGURES, ids=lambda path: path.stem)
def figure(request) -> Element:
    return parse(request.param).getroot()


def test_a_figure_weighs_thirty_kilobytes_at_most():
    assert max(path.stat().st_size for path in FIGURES) <= 30_000


def test_a_figure_has_a_size_a_title_and_a_description(figure):
    described_by = figure.get("aria-labelledby", "").split()
    texts = {element.get("id"): element.text for element in figure if element.tag in (f"{SVG}title", f"{SVG}desc")}

    assert figure.get("viewBox") == f"0 0 {figure.get('width')} {figure.get('height')}"
    assert figure.get("role") == "img"
    assert all(texts[name] for name in described_by)
    assert len(described_by) == 2


def test_a_figure_holds_plain_drawing_and_text(figure):
    assert {element.tag.removeprefix(SVG) for element in figure.iter()} <= DRAWING
    assert list(figure.iter(f"{SVG}text"))


def test_a_figure_takes_the_ink_of_the_page(figure):
    inks = {element.get(name) for element in figure.iter() for name in ("fill", "stroke")}

    assert inks <= {None, "none", "currentColor"}


def test_the_text_of_a_figure_can_be_read(figure):
    sizes = [float(element.get("font-size", 15)) for element in figure.iter(f"{SVG}text")]

    assert min(sizes) >= 14  # a phone of 360 px shows 400 units in 328 px
    assert int(figure.get("width")) <= 400


def test_every_figure_has_its_credit_and_long_description():
    credits = {credit["file"]: credit for credit in yaml_file("media/media.yaml")}

    assert set(credits) == {path.name for path in FIGURES}
    assert all(len(credit["long_description"]) > 80 and credit["authors"] for credit in credits.values())


def test_every_lesson_shows_a_figure_with_an_alternative_and_a_caption():
    shown = {lesson.reference: lesson.blocks("image") for lesson in lessons()}

    assert not [reference for reference, images in shown.items() if not images]
    assert all(image["alternative"] and image["caption"] for images in shown.values() for image in images)


def test_every_figure_is_shown_in_a_lesson():
    used = {image["image"] for lesson in lessons() for image in lesson.blocks("image")}

    assert used == {f"media/{path.name}" for path in FIGURES}


def test_no_two_figures_share_an_id():
    ids = re.findall(r'\bid="([^"]+)"', "".join(path.read_text(encoding="utf-8") for path in FIGURES))

    assert len(ids) == len(set(ids))
