"""The bank in the admin: importing, exporting, and what first answers say."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quizzes.exchange.files import FILE_NAMES, export_file, import_file
from quizzes.exchange.reading import UnreadableFileError
from quizzes.forms import ExportForm, ImportForm
from quizzes.queries import questions_of_quiz, questions_to_export, quizzes_with_answers
from quizzes.reporting import report_on

MAX_NOTES = 500


@permission_required("quizzes.add_question")
def exchange(request: HttpRequest) -> HttpResponse:
    """The page of files: what is sent is imported at once, and the report stands on the same page."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "export_form": ExportForm()}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            _reading, stored, notes = import_file(
                file.read(),
                licence=form.cleaned_data["licence"],
                authors=form.cleaned_data["authors"],
                source_title=file.name[:255],
            )
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            context |= {"stored": stored, "notes": notes[:MAX_NOTES], "more_notes": len(notes) - MAX_NOTES}
    return render(request, "quizzes/admin/exchange.html", context)


@permission_required("quizzes.change_question")
@require_GET
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """A file of questions: `format`, and `quiz` (a code) or `tag` to take only some."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        raise Http404(_("This export does not exist."))
    kind, quiz = form.cleaned_data["format"], form.cleaned_data["quiz"]
    questions = questions_of_quiz(quiz.code) if quiz else questions_to_export(form.cleaned_data["tag"])
    name = f"{quiz.code}-{FILE_NAMES[kind]}" if quiz else FILE_NAMES[kind]
    types = {"gift": "text/plain; charset=utf-8", "moodle": "application/xml"}
    return StreamingHttpResponse(
        (piece.encode() for piece in export_file(questions, kind)),
        content_type=types[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@permission_required("quizzes.change_question")
@require_GET
def figures(request: HttpRequest, code: str = "") -> HttpResponse:
    """What first answers say of a quiz, what to look at first standing first; without `code`, the list of quizzes."""
    quizzes = quizzes_with_answers()
    chosen = next((quiz for quiz in quizzes if quiz.code == code), None)
    if code and chosen is None:
        raise Http404(_("There is no such quiz."))
    context = {"quizzes": quizzes, "chosen": chosen, "reports": report_on(chosen) if chosen else []}
    return render(request, "quizzes/admin/figures.html", context)
