"""What people take away from a scenario: the roadmap as a page, a PDF or one file, and its dates."""

from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from paper.pdf import Pdf, PdfBusyError, busy_response
from paper.style import paper_style

from .calendars import calendar_of
from .models import ScenarioPage
from .queries import published_scenarios
from .roadmap import CARDS, POSTER, Roadmap, make_roadmap, roadmap_pdf

PAPERS = [("", _("The roadmap")), (POSTER, _("A poster, one page")), (CARDS, _("Cards to cut, four a page"))]


def roadmap_page(request: HttpRequest, page: ScenarioPage) -> HttpResponse:
    """The roadmap to read, to fill in and to print from the browser; says how many pages the PDF has."""
    roadmap = make_roadmap(page, request.GET)
    chose = request.GET.get("quoi") in dict(PAPERS)  # the form was sent: it stays open
    context = {"page": page, "roadmap": roadmap, "papers": PAPERS, "chose": chose, "pdf": _announced(roadmap)}
    return render(request, "scenarios/roadmap.html", context)


def _announced(roadmap: Roadmap) -> Pdf | None:
    try:
        return roadmap_pdf(roadmap)
    except PdfBusyError:
        return None


@require_safe
def roadmap_file(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """`feuille-de-route.pdf`, `.html` (one file that works from a USB key) or `.ics`."""
    page = get_object_or_404(published_scenarios(), slug=slug)
    if ending == "ics":
        return _attached(
            HttpResponse(calendar_of(page, request.GET), content_type="text/calendar; charset=utf-8"), slug, ending
        )
    roadmap = make_roadmap(page, request.GET)
    if ending == "pdf":
        return pdf_response(lambda: roadmap_pdf(roadmap), f"{slug}.pdf")
    html = render_to_string("scenarios/roadmap_paper.html", {"roadmap": roadmap, "style": paper_style(alone=True)})
    return _attached(HttpResponse(html), slug, ending)


def _attached(response: HttpResponse, slug: str, ending: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, f"{slug}.{ending}") or ""
    return response


def pdf_response(make: Callable[[], Pdf], name: str) -> HttpResponseBase:
    """The document that `make` gives, or the answer of a busy machine."""
    try:
        pdf = make()
    except PdfBusyError:
        return busy_response()
    return FileResponse(pdf.path.open("rb"), content_type="application/pdf", filename=name)
