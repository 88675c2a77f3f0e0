"""The team's pages, in the admin. Whoever may not moderate is answered as if they did not exist."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forum import moderation, queries
from forum.moderation_forms import LockForm, MoveForm, ReasonForm, SplitForm, SuspensionForm, WarningForm
from forum.permissions import is_moderator, suspension


def moderator_required(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_moderator(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@moderator_required
def queue(request):
    context = {
        "waiting": queries.waiting_posts()[:50],
        "reports": queries.open_reports()[:50],
        "neglected": queries.neglected_topics()[:50],
    }
    return render(request, "forum/admin/queue.html", context)


@moderator_required
def post(request, pk):
    """A message, what is known about it, and every act about it, its topic and its author; each act is one form."""
    found = queries.post_to_moderate(pk)
    if found is None:
        raise Http404
    forms = _forms(request, found)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in ACTS:
        form = forms.get(act)
        if form is None or form.is_valid():
            ACTS[act](found, request.user, form.cleaned_data if form else {})
            messages.success(request, _("It is done, and noted in the log."))
            return redirect("forum_moderation:post", found.pk)
    elif request.method == "POST":
        raise Http404
    context = {
        "post": found,
        "topic": found.topic,
        "reports": queries.reports_about(found),
        "forms": forms,
        "sanctions": queries.own_sanctions(found.author) if found.author else [],
        "suspension": suspension(found.author) if found.author else None,
    }
    return render(request, "forum/admin/post.html", context)


def _forms(request, found):
    """The forms that ask something, by act; the one that was sent is bound."""
    where = {"section": found.topic.section_id, "title": found.topic.title}
    classes = {
        "hide": (ReasonForm, {}),
        "lock": (LockForm, {}),
        "move": (MoveForm, where),
        "split": (SplitForm, where),
    }
    if found.author:
        classes |= {"warn": (WarningForm, {}), "suspend": (SuspensionForm, {})}
    sent = request.POST.get("act")
    return {
        act: form(request.POST if act == sent else None, initial=initial, prefix=act)
        for act, (form, initial) in classes.items()
    }


ACTS = {
    "approve": lambda post, by, data: moderation.approve(post, by),
    "dismiss": lambda post, by, data: moderation.dismiss_reports(post, by),
    "hide": lambda post, by, data: moderation.hide(post, data["reason"], by),
    "lock": lambda post, by, data: moderation.lock(post.topic, data["reason"], by),
    "unlock": lambda post, by, data: moderation.unlock(post.topic, by),
    "move": lambda post, by, data: moderation.move(post.topic, data["section"], data["title"], by),
    "split": lambda post, by, data: moderation.split(
        post, data["title"], data["section"], by, with_following=data["with_following"]
    ),
    "warn": lambda post, by, data: post.author and moderation.warn(post.author, data["reason"], by),
    "suspend": lambda post, by, data: post.author and moderation.suspend(post.author, data["reason"], data["days"], by),
    "unsuspend": lambda post, by, data: post.author and moderation.end_suspension(post.author, by),
}
