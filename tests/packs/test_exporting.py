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
