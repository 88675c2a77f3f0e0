"""Mail asked for and stopped; a report to the team."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts import limits
from accounts.requests import SignedRequest
from forum import queries, subscribing
from forum.access import account_required
from forum.forms import FollowForm, ReportForm
from forum.models import Section, Topic
from forum.reporting import report_post


@account_required
def follow_topic(request: SignedRequest, section_slug: str, topic_slug: str) -> HttpResponse:
    return _follow(request, queries.topic_at(section_slug, topic_slug))


@account_required
def follow_section(request: SignedRequest, section_slug: str) -> HttpResponse:
    return _follow(request, queries.section_at(section_slug))


def _follow(request: SignedRequest, target: Topic | Section | None) -> HttpResponse:
    if target is None:
        raise Http404
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        subscribing.subscribe(request.user, target, form.cleaned_data["rhythm"])
        return redirect("forum:own")
    return render(request, "forum/follow.html", {"form": form, "target": target})


@csrf_exempt
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One click in a mail program (RFC 8058: a POST without cookie or token), or one button for a person."""
    if request.method == "POST":
        is_understood = subscribing.unsubscribe(token)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=200 if is_understood else 410)
        if not is_understood:
            return render(request, "forum/unsubscribe.html", status=410)
        return render(request, "forum/unsubscribed.html")
    return render(request, "forum/unsubscribe.html", {"subscriptions": queries.subscriptions_with(token)})


@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Anybody may tell the team: the law asks for it, and victims have no account."""
    post = queries.published_post(pk)
    if post is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not limits.allows(request, "report"):
            return limits.too_many(request)
        if not form.trapped:
            report_post(post, request.user, form.cleaned_data["reason"], form.cleaned_data["details"])
        return render(request, "forum/reported.html", {"post": post})
    return render(request, "forum/report.html", {"form": form, "post": post})
