"""What other apps may read of the sheets."""

from django.db.models import QuerySet
from wagtail.models import Page

from .enums import SheetKind
from .models import SheetIndexPage, Speaker, Testimonial


def sheet_index(kind: SheetKind) -> Page | None:
    """The list that holds the sheets of a kind."""
    return SheetIndexPage.objects.filter(kind=kind).first()


def published_speakers() -> QuerySet[Speaker]:
    return Speaker.objects.filter(live=True)


def published_testimonials() -> QuerySet[Testimonial]:
    return Testimonial.objects.filter(live=True)
