"""`/compte/carnet/`: the notebook of an account, for the script that keeps the devices of a person in step."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import NotebookError
from .nodes import canonical
from .synchronising import Copy, join_notebook, read_notebook


# No token: public pages carry none. Another site cannot send this: JSON by PUT is asked about first (CORS), and the
# session's cookie does not travel with it (SameSite); the origin is checked all the same.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "PUT"])
def notebook(request: HttpRequest) -> HttpResponse:
    """GET gives the notebook with its ETag; PUT joins the one sent with it and gives what both know."""
    if not request.user.is_authenticated:
        return _refusal("signed-out", 401)
    user = request.user
    if request.method == "GET":
        return _answer(request, read_notebook(user))
    if request.content_type != "application/json" or not _comes_from_here(request):
        return _refusal("not-a-notebook", 400)
    try:
        return _answer(request, join_notebook(user, request.body))
    except NotebookError as error:
        return _refusal(error.reason, 413 if error.reason == "too-large" else 400)


def _answer(request: HttpRequest, copy: Copy) -> HttpResponse:
    etag = f'"{copy.digest}"'
    if request.method == "GET" and request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(canonical(copy.document), content_type="application/json", headers={"ETag": etag})


def _refusal(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)


def _comes_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    here = f"{request.scheme}://{request.get_host()}"
    return origin is None or origin in {here, settings.SITE_URL}
