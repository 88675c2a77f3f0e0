from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from wagtail.models import Site

from core.cut_work import beat
from home import diagnosing
from home.models import TextPage
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(capsys, settings, tmp_path, monkeypatch):
    """What `manage.py doctor` says and ends with, on a site whose settings are those of production."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(diagnosing, "run_checks", lambda **_: [])

    def ask():
        with pytest.raises(SystemExit) as ended:
            call_command("doctor")
        return ended.value.code, capsys.readouterr().out

    return ask


def legal_notice(text: str) -> None:
    """Publishes the page that the law asks for."""
    page = TextPage(title="Mentions légales", slug="mentions-legales", summary="Qui répond du site.")
    page.body = [("text", text)]
    Site.objects.get().root_page.add_child(instance=page)


def test_a_site_that_goes_well_ends_with_nothing_to_do(doctor):
    beat("alive", timezone.now())
    legal_notice("Association Les Jardins, 3 rue du Port.")

    code, said = doctor()

    assert code == 0
    assert "✗" not in said


@pytest.mark.parametrize("text", [None, "Tenu par [À compléter : nom de la structure]."])
def test_a_legal_notice_that_is_missing_or_not_filled_in_is_asked_for(doctor, text):
    beat("alive", timezone.now())
    if text:
        legal_notice(text)

    code, said = doctor()

    assert code == 1
    assert "✗ Mentions légales" in said


def test_a_worker_that_is_gone_is_named_with_its_remedy(doctor):
    code, said = doctor()

    assert code == 1
    assert "✗ Programme de fond" in said
    assert "systemctl restart parcours-worker" in said


def test_mail_that_waits_is_told_with_the_answer_of_the_server(doctor):
    beat("alive", timezone.now())
    OutgoingMail.objects.create(
        recipient="anne@example.org", sender="s@example.org", subject="S", text="T", last_error="ConnectionRefusedError"
    )
    OutgoingMail.objects.update(next_try_at=timezone.now() + timedelta(minutes=5))

    code, said = doctor()

    assert code == 1
    assert "ConnectionRefusedError" in said
    assert "anne@example.org" not in said


def test_a_database_that_is_away_is_a_sentence(doctor, monkeypatch):
    def gone(*_):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", gone)

    code, said = doctor()

    assert code == 1
    assert "PARCOURS_DATABASE" in said


def test_a_disk_that_is_nearly_full_is_told(doctor, monkeypatch):
    beat("alive", timezone.now())
    monkeypatch.setattr(diagnosing.shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000_000))

    code, said = doctor()

    assert code == 1
    assert "Libérez de la place" in said
