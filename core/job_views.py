"""The page that follows a job in the admin (templates extend `core/admin/job.html`)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .jobs import State


def show_job(request: HttpRequest, template: str, state: State, **context: object) -> HttpResponse:
    """How far a job is. The page opens itself again until the job is over: it needs no script."""
    response = render(request, template, {"state": state, **context})
    if not state.is_over:
        response["Refresh"] = "1"
    return response
