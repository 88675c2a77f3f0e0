import os
import time
from datetime import timedelta
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from django.core import mail
from django.core.checks import Warning
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from wagtail.models import Site

from core.cut_work import beat
from core.models import PeriodicRun
from home import diagnosing
from home import looking_at_the_machine as machine
from home.models import TextPage
from home.wagtail_hooks import HealthPanel
from mail.models import OutgoingMail
from search.engine import embedded
from search.engines.base import EngineError
from search.indexing import rebuild_engine

pytestmark = pytest.mark.django_db


class FakeAnswer:
    """What the site answers at its public address."""

    def __init__(self, response):
        self.headers, self.read = response.headers, lambda: response.content

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture
def doctor(capsys, settings, tmp_path, monkeypatch, visitor):
    """What `manage.py doctor` says and ends with, on a site whose settings are those of production."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(machine.urllib.request, "urlopen", lambda *_, **__: FakeAnswer(visitor.get("/sante/")))
    settings.SETTINGS_FILE = tmp_path / "parcours.env"
    settings.BACKUPS_FOLDER = tmp_path / "backups"
    settings.BACKUPS_FOLDER.mkdir()
    (settings.BACKUPS_FOLDER / "parcours-2026-11-28T030000.tar.gz").write_bytes(b"archive")
    rebuild_engine("embedded")
    monkeypatch.setattr(diagnosing, "run_checks", lambda **_: [])

    def ask(*words):
        with pytest.raises(SystemExit) as ended:
            call_command("doctor", *words)
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

    assert [line for line in said.splitlines() if line.startswith("✗")] == []
    assert code == 0


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
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000_000))

    code, said = doctor()

    assert code == 1
    assert "Libérez de la place" in said


def test_no_backup_is_told_with_the_command_that_makes_them(doctor, settings):
    for archive in settings.BACKUPS_FOLDER.glob("*.tar.gz"):
        archive.unlink()

    code, said = doctor()

    assert code == 1
    assert "✗ Sauvegarde : aucune" in said
    assert "systemctl enable --now parcours-backup.timer" in said


def test_an_old_backup_is_told_with_its_day_and_its_size(doctor, settings):
    for archive in settings.BACKUPS_FOLDER.iterdir():
        os.utime(archive, (time.time() - 3 * 86400,) * 2)

    _code, said = doctor()

    assert "0.0 Mo. Elle est vieille" in said


def test_a_settings_file_that_everybody_may_read_is_told(doctor, settings):
    settings.SETTINGS_FILE.write_text("PARCOURS_SECRET_KEY=x")
    settings.SETTINGS_FILE.chmod(0o644)

    _code, said = doctor()

    assert f"chmod o= {settings.SETTINGS_FILE}" in said


def test_a_clock_that_went_back_is_told(doctor):
    PeriodicRun.objects.create(name="x", next_at=timezone.now(), ended_at=timezone.now() + timedelta(hours=3))

    assert "✗ Horloge" in doctor()[1]


def test_an_index_that_is_not_there_is_told(doctor, monkeypatch):
    def lost():
        raise EngineError("lost")

    monkeypatch.setattr(embedded(), "count", lost)

    assert "✗ Recherche" in doctor()[1]


def test_a_public_address_that_leads_elsewhere_is_told(doctor, settings, monkeypatch):
    monkeypatch.setattr(machine.urllib.request, "urlopen", urlopen)
    settings.SITE_URL = "http://127.0.0.1:1"

    code, said = doctor()

    assert code == 1
    assert "✗ Adresse : http://127.0.0.1:1/sante/" in said


def test_an_address_of_this_machine_alone_is_told_in_production(doctor, settings):
    settings.SECURE_SSL_REDIRECT, settings.SITE_URL = True, "https://localhost"

    assert "✗ Adresse : PARCOURS_SITE_URL ne mène qu’à cette machine" in doctor()[1]


def test_a_wrong_number_of_proxies_is_told_with_the_right_one(doctor, visitor, monkeypatch):
    beat("alive", timezone.now())
    answer = visitor.get("/sante/", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"})
    monkeypatch.setattr(machine.urllib.request, "urlopen", lambda *_, **__: FakeAnswer(answer))

    assert "Écrivez PARCOURS_PROXIES=2" in doctor()[1]


def test_a_check_that_fails_is_a_finding_and_stops_no_other(doctor, monkeypatch):
    def broken(_):
        raise RuntimeError

    monkeypatch.setattr(machine.shutil, "disk_usage", broken)

    code, said = doctor()

    assert code == 1
    assert "✗ Vérification impossible (room)" in said
    assert "Base : elle répond" in said


def test_a_real_mail_is_sent_on_demand(doctor):
    doctor("--mail", "anne@example.org")

    assert [message.to for message in mail.outbox] == [["anne@example.org"]]


def test_the_first_page_of_the_admin_tells_the_same_troubles(doctor, settings, administrator):
    beat("alive", timezone.now())
    settings.BACKUPS_FOLDER = settings.VAR_DIR / "nowhere"
    _code, said = doctor()

    told = [finding.sentence for finding in HealthPanel().facts(administrator)["troubles"]]

    assert any(sentence.startswith("Sauvegarde : aucune") for sentence in told)
    assert [sentence for sentence in told if sentence not in said] == []


def test_a_secret_key_that_can_be_guessed_is_told_in_french(doctor, monkeypatch):
    short = Warning("Your SECRET_KEY has less than 50 characters", id="security.W009")
    monkeypatch.setattr(diagnosing, "run_checks", lambda **_: [short])

    assert "✗ Réglages : PARCOURS_SECRET_KEY est courte ou se devine. Fabriquez-en une autre" in doctor()[1]
