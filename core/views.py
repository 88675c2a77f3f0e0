from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .openness import once_allowed
from .queries import address_of, content_of_code, published_terms


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "core/glossary.html", {"terms": published_terms()})


@require_safe
def glossary_term(request: HttpRequest, slug: str) -> HttpResponse:
    term = get_object_or_404(published_terms(), slug=slug)
    return render(request, "core/glossary_term.html", {"term": term, "see_also": term.see_also.filter(live=True)})


@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """
    `/f/<code>`, printed on paper: leads to the content, wherever it is now, with the answers of the group if any.

    410 when the content is gone or has no page of its own. The address of a private page is for those who may see it.
    """
    known, content = content_of_code(code.upper())
    if not known:
        raise Http404
    address = address_of(content) if content is not None and getattr(content, "live", True) else None
    if not address:
        return render(request, "404.html", {"is_gone": True}, status=410)
    answers = request.META.get("QUERY_STRING", "")
    answer = redirect(f"{address}?{answers}" if answers else address)
    return once_allowed(request, content, answer) if isinstance(content, Page) else answer
