"""Where editors keep the words of the search."""

from django.utils.translation import pgettext_lazy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import AmbiguousWord, SynonymGroup


class SynonymViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "repeat"
    list_display = ["__str__"]
    list_per_page = 50


class AmbiguousWordViewSet(SnippetViewSet):
    model = AmbiguousWord
    icon = "help"
    list_display = ["__str__"]


class SearchWordsGroup(SnippetViewSetGroup):
    items = (SynonymViewSet, AmbiguousWordViewSet)
    menu_label = pgettext_lazy("editors’ menu", "Search")
    menu_icon = "search"
    menu_name = "search-words"
    menu_order = 310
