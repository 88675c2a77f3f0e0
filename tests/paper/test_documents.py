import io

import pikepdf
import pytest

from paper import documents
from paper.documents import KEPT_PER_CONTENT, Document, found, made

PAGE = "<html lang=fr><head><title>Une page</title></head><body><h1>Une page</h1></body></html>"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "documents"


def page(state="1", html=PAGE) -> Document:
    return Document("K8WDE", state, lambda: html)


def test_a_document_is_made_once_for_a_state():
    written = []
    document = Document("K8WDE", "1", lambda: written.append(1) or PAGE)

    assert found(document) is None
    first, second = made(document), made(document)

    assert first == second == found(document)
    assert (first.pages, len(written)) == (1, 1)


def test_an_update_of_the_site_makes_documents_anew(monkeypatch):
    made(page())

    monkeypatch.setattr(documents, "_manner", lambda: "another style")

    assert found(page()) is None


def test_the_oldest_documents_of_a_content_are_forgotten(folder):
    folder.mkdir()
    [(folder / f"K8WDE-{n:020}-1p.pdf").write_bytes(b"") for n in range(KEPT_PER_CONTENT + 5)]
    (folder / "B4T9X-0-1p.pdf").write_bytes(b"")

    newest = made(page("2"))

    assert len(list(folder.glob("K8WDE-*.pdf"))) == KEPT_PER_CONTENT
    assert newest.path.exists()
    assert (folder / "B4T9X-0-1p.pdf").exists()


def test_a_document_is_made_without_the_files_that_are_not_of_the_site(caplog):
    elsewhere = PAGE.replace(
        "<h1>", '<img alt="Ailleurs" src="https://exemple.org/i.png"><img alt="Perdue" src="/media/x.png"><h1>'
    )

    assert made(page(html=elsewhere)).pages == 1
    assert "exemple.org/i.png, which is not a file of this site" in caplog.text
    assert "/media/x.png, which is not a file of this site" in caplog.text


@pytest.mark.parametrize(
    "long",
    [
        "<pre><code>sudo apt install " + "libpango-1.0-0 " * 20 + "la-fin</code></pre>",
        "<p>https://exemple.org/" + "unetreslongueadresse" * 12 + "-la-fin</p>",
        "<table class=paper-table><tr><td><a href='https://a.example/'>"
        + "adresse" * 40
        + "-la-fin</a></td></tr></table>",
    ],
)
def test_nothing_passes_the_edge_of_the_paper(long):
    from weasyprint import HTML

    from paper.style import paper_style

    html = PAGE.replace("<title>", f"<style>{paper_style()}</style><title>").replace("<h1>", f"{long}<h1>")
    boxes = HTML(string=html, base_url="file:///").render().pages[0]._page_box.descendants()

    right = max(box.position_x + box.width for box in boxes if type(box).__name__ == "TextBox")
    assert right <= (210 - 15) * 96 / 25.4 + 1
    with pikepdf.open(io.BytesIO(made(page(html=html)).path.read_bytes())) as pdf:
        assert len(pdf.pages) == 1
