from pathlib import Path

import pytest
from django.test import override_settings
from weasyprint import HTML

from .documents import UNTAGGED
from .judging import judge
from .rendering import Library, render_library


@pytest.fixture(scope="session")
def library(django_db_setup, django_db_blocker, tmp_path_factory) -> Library:
    """The pack on a site: imported once, every published page rendered, then forgotten."""
    var = tmp_path_factory.mktemp("library")
    with override_settings(VAR_DIR=var, MEDIA_ROOT=var / "media"), django_db_blocker.unblock():
        return render_library()


@pytest.fixture(scope="session")
def documents(library, tmp_path_factory) -> Path:
    """A folder of the documents of the library, and of one without tags that must be refused."""
    folder = tmp_path_factory.mktemp("documents")
    for name, data in library.documents.items():
        (folder / f"{name}.pdf").write_bytes(data)
    HTML(string="<html lang=fr><title>Sans balises</title><p>Bonjour").write_pdf(folder / f"{UNTAGGED}.pdf")
    return folder


@pytest.fixture(scope="session")
def judged(documents) -> dict[str, list[str]]:
    """What veraPDF says of each document, in one run."""
    return judge(documents)
