"""The documents on paper of the library, as they are fetched, and what WeasyPrint complains of meanwhile."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client

PATHS = {
    "roadmap": "/agir/organiser-une-reunion-a-distance/feuille-de-route.pdf",
    "roadmap with its sheets": "/agir/preparer-une-assemblee-generale/feuille-de-route.pdf?modes=oui&argumentaires=oui",
    "poster": "/agir/organiser-une-reunion-a-distance/feuille-de-route.pdf?quoi=affiche",
    "cards": "/agir/preparer-une-assemblee-generale/feuille-de-route.pdf?quoi=cartes",
    "kit of a workshop": "/animer/organiser-une-reunion-a-distance/kit.pdf",
    "short module": "/apprendre/administrer-un-chaton.pdf",
    "long module": "/apprendre/reprendre-le-controle.pdf",
}
UNTAGGED = "without tags"


def fetch_documents() -> dict[str, bytes]:
    """Each PDF by the name of its document."""
    return {name: b"".join(Client().get(path).streaming_content) for name, path in PATHS.items()}


class _Complaints(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


@contextmanager
def complaints_of_weasyprint() -> Iterator[list[str]]:
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    yield complaints.found
    logger.removeHandler(complaints)
