"""The addresses of sections and topics: drawn once, kept for ever."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from .models import FormerAddress, Section, Topic

RESERVED_SECTIONS = {"nouveau", "message", "mes-messages", "abonnement", "flux"}
RESERVED_TOPICS = {"nouveau", "suivre", "flux"}


@transaction.atomic
def section_of(page: Page) -> Section:
    """The section of a page, made when it is missing. Its address is the page's slug, with its parent's where taken."""
    section = Section.objects.filter(page=page).first()
    if section is not None:
        return section
    slugs = [page.slug, "-".join(page.url_path.strip("/").split("/")[-2:]), f"{page.slug}-{page.pk}"]
    taken = set(Section.objects.filter(slug__in=slugs).values_list("slug", flat=True)) | RESERVED_SECTIONS
    slug = next(slug for slug in slugs if slug and slug not in taken)
    section, _ = Section.objects.get_or_create(
        page=page, defaults={"slug": slug, "title": page.title, "is_general": False}
    )
    return section


def free_slug(section: Section, title: str) -> str:
    """An address for a topic in its section that is neither in use, nor reserved, nor once another topic's."""
    base = slugify(title)[:70].strip("-") or "fil"
    used = set(Topic.objects.filter(section=section, slug__startswith=base).values_list("slug", flat=True))
    former = FormerAddress.objects.filter(section_slug=section.slug, slug__startswith=base)
    used |= set(former.values_list("slug", flat=True)) | RESERVED_TOPICS
    slug, number = base, 1
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug
