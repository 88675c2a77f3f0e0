"""The team's pages, in the admin. Whoever may not moderate is answered as if they did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.requests import SignedRequest
from forum import moderation, queries
from forum.models import Post
from forum.moderation_forms import (
    ApproveForm,
    LockForm,
    MoveForm,
    ReasonForm,
    SplitForm,
    SuspensionForm,
    WarningForm,
)
from forum.permissions import is_moderator, may_sanction, suspension


def moderator_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_moderator(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@moderator_required
def queue(request: SignedRequest) -> HttpResponse:
    context = {
        "waiting": queries.waiting_posts()[:50],
        "reports": queries.open_reports()[:50],
        "neglected": queries.neglected_topics()[:50],
    }
    return render(request, "forum/admin/queue.html", context)


@moderator_required
def post(request: SignedRequest, pk: int) -> HttpResponse:
    """A message, what is known about it, and every act about it, its topic and its author; each act is one form."""
    found = queries.post_to_moderate(pk)
    if found is None:
        raise Http404
    forms = _forms(request, found)
    act = request.POST.get("act", "")
    if act in ABOUT_THE_AUTHOR and not (found.author and may_sanction(request.user, found.author)):
        raise Http404
    if request.method == "POST" and act in ACTS:
        form = forms.get(act)
        if form is None or form.is_valid():
            _do(request, act, found, form.cleaned_data if form else {})
            return redirect("forum_moderation:post", found.pk)
    elif request.method == "POST":
        raise Http404
    return render(request, "forum/admin/post.html", _about(request, found) | {"forms": forms})


def _do(request: SignedRequest, act: str, found: Post, data: dict[str, Any]) -> None:
    try:
        ACTS[act](found, request.user, data)
    except moderation.ChangedMeanwhileError:
        messages.warning(request, _("The message was changed while you were reading: here is what it says now."))
    else:
        messages.success(request, _("It is done, and noted in the log."))


def _about(request: SignedRequest, found: Post) -> dict[str, Any]:
    """All that is known of a message: what showing it would show, and what stays for the team."""
    return {
        "post": found,
        "topic": found.topic,
        "is_public": queries.topic_at(found.topic.section.slug, found.topic.slug) is not None,
        "versions": queries.versions_to_moderate(found),
        "reports": queries.reports_about(found),
        "may_sanction": found.author is not None and may_sanction(request.user, found.author),
        "sanctions": queries.own_sanctions(found.author) if found.author else [],
        "suspension": suspension(found.author) if found.author else None,
    }


def _forms(request: SignedRequest, found: Post) -> dict[str, Form]:
    """The forms that ask something, by act; the one that was sent is bound."""
    where = {"section": found.topic.section_id, "title": found.topic.title}
    classes: dict[str, tuple[type[Form], dict[str, Any]]] = {
        "approve": (ApproveForm, {"seen": moderation.what_is_shown(found)}),
        "hide": (ReasonForm, {}),
        "lock": (LockForm, {}),
        "move": (MoveForm, where),
        "split": (SplitForm, where),
    }
    if found.author and may_sanction(request.user, found.author):
        classes |= {"warn": (WarningForm, {}), "take_name": (WarningForm, {}), "suspend": (SuspensionForm, {})}
    sent = request.POST.get("act")
    return {
        act: form(request.POST if act == sent else None, initial=initial, prefix=act)
        for act, (form, initial) in classes.items()
    }


ACTS = {
    "approve": lambda post, by, data: moderation.approve(post, by, data["seen"]),
    "dismiss": lambda post, by, data: moderation.dismiss_reports(post, by),
    "hide": lambda post, by, data: moderation.hide(post, data["reason"], by),
    "lock": lambda post, by, data: moderation.lock(post.topic, data["reason"], by),
    "unlock": lambda post, by, data: moderation.unlock(post.topic, by),
    "move": lambda post, by, data: moderation.move(post.topic, data["section"], data["title"], by),
    "split": lambda post, by, data: moderation.split(
        post, data["title"], data["section"], by, with_following=data["with_following"]
    ),
    "warn": lambda post, by, data: moderation.warn(post.author, data["reason"], by),
    "take_name": lambda post, by, data: moderation.take_name_away(post.author, data["reason"], by),
    "suspend": lambda post, by, data: moderation.suspend(post.author, data["reason"], data["days"], by),
    "unsuspend": lambda post, by, data: moderation.end_suspension(post.author, by),
}
ABOUT_THE_AUTHOR = {"warn", "take_name", "suspend", "unsuspend"}
