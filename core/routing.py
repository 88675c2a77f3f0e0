"""
Public pages are found by their address, in two queries whatever their depth.

Wagtail walks the tree, two queries a level: a lesson costs twelve before its template. Here one query finds the pages
on the way, which are the breadcrumbs too, and one the page itself. What follows the page in the address
(`etape-3/`) is the page's own to route. An address left behind leads on for ever, with what follows it.
"""

from collections.abc import Callable, Sequence

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import urlencode
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_by_the_tree
from wagtail.views import serve_chain
from wagtail.wagtail_hooks import check_view_restrictions

from core import navigation
from core.models import ContentPage, FormerAddress
from core.openness import once_allowed, with_openness

View = Callable[[HttpRequest, Page, Sequence[str]], HttpResponse]
_under_contents: dict[str, View] = {}


def register_under_contents(word: str, view: View) -> None:
    """
    Gives every content an address under its own: `…/historique/`. `word` is a reserved slug (`core.addresses`).

    `view` gets the page, published and without restriction, and what follows in the address.
    """
    _under_contents[word] = view


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serves the page at an address; raises `Http404` when nothing was ever there."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    prefixes = _prefixes(site.root_page.url_path, path)
    pages = _pages_on_the_way(request, site, prefixes)
    remaining = _remaining(pages, prefixes[0])
    if remaining and remaining[0] in _under_contents and (page := _open_content(pages)):
        page.is_open = True
        return _under_contents[remaining[0]](request, page, remaining[1:])
    try:
        route = _route(request, pages, prefixes[0])
    except Http404:
        return _redirect_to_new_address(request, prefixes)
    if any(page.is_restricted for page in pages):
        return serve_by_the_tree(request, path)
    page = route.page
    page.is_open = True
    page.pages_above = [
        above for above in reversed(pages) if above.pk not in {page.pk, site.root_page_id} and above.live
    ]
    return _serve_with_hooks(request, route)


def _serve_with_hooks(request: HttpRequest, route: RouteResult) -> HttpResponse:
    """
    What `wagtail.views.serve` does once it knows the page, so that what others hook to it runs here too.

    But for Wagtail's own reading of the restrictions: this page has none, and it would ask the database again.
    """
    page, args, kwargs = route
    request._wagtail_route_for_request = route  # type: ignore[attr-defined]
    chain = serve_chain
    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        chain = chain if wrap is check_view_restrictions else wrap(chain)
    for act in hooks.get_hooks("before_serve_page"):
        response = act(page, request, args, kwargs)
        if isinstance(response, HttpResponse):
            return response
    answer: HttpResponse = chain(page, request, args, kwargs)
    return answer


def _pages_on_the_way(request: HttpRequest, site: Site, prefixes: list[str]) -> list[Page]:
    """The pages of an address, the deepest first. The same query tells which entries of the menus everybody may open."""
    found = (
        with_openness(Page.objects.filter(Q(url_path__in=prefixes) | navigation.may_be_in_menus(site)))
        .annotate(is_restricted=Exists(PageViewRestriction.objects.filter(page=OuterRef("pk"))))
        .order_by("-url_path")
        .defer_streamfields()
    )
    navigation.remember_open(request, site, [page for page in found if page.is_open])
    on_the_way = [page for page in found if page.url_path in prefixes]
    return sorted(on_the_way, key=lambda page: len(page.url_path), reverse=True)


def _prefixes(root: str, path: str) -> list[str]:
    """The paths of an address and of all that is above it, the longest first."""
    components = [component for component in path.split("/") if component]
    return ["".join([root, *(f"{part}/" for part in components[:count])]) for count in range(len(components), -1, -1)]


def _route(request: HttpRequest, pages: list[Page], wanted: str) -> RouteResult:
    if not pages:
        raise Http404
    return pages[0].specific.route(request, _remaining(pages, wanted))


def _remaining(pages: list[Page], wanted: str) -> list[str]:
    """What follows the deepest page in the address."""
    return [component for component in wanted[len(pages[0].url_path) :].split("/") if component] if pages else []


def _open_content(pages: list[Page]) -> ContentPage | None:
    """The deepest page, when it is a published content that everybody may see."""
    if not pages[0].live or any(page.is_restricted for page in pages):
        return None
    page = pages[0].specific
    return page if isinstance(page, ContentPage) else None


def _redirect_to_new_address(request: HttpRequest, prefixes: list[str]) -> HttpResponse:
    former = {
        address.url_path: address
        for address in FormerAddress.objects.filter(url_path__in=prefixes).select_related("page")
    }
    for prefix in prefixes:
        address = former.get(prefix)
        if address is None or not address.page.live or not address.page.get_url(request):
            continue
        rest = prefixes[0][len(prefix) :]
        query = f"?{urlencode(request.GET, doseq=True)}" if request.GET else ""
        answer = HttpResponsePermanentRedirect(f"{address.page.get_url(request)}{rest}{query}")
        return once_allowed(request, address.page, answer)
    raise Http404
