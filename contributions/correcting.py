"""A correction of one passage: sent by anybody, merged with what was published since, accepted or not by the team."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from core.models import ContentPage
from text.merging_words import merge
from text.word_changes import word_changes

from .enums import State
from .models import Correction, Version
from .passages import Passage, place_of_text, with_passage
from .placing import NoSuchPlaceError, put_text, text_at
from .telling import tell_corrector, tell_of_corrections

FEW_WORDS = 3


class AlreadySettledError(Exception):
    """A colleague was quicker."""


class ConflictError(Exception):
    """The passage changed meanwhile in the same words, or is gone: a person decides, with both texts before them."""


class BusyPageError(Exception):
    """The page is locked, or a review of its draft goes on: publishing now would end it."""


@dataclass(frozen=True)
class Proposed:
    passage: Passage
    whole: str
    after: str
    reason: str = ""
    name: str = ""
    email: str = ""
    doubts: str = ""


@transaction.atomic
def send_correction(page: ContentPage, proposed: Proposed) -> Correction:
    correction = Correction.objects.create(
        page_id=page.pk,
        page_title=page.title,
        page_address=(page.get_url() or "")[:1000],
        place=proposed.passage.place,
        part=proposed.passage.part[:200],
        whole=proposed.whole,
        before=proposed.passage.text,
        after=proposed.after,
        reason=proposed.reason,
        is_small=is_small(proposed.passage.text, proposed.after),
        name=proposed.name,
        email=proposed.email,
        doubts=proposed.doubts,
    )
    if not proposed.doubts:
        tell_of_corrections()
    return correction


def is_small(before: str, after: str) -> bool:
    """Whether a change touches a few words only, as that of a typing error does."""
    changes = word_changes(before, after)
    touched = [
        sum(len(change.text.split()) for change in changes if change.kind == kind) for kind in ("removed", "added")
    ]
    return max(touched) <= FEW_WORDS


def merged(correction: Correction, page: Page) -> str:
    """The whole text with the correction in it, as the page now stands; raises `ConflictError`."""
    try:
        current = text_at(page, place_of_text(correction.place))
    except NoSuchPlaceError as error:
        raise ConflictError from error
    corrected = with_passage(correction.whole, correction.place, correction.after)
    found = merge(correction.whole, corrected, current)
    if found is None:
        raise ConflictError
    return found


def text_now(correction: Correction) -> str:
    """The whole text that the published page has there now, empty when it has none."""
    page = correction.page
    if page is None or not page.live:
        return ""
    try:
        return text_at(page.specific, place_of_text(correction.place))
    except NoSuchPlaceError:
        return ""


@transaction.atomic
def accept(correction: Correction, by: User, resolved: str = "") -> bool:
    """
    Publishes the page with the correction, or with `resolved`, the whole text that a person made of a conflict.

    A draft that waits is kept, with the correction in it where that goes: says whether it went. Raises the errors
    above, and `ValidationError` when the page then breaks a rule of its own; nothing is changed then.
    """
    page = _published_page(correction)
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    _settle(correction, by, State.ACCEPTED)
    _put(page, correction, resolved)
    page.full_clean()
    revision = page.save_revision(user=by, log_action=True)
    revision.publish(user=by)
    Version.objects.filter(page=page.pk, revision=revision.pk).update(
        thanks_to=correction.name, reason=correction.reason
    )
    is_in_draft = _keep_draft(draft, correction, by)
    correction.state = State.ACCEPTED
    tell_corrector(correction)
    return is_in_draft


@transaction.atomic
def refuse(correction: Correction, by: User, answer: str) -> None:
    _settle(correction, by, State.REFUSED, answer)
    correction.state, correction.answer = State.REFUSED, answer
    tell_corrector(correction)


def _published_page(correction: Correction) -> ContentPage:
    # One at a time for a page: two corrections put in the same text would lose one of them.
    page = Page.objects.select_for_update().filter(pk=correction.page_id, live=True).first()
    if page is None:
        raise ConflictError
    if page.get_lock() or page.workflow_in_progress:  # a planned publication is a lock: to publish now would cancel it
        raise BusyPageError
    return page.specific


def _put(page: Page, correction: Correction, resolved: str) -> None:
    try:
        put_text(page, place_of_text(correction.place), resolved or merged(correction, page))
    except NoSuchPlaceError as error:
        raise ConflictError from error


def _keep_draft(draft: Page | None, correction: Correction, by: User) -> bool:
    if draft is None:
        return True
    try:
        _put(draft, correction, "")
    except (ConflictError, ValidationError):
        is_in = False
    else:
        is_in = True
    draft.save_revision(user=by, clean=False)  # as Wagtail keeps drafts: an unfinished one is no fault
    return is_in


def _settle(correction: Correction, by: User, state: State, answer: str = "") -> None:
    waiting = Correction.objects.filter(pk=correction.pk, state=State.WAITING)
    if not waiting.update(state=state, settled_at=timezone.now(), settled_by=by, answer=answer, email=""):
        raise AlreadySettledError
