"""The bank in the admin: importing, exporting, explaining drafts, and what first answers say."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core.job_views import show_job
from quizzes.exchange import jobs
from quizzes.exchange.files import FILE_NAMES, export_file
from quizzes.explaining import ExplanationForm, explain, to_explain
from quizzes.forms import ExportForm, ImportForm
from quizzes.queries import questions_of_quiz, questions_to_export, quizzes_with_answers
from quizzes.reporting import report_on


@permission_required("quizzes.add_question")
def exchange(request: HttpRequest) -> HttpResponse:
    """The page of files: what is sent is imported by the worker, and followed on a page of its own."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        attribution = {name: form.cleaned_data[name] for name in ("licence", "authors")}
        publishes = request.user.has_perm("quizzes.publish_question")
        started = jobs.start_import(file, publishes=publishes, **attribution, source_title=file.name[:255])
        return redirect("quiz_import", started)
    return render(request, "quizzes/admin/exchange.html", {"form": form, "export_form": ExportForm()})


@permission_required("quizzes.add_question")
@require_GET
def follow_import(request: HttpRequest, identifier: str) -> HttpResponse:
    state = jobs.state_of(identifier)
    if state is None:
        raise Http404(_("This import does not exist, or is older than a week."))
    return show_job(request, "quizzes/admin/import_job.html", state, title=_("Import of questions"))


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
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
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


@permission_required("quizzes.change_question")
def explanations(request: HttpRequest) -> HttpResponse:
    """Ten drafts that want explanations, on one form; `after` is the last draft of the screen before."""
    after = request.GET.get("after", "")
    screen = to_explain(int(after) if after.isdecimal() and len(after) < 10 else 0)
    data = request.POST if request.method == "POST" else None
    forms = [ExplanationForm(question, data) for question in screen.questions]
    may_publish = request.user.has_perm("quizzes.publish_question")
    if data is not None and all(form.is_valid() for form in forms):
        publishes = may_publish and "publish" in data
        changed, published = explain(forms, request.user, publishes=publishes)
        said = ngettext("%(count)d question explained", "%(count)d questions explained", changed) % {"count": changed}
        said += ngettext(", %(count)d published.", ", %(count)d published.", published) % {"count": published}
        messages.success(request, said)
        return redirect(request.get_full_path())
    context = {"screen": screen, "forms": forms, "may_publish": may_publish}
    return render(request, "quizzes/admin/explanations.html", context)
