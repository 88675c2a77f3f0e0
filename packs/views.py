"""Packs in the editors' admin: send one, follow it, take the site's content away."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.job_views import show_job

from . import jobs
from .run import Decision

PERMISSION = "packs.add_pack"
MAX_BYTES = 500_000_000
HEADINGS = {
    "created": _("New"),
    "updated": _("Changed"),
    "kept": _("Edited here, kept"),
    "conflicts": _("Edited here and changed in the pack"),
    "new_codes": _("Codes that were taken here"),
    "unchanged": _("As they were"),
}


class PackForm(forms.Form):
    pack = forms.FileField(label=_("The pack, as a zip file"), widget=forms.FileInput(attrs={"accept": ".zip"}))
    is_trial = forms.BooleanField(
        label=_("Try first"), required=False, initial=True, help_text=_("Says what would be done and changes nothing.")
    )

    def clean_pack(self) -> Any:
        pack = self.cleaned_data["pack"]
        if pack.size > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 500 MB."))
        return pack


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def packs(request: HttpRequest) -> HttpResponse:
    _check(request)
    form = PackForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        job = jobs.start_import(form.cleaned_data["pack"], decision="", is_trial=form.cleaned_data["is_trial"])
        return redirect("pack_job", job)
    return render(request, "packs/admin/packs.html", {"form": form})


@require_safe
def job(request: HttpRequest, identifier: str) -> HttpResponse:
    _check(request)
    state = jobs.state_of(identifier)
    if state is None:
        raise Http404
    rows = [(HEADINGS[name], paths) for name, paths in state.outcome.items() if paths]
    return show_job(request, "packs/admin/pack_job.html", state, title=_("Packs"), rows=rows, identifier=identifier)


@require_POST
def decide(request: HttpRequest, identifier: str) -> HttpResponse:
    """Imports the same file again, for good, with the editor's decision."""
    _check(request)
    if jobs.state_of(identifier) is None or not jobs.sent_file(identifier).exists():
        raise Http404
    chosen = request.POST.get("decision", "")
    decision: Decision = "ours" if chosen == "ours" else "theirs" if chosen == "theirs" else ""
    return redirect("pack_job", jobs.restart_import(identifier, decision=decision))


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    _check(request)
    return redirect("pack_job", jobs.start_export())


@require_safe
def download(request: HttpRequest, identifier: str) -> FileResponse:
    _check(request)
    if jobs.state_of(identifier) is None or not jobs.exported_file(identifier).exists():
        raise Http404
    return FileResponse(jobs.exported_file(identifier).open("rb"), as_attachment=True, filename="paquet.zip")
