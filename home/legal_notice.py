"""Whether the site says who answers for it: the law asks for the page, the library brings a model with blanks."""

from core.openness import open_pages

from .models import TextPage

SLUG = "mentions-legales"
BLANK = "[à compléter"


def is_filled_in() -> bool:
    """Whether a legal notice is published, without a blank of the model left in it."""
    page = open_pages(TextPage.objects.filter(slug=SLUG)).first()
    return page is not None and BLANK not in str(page.body.raw_data[:]).casefold()
