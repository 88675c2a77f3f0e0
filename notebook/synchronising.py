"""The notebook of an account: what a device sends is joined with what the others sent before."""

import hashlib
import time
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User

from . import merge, parse, validate
from .models import SyncedNotebook
from .nodes import FORMAT, VERSION, Document, canonical


@dataclass(frozen=True)
class Copy:
    """A notebook and the digest that names exactly this content (an ETag)."""

    document: Document
    digest: str


def read_notebook(user: User) -> Copy:
    """The notebook that the devices of `user` share, as it is written today; an empty one when none was ever sent."""
    stored = SyncedNotebook.objects.filter(user=user).first()
    if stored is None:
        return _copy(_empty())
    is_of_today = stored.document.get("version") == VERSION
    return Copy(stored.document, stored.digest) if is_of_today else _copy(validate(stored.document))


@transaction.atomic
def join_notebook(user: User, raw: bytes) -> Copy:
    """
    Joins a notebook with the stored one and returns what both know. Two devices that send at once wait for each
    other, so no tick is lost. Raises `NotebookError`, and changes nothing then.
    """
    sent = parse(raw, now=int(time.time() * 1000))
    User.objects.select_for_update().get(pk=user.pk)
    stored = SyncedNotebook.objects.select_for_update().filter(user=user).first()
    joined = validate(merge(validate(stored.document), sent)) if stored else sent
    copy = _copy(joined)
    if stored is None or stored.digest != copy.digest:
        SyncedNotebook.objects.update_or_create(user=user, defaults={"document": copy.document, "digest": copy.digest})
    return copy


def _copy(document: Document) -> Copy:
    return Copy(document, hashlib.sha256(canonical(document).encode()).hexdigest())


def _empty() -> Document:
    return validate({"format": FORMAT, "version": VERSION})
