"""An import is planned where nobody sees it, and written in one moment or not at all."""

import pytest
from django.db import connection, transaction

from core.models import Product
from packs import importing
from packs.importing import apply_plan, import_pack, make_plan
from packs.models import Pack
from packs.rehearsing import SiteChangedError
from quizzes.models import Quiz
from resources.models import ToolSheet

from .test_refusals import files_in, picture, with_media

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="Other databases need no rehearsal.")


def unheard(done: int, total: int, label: str) -> None:
    pass


def test_a_plan_says_all_and_writes_nothing(pack, media_folder, django_assert_num_queries):
    with_media(pack, **{"photo.png": picture()})
    with django_assert_num_queries(0):
        plan = make_plan(pack, "", unheard)

    assert "quizzes/les-bases.yaml" in plan.report.created
    assert [one.name for one in plan.to_store] == ["original_images/photo.png"]
    assert not Pack.objects.exists()
    assert files_in(media_folder) == []


def test_a_plan_is_written_as_it_was_said(pack, media_folder):
    with_media(pack, **{"photo.png": picture()})
    plan = make_plan(pack, "", unheard)

    apply_plan(plan)

    assert ToolSheet.objects.get().live
    assert Quiz.objects.get().places.count() == 1
    assert files_in(media_folder) == ["original_images/photo.png"]
    assert import_pack(pack).created == []


def test_a_plan_of_a_site_that_changed_is_not_written_and_another_is_made(pack, monkeypatch):
    import_pack(pack)
    tool = ToolSheet.objects.get()
    path = pack / "sheets/tools/framadate.md"
    path.write_text(path.read_text("utf-8").replace("Trouver une date.", "Changé dans le paquet."), "utf-8")
    plan = make_plan(pack, "", unheard)
    tool.save_revision().publish()

    with pytest.raises(SiteChangedError), transaction.atomic():
        apply_plan(plan)
    assert ToolSheet.objects.get().summary == "Trouver une date."

    plans = iter([plan])
    monkeypatch.setattr(importing, "make_plan", lambda *given: next(plans, None) or make_plan(*given))
    import_pack(pack)
    assert ToolSheet.objects.get().summary == "Changé dans le paquet."


def test_work_that_is_cut_in_the_middle_of_writing_leaves_nothing(pack, media_folder, monkeypatch):
    """As when the process is ended: a transaction that never reaches its end. What waits for the commit is not done."""
    with_media(pack, **{"photo.png": picture()})
    plan = make_plan(pack, "", unheard)
    plan.writes.ready.insert(len(plan.writes.ready) // 2, ("INSERT INTO nowhere VALUES (1)", [()]))

    with pytest.raises(Exception, match="nowhere"):
        apply_plan(plan)

    assert not Product.objects.exists()
    assert not Pack.objects.exists()
    assert files_in(media_folder) == []


def test_only_a_short_moment_is_taken_from_those_who_write(pack):
    """What the site's connection does during an import: one look at the numbers, then writes only."""
    said = []

    def note(execute, sql, parameters, many, context):
        said.append(sql.split(None, 1)[0].upper())
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        import_pack(pack)

    assert said.count("SELECT") == 1
    assert set(said) <= {"SELECT", "SAVEPOINT", "RELEASE", "INSERT", "UPDATE", "DELETE"}
