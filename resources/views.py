from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .queries import published_speakers, published_testimonials


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    return render(request, "resources/speakers.html", {"speakers": published_speakers()})


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "resources/speaker.html", {"speaker": get_object_or_404(published_speakers(), slug=slug)})


@require_safe
def testimonials(request: HttpRequest) -> HttpResponse:
    return render(request, "resources/testimonials.html", {"testimonials": published_testimonials()})
