from pathlib import Path

import pytest
from wagtail.models import Page

from core.models import ContentReference, GlossaryTerm, Product, RegisteredCode
from home.models import HomePage
from home.tree import ensure_tree
from packs.exporting import export_pack
from packs.importing import import_pack
from packs.models import Pack
from packs.problems import PackError
from quizzes.models import Question, Quiz
from resources.models import TutorialSheet

from .test_importing import problems_of
from .test_refusals import picture, with_media


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty_site() -> None:
    """As if this were another site: no content, no register, no memory of packs."""
    Page.objects.filter(depth__gt=3).order_by("-depth").delete()
    Page.objects.filter(depth=3, url_path__endswith="/aide/").delete()
    for model in (Quiz, Question, GlossaryTerm, Product, Pack, RegisteredCode, ContentReference):
        model.objects.all().delete()


def test_a_second_site_exports_the_same_bytes(pack, tmp_path):
    import_pack(pack)
    export_pack(tmp_path / "first")
    empty_site()
    ensure_lists()

    import_pack(tmp_path / "first")
    export_pack(tmp_path / "second")

    assert contents(tmp_path / "second") == contents(tmp_path / "first")


def ensure_lists() -> None:
    HomePage.objects.update(latest_revision=None)
    ensure_tree()


def test_an_export_imports_here_without_changing_anything(pack, tmp_path):
    import_pack(pack)
    export_pack(tmp_path / "export")

    report = import_pack(tmp_path / "export")

    assert (report.created, report.updated, report.conflicts) == ([], [], [])


def test_what_is_not_published_stays_here(pack, tmp_path):
    import_pack(pack)
    Page.objects.get(slug="donnees").specific.unpublish()

    export_pack(tmp_path / "export")

    assert not (tmp_path / "export/modules/internet/bases/donnees.md").exists()


def test_a_folder_with_files_is_not_written_over(pack, tmp_path):
    (tmp_path / "export").mkdir()
    (tmp_path / "export/lettre.txt").write_text("À garder.")

    with pytest.raises(PackError):
        export_pack(tmp_path / "export")


def test_the_marks_of_a_capture_travel(pack, tmp_path, media_folder):
    with_media(pack, **{"ecran.png": picture()})
    tutorial = pack / "sheets/tutorials/sondage.md"
    gesture = "title: Ouvrir la page\n"
    marks = "    marks:\n      - across: 20\n        down: 30\n        text: Le titre.\n"
    capture = f"{gesture}    image: media/ecran.png\n    alternative: Une page.\n{marks}"
    tutorial.write_text(tutorial.read_text(encoding="utf-8").replace(gesture, capture), encoding="utf-8")
    import_pack(pack)

    export_pack(tmp_path / "export")

    shown = TutorialSheet.objects.get().gestures[0].value["marks"]
    assert [(mark["across"], mark["down"], mark["text"]) for mark in shown] == [(20, 30, "Le titre.")]
    exported = (tmp_path / "export/sheets/tutorials/sondage.md").read_text(encoding="utf-8")
    assert "across: 20" in exported
    assert "text: Le titre." in exported


def test_a_mark_outside_of_its_capture_is_refused_by_line(pack, media_folder):
    with_media(pack, **{"ecran.png": picture()})
    tutorial = pack / "sheets/tutorials/sondage.md"
    gesture = "title: Ouvrir la page\n"
    marks = "    marks:\n      - across: 120\n        down: 30\n        text: Le titre.\n"
    capture = f"{gesture}    image: media/ecran.png\n    alternative: Une page.\n{marks}"
    tutorial.write_text(tutorial.read_text(encoding="utf-8").replace(gesture, capture), encoding="utf-8")

    found = problems_of(pack)

    assert [line.split(" : ")[0] for line in found] == ["sheets/tutorials/sondage.md:11"]
