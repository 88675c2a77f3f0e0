"""The public versions of a page, for those who publish it: the text of one may be erased."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from contributions import erasing, version_queries
from contributions.finding_words import saying

ON_A_SCREEN = 50
MOST_WORDS = 200


def versions(request, page_pk):
    page = _page(request, page_pk)
    screen = Paginator(version_queries.versions_of(page), ON_A_SCREEN).get_page(request.GET.get("p"))
    return render(request, "contributions/admin/versions.html", {"page": page, "versions": screen})


def erase(request, page_pk, number):
    """Asks first, and shows where else the page says the same words: nothing of the admin brings a text back."""
    page = _page(request, page_pk)
    version = version_queries.version_of(page, number)
    if version is None or version.erased_at:
        raise Http404
    words = (request.POST or request.GET).get("mots", "").strip()[:MOST_WORDS]
    if request.method == "POST":
        try:
            _say_erased(request, erasing.erase(version, request.user, words))
        except erasing.StillReadError:
            messages.error(request, _("This text is on the site, or in the draft: correct and publish it first."))
        else:
            return redirect("contributions_versions:versions", page.pk)
    context = {"page": page, "version": version, "words": words, "found": saying(page, words), "most": MOST_WORDS}
    return render(request, "contributions/admin/erase.html", context)


def _say_erased(request, found):
    messages.success(request, _("The text is erased. That there was a version stays."))
    if found.waiting:
        messages.warning(request, _("Reports or corrections that wait still say these words: settle them, then erase."))


@require_POST
def withdraw_name(request, page_pk, number):
    page = _page(request, page_pk)
    version = version_queries.version_of(page, number)
    if version is None:
        raise Http404
    erasing.withdraw_name(version, request.user)
    messages.success(
        request, _("The name and the reason are withdrawn from the history; the licence of the text stays.")
    )
    return redirect("contributions_versions:versions", page.pk)


def _page(request, pk):
    page = version_queries.page_to_look_after(request.user, pk)
    if page is None:
        raise Http404
    return page
