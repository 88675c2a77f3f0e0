"""Identities of what comes from files."""

import uuid


def uid_from(text: str | None) -> str:
    """The UUID that a file gives as identifier, or "" where it gives something else (a database id of Moodle)."""
    try:
        return str(uuid.UUID((text or "").strip()))
    except ValueError:
        return ""


def choice_id(place: int) -> str:
    """A provisional id for the choice at a place (from 0); storing gives it a permanent one."""
    return f"c{place + 1}"
