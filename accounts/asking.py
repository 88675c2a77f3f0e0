"""What commands ask of the host in a terminal: Django's own ask half in French, half in English."""

from collections.abc import Callable
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from .models import User

Say = Callable[[str], object]


def ask_address(say: Say, typed: str | None = None) -> str:
    """A mail address that no account has yet; `typed` is tried first."""
    while True:
        address = (typed if typed is not None else input("Adresse de courriel : ")).strip().lower()
        typed = None
        try:
            User(email=address).clean_fields(exclude={"password"})
            User(email=address).validate_unique(exclude={"name_key"})
            return address
        except ValidationError as refusal:
            say("\n".join(refusal.messages))


def ask_password(user: User, say: Say) -> str:
    """A password typed twice, which the rules of the site accept."""
    while True:
        password = getpass("Mot de passe (rien ne s’affiche) : ")
        if password != getpass("Encore une fois : "):
            say("Les deux mots de passe diffèrent. Recommencez.")
            continue
        try:
            validate_password(password, user)
            return password
        except ValidationError as refusal:
            say("\n".join(refusal.messages))


def in_a_terminal(has_terminal: bool, ask: Callable[[], object]) -> None:
    """Runs `ask`; Ctrl-C and Ctrl-D give up, with nothing changed."""
    if not has_terminal:
        raise CommandError("Lancez cette commande dans un terminal : elle demande un mot de passe.")
    try:
        ask()
    except (KeyboardInterrupt, EOFError):
        raise CommandError("Abandonné, rien n’a changé.") from None
