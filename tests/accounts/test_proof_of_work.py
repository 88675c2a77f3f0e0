import pytest
from altcha import Challenge, Payload, solve_challenge
from django.core.cache import cache

from accounts import proof_of_work


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(proof_of_work, "ITERATIONS", 1)
    cache.clear()


def solved() -> str:
    challenge = Challenge.from_dict(proof_of_work.new_challenge())
    return Payload(challenge, solve_challenge(challenge)).to_base64()


def test_a_solved_challenge_serves_once():
    payload = solved()

    assert proof_of_work.is_solved(payload)
    assert not proof_of_work.is_solved(payload)


def test_a_challenge_signed_by_another_is_refused(settings):
    payload = solved()
    settings.SECRET_KEY = "another"

    assert not proof_of_work.is_solved(payload)


def test_a_solution_is_in_time(monkeypatch):
    monkeypatch.setattr(proof_of_work, "LIFETIME", -1)

    assert not proof_of_work.is_solved(solved())


@pytest.mark.parametrize("payload", ["", "x", "e30=", "A" * 5000, "eyJjaGFsbGVuZ2UiOjEsInNvbHV0aW9uIjoxfQ=="])
def test_anything_else_is_refused(payload):
    assert not proof_of_work.is_solved(payload)
