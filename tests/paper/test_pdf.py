import threading

import pytest

from paper import pdf
from paper.pdf import KEPT_PER_CONTENT, PdfBusyError, kept

PAGE = "<html lang=fr><head><title>Une page</title></head><body><h1>Une page</h1></body></html>"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "documents"


@pytest.fixture
def busy_machine(monkeypatch):
    """Another document is being made, and nobody waits for long."""
    monkeypatch.setattr(pdf, "WAIT_SECONDS", 0.05)
    with pdf._one_at_a_time:
        yield


def test_a_document_is_made_once_for_a_version():
    made = []

    def make():
        made.append(1)
        return PAGE

    first, second = kept("K8WDE", "1", make), kept("K8WDE", "1", make)

    assert first == second
    assert (first.pages, len(made)) == (1, 1)


def test_many_who_ask_at_once_get_the_one_that_is_made():
    made = []

    def make():
        made.append(threading.current_thread())
        return PAGE

    crowd = [threading.Thread(target=kept, args=("K8WDE", "1", make)) for _ in range(8)]
    [person.start() for person in crowd]
    [person.join() for person in crowd]

    assert len(made) == 1


def test_the_oldest_documents_of_a_content_are_forgotten(folder):
    folder.mkdir()
    [(folder / f"K8WDE-{n:020}-1p.pdf").write_bytes(b"") for n in range(KEPT_PER_CONTENT + 5)]
    (folder / "B4T9X-0-1p.pdf").write_bytes(b"")

    newest = kept("K8WDE", "2", lambda: PAGE)

    assert len(list(folder.glob("K8WDE-*.pdf"))) == KEPT_PER_CONTENT
    assert newest.path.exists()
    assert (folder / "B4T9X-0-1p.pdf").exists()


def test_a_busy_machine_says_so_after_a_while(busy_machine):
    with pytest.raises(PdfBusyError):
        kept("K8WDE", "1", lambda: PAGE)


def test_a_document_is_made_without_the_files_that_are_not_of_the_site(caplog):
    elsewhere = PAGE.replace(
        "<h1>", '<img alt="Ailleurs" src="https://exemple.org/i.png"><img alt="Perdue" src="/media/x.png"><h1>'
    )

    assert kept("K8WDE", "1", lambda: elsewhere).pages == 1
    assert "exemple.org/i.png, which is not a file of this site" in caplog.text
    assert "/media/x.png, which is not a file of this site" in caplog.text
