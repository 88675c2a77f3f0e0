"""The commands that ask a host for an address and a password speak French, and give up cleanly."""

import builtins

import pytest
from django.core.management import CommandError, call_command

from accounts import asking
from accounts.models import User

pytestmark = pytest.mark.django_db
GOOD = "une phrase que personne ne devine"


@pytest.fixture
def typed(monkeypatch):
    """`typed(addresses, passwords)` are what the person types, in turn; what was asked is in the list it gives."""
    asked: list[str] = []

    def answers(addresses=(), passwords=()):
        for module, name, given in ((builtins, "input", iter(addresses)), (asking, "getpass", iter(passwords))):
            monkeypatch.setattr(module, name, lambda prompt="", given=given: (asked.append(prompt), next(given))[1])
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        return asked

    return answers


@pytest.fixture(autouse=True)
def in_a_terminal(monkeypatch):
    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal())


def test_an_administrator_is_made_after_what_was_mistyped(typed, learner, capsys):
    asked = typed(["pas une adresse", "LINA@example.org", "Root@Example.org"], ["a", "b", "12345", "12345", GOOD, GOOD])

    call_command("createsuperuser")

    account = User.objects.get(email="root@example.org")
    said = capsys.readouterr()
    assert account.is_superuser
    assert account.check_password(GOOD)
    assert set(asked) == {"Adresse de courriel : ", "Mot de passe (rien ne s’affiche) : ", "Encore une fois : "}
    assert all(words in said.err for words in ("existe déjà", "diffèrent", "trop court"))
    assert said.out == "Compte d’administration ouvert.\n"


def test_without_questions_too(capsys, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", GOOD)

    call_command("createsuperuser", interactive=False, email="root@example.org")

    assert User.objects.get(email="root@example.org").is_superuser
    assert capsys.readouterr().out == "Compte d’administration ouvert.\n"


def test_a_password_is_changed(typed, learner, capsys):
    typed(passwords=[GOOD, GOOD])

    call_command("changepassword", "LINA@example.org")

    learner.refresh_from_db()
    assert learner.check_password(GOOD)
    assert "Mot de passe changé" in capsys.readouterr().out


def test_an_address_of_nobody_is_said():
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("changepassword", "personne@example.org")


@pytest.mark.parametrize("way", [KeyboardInterrupt, EOFError])
def test_giving_up_changes_nothing(typed, learner, monkeypatch, way):
    def give_up(prompt=""):
        raise way

    monkeypatch.setattr(asking, "getpass", give_up)

    with pytest.raises(CommandError, match="rien n’a changé"):
        call_command("changepassword", learner.email)


def test_without_a_terminal_it_is_said(monkeypatch, learner):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)

    with pytest.raises(CommandError, match="dans un terminal"):
        call_command("createsuperuser")


def test_the_commands_are_ours():
    from django.core.management import get_commands

    assert {get_commands()[name] for name in ("createsuperuser", "changepassword")} == {"accounts"}
