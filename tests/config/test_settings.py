"""Settings are read in a process of their own, as a server reads them."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import POOL, addresses, database, mail

GUIDE = settings.BASE_DIR / "docs/how-to/deploy.md"
COMPLETE = {"PARCOURS_SECRET_KEY": "a key", "PARCOURS_SITE_URL": "https://parcours.example"}


def start(environment: dict[str, str], then: str = "") -> subprocess.CompletedProcess:
    program = f"import django; django.setup(){then}"
    inherited = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.base"}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_a_missing_variable_stops_the_start_with_its_name(name):
    result = start({key: value for key, value in COMPLETE.items() if key != name})

    assert result.returncode == 1
    assert f"Il manque {name}." in result.stderr


def test_an_empty_variable_is_a_missing_one():
    result = start(COMPLETE | {"PARCOURS_SECRET_KEY": "  "})

    assert "Il manque PARCOURS_SECRET_KEY." in result.stderr


def test_the_two_variables_are_enough_to_start():
    assert start(COMPLETE).stderr == ""


@pytest.mark.parametrize(("wanted", "begun"), [("", "fr"), ("en", "en")])
def test_a_site_begins_in_its_language(wanted, begun):
    """What Wagtail's first migration asks for."""
    language = (
        "; from wagtail.coreutils import get_supported_content_language_variant as variant; from django.conf import"
    )
    language += " settings; assert variant(settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE, settings.LANGUAGE_CODE"
    language += "; print(settings.LANGUAGE_CODE)"

    result = start(COMPLETE | {"PARCOURS_LANGUAGE": wanted}, language)

    assert (result.stdout.strip(), result.stderr) == (begun, "")


def test_every_variable_is_documented_for_those_who_deploy():
    sources = [*(settings.BASE_DIR / "config").rglob("*.py")]
    read = {name for path in sources for name in re.findall(r"\"(PARCOURS_[A-Z_]+)\"", path.read_text())}
    documented = set(re.findall(r"^\| `(PARCOURS_[A-Z_]+)` \|", GUIDE.read_text(), re.MULTILINE))

    assert documented == read


def test_nothing_leaves_the_server_unasked():
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False


def test_a_postgresql_address_becomes_settings(tmp_path):
    read = database("postgresql://lina:p%40ss@db.example:5433/parcours?sslmode=require", tmp_path)

    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == ("lina", "p@ss", "db.example", "5433")
    assert read["OPTIONS"] == {"pool": POOL, "connect_timeout": 2, "sslmode": "require"}
    assert POOL["timeout"] <= 2


def test_a_postgresql_socket_is_an_address_too(tmp_path):
    read = database("postgresql://lina@/parcours?host=/run/postgresql", tmp_path)

    assert read["HOST"] == "/run/postgresql"
    assert "host" not in read["OPTIONS"]


def test_sqlite_is_a_file_in_the_folder_of_the_site(tmp_path):
    assert database("sqlite", tmp_path)["NAME"] == str(tmp_path / "parcours.sqlite3")
    assert database("sqlite:///srv/site.sqlite3", tmp_path)["NAME"] == "/srv/site.sqlite3"


def test_an_unknown_database_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="écrivez sqlite"):
        database("mysql://lina@/parcours", tmp_path)


@pytest.mark.parametrize("value", ["framatube.org", "http://framatube.org", "https://framatube.org/w/1", "*"])
def test_an_instance_is_the_address_of_a_site(monkeypatch, value):
    monkeypatch.setenv("PARCOURS_PEERTUBE_INSTANCES", value)

    with pytest.raises(ImproperlyConfigured, match="PARCOURS_PEERTUBE_INSTANCES"):
        addresses("PARCOURS_PEERTUBE_INSTANCES")


def test_a_mail_server_with_a_password_is_spoken_to_encrypted():
    read = mail("smtp://lina:p%40ss@mail.example:587")

    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example", 587)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("lina", "p@ss")
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (True, False)


def test_a_mail_server_may_be_encrypted_from_the_start():
    read = mail("smtps://lina:secret@mail.example")

    assert (read["EMAIL_PORT"], read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (465, False, True)


def test_an_address_that_is_no_mail_server_is_refused():
    with pytest.raises(ImproperlyConfigured, match="PARCOURS_MAIL"):
        mail("mail.example:587")


def test_the_former_keys_are_read_from_the_environment():
    program = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS, settings.SOURCE_ADDRESS)"
    environment = COMPLETE | {"PARCOURS_FORMER_SECRET_KEYS": "one two", "PARCOURS_SOURCE": "https://code.example/"}

    assert printed(program, environment) == "['one', 'two'] https://code.example/\n"


def printed(program: str, environment: dict[str, str]) -> str:
    inherited = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.base"}
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=inherited | environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("PARCOURS_SITE_URL", "localhost", "https://parcours.example.org"),
        ("PARCOURS_SITE_URL", "parcours.example", "https://parcours.example.org"),
        ("PARCOURS_SITE_URL", "http://parcours.example", "https://parcours.example"),
        ("PARCOURS_SITE_URL", "https://parcours.example/commun", "à la racine"),
        ("PARCOURS_SITE_URL", "https://parcours.example:port", "https://parcours.example.org"),
        ("PARCOURS_SITE_URL", "'https://parcours.example'", "guillemets"),
        ("PARCOURS_SITE_URL", "https://parcours .example", "https://parcours.example.org"),
        ("PARCOURS_FORUM", "off", "Écrivez par exemple non"),
        ("PARCOURS_COLOUR", "bleu", "#1d4680"),
        ("PARCOURS_LOGO", "/nulle/part.svg", "que ce compte peut lire"),
        ("PARCOURS_PROXIES", "un", "en chiffres"),
        ("PARCOURS_PROXIES", "-1", "en chiffres"),
        ("PARCOURS_PROXIES", "999999999999", "en chiffres"),
        ("PARCOURS_TIME_ZONE", "Paris", "Indian/Reunion"),
        ("PARCOURS_LANGUAGE", "français", "fr"),
        ("PARCOURS_ELASTICSEARCH", "localhost:9200", "http://127.0.0.1:9200"),
        ("PARCOURS_MAIL", "smtp://moi:pa/ss@mail.example:587", "%2F"),
        ("PARCOURS_MAIL", "smtp://moi:pa#ss@mail.example:587", "%23"),
        ("PARCOURS_MAIL", "smtp://mail.example:vingt-cinq", "smtp://"),
        ("PARCOURS_DATABASE", "mysql://moi@hote/base", "postgresql://"),
        ("PARCOURS_ADMINS", "Anne", "adresse de courriel"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_its_name_and_the_remedy_and_no_traceback(name, value, remedy):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.base"}
    command = [sys.executable, "manage.py", "check"]

    result = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=environment | COMPLETE | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 78
    assert name in result.stderr
    assert remedy in result.stderr
    assert "Traceback" not in result.stderr
