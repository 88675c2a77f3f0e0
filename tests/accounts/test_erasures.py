"""Whoever was erased stays so when an older backup is restored."""

import os
from datetime import timedelta

import pytest
from django.core.management import call_command

from accounts import erasures
from accounts.models import User
from accounts.personal_data import delete_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def erase(var, django_capture_on_commit_callbacks):
    def delete(user):
        with django_capture_on_commit_callbacks(execute=True):
            delete_account(User.objects.get(pk=user.pk))

    return delete


def as_in_the_backup(user) -> User:
    """The row as it was: its number, its address, the instant it was opened."""
    return User.objects.create(
        pk=user.pk, email=user.email, display_name=user.display_name, date_joined=user.date_joined
    )


def test_an_account_that_a_backup_brings_back_is_erased_again(erase, contributor, capsys):
    erase(contributor)
    as_in_the_backup(contributor)

    call_command("replay_erasures")

    assert not User.objects.filter(pk=contributor.pk).exists()
    assert ": 1." in capsys.readouterr().out


def test_nobody_else_is(erase, contributor, learner):
    erase(contributor)

    erasures.replay()

    assert User.objects.filter(pk=learner.pk).exists()


def test_another_person_under_the_same_number_stays(erase, contributor):
    erase(contributor)
    contributor.date_joined += timedelta(days=1)
    contributor.email = "quelqu-un-d-autre@example.org"
    as_in_the_backup(contributor)

    assert erasures.replay() == 0


def test_who_came_back_after_erasing_stays(erase, contributor):
    erase(contributor)
    contributor.date_joined += timedelta(hours=1)
    as_in_the_backup(contributor)

    assert erasures.replay() == 0


def test_an_erasure_that_fails_is_not_written(var, contributor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():  # never committed
        delete_account(contributor)

    assert not (var / erasures.FILE).exists()


def test_the_file_says_nothing_of_a_person_and_one_line_for_each(var, erase, contributor):
    erase(contributor)
    as_in_the_backup(contributor)
    erase(contributor)

    [line] = (var / erasures.FILE).read_text().strip().splitlines()
    assert contributor.email not in line
    assert contributor.display_name not in line
    assert os.stat(var / erasures.FILE).st_mode & 0o007 == 0


def test_a_line_that_was_cut_stops_nothing(var, erase, contributor):
    erase(contributor)
    with (var / erasures.FILE).open("a") as file:
        file.write('[12, "20')
    as_in_the_backup(contributor)

    assert erasures.replay() == 1


def test_a_full_disk_does_not_keep_anybody(var, erase, contributor, monkeypatch):
    monkeypatch.setattr(erasures.os, "write", lambda *_: (_ for _ in ()).throw(OSError("No space left on device")))

    erase(contributor)

    assert not User.objects.filter(pk=contributor.pk).exists()


@pytest.mark.parametrize("left", ['[12, "20', "5", '{"a": 1, "b": 2}'])
def test_a_damaged_line_costs_nobody_else(erase, var, contributor, left):
    """A disk that was full left part of a line; or somebody opened the file."""
    (var / erasures.FILE).write_text(left)
    erase(contributor)
    as_in_the_backup(contributor)

    assert erasures.replay() == 1
