import json
from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts import limits
from core.numbers import number_in
from quizzes.answering import (
    DONT_KNOW,
    END,
    FIRST_SEED,
    is_complete,
    parameters_of,
    read_form,
    with_answer,
)
from quizzes.enums import Kind
from quizzes.grading import Response, grade
from quizzes.measuring import BadRecordError, WithdrawnError, record_answer, record_end
from quizzes.models import Question, Quiz
from quizzes.presenting import credited, explanation_of_anything, screen
from quizzes.queries import minutes_for
from quizzes.rendering import plain
from quizzes.sitting import Place, Sitting, sit

PRINT = "imprimer"
# A visit of 60 questions with all their choices, and room.
MAX_RECORD = 64 * 1024


def serve_quiz(request: HttpRequest, quiz: Quiz, place: Place) -> HttpResponse:
    """
    The screens of a quiz: a question, its answer, the end, and the paper version (`?vue=imprimer`).

    Reads neither user nor session, stores nothing, and answers the same bytes to everybody.
    """
    sitting = sit(quiz, place, request.GET)
    if not sitting.own:
        raise Http404("This quiz has no published question.")
    if request.GET.get("vue") == PRINT:
        screens = [screen(sitting.questions[key], Response(), FIRST_SEED) for key in sitting.own]
        return _show(request, sitting, "print", {"screens": screens}, [one.question for one in screens])
    step = request.GET.get("q", "1")
    if step == END:
        return _show_end(request, sitting)
    number = min(number_in(step, most=999) or 1, len(sitting.way.asked))
    return _show_question(request, sitting, number)


def _show_question(request: HttpRequest, sitting: Sitting, number: int) -> HttpResponse:
    key = sitting.way.asked[number - 1]
    content = sitting.contents[key]
    validating = "v" in request.GET or DONT_KNOW in request.GET.getlist("r")
    response = read_form(content, request.GET) if validating else sitting.way.answers.get(key, Response())
    answered = validating and is_complete(content, response)
    way = with_answer(sitting.way, key, response) if answered else sitting.way
    shown = screen(sitting.questions[key], response, way.seed)
    context = {
        "screen": shown,
        "noted": sitting.own_question(key),
        "number": number,
        "total": len(way.asked),
        "error": validating and not answered,
        "hidden": sorted(_other_parameters(sitting, key).items()),
        "next_url": sitting.question_address(number + 1, way),
        "is_last": number == len(way.asked),
        "previous_url": sitting.question_address(number - 1) if number > 1 else "",
        "first_time": number == 1 and not way.answers and not way.again,
        "counted": sitting.is_first_try,
        "minutes": minutes_for(len(way.asked)),
        "other_answers": explanation_of_anything(shown),
    }
    return _show(request, sitting, "answer" if answered else "question", context, [shown.question])


def _other_parameters(sitting: Sitting, key: str) -> dict[str, str]:
    """What the form of a question has to carry along: all but its own former answer."""
    others = {name: response for name, response in sitting.way.answers.items() if name != key}
    return parameters_of(replace(sitting.way, answers=others), sitting.contents)


def _show_end(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    way = sitting.way
    graded = [key for key in way.asked if sitting.contents[key].kind != Kind.RECALL]
    results = [_result(sitting, number, key) for number, key in enumerate(way.asked, start=1)]
    missed = [result["key"] for result in results if not result["right"] and not result["recall"]]
    context = {
        "results": results,
        "total": len(graded),
        "right": sum(bool(result["right"]) for result in results),
        "missed": missed,
        "again_missed_url": sitting.again(map(str, missed)) if missed else "",
        "again_url": sitting.all_again(),
        "counted": sitting.is_first_try,
        "whole": len(way.asked) == len(sitting.own),
    }
    return _show(request, sitting, "end", context, [sitting.questions[key] for key in way.asked])


def _result(sitting: Sitting, number: int, key: str) -> dict[str, object]:
    question, content = sitting.questions[key], sitting.contents[key]
    response = sitting.way.answers.get(key, Response())
    return {
        "key": key,
        "question": question,
        "stem": plain(question.rendered.get("", {}).get("stem", "")),
        "url": sitting.question_address(number),
        "recall": content.kind == Kind.RECALL,
        "right": grade(content, response).right,
        "dont_know": response.dont_know,
        "answered": bool(response),
    }


def _show(
    request: HttpRequest, sitting: Sitting, name: str, context: dict[str, object], shown: Iterable[Question]
) -> HttpResponse:
    shared = {
        "quiz": sitting.quiz,
        "works": credited(sitting.quiz, shown),
        "place": sitting.place,
        "page": sitting.place.page,
        "way": sitting.way,
        "print_url": f"{sitting.place.url}?vue={PRINT}",
    }
    return render(request, f"quizzes/{name}.html", shared | context)


def review(request: HttpRequest) -> HttpResponse:
    """The questions to review. The notebook of the browser holds them; the server only gives the page."""
    return render(request, "quizzes/review.html")


@csrf_exempt
@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """
    Receives an anonymous first answer, or the end of a visit (`measuring`): 204 counted or known already.

    There is no session to protect, so no token; a page of another site is refused by what its browser says of it.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return JsonResponse({"error": "other-site"}, status=403)
    if not limits.allows(request, "answer"):
        return JsonResponse({"error": "too-many"}, status=429)
    try:
        if int(request.headers.get("Content-Length") or 0) > MAX_RECORD:
            return JsonResponse({"error": "too-large"}, status=413)
        data = json.loads(request.body)
        if not isinstance(data, dict):
            raise BadRecordError("record")
        (record_end if "items" in data else record_answer)(data)
    except (ValueError, RecursionError):
        return JsonResponse({"error": "not-understood"}, status=400)
    except WithdrawnError as error:
        return JsonResponse({"error": "withdrawn", "what": str(error)}, status=410)
    return HttpResponse(status=204)
