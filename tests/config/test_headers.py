import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def policy_of(response) -> dict[str, str]:
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def test_a_public_page_runs_its_own_scripts_only(visitor):
    policy = policy_of(visitor.get("/"))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in str(policy)


def test_a_page_of_error_keeps_the_policy(visitor):
    response = visitor.get("/nulle-part/")

    assert response.status_code == 404
    assert policy_of(response)["script-src"] == "'self'"


def test_a_video_comes_from_the_instances_of_the_list(settings):
    settings.PEERTUBE_INSTANCES = ["https://video.example.org"]

    policy = policy_of(Client().get("/"))

    assert policy["frame-src"] == "https://video.example.org"


def test_no_other_site_frames_a_page(visitor):
    response = visitor.get("/")

    assert response.headers["X-Frame-Options"] == "DENY"
    assert policy_of(response)["frame-ancestors"] == "'none'"


def test_the_admin_may_frame_its_previews(editor, signed_in):
    policy = policy_of(signed_in(editor).get("/admin/"))

    assert policy["frame-ancestors"] == "'self'"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_a_page_carries_the_header(visitor, header, value):
    assert visitor.get("/").headers[header] == value


def test_a_page_asks_for_no_sensor(visitor):
    permissions = visitor.get("/").headers["Permissions-Policy"]

    assert re.findall(r"[\w-]+=(\S+?)(?:,|$)", permissions) == ["()"] * permissions.count("=")
    assert "camera=()" in permissions


def test_https_is_remembered_for_a_year_and_for_this_site_alone(visitor):
    strict = visitor.get("/", headers={"X-Forwarded-Proto": "https"}).headers["Strict-Transport-Security"]

    assert strict == "max-age=31536000"


def test_a_public_page_sets_no_cookie_and_is_the_same_for_all(visitor):
    response = visitor.get("/")

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.browser
def test_the_admin_works_under_its_policy(page, editor, browse_as):
    blocked = []
    page.on("console", lambda message: blocked.append(message.text) if "Content Security" in message.text else None)

    browse_as(editor).goto("/admin/")
    page.goto("/admin/pages/")

    assert blocked == []
