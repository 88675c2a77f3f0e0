"""Pages on which one writes, each at its own address; what was typed is always given back."""

from typing import NoReturn

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts import limits
from accounts.requests import SignedRequest
from core.numbers import number_in
from forum import addressing, posting, queries
from forum.access import account_required, write_first, writer_required
from forum.enums import PostStatus
from forum.forms import EditForm, PostForm, TopicForm
from forum.models import Post, Section, Topic
from forum.permissions import may_edit, may_resolve
from forum.rendering import quote
from forum.screening import writes_too_much

LAST_KEY = 2**63 - 1


@write_first
def new_topic(request: SignedRequest) -> HttpResponse:
    section, page = _place(request)
    title = request.GET.get("titre", "")[:150]  # what was searched and not found
    form = TopicForm(request.POST or None, user=request.user, section=section, page=page, initial={"title": title})
    if _is_to_publish(request, form) and not _hurried(request, form) and form.keep_name():
        section = section or form.cleaned_data.get("section") or addressing.section_of(page)
        return _after(posting.open_topic(request.user, section, form.cleaned_data["title"], form.draft()))
    context = {"form": form, "section": section, "page_asked": page, "sent": queries.sent_keys(request.user)}
    return render(request, "forum/new_topic.html", context)


@write_first
def reply(request: SignedRequest, section_slug: str, topic_slug: str) -> HttpResponse:
    topic = _topic_at(section_slug, topic_slug)
    if topic.locked_at is not None:
        raise posting.TopicLockedError(topic)
    form = PostForm(request.POST or None, user=request.user, initial={"text": _quoted(request, topic)})
    if _is_to_publish(request, form) and not _hurried(request, form) and form.keep_name():
        return _after(posting.reply(request.user, topic, form.draft()))
    context = {"form": form, "topic": topic, "section": topic.section, "sent": queries.sent_keys(request.user)}
    return render(request, "forum/reply.html", context)


@writer_required
def edit(request: SignedRequest, pk: int) -> HttpResponse:
    post = queries.own_post(request.user, pk) or _missing()
    form = EditForm(request.POST or None, user=request.user, initial={"text": post.source})
    if not may_edit(request.user, post):
        if request.method == "POST":
            raise posting.TopicLockedError(post.topic)
        _missing()
    if _is_to_publish(request, form) and not _edits_too_much(request, form):
        return _after(posting.edit(request.user, post, form.draft()))
    return render(request, "forum/edit.html", {"form": form, "post": post, "topic": post.topic})


@writer_required
def resolve(request: SignedRequest, section_slug: str, topic_slug: str) -> HttpResponse:
    topic = _topic_at(section_slug, topic_slug)
    if not may_resolve(request.user, topic):
        _missing()
    if request.method == "POST":
        posting.resolve(topic, resolved="reopen" not in request.POST)
        return redirect(topic)
    return render(request, "forum/resolve.html", {"topic": topic, "section": topic.section})


@account_required
def own(request: SignedRequest) -> HttpResponse:
    context = {
        "posts": queries.own_posts(request.user)[:100],
        "subscriptions": queries.own_subscriptions(request.user),
        "sanctions": queries.own_sanctions(request.user),
        "waits": request.GET.get("attend", ""),
        "sent": queries.sent_keys(request.user),
    }
    return render(request, "forum/own.html", context)


def _after(post: Post) -> HttpResponse:
    """Where one goes after writing: to the message, or to one's own page when it waits for the team."""
    if post.status == PostStatus.PUBLISHED:
        return redirect("forum:post", post.pk)
    return redirect(f"{reverse('forum:own')}?attend={post.pk}")


def _place(request: SignedRequest) -> tuple[Section | None, Page | None]:
    """The section and the page that a new topic is about, as the address says."""
    if slug := request.GET.get("rubrique"):
        section = queries.section_at(slug) or _missing()
        return section, section.page
    if page := request.GET.get("page"):
        number = number_in(page, most=LAST_KEY) or _missing()
        return None, queries.page_to_ask_about(number) or _missing()
    return None, None


def _quoted(request: SignedRequest, topic: Topic) -> str:
    number = number_in(request.GET.get("citer", ""), most=LAST_KEY)
    post = queries.published_post(number) if number else None
    if post is None or post.topic_id != topic.pk:
        return ""
    return quote(post.author.display_name if post.author else _("closed account"), post.source)


def _is_to_publish(request: SignedRequest, form: PostForm) -> bool:
    return request.method == "POST" and form.is_valid() and "preview" not in request.POST


def _hurried(request: SignedRequest, form: PostForm) -> bool:
    """Whether this person has written too much in a short time; the form says so and keeps the text."""
    if not writes_too_much(request.user):
        return False
    form.add_error(None, _("Many messages in a short time. Wait a few minutes, then send this one again."))
    return True


def _edits_too_much(request: SignedRequest, form: PostForm) -> bool:
    """The same for changes: each one keeps a former text."""
    if limits.allows(request, "edit"):
        return False
    form.add_error(None, _("Many changes in a short time. Wait a few minutes, then send this one again."))
    return True


def _topic_at(section_slug: str, topic_slug: str) -> Topic:
    """A topic that the team has moved is still answered at its former address."""
    return (
        queries.topic_at(section_slug, topic_slug) or queries.topic_formerly_at(section_slug, topic_slug) or _missing()
    )


def _missing() -> NoReturn:
    raise Http404
