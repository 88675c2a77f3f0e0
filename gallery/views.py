"""The library of images. The same bytes for everybody: no person, no session, no cookie."""

from datetime import datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.feeds import SteadyAtom
from media.credits import credit

from .asking import Asked, read_address
from .presenting import PER_PAGE, kind_of, screen, shown
from .queries import open_catalogue
from .sizes import downloads
from .uses import open_pages_of, said_of
from .works import FACETS

IN_FEED = 30
MOST_PLACES = 100  # a logo may stand on every page
LARGEST_ID = 2**31 - 1  # beyond, the databases refuse to compare it with a list of ids


def _asked(request: HttpRequest) -> Asked:
    catalogue = open_catalogue()
    return read_address(request.GET, {facet: catalogue.values(facet) for facet in FACETS})


@require_safe
def images(request: HttpRequest) -> HttpResponse:
    if "" in request.GET.values():  # what a form sends of a field left alone
        return redirect(_asked(request).address(request.path))
    found = screen(open_catalogue(), _asked(request))
    first = (found.asked.page - 1) * PER_PAGE + 1
    return render(request, "gallery/images.html", {"screen": found, "first": first})


@require_safe
def image(request: HttpRequest, number: int) -> HttpResponse:
    found = shown([number]) if number <= LARGEST_ID else []
    if not found:
        raise Http404
    picture, pages = found[0], list(open_pages_of(number)[:MOST_PLACES])
    prefetch_related_objects([picture], "renditions")  # read once, for the picture itself and for its files
    address = settings.SITE_URL + reverse("image", args=[number])
    context = {
        "image": picture,
        "alternative": picture.description or said_of(number, pages),
        "credit": credit(picture, picture.title, address),
        "downloads": downloads(picture),
        "places": [(kind_of(page), page) for page in pages],
    }
    return render(request, "gallery/image.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What answers the same criteria, as an Atom feed: the newest first."""
    asked = _asked(request)
    found = open_catalogue().find(asked.text, asked.chosen, 0, IN_FEED)
    atom = SteadyAtom(
        title=_("%(site)s: images") % {"site": settings.WAGTAIL_SITE_NAME},
        link=settings.SITE_URL + asked.address(reverse("images")),
        description="",
        feed_url=settings.SITE_URL + asked.address(reverse("images_feed")),
        language=settings.LANGUAGE_CODE,
        author_name=settings.WAGTAIL_SITE_NAME,
    )
    for one in shown(found.pks):
        added: datetime = one.created_at
        url = settings.SITE_URL + reverse("image", args=[one.pk])
        text = credit(one, one.title, url)
        atom.add_item(title=one.title, link=url, description=text, unique_id=url, updateddate=added, pubdate=added)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
