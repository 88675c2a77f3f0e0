"""Corrections, in the admin: those of a few words are accepted from the list, in one press."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.requests import SignedRequest
from contributions import correcting, queries
from contributions.enums import State
from contributions.forms import RefusalForm, ResolvingForm
from contributions.models import Correction
from contributions.permissions import may_accept
from text.word_changes import word_changes

from .answering import answerer_required

ON_A_SCREEN = 25


@answerer_required
def corrections(request: SignedRequest) -> HttpResponse:
    screen = Paginator(queries.corrections_to_review(), ON_A_SCREEN).get_page(request.GET.get("p"))
    rows = [
        {
            "correction": correction,
            "changes": word_changes(correction.before, correction.after) if correction.is_small else (),
            "may_accept": correction.is_small and may_accept(request.user, correction.page),
        }
        for correction in screen
    ]
    return render(request, "contributions/admin/corrections.html", {"screen": screen, "rows": rows})


@answerer_required
def correction(request: SignedRequest, pk: int) -> HttpResponse:
    found = queries.correction(pk)
    if found is None:
        raise Http404
    act = request.POST.get("act", "")
    forms: dict[str, Form] = {
        "refuse": RefusalForm(request.POST if act == "refuse" else None),
        "resolve": ResolvingForm(
            request.POST if act == "resolve" else None, initial={"resolved": correcting.text_now(found)}
        ),
    }
    is_done = (
        request.method == "POST" and (act not in forms or forms[act].is_valid()) and _do(request, act, found, forms)
    )
    if is_done:
        return redirect("contributions_corrections:corrections")
    context = {
        "correction": found,
        "changes": word_changes(found.before, found.after),
        "forms": forms,
        "may_accept": may_accept(request.user, found.page),
        "waits": found.state == State.WAITING,
        **_state(found),
    }
    return render(request, "contributions/admin/correction.html", context)


def _do(request: SignedRequest, act: str, found: Correction, forms: dict[str, Form]) -> bool:
    """Whether it is done; a sentence says why not."""
    try:
        if act == "refuse":
            correcting.refuse(found, request.user, forms["refuse"].cleaned_data["answer"])
            messages.success(
                request, _("The correction is not taken, and its author is told where an address was left.")
            )
            return True
        if act not in {"accept", "resolve"} or not may_accept(request.user, found.page):
            raise Http404
        resolved = forms["resolve"].cleaned_data["resolved"] if act == "resolve" else ""
        _say_published(request, correcting.accept(found, request.user, resolved))
    except correcting.AlreadySettledError:
        messages.warning(request, _("A colleague has already settled this correction."))
        return True
    except correcting.BusyPageError:
        messages.error(
            request, _("This page is locked, or its draft is in review or planned for a later day: finish that first.")
        )
    except correcting.ConflictError:
        messages.error(request, _("The passage has changed since: put both texts together below."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        return True
    return False


def _say_published(request: SignedRequest, is_in_draft: bool) -> None:
    messages.success(request, _("The correction is published, with its credit."))
    if not is_in_draft:
        messages.warning(
            request, _("The draft of this page changed the same words: it is kept, without the correction.")
        )


def _state(found: Correction) -> dict[str, Any]:
    """What the page now says there, and what the correction would make of it."""
    if found.page is None or not found.page.live:
        return {"is_gone": True}
    now = correcting.text_now(found)
    try:
        after = correcting.merged(found, found.page.specific)
    except correcting.ConflictError:
        return {"now": now, "is_conflict": True}
    return {"now": now, "is_changed": now != found.whole, "result": word_changes(now, after)}
