"""Documents on paper: veraPDF judges them against PDF/UA-1 (ISO 14289-1), and WeasyPrint complains of nothing."""

import pikepdf
import pytest

from .documents import PATHS, UNTAGGED

pytestmark = pytest.mark.django_db
every_document = pytest.mark.parametrize("name", PATHS)


@every_document
def test_verapdf_finds_nothing_against_pdf_ua(judged, name):
    assert judged[name] == []


def test_verapdf_refuses_a_document_without_tags(judged):
    assert "not conforming" in judged[UNTAGGED]


def test_nothing_is_complained_of_while_documents_are_made(library):
    assert library.complaints == []


@every_document
def test_a_document_has_its_title_its_language_and_one_first_heading(documents, name):
    with pikepdf.open(documents / f"{name}.pdf") as pdf:
        kinds = [str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        title = str(pdf.open_metadata().get("dc:title"))

        assert title
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert kinds.count("/H1") == 1


def test_a_roadmap_of_six_steps_weighs_300_kilobytes_at_most(library):
    assert 0 < len(library.documents["roadmap"]) <= 300_000
