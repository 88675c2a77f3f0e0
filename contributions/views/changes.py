"""`/flux/nouveautes.atom`: what was published, the newest first; of one need (`?besoin=`), of one kind (`?type=`)."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contributions.comparing import labels
from contributions.models import Version
from contributions.version_queries import KINDS, changes
from core.feeds import SteadyAtom
from core.queries import need_of_slug

IN_FEED = 50


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    need, kind = request.GET.get("besoin", ""), request.GET.get("type", "")
    found = need_of_slug(need) if need else None
    if (need and found is None) or (kind and kind not in KINDS):
        raise Http404
    asked = {name: value for name, value in (("besoin", need), ("type", kind)) if value}
    about = [found.name] if found else []
    about += [str(KINDS[kind]._meta.verbose_name_plural)] if kind else []
    atom = SteadyAtom(
        title=" – ".join([_("%(site)s: what is new") % {"site": settings.WAGTAIL_SITE_NAME}, *about]),
        link=settings.SITE_URL + "/",
        description="",
        feed_url=settings.SITE_URL + request.path + (f"?{urlencode(asked)}" if asked else ""),
        language=settings.LANGUAGE_CODE,
        author_name=settings.WAGTAIL_SITE_NAME,
    )
    for version in changes(found, kind)[:IN_FEED]:
        _add(atom, version)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _add(atom: SteadyAtom, version: Version) -> None:
    address = settings.SITE_URL + (version.page.get_url() or "/")
    atom.add_item(
        title=version.page.title,
        link=address,
        # The address of a page may change, its versions do not: a reader of feeds shows each once.
        unique_id=f"tag:{urlsplit(settings.SITE_URL).hostname},{version.published_at:%Y-%m-%d}:version-{version.pk}",
        description=_what_changed(version),
        author_name=version.author.display_name if version.author else None,
        categories=[str(version.page.cached_content_type.model_class()._meta.verbose_name)],
        item_copyright=version.get_licence_display() or None,
        pubdate=version.published_at,
        updateddate=version.published_at,
    )


def _what_changed(version: Version) -> str:
    """In a sentence, as plain text: a reader of feeds takes it for HTML, so no sign of it is one."""
    if version.number == 1:
        said = [_("New content.")]
    else:
        names = labels(version.page.cached_content_type.model_class(), version.changed or ())
        said = [_("Changed: %(names)s.") % {"names": ", ".join(names)} if names else _("Published again.")]
    if version.thanks_to:
        said.append(_("Correction by %(name)s.") % {"name": version.thanks_to})
    return conditional_escape(" ".join([*said, version.reason]).strip())
