"""Self-hosted altcha: a browser spends half a second of computing, a robot spends it each time."""

import time
from typing import Any

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings

from .limits import store

LIFETIME = 20 * 60  # seconds: the time to read and fill a form
ITERATIONS = 2_000  # per try; one try in 256 succeeds, so about half a second on a five-year-old telephone


def new_challenge() -> dict[str, Any]:
    """A signed challenge of altcha's second protocol, as JSON data."""
    challenge = create_challenge(
        "PBKDF2/SHA-256", ITERATIONS, expires_at=int(time.time()) + LIFETIME, hmac_secret=_secret()
    )
    return challenge.to_dict()


def is_solved(payload: str) -> bool:
    """Whether the payload solves one of our challenges, is in time, and is seen for the first time."""
    if not payload or len(payload) > 4_000:
        return False
    if not verify_solution(payload, _secret()).verified:
        return False
    # The signature names the challenge: rewriting the payload's JSON does not make it new.
    signature = Payload.from_base64(payload).challenge.signature
    return store.add(f"altcha:{signature}", True, LIFETIME)


def _secret() -> str:
    return f"altcha:{settings.SECRET_KEY}"
