"""Permanent codes: five characters, unique across all kinds of content of a site, never reused, never changed."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 5
PATTERN = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def random_code() -> str:
    """One of 28,629,151 codes, from the system's random source; the register says whether it is free."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_code(text: str) -> bool:
    return bool(PATTERN.fullmatch(text))
