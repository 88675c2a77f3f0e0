"""What editors see of the search: what is searched, what is missing, how a query is understood."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.counting import MONTHS_KEPT, most_chosen, most_searched, without_result
from search.engine import degraded_since
from search.engines.base import EngineError
from search.explaining import explain
from search.indexing import ready_engine
from search.lexicon import lexicon
from search.searching import Request, answer


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Searches"),
        "header_icon": "search",
        "without_result": without_result(),
        "most_searched": most_searched(),
        "most_chosen": most_chosen(),
        "months": MONTHS_KEPT,
        "degraded": degraded_since(),
    }
    return render(request, "search/admin/report.html", context)


@require_safe
def try_query(request: HttpRequest) -> HttpResponse:
    """How a text is understood, word by word, and the first results with their score."""
    text = request.GET.get("q", "")
    context: dict[str, object] = {"page_title": _("Try a query"), "header_icon": "search", "text": text}
    if text:
        words = lexicon()
        try:
            found = answer(Request(text, page_size=10, counted=()), words.vocabulary, ready_engine())
            context |= {"found": found, "lines": explain(found, words)}
        except EngineError as error:
            context["error"] = str(error)
    return render(request, "search/admin/try.html", context)
