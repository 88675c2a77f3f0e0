"""The search page, its suggestions, its feed. The same bytes for everybody: no person, no session, no cookie."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts import limits
from core.feeds import NEVER, SteadyAtom
from core.navigation import is_open
from search.asking import Asked, Note, address, read_address, without_defaults
from search.counting import note_click, note_search
from search.document import Kind
from search.engines.base import EngineError
from search.indexing import ready_engine
from search.kinds import KIND_LABELS
from search.lexicon import lexicon
from search.presenting import screen
from search.queries import path_of, product_page, products, products_named
from search.query import Sort
from search.searching import Answer, Request, answer
from search.understanding import clean

NOTES = {
    Note.SHORTENED: gettext_lazy("Your search was very long: we kept its beginning."),
    Note.FILTER_IGNORED: gettext_lazy("A filter of this address does not exist any more: we left it out."),
    Note.SORT_IGNORED: gettext_lazy("This order does not exist: the results are sorted by relevance."),
    Note.NO_WORD: gettext_lazy("There is no word to look for in your text: here are all the sheets."),
    Note.PAGE_IGNORED: gettext_lazy("This page does not exist: here is the closest one."),
}
MOST_PRODUCTS = 6
SUGGESTIONS = 8
CONTRIBUTE, FORUM = "/proposer/", "/forum/"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    if (shorter := without_defaults(request.GET)) is not None:
        return redirect(f"{request.path}?{shorter}" if shorter else request.path)
    words = lexicon()
    asked = read_address(request.GET, words.values)
    try:
        engine = ready_engine()
        found, notes = _answered(asked)
        shown = screen(found, words, engine, tuple(str(NOTES[note]) for note in notes), asked.tool_name)
    except EngineError:
        return _preparing(request)
    if asked.request.text and asked.request.page == 1:
        note_search(found.request.text, found=bool(found.results.total))
    context = {
        "screen": shown,
        "ask_for_a_sheet": "" if shown.total else _address_to_ask(request, found.understanding.text),
        "ask_the_forum": not shown.total and is_open(request, FORUM),
    }
    return render(request, "search/results.html", context)


def _address_to_ask(request: HttpRequest, text: str) -> str:
    """Where one asks for a missing sheet, its name already written: the contributions, or else the team's mail."""
    if is_open(request, CONTRIBUTE):
        return f"{CONTRIBUTE}fiche/?{urlencode({'titre': text})}"
    if not settings.CONTACT_ADDRESS:
        return ""
    subject = _("A sheet that is missing: %(text)s") % {"text": text}
    return f"mailto:{settings.CONTACT_ADDRESS}?{urlencode({'subject': subject}, quote_via=quote)}"


def _answered(asked: Asked) -> tuple[Answer, tuple[Note, ...]]:
    """The answer; the last page that exists when the one asked for is past it."""
    words, notes = lexicon(), list(asked.notes)
    found = answer(asked.request, words.vocabulary, ready_engine())
    last = max(1, -(-found.results.total // asked.request.page_size))
    if asked.request.page > last:
        notes.append(Note.PAGE_IGNORED)
        found = answer(replace(asked.request, page=last), words.vocabulary, ready_engine())
    if asked.request.text and not found.understanding.terms:
        notes.append(Note.NO_WORD)
    if found.understanding.shortened:
        notes.append(Note.SHORTENED)
    return found, tuple(dict.fromkeys(notes))


def _preparing(request: HttpRequest) -> HttpResponse:
    """While the very first index is made."""
    response = render(request, "search/preparing.html", {"needs": lexicon().values["besoin"]}, status=503)
    response["Retry-After"] = "30"
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """OpenSearch suggestions: the text, titles, kinds in words, addresses."""
    text = request.GET.get("q", "")[:200]
    asked = Request(text, page_size=SUGGESTIONS, counted=(), highlights=False, unfinished=True)
    try:
        hits = answer(asked, lexicon().vocabulary, ready_engine()).results.hits if text.strip() else []
    except EngineError:
        hits = []
    titles = [str(hit.card["title"]) for hit in hits]
    labels = [str(KIND_LABELS[Kind(str(hit.card["kind"]))]) for hit in hits]
    addresses = [f"{settings.SITE_URL}{hit.card['url']}" for hit in hits]
    response = JsonResponse([text, titles, labels, addresses], safe=False)
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What answers a search, as an Atom feed: the latest checked first."""
    asked = read_address(request.GET, lexicon().values).request
    try:
        found = answer(replace(asked, sort=Sort.CHECKED, page=1), lexicon().vocabulary, ready_engine())
    except EngineError:
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    atom = SteadyAtom(
        title=_("%(site)s: %(search)s")
        % {"site": settings.WAGTAIL_SITE_NAME, "search": asked.text or _("all the sheets")},
        link=settings.SITE_URL + address(asked),
        description="",
        feed_url=settings.SITE_URL + address(asked, path="/chercher/flux.atom"),
        language=settings.LANGUAGE_CODE,
        author_name=settings.WAGTAIL_SITE_NAME,
    )
    for hit in found.results.hits:
        url = settings.SITE_URL + str(hit.card["url"])
        code = hit.card.get("code")
        checked_on = hit.card.get("checked_on")
        atom.add_item(
            title=clean(str(hit.card["title"])),
            link=url,
            description=clean(str(hit.card.get("lead") or "")),
            # A code stays when an address changes.
            unique_id=f"{settings.SITE_URL}/f/{code}" if code else url,
            updateddate=datetime.fromisoformat(f"{checked_on}T00:00:00+00:00") if checked_on else NEVER,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    context = {"site": settings.SITE_URL, "name": settings.WAGTAIL_SITE_NAME[:16]}
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")


# Sent by the browser as the page is left: it changes a count and nothing else, so it carries no token (and no cookie).
@csrf_exempt
@require_POST
def clicked(request: HttpRequest) -> HttpResponse:
    """Counts that a result was chosen, when it does answer that search."""
    if not limits.allows(request, "choice"):
        return HttpResponse(status=429)
    text, key = request.POST.get("q", "")[:200], request.POST.get("key", "")
    try:
        found = answer(Request(text, counted=(), highlights=False), lexicon().vocabulary, ready_engine())
    except EngineError:
        return HttpResponse(status=204)
    titles = {hit.key: str(hit.card["title"]) for hit in found.results.hits}
    if key in titles:
        note_click(text, key, titles[key])
    return HttpResponse(status=204)


@require_safe
def replace_product(request: HttpRequest, slug: str) -> HttpResponse:
    product = get_object_or_404(products(), slug=slug)
    return render(request, "search/product.html", {"found": product_page(product)})


@require_safe
def replace_products(request: HttpRequest) -> HttpResponse:
    """`?produit=doodle&produit=whatsapp`: what replaces several products at once; without any, the list to choose from."""
    asked = set(request.GET.getlist("produit"))
    found = [product_page(product) for product in products_named(asked)[:MOST_PRODUCTS]]
    context = {
        "found": found,
        "asked": {page.product.slug for page in found},
        "products": products(),
        "path": path_of(found),
    }
    return render(request, "search/products.html", context)
