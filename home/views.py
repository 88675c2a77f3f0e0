from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def notebook(request: HttpRequest) -> HttpResponse:
    """`/carnet/`: an empty page, the same for everybody; the browser fills it from what it keeps."""
    return render(request, "home/notebook.html")
