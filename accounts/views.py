from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.stagekit import unstash_login
from allauth.account.models import get_emailconfirmation_model
from allauth.account.views import ConfirmEmailView as AllauthConfirmEmailView
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from . import links, personal_data, second_factor, sessions
from .forms import DeletionForm, NameForm
from .proof_of_work import new_challenge
from .requests import SignedRequest
from .typed import typed_text


@login_required
@never_cache
def home(request: SignedRequest) -> HttpResponse:
    until = second_factor.asked_until(request.user) if second_factor.is_asked(request.user) else None
    return render(request, "accounts/home.html", {"links": links.registered(), "second_factor_until": until})


@login_required
@never_cache
def own_sessions(request: SignedRequest) -> HttpResponse:
    """Where one is signed in, each with a button that closes it; one more closes all but this one."""
    here = request.session.session_key
    if request.method == "POST":
        if "others" in request.POST:
            sessions.close_other_sessions(request.user, here)
        else:
            sessions.close_session(request.user, request.POST.get("close", ""))
        return redirect("accounts:sessions")
    return render(request, "accounts/sessions.html", {"sessions": sessions.open_sessions(request.user), "here": here})


@never_cache
def door(request: HttpRequest) -> HttpResponse:
    """
    Where Wagtail sends those who may not open something. Whoever is signed in already has no better key to show: the
    page of refusals ends what would be a ring of redirections.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    query = request.GET.urlencode(safe="/")
    return redirect(resolve_url("account_login") + (f"?{query}" if query else ""))


@login_required
@never_cache
def change_name(request: SignedRequest) -> HttpResponse:
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid() and form.keep():
        return redirect(_next(request) or "accounts:home")
    request.user.refresh_from_db()
    return render(request, "accounts/name.html", {"form": form, "next": _next(request)})


@require_GET
@never_cache
def challenge(request: HttpRequest) -> HttpResponse:
    return JsonResponse(new_challenge())


@login_required
@never_cache
@require_GET
def export_data(request: SignedRequest) -> HttpResponse:
    context = {"export": personal_data.export(request.user), "made_at": timezone.now()}
    response = render(request, "accounts/export.html", context)
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.html"'
    return response


@login_required
@never_cache
@require_GET
def export_data_as_json(request: SignedRequest) -> HttpResponse:
    data = {
        "site": settings.SITE_URL,
        "made_at": timezone.now(),
        "data": [{"title": str(table.title), "rows": rows} for table, rows in personal_data.export(request.user)],
    }
    return JsonResponse(
        data,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": 'attachment; filename="mes-donnees.json"'},
    )


@login_required
@never_cache
@reauthentication_required
def delete(request: SignedRequest) -> HttpResponse:
    form = DeletionForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        personal_data.delete_account(request.user)
        logout(request)
        return redirect("accounts:deleted")
    return render(request, "accounts/delete.html", {"form": form})


@require_GET
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/deleted.html")


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    A form without its token. The text is given back, unless another site sent the form: its words are not shown here.

    A browser sends the token's cookie with forms of this site only (SameSite).
    """
    ours = settings.CSRF_COOKIE_NAME in request.COOKIES
    return render(request, "403_csrf.html", {"text": typed_text(request) if ours else ""}, status=403)


class ConfirmEmailView(AllauthConfirmEmailView):
    """
    The link of the mail that confirms an address.

    On the device that signs up, whose session waits for just this, following it is enough: it signs in and goes on to
    where one was. Elsewhere a button asks first, for programs that look at mails follow links too.
    """

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self._was_asked_here():
            return self.post(*args, **kwargs)
        return super().get(*args, **kwargs)

    def _was_asked_here(self) -> bool:
        login = unstash_login(self.request, peek=True)
        confirmation = get_emailconfirmation_model().from_key(self.kwargs["key"])
        return bool(login and login.user and confirmation and login.user.pk == confirmation.email_address.user_id)


confirm_email = ConfirmEmailView.as_view()


@require_GET
@never_cache
def mail_sent(request: HttpRequest) -> HttpResponse:
    """What to do after a sign-up; whoever confirms on another device comes back to the same place from here."""
    login = unstash_login(request, peek=True)
    return render(request, "account/verification_sent.html", {"next": (login and login.redirect_url) or ""})


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else ""
