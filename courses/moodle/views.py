"""Moodle courses in the admin: send a backup, follow it, read what was left."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.job_views import show_job
from courses.moodle import jobs
from courses.moodle.archive import MAX_BYTES
from media.forms import AttributionForm

PERMISSION = "packs.add_pack"


class CourseForm(AttributionForm):
    file = forms.FileField(
        label=gettext_lazy("Backup of a Moodle course (.mbz)"), help_text=gettext_lazy("500 MB at most.")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("This backup is larger than 500 MB."))
        return file


@permission_required(PERMISSION)
def courses(request: HttpRequest) -> HttpResponse:
    form = CourseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        attribution = {name: form.cleaned_data[name] for name in ("licence", "authors")}
        return redirect("moodle_course", jobs.start_import(file, **attribution, source_title=file.name[:255]))
    return render(request, "courses/admin/moodle.html", {"form": form})


@permission_required(PERMISSION)
@require_safe
def follow(request: HttpRequest, identifier: str) -> HttpResponse:
    state = jobs.state_of(identifier)
    if state is None:
        raise Http404(_("This import does not exist, or is older than a week."))
    return show_job(request, "courses/admin/moodle_job.html", state, title=_("Course from Moodle"))
