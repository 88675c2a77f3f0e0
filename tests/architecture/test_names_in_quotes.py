from pathlib import Path

import pytest

from .names import (
    CLONE,
    allowed,
    app_of,
    named_in_python,
    named_in_template,
    owner,
    python_files,
    tag_libraries,
    template_files,
)

COMPONENTS = CLONE / "templates" / "components"


def relative(path: Path) -> str:
    return str(path.relative_to(CLONE))


@pytest.mark.parametrize("path", python_files(), ids=relative)
def test_code_names_no_app_beside_or_above(path):
    app = path.relative_to(CLONE).parts[0]

    assert named_in_python(path.read_text()) - allowed(app) == set()


@pytest.mark.parametrize("path", [path for path in template_files() if owner(path)], ids=relative)
def test_a_template_names_no_app_beside_or_above(path):
    assert named_in_template(path.read_text(), tag_libraries()) - allowed(owner(path)) == set()


@pytest.mark.parametrize("path", [path for path in template_files() if COMPONENTS in path.parents], ids=relative)
def test_a_component_names_no_app_but_the_core_and_its_rooms_whose_tags_all_may_load(path):
    assert named_in_template(path.read_text(), tag_libraries()) - allowed("core") == set()


@pytest.mark.parametrize(
    ("name", "app"),
    [
        ("forum.Topic", "forum"),
        ("forum:topic-list", "forum"),
        ("forum/_topic.html", "forum"),
        ("config.urls", "config"),
        ("components/_card.html", None),
        ("forum.css", None),
        ("https://example.org/", None),
        ("Une phrase sur le forum.", None),
    ],
)
def test_a_string_is_recognised_as_the_name_of_an_app(name, app):
    assert app_of(name) == app


@pytest.mark.parametrize(
    "source",
    [
        'models.ForeignKey("courses.LessonPage")',
        'reverse("courses:lesson")',
        'render(request, "courses/lesson.html")',
        'apps.get_model("courses", "LessonPage")',
        'dependencies = [("courses", "0001_initial")]',
        'ContentType.objects.filter(app_label="courses")',
    ],
)
def test_a_planted_name_is_found_in_code(source):
    assert named_in_python(source) == {"courses"}


@pytest.mark.parametrize(
    "source",
    [
        '{% include "courses/_lesson.html" %}',
        "{% extends 'courses/base.html' %}",
        '{% url "courses:lesson" lesson.pk as address %}',
        "{% load i18n courses_tags %}",
        "{% load lesson_line from courses_tags %}",
    ],
)
def test_a_planted_name_is_found_in_a_template(source):
    assert named_in_template(source, {"courses_tags": "courses"}) == {"courses"}


def test_the_layers_go_down():
    assert allowed("accounts") == {"accounts"}
    assert "forum" not in allowed("quizzes")
    assert "core" in allowed("quizzes")
    assert "config" not in allowed("home")
