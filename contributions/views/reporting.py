"""
What readers say, without an account: `/signaler/<code>/`.

Nobody is signed in here, so there is no session to protect and no token: the pages of contents hold these forms and
stay the same bytes for everybody. A page of another site is refused by what its browser says of it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from contributions import queries
from contributions.enums import Opinion
from contributions.forms import ReportForm
from contributions.reporting import Said, report_page, say
from core.models import ContentPage
from core.numbers import number_in

from .about import LAST_KEY, about_a_page, is_ours, may_be_taken


@require_http_methods(["GET", "HEAD", "POST"])
@about_a_page
def report(request: HttpRequest, page: ContentPage) -> HttpResponse:
    version = number_in((request.POST or request.GET).get("version", ""), most=LAST_KEY)
    seen = queries.version_seen(page, version)
    form = ReportForm(request.POST if request.method == "POST" else None, seen=seen)
    status = 200
    if request.method == "POST" and form.is_valid():
        if may_be_taken(request, form):
            data = form.cleaned_data
            report_page(page, Said(data["text"], form.chosen, data["email"], form.doubts))
            return redirect("contributions:thanks", page.code)
        status = 429
    said = request.GET.get("avis", "")
    context = {"form": form, "page_asked": page, "said": said if said in Opinion.values else ""}
    return render(request, "contributions/report.html", context, status=status)


@require_POST
@about_a_page
def opinion(request: HttpRequest, page: ContentPage) -> HttpResponse:
    """One press at the foot of a page. A press too many is not counted; nobody is told, nothing is lost."""
    said = request.POST.get("avis", "")
    if said not in Opinion.values or not is_ours(request) or not limits.allows(request, "opinion"):
        return redirect("contributions:report", page.code)
    say(page, Opinion(said))
    answer = redirect("contributions:report", page.code)
    answer["Location"] += f"?avis={said}"
    return answer


@require_http_methods(["GET", "HEAD"])
@about_a_page
def thanks(request: HttpRequest, page: ContentPage) -> HttpResponse:
    return render(request, "contributions/thanks.html", {"page_asked": page})
