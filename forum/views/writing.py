"""Pages on which one writes, each at its own address; what was typed is always given back."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from forum import posting, queries
from forum.access import account_required, writer_required
from forum.enums import PostStatus
from forum.forms import EditForm, PostForm, TopicForm
from forum.permissions import may_edit, may_resolve
from forum.rendering import quote
from forum.screening import writes_too_much


@writer_required
def new_topic(request):
    section, page = _place(request)
    form = TopicForm(request.POST or None, user=request.user, section=section, page=page)
    context = {"form": form, "section": section, "page_asked": page}
    if request.method == "POST" and form.is_valid() and not _previewing(request) and not _hurried(request, form):
        form.keep_name()
        section = section or form.cleaned_data.get("section") or posting.section_of(page)
        return _after(posting.open_topic(request.user, section, form.cleaned_data["title"], form.draft()))
    return render(request, "forum/new_topic.html", context)


@writer_required
def reply(request, section_slug, topic_slug):
    topic = queries.topic_at(section_slug, topic_slug) or _missing()
    form = PostForm(request.POST or None, user=request.user, initial={"text": _quoted(request, topic)})
    context = {"form": form, "topic": topic, "section": topic.section, "locked": topic.locked_at is not None}
    if request.method == "POST" and form.is_valid() and not _previewing(request) and not _hurried(request, form):
        form.keep_name()
        try:
            return _after(posting.reply(request.user, topic, form.draft()))
        except posting.TopicLockedError:
            topic.refresh_from_db()
            return render(request, "forum/reply.html", context | {"locked": True}, status=409)
    return render(request, "forum/reply.html", context)


@writer_required
def edit(request, pk):
    post = queries.own_post(request.user, pk)
    if post is None or not may_edit(request.user, post):
        _missing()
    form = EditForm(request.POST or None, user=request.user, initial={"text": post.source})
    if request.method == "POST" and form.is_valid() and not _previewing(request):
        return _after(posting.edit(request.user, post, form.cleaned_data["text"]))
    return render(request, "forum/edit.html", {"form": form, "post": post, "topic": post.topic})


@writer_required
def resolve(request, section_slug, topic_slug):
    topic = queries.topic_at(section_slug, topic_slug)
    if topic is None or not may_resolve(request.user, topic):
        _missing()
    if request.method == "POST":
        posting.resolve(topic, resolved="reopen" not in request.POST)
        return redirect(topic)
    return render(request, "forum/resolve.html", {"topic": topic, "section": topic.section})


@account_required
def own(request):
    context = {
        "posts": queries.own_posts(request.user)[:100],
        "subscriptions": queries.own_subscriptions(request.user),
        "sanctions": queries.own_sanctions(request.user),
        "waits": request.GET.get("attend", ""),
    }
    return render(request, "forum/own.html", context)


def _after(post):
    """Where one goes after writing: to the message, or to one's own page when it waits for the team."""
    if post.status == PostStatus.PUBLISHED:
        return redirect("forum:post", post.pk)
    return redirect(f"{reverse('forum:own')}?attend={post.pk}")


def _place(request):
    """The section and the page that a new topic is about, as the address says."""
    if slug := request.GET.get("rubrique"):
        section = queries.section_at(slug) or _missing()
        return section, section.page
    if number := request.GET.get("page"):
        if not number.isascii() or not number.isdigit() or len(number) > 12:
            _missing()
        return None, queries.page_to_ask_about(int(number)) or _missing()
    return None, None


def _quoted(request, topic):
    number = request.GET.get("citer", "")
    if not number.isascii() or not number.isdigit() or len(number) > 12:
        return ""
    post = queries.published_post(int(number))
    if post is None or post.topic_id != topic.pk:
        return ""
    return quote(post.author.display_name if post.author else _("closed account"), post.source)


def _previewing(request):
    return "preview" in request.POST


def _hurried(request, form):
    """Whether this person has written too much in a short time; the form says so and keeps the text."""
    if not writes_too_much(request.user):
        return False
    form.add_error(None, _("Many messages in a short time. Wait a few minutes, then send this one again."))
    return True


def _missing():
    raise Http404
