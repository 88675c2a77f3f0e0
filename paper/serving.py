"""The answer to whoever asks for a document: the file, or a page that waits for it."""

import time

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from .documents import Document, Pdf, found
from .making import Order, Progress, ask, asked_at

SECONDS = 2
"""Between two looks of the page that waits."""
TOO_LONG = 5 * 60


def document_response(request: HttpRequest, document: Document, kind: str, order: Order, name: str) -> HttpResponseBase:
    """
    A document that is kept is answered at once. Otherwise the worker is asked for it, and the page says so: it asks
    again by itself, without a script, until the same address answers with the file.
    """
    if kept := found(document):
        return _file(request, kept, name)
    progress = ask(document, kind, order)
    if kept := found(document):
        return _file(request, kept, name)
    asked = asked_at(document.content)
    context = {
        "is_waiting": progress is Progress.WAITING,
        "has_failed": progress is Progress.FAILED,
        "is_late": asked is not None and time.time() - asked > TOO_LONG,
    }
    status = 500 if progress is Progress.FAILED else 503 if progress is Progress.WAITING else 202
    response = render(request, "paper/preparing.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if progress is not Progress.FAILED:
        response["Refresh"] = str(SECONDS)
        response["Retry-After"] = str(SECONDS)
    return response


def _file(request: HttpRequest, pdf: Pdf, name: str) -> HttpResponseBase:
    etag = f'"{pdf.digest}"'
    response = FileResponse(pdf.path.open("rb"), content_type="application/pdf", filename=name)
    response["ETag"] = etag
    conditional: HttpResponse | None = get_conditional_response(request, etag=etag, response=response)  # type: ignore[arg-type]
    return conditional if conditional is not None else response
