"""What the forms about a page share: the page they are about, who may see it, how much is taken."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts import limits
from accounts.typed import typed_text
from contributions import queries
from contributions.forms import AnonymousForm
from core.openness import once_allowed

LAST_KEY = 2**63 - 1


def about_a_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds the published page of a code, for those who may see it. A text about a page that is gone is given back."""

    @wraps(view)
    @csrf_exempt
    @never_cache
    def found(request: HttpRequest, code: str) -> HttpResponse:
        page = queries.published_page(code)
        if page is None:
            context = {"text": typed_text(request)}
            return render(request, "contributions/gone.html", context, status=404)
        allowed = HttpResponse()
        door = once_allowed(request, page, allowed)
        if door is not allowed:  # the form of a password, or the way to sign in
            return door
        return view(request, page)

    return found


def is_ours(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this site, as the browser says."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def may_be_taken(request: HttpRequest, form: AnonymousForm) -> bool:
    """With a proof of work more is taken than without. What is not taken is said, and stays in the form."""
    if not is_ours(request):
        form.add_error(None, _("This form came from another site. Send it again from here."))
        return False
    action = "reader_report" if form.cleaned_data["altcha"] else "reader_report_without_proof"
    if not limits.allows(request, action):
        form.add_error(
            None, _("Many reports came from your network in a short time. Wait a few minutes, then send again.")
        )
        return False
    return True
