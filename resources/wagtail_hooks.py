from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import FurtherReading, Speaker, Testimonial


class TestimonialViewSet(SnippetViewSet):
    model = Testimonial
    icon = "openquote"
    list_display = ["__str__", "organisation", "given_on", "is_example"]
    list_filter = ["is_example"]


class SpeakerViewSet(SnippetViewSet):
    model = Speaker
    icon = "user"
    list_display = ["name", "role"]


class FurtherReadingViewSet(SnippetViewSet):
    model = FurtherReading
    icon = "link-external"
    list_display = ["title", "kind", "author", "published"]
    list_filter = ["kind", "language"]


class PeopleAndReadingsGroup(SnippetViewSetGroup):
    menu_label = _("People and readings")
    menu_icon = "user"
    menu_order = 310
    items = (TestimonialViewSet, SpeakerViewSet, FurtherReadingViewSet)


register_snippet(PeopleAndReadingsGroup)
