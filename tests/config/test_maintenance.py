import pytest
from django.core.management import call_command


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


def test_a_closed_site_says_so_without_the_database(client, settings):
    call_command("maintenance", "on")

    answer = client.get("/agir/")  # this test has no database: any query would fail

    assert answer.status_code == 503
    assert answer["Retry-After"] == "300"
    assert answer["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer
    assert "<h1>" in answer.content.decode()


def test_a_site_opens_again(client, db, settings):
    call_command("maintenance", "on")
    call_command("maintenance", "off")

    assert client.get("/robots.txt").status_code == 200


def test_the_proxy_has_a_page_for_a_stopped_site(folder):
    call_command("maintenance", "off")

    assert "<h1>" in (folder / "static/503.html").read_text(encoding="utf-8")
