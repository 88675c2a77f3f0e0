import logging
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from weasyprint import HTML

from core.packs.importing import import_pack
from tests.demo.reading import PACK

FETCH = Path(__file__).parents[1] / "verapdf" / "fetch"
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


@dataclass
class Documents:
    """PDF files by the name of their document, in a folder, and what WeasyPrint complained of while it made them."""

    folder: Path
    complaints: list[str]

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.pdf"


class _Complaints(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


@pytest.fixture(scope="session")
def documents(django_db_setup, django_db_blocker, tmp_path_factory) -> Documents:
    """The documents of the demonstration library, and one without tags that must be refused."""
    folder, var = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("var")
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    made = Documents(folder, complaints.found)
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(VAR_DIR=var, MEDIA_ROOT=var / "media"):
        import_pack(PACK)
        for name, path in PATHS.items():
            made.path(name).write_bytes(b"".join(Client().get(path).streaming_content))
        transaction.set_rollback(True)
    cache.clear()
    logger.removeHandler(complaints)
    HTML(string="<html lang=fr><title>Sans balises</title><p>Bonjour").write_pdf(made.path(UNTAGGED))
    return made


@pytest.fixture(scope="session")
def judged(documents) -> dict[str, list[str]]:
    """The rules of PDF/UA-1 that each document breaks, as veraPDF numbers them (clause of ISO 14289-1, test)."""
    if not shutil.which("java"):
        pytest.skip("veraPDF needs Java: install Debian's package default-jre-headless.")
    cached = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verapdf"
    if not any(cached.glob("*.jar")):
        pytest.skip("veraPDF was not fetched: run `make test`, or tests/verapdf/fetch (needs Maven).")
    program = subprocess.run([FETCH], check=True, capture_output=True, text=True).stdout.strip()
    command = ["java", "-cp", program, "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", "--format", "text"]
    report = subprocess.run([*command, "-v", documents.folder], check=False, capture_output=True, text=True).stdout
    return _broken_rules(report)


def _broken_rules(report: str) -> dict[str, list[str]]:
    """Reads `PASS /folder/name.pdf ua1` or `FAIL …`, each followed by its broken rules, indented."""
    broken: dict[str, list[str]] = {}
    for line in report.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            name = Path(line[5:].removesuffix(" ua1")).stem
            broken[name] = [] if line.startswith("PASS") else ["not conforming"]
        elif line.strip():
            broken[name].append(line.strip())
    return broken
