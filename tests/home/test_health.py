from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from core.cut_work import beat
from core.models import PeriodicRun
from home import health
from home.models import TextPage
from home.wagtail_hooks import HealthPanel
from mail.models import OutgoingMail
from tests.content import action, tool


@pytest.fixture(autouse=True)
def errors_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.BACKUPS_FOLDER = tmp_path / "backups"
    settings.BACKUPS_FOLDER.mkdir()
    (settings.BACKUPS_FOLDER / "parcours-2026-11-28T030000.tar.gz").write_bytes(b"archive")


@pytest.mark.django_db
def test_a_monitor_reads_that_all_goes_on(visitor):
    beat("alive", timezone.now())

    response = visitor.get("/sante/")

    assert response.status_code == 200
    assert response.json()["works"] is True
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_a_monitor_reads_that_the_worker_is_gone(visitor):
    beat("gone", timezone.now())
    type(health.living()[0]).objects.update(seen_at=timezone.now() - timedelta(minutes=1))

    response = visitor.get("/sante/")

    assert (response.status_code, response.json()["worker"]) == (503, False)


@pytest.mark.django_db
def test_a_monitor_reads_that_the_database_is_gone(visitor, monkeypatch):
    def gone(*_):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", gone)

    assert visitor.get("/sante/").json() == {
        "works": False,
        "database": False,
        "worker": False,
        "mails_waiting": 0,
        "mail_is_late": False,
        "failed_tasks": 0,
        "late_works": [],
    }


def late_mail():
    mail = OutgoingMail.objects.create(
        recipient="anne@example.org", sender="s@example.org", subject="S", text="T", next_try_at=timezone.now()
    )
    OutgoingMail.objects.update(queued_at=timezone.now() - timedelta(hours=1), last_error="ConnectionRefusedError")
    return mail


@pytest.mark.django_db
def test_the_host_reads_on_the_dashboard_what_does_not_go_on(administrator, signed_in):
    late_mail()
    PeriodicRun.objects.create(name="schedule", next_at=timezone.now(), last_error="ValueError: x")

    page = signed_in(administrator).get("/admin/").content.decode()

    assert "Programme de fond : il ne répond pas" in page
    assert "ConnectionRefusedError" in page
    assert "anne@example.org" not in page
    assert "schedule" in page


@pytest.mark.django_db
def test_an_editor_is_not_told_of_the_machine_but_of_what_should_have_gone(editor, signed_in):
    late_mail()
    framadate = tool("Framadate")
    action("Choisir une date", sheets=[framadate])
    type(framadate).objects.update(expire_at=timezone.now() - timedelta(hours=1))

    page = signed_in(editor).get("/admin/").content.decode()

    assert "Programme de fond" not in page
    assert "Devaient être retirés" in page
    assert "Choisir une date" in page


@pytest.mark.django_db
def test_a_dashboard_without_trouble_says_nothing(administrator, signed_in):
    beat("alive", timezone.now())
    notice = TextPage(title="Mentions légales", slug="mentions-legales", summary="Qui répond du site.")
    Site.objects.get().root_page.add_child(instance=notice)

    page = signed_in(administrator).get("/admin/").content.decode()

    assert "Le site lui-même" not in page
    assert "Devaient être retirés" not in page


def test_the_panel_asks_once_what_waits(administrator):
    with CaptureQueriesContext(connection) as asked:
        HealthPanel().facts(administrator)

    assert len([query for query in asked if "COUNT" in query["sql"] and "mail_outgoingmail" in query["sql"]]) == 1
