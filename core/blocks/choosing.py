"""Pages that other pages show."""

from collections.abc import Iterable
from copy import copy

from wagtail.blocks import PageChooserBlock
from wagtail.models import Page

from core.openness import with_openness


class OpenPageChooserBlock(PageChooserBlock):
    """Chosen pages know whether everybody may see them (`is_open`), from the query that reads them."""

    def bulk_to_python(self, values: Iterable[int]) -> list[Page | None]:
        pages = with_openness(self.model_class.objects.all()).in_bulk(values)
        # One instance per place, as Wagtail gives: a page shown twice must not share its state.
        return [copy(pages[pk]) if pk in pages else None for pk in values]
