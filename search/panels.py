from typing import Any

from django.utils.translation import gettext as _

from accounts.home_panels import HomePanel
from accounts.models import User
from search.counting import without_result
from search.engine import degraded_since
from search.meaning.telling import by_words_alone


class DegradedSearchPanel(HomePanel):
    """A line on the editors' first page while searches do not go to the server."""

    name = "degraded_search"
    template_name = "search/admin/degraded.html"
    order = 50

    def facts(self, user: User) -> dict[str, Any]:
        return {"reason": degraded_since(), "title": _("The search works on its spare engine")}


class WordsAlonePanel(HomePanel):
    """The same while it goes by words alone, meaning apart."""

    name = "words_alone"
    template_name = "search/admin/words_alone.html"
    order = 51

    def facts(self, user: User) -> dict[str, Any]:
        return {"reason": by_words_alone()}


class NotFoundPanel(HomePanel):
    """For editors: what people searched and did not find, the most frequent first."""

    name = "searched_not_found"
    template_name = "search/admin/not_found.html"
    order = 140

    def facts(self, user: User) -> dict[str, Any]:
        return {"searches": without_result(5)}
