"""What `manage.py doctor` says of the search."""

from collections.abc import Iterator

from django.conf import settings

from core.diagnosis import Finding
from search.engine import degraded_since, embedded
from search.engines.base import EngineError


def look() -> Iterator[Finding]:
    try:
        count = embedded().count()
    except EngineError:
        yield Finding(True, "Recherche : son index manque ou ne se lit pas. Lancez : manage.py rebuild_search.")
    else:
        yield Finding(False, f"Recherche : {count} documents.")
    if settings.SEARCH_ELASTICSEARCH and (reason := degraded_since()):
        yield Finding(
            True,
            f"Recherche : Elasticsearch ne répond pas ({reason}), la recherche incluse le remplace. Vérifiez "
            "PARCOURS_ELASTICSEARCH et son service.",
        )
