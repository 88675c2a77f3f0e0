"""Pages that everybody reads: the same bytes for all, no cookie, no token."""

from typing import Any, NoReturn

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.numbers import number_in
from forum import queries
from forum.enums import TopicState
from forum.feeds import atom
from forum.models import Topic

TOPICS_A_PAGE = 30


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = _listing(request, queries.visible_topics()) | {"sections": queries.general_sections()}
    return render(request, "forum/home.html", context)


@require_safe
def section(request: HttpRequest, section_slug: str) -> HttpResponse:
    found = queries.section_at(section_slug) or _missing()
    context = _listing(request, queries.visible_topics().filter(section=found)) | {"section": found}
    return render(request, "forum/section.html", context)


@require_safe
def topic(request: HttpRequest, section_slug: str, topic_slug: str) -> HttpResponse:
    found = queries.topic_to_read(section_slug, topic_slug)
    if found is None:
        moved = queries.topic_formerly_at(section_slug, topic_slug) or _missing()
        return HttpResponsePermanentRedirect(moved.get_absolute_url())
    shown = queries.page_of_topic(found, _number(request)) or _missing()
    return render(request, "forum/topic.html", {"topic": found, "section": found.section, "shown": shown})


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A permanent link: it finds the page of the topic on which the post stands today."""
    found = queries.post_to_read(pk) or _missing()
    number = queries.page_number_of(found)
    query = f"?page={number}" if number > 1 else ""
    return redirect(f"{found.topic.get_absolute_url()}{query}#message-{found.pk}")


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.published_post(pk) or _missing()
    return render(request, "forum/history.html", {"post": found, "versions": queries.versions_to_read(found)})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return atom("forum", request.path, queries.recent_posts())


@require_safe
def section_feed(request: HttpRequest, section_slug: str) -> HttpResponse:
    found = queries.section_at(section_slug) or _missing()
    return atom(found.name, request.path, queries.recent_posts(topic__section=found))


@require_safe
def topic_feed(request: HttpRequest, section_slug: str, topic_slug: str) -> HttpResponse:
    found = queries.topic_at(section_slug, topic_slug) or _missing()
    return atom(found.title, request.path, queries.recent_posts(topic=found))


def _listing(request: HttpRequest, topics: QuerySet[Topic]) -> dict[str, Any]:
    state = request.GET.get("etat", "")
    if state in TopicState.values:
        topics = topics.filter(state=state)
    elif state:
        _missing()
    number = _number(request)
    first = (number - 1) * TOPICS_A_PAGE
    rows = list(topics[first : first + TOPICS_A_PAGE + 1])
    if number > 1 and not rows:
        _missing()
    return {
        "topics": rows[:TOPICS_A_PAGE],
        "number": number,
        "has_more": len(rows) > TOPICS_A_PAGE,
        "state": state,
        "states": TopicState.choices,
    }


def _number(request: HttpRequest) -> int:
    return number_in(request.GET.get("page", "1"), most=100_000) or _missing()


def _missing() -> NoReturn:
    raise Http404
