"""The library is whole: what the pack promises is there, and nothing leads nowhere."""

from datetime import date

import pytest
import yaml

from tests.demo.reading import PACK, existing_references, items, lessons, yaml_file

LEAST = {
    "modules/*/module.md": 3,
    "modules/*/*/sequence.md": 6,
    "scenarios/*.md": 6,
    "actions/*.md": 36,
    "sheets/*/*.md": 100,
    "sheets/tools/*.md": 30,
    "glossary/*.md": 60,
    "products/*.md": 30,
    "testimonials/*.md": 10,
}
WORKSHOPS = (120, 90, 45)


@pytest.mark.parametrize(("pattern", "least"), LEAST.items())
def test_the_library_holds_what_was_promised(pattern, least):
    assert len(list(PACK.glob(pattern))) >= least


@pytest.mark.parametrize(
    ("module", "count"), [("reprendre-le-controle", 12), ("creer-son-chaton", 6), ("administrer-un-chaton", 4)]
)
def test_each_module_has_its_lessons(module, count):
    assert len([lesson for lesson in lessons() if lesson.reference.startswith(f"modules/{module}/")]) == count


def test_every_yaml_file_can_be_read():
    assert all(yaml.safe_load(path.read_text(encoding="utf-8")) for path in PACK.rglob("*.yaml"))


def test_no_sentence_of_a_list_is_taken_for_a_setting():
    sentences = ("pros", "cons", "needed", "warning_signs", "in_short", "objectives")

    assert not [
        (item.reference, line)
        for item in items("")
        for key in sentences
        for line in item.listed(key)
        if not isinstance(line, str)
    ]


def test_no_reference_leads_nowhere():
    existing = existing_references()

    assert not [(item.reference, name) for item in items("") for name in item.references() if name not in existing]


def test_needs_themes_and_audiences_are_those_of_the_vocabulary():
    known = {key: {word["slug"] for word in yaml_file(f"vocabulary/{key}.yaml")} for key in _FACETS}

    assert [len(known[key]) for key in _FACETS] == [12, 7, 6]
    assert not [
        (item.reference, slug)
        for item in items("")
        for key in _FACETS
        for slug in item.listed(key)
        if slug not in known[key]
    ]


_FACETS = ("needs", "themes", "audiences")


def test_folders_and_their_lists_agree():
    listed = {
        f"{item.reference.rsplit('/', 1)[0]}/{slug}"
        for item in items("modules")
        for slug in (*item.listed("sequences"), *item.listed("lessons"))
    }
    there = {path.relative_to(PACK).as_posix() for path in PACK.glob("modules/*/*") if path.is_dir()}

    assert listed == there | {lesson.reference for lesson in lessons()}


def test_every_action_has_a_tool_and_a_tutorial_or_an_advice():
    assert not [
        action.reference
        for action in items("actions")
        if not any(sheet.startswith("sheets/tools/") for sheet in action.listed("sheets"))
        or not any(sheet.startswith(("sheets/tutorials/", "sheets/advice/")) for sheet in action.listed("sheets"))
    ]


def test_every_sheet_serves_in_an_action():
    used = {sheet for action in items("actions") for sheet in action.listed("sheets")}

    assert not {sheet.reference for sheet in items("sheets")} - used


def test_every_testimonial_and_every_reading_is_shown_somewhere():
    named = {name for item in items("") for name in item.references()}

    assert not {item.reference for folder in ("testimonials", "readings") for item in items(folder)} - named


def test_every_product_leads_to_a_tool_and_to_an_action():
    products = {product.reference for product in items("products")}

    assert {name for tool in items("sheets/tools") for name in tool.listed("replaces")} == products
    assert {name for action in items("actions") for name in action.listed("replaces")} == products


@pytest.mark.parametrize("scenario", items("scenarios"), ids=lambda scenario: scenario.reference)
def test_a_workshop_of_two_hours_can_be_cut_to_an_hour_and_a_half_and_to_45_minutes(scenario):
    activities = scenario.front["running_order"]
    dropped = sorted((each for each in activities if each.get("drop_order")), key=lambda each: each["drop_order"])
    total = sum(each["minutes"] for each in activities)
    lengths = [total - sum(each["minutes"] for each in dropped[:count]) for count in range(len(dropped) + 1)]

    assert lengths[0] == WORKSHOPS[0]
    assert WORKSHOPS[1] in lengths
    assert lengths[-1] <= WORKSHOPS[2]


def test_nothing_is_said_in_the_name_of_somebody_real():
    assert all(testimonial.front["is_example"] is True for testimonial in items("testimonials"))
    assert not [tool.reference for tool in items("sheets/tools") if tool.listed("trials")]


def test_what_was_verified_says_with_what():
    # The format gives products a day, and no place to say with what.
    products = items("products")
    checked = [item for item in items("") if item.front.get("checked_on") and item not in products]

    assert all(isinstance(product.front["checked_on"], date) for product in products)
    assert len(checked) >= len(items("sheets/tools"))
    assert all(item.front["checked_with"] and isinstance(item.front["checked_on"], date) for item in checked)


def test_every_argument_has_a_source():
    arguments = [each for sheet in items("sheets/arguments") for each in sheet.front["arguments"]]

    assert arguments
    assert all(each["source_title"] for each in arguments)
