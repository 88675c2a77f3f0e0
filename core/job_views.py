"""The page that follows a job in the admin (templates extend `core/admin/job.html`)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .cut_work import living
from .jobs import State


def show_job(request: HttpRequest, template: str, state: State, **context: object) -> HttpResponse:
    """
    How far a job is. The page opens itself again until the job is over: it needs no script.

    Without a living worker it says so, and asks again more slowly.
    """
    is_waiting_for_worker = not state.is_over and not living()
    response = render(request, template, {"state": state, "is_waiting_for_worker": is_waiting_for_worker, **context})
    if not state.is_over:
        response["Refresh"] = "15" if is_waiting_for_worker else "1"
    return response
