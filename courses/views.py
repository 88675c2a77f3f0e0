"""What the pages of courses show beside the pages themselves: self-assessments, a whole module on one page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from paper.documents import Document, found
from paper.making import Order
from paper.serving import document_response
from paper.style import paper_style
from quizzes.sitting import Place
from quizzes.views import serve_quiz

from .models import ModulePage, SequencePage
from .queries import outline, page_after, published_modules, state_of, whole_sequences

KIND = "module"
A_FEW_MINUTES = 300


def quiz(request: HttpRequest, sequence: SequencePage) -> HttpResponse:
    """The self-assessment that closes a sequence; 404 when it has none that is published."""
    if not (sequence.quiz and sequence.quiz_url):
        raise Http404
    onward = page_after(sequence)
    place = Place(url=sequence.quiz_url, page=sequence, onward_url=onward.get_url(), onward_title=onward.title)
    return serve_quiz(request, sequence.quiz, place)


def whole_module(request: HttpRequest, module: ModulePage) -> HttpResponse:
    """All the lessons of a module on one page, to read or to print; says how many pages the PDF has, once made."""
    pdf = found(module_document(module))
    return render(request, "courses/whole_module.html", {**_whole(module), "pdf": pdf})


def _whole(module: ModulePage) -> dict[str, Any]:
    return {"page": module, "sequences": whole_sequences(module)}


@require_safe
def module_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """`/apprendre/<module>.pdf`: the module as a tagged PDF with a table of contents and its credits."""
    module = get_object_or_404(published_modules(), slug=slug)
    return document_response(request, module_document(module), KIND, {"module": slug}, f"{slug}.pdf")


@require_safe
@conditional_page
@cache_control(public=True, max_age=A_FEW_MINUTES)
def learning_plan(request: HttpRequest) -> HttpResponse:
    """The order of all that can be learnt, the same for everybody: a browser finds there what follows in its notebook."""
    modules = [
        {"title": module.title, "url": module.url, "sequences": [_planned(sequence) for sequence in sequences]}
        for module, sequences in outline()
    ]
    return JsonResponse({"modules": modules})


def _planned(sequence: SequencePage) -> dict[str, Any]:
    lessons = [{"code": lesson.code, "title": lesson.title, "url": lesson.url} for lesson in sequence.lessons]
    found: dict[str, Any] = {"lessons": lessons}
    if sequence.quiz and sequence.quiz_url:
        found["quiz"] = {"code": sequence.quiz.code, "title": sequence.quiz.title, "url": sequence.quiz_url}
    return found


def module_document(module: ModulePage) -> Document:
    return Document(
        module.code,
        f"module/{state_of(module)}",
        lambda: render_to_string("courses/module_paper.html", {**_whole(module), "style": paper_style()}),
    )


def document_of_order(order: Order) -> Document | None:
    module = published_modules().filter(slug=order["module"]).first()
    return module_document(module) if module else None
