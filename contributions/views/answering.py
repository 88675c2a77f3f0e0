"""What readers say, in the admin. Whoever may not answer is told nothing of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.requests import SignedRequest
from contributions import answering, queries
from contributions.forms import AnswerForm
from contributions.permissions import may_answer

ON_A_SCREEN = 50


def answerer_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_answer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@answerer_required
def reports(request: SignedRequest) -> HttpResponse:
    screen = Paginator(queries.open_reports(), ON_A_SCREEN).get_page(request.GET.get("p"))
    context = {"reports": screen, "number": queries.to_answer(), "opinions": queries.what_readers_say()}
    return render(request, "contributions/admin/reports.html", context)


@answerer_required
def report(request: SignedRequest, pk: int) -> HttpResponse:
    found = queries.report(pk)
    if found is None:
        raise Http404
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"answer": _("It is corrected.") if found.email else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            answering.answer(found, request.user, form.cleaned_data["answer"])
        except answering.AlreadyAnsweredError:
            messages.warning(request, _("A colleague has already closed this report: nothing more was sent."))
        else:
            messages.success(request, _("The report is closed."))
        return redirect("contributions_admin:reports")
    return render(request, "contributions/admin/report.html", {"report": found, "form": form})
