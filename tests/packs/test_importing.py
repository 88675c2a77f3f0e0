import io
import stat
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from actions.models import ActionPage
from core.models import GlossaryTerm, Product, RegisteredCode
from courses.models import LessonPage, SequencePage
from home.models import HomePage
from packs.gathering import name_what_is_here
from packs.importing import import_pack
from packs.problems import PackError
from packs.run import Import
from quizzes.models import Quiz
from resources.models import ToolSheet
from scenarios.models import ScenarioPage

from .conftest import FILES


def problems_of(pack: Path) -> list[str]:
    with pytest.raises(PackError) as refused:
        import_pack(pack)
    return [str(problem) for problem in refused.value.problems]


def test_a_hand_written_pack_gives_published_content_that_refers_to_itself(pack):
    import_pack(pack)

    tool = ToolSheet.objects.get()
    assert tool.live
    assert [product.name for product in tool.replaces.all()] == ["Doodle"]
    assert tool.author_names == ["Ada"]
    assert 'href="/glossaire/serveur/"' in tool.data_html
    assert [sheet.value.title for sheet in ActionPage.objects.get().sheets] == ["Framadate", "Créer un sondage"]
    assert [term.slug for term in GlossaryTerm.objects.get(slug="pad").see_also.all()] == ["serveur"]
    assert [task.value["joiner"] for task in ScenarioPage.objects.get().steps[0].value["tasks"].bound_blocks] == [
        "and",
        "or",
    ]
    assert [block.block_type for block in LessonPage.objects.get(slug="nuage").body] == ["text", "remember", "text"]
    assert [page.slug for page in SequencePage.objects.get().get_children()] == ["nuage", "donnees"]
    assert SequencePage.objects.get().quiz.title == "Les bases"


def test_the_first_page_is_taken_from_the_pack_while_nobody_wrote_in_it(pack):
    import_pack(pack)

    home = HomePage.objects.get()
    assert (home.headline, [sheet.value.title for sheet in home.featured]) == ("Bonjour", ["Framadate"])
    assert (home.slug, home.url) == ("accueil", "/")


def test_importing_twice_changes_nothing(pack):
    import_pack(pack)
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))

    report = import_pack(pack)

    assert (report.created, report.updated, report.kept, report.conflicts) == ([], [], [], [])
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at")) == before


def test_a_trial_changes_nothing(pack):
    report = import_pack(pack, dry_run=True)

    assert "actions/choisir-une-date.md" in report.created
    assert not ActionPage.objects.exists()
    assert not RegisteredCode.objects.exists()


def test_everything_that_is_wrong_is_said_by_file_and_line_in_one_pass(altered):
    pack = altered(
        {
            "sheets/tools/framadate.md": "---\ntitle: Framadate\nsummary: Oui.\ncolour: bleu\naccount: peut-être\n---\n",
            "actions/choisir-une-date.md": (
                "---\ntitle: Cahier des charges\nsummary: Non.\nsheets:\n  - sheets/tools/doodle\n---\n"
            ),
            "pages/aide.md": "---\ntitle: Aide\ntitle: Aide encore\n---\n",
            "notes.txt": "Un fichier de trop.",
        }
    )

    found = problems_of(pack)

    assert [line.split(" : ")[0] for line in found] == ["notes.txt", "pages/aide.md:3"]

    (pack / "notes.txt").unlink()
    (pack / "pages/aide.md").write_text(FILES["pages/aide.md"], encoding="utf-8")
    found = problems_of(pack)

    assert any(line.startswith("actions/choisir-une-date.md:2") and "infinitif" in line for line in found)
    assert any(line.startswith("actions/choisir-une-date.md:5") and "sheets/tools/doodle" in line for line in found)
    assert any(line.startswith("sheets/tools/framadate.md:4") and "colour" in line for line in found)
    assert any(line.startswith("sheets/tools/framadate.md:5") and "peut-être" in line for line in found)
    assert not Page.objects.filter(slug="choisir-une-date").exists()


def test_a_ninth_step_is_refused_with_the_sentence_for_editors(altered):
    steps = "".join(f"  - title: Étape {n}\n    result: Fait.\n    tasks:\n      - text: Faire\n" for n in range(9))
    pack = altered({"scenarios/reunion.md": f"---\ntitle: Long\nsummary: Trop.\nsteps:\n{steps}---\n"})

    assert "Un scénario a 8 étapes au plus. Regroupez, ou faites deux scénarios." in "\n".join(problems_of(pack))


def test_a_quiz_without_an_explanation_is_refused_with_its_line(altered):
    quiz = "title: Les bases\nquestions:\n  - kind: true-false\n    stem: Vrai ?\n    answer: true\n    if_true: Oui.\n"
    pack = altered({"quizzes/les-bases.yaml": quiz})

    assert any(line.startswith("quizzes/les-bases.yaml:3") for line in problems_of(pack))


def test_a_broken_link_in_a_text_is_named(altered):
    pack = altered({"pages/aide.md": "---\ntitle: Aide\nsummary: Oui.\n---\nVoir la [fiche](sheets/tools/rien).\n"})

    assert any("sheets/tools/rien" in line and line.startswith("pages/aide.md:5") for line in problems_of(pack))


def test_an_unclosed_block_is_named_with_its_line(altered):
    pack = altered({"pages/aide.md": "---\ntitle: Aide\nsummary: Oui.\n---\nTexte.\n\n::: remember\n\nJamais fermé.\n"})

    assert any(line.startswith("pages/aide.md:7") for line in problems_of(pack))


def test_a_file_of_media_without_its_credit_is_refused(altered):
    pack = altered({"media/photo.txt": "x"})

    assert any(line.startswith("media/photo.txt") for line in problems_of(pack))


def test_aliases_that_make_a_small_file_huge_are_refused(altered):
    pack = altered({"pages/aide.md": "---\ntitle: &a Aide\nsummary: *a\n---\n"})

    assert any(line.startswith("pages/aide.md:2") for line in problems_of(pack))


def test_a_duplicate_uid_is_named(altered):
    uid = "0b4d1d4e-7d6b-4c58-8f1d-1f5a0c2f7a11"
    pack = altered(
        {
            "pages/aide.md": f"---\ntitle: Aide\nuid: {uid}\nsummary: Oui.\n---\nTexte.\n",
            "pages/autre.md": f"---\ntitle: Autre\nuid: {uid}\nsummary: Oui.\n---\nTexte.\n",
        }
    )

    assert any(line.startswith("pages/autre.md:3") and "pages/aide.md" in line for line in problems_of(pack))


def test_what_was_edited_here_and_not_in_the_pack_is_kept(pack):
    import_pack(pack)
    edit_the_tool("Corrigé ici.")

    report = import_pack(pack)

    assert report.kept == ["sheets/tools/framadate.md"]
    assert ToolSheet.objects.get().summary == "Corrigé ici."


@pytest.mark.parametrize(
    ("decision", "summary"), [("", "Corrigé ici."), ("ours", "Corrigé ici."), ("theirs", "Changé dans le paquet.")]
)
def test_what_was_edited_on_both_sides_waits_for_a_decision(pack, decision, summary):
    import_pack(pack)
    edit_the_tool("Corrigé ici.")
    path = pack / "sheets/tools/framadate.md"
    path.write_text(path.read_text("utf-8").replace("Trouver une date.", "Changé dans le paquet."), "utf-8")

    report = import_pack(pack, decision=decision)

    assert bool(report.conflicts) == (decision == "")
    assert ToolSheet.objects.get().summary == summary


def test_a_draft_that_nobody_published_yet_is_an_edit_too(pack):
    import_pack(pack)
    tool = ToolSheet.objects.get()
    tool.summary = "Un brouillon."
    tool.save_revision()
    path = pack / "sheets/tools/framadate.md"
    path.write_text(path.read_text("utf-8").replace("Trouver une date.", "Changé dans le paquet."), "utf-8")

    assert import_pack(pack).conflicts == ["sheets/tools/framadate.md"]


def edit_the_tool(summary: str) -> None:
    tool = ToolSheet.objects.get()
    tool.summary = summary
    tool.save_revision().publish()


def test_what_changed_in_the_pack_only_is_updated_and_keeps_its_code(pack):
    import_pack(pack)
    code = ToolSheet.objects.get().code
    path = pack / "sheets/tools/framadate.md"
    path.write_text(path.read_text("utf-8").replace("Trouver une date.", "Changé dans le paquet."), "utf-8")

    report = import_pack(pack)

    assert report.updated == ["sheets/tools/framadate.md"]
    assert (ToolSheet.objects.get().summary, ToolSheet.objects.get().code) == ("Changé dans le paquet.", code)


def test_a_code_that_is_taken_here_gives_another_and_says_so(altered):
    RegisteredCode.objects.create(code="7QK2M", kind="core.old", uid="0b4d1d4e-7d6b-4c58-8f1d-1f5a0c2f7a99")
    pack = altered({"pages/aide.md": "---\ntitle: Aide\ncode: 7QK2M\nsummary: Oui.\n---\nTexte.\n"})

    report = import_pack(pack)

    assert len(report.new_codes) == 1
    assert "pages/aide.md : 7QK2M →" in report.new_codes[0]


def test_ticks_survive_a_reworded_step_that_keeps_its_id(pack):
    import_pack(pack)
    before = [step.id for step in ScenarioPage.objects.get().steps]
    path = pack / "scenarios/reunion.md"
    path.write_text(path.read_text("utf-8").replace("Choisir la date", "Trouver la date"), "utf-8")

    import_pack(pack)

    assert [step.id for step in ScenarioPage.objects.get().steps] == before
    assert before[0] == "date"


def zipped(entries: dict[str, bytes], target: Path, *, link: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16 if name == link else 0
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target


def test_a_zip_with_one_folder_inside_is_imported(db, tmp_path):
    target = zipped({f"paquet/{path}": text.encode() for path, text in FILES.items()}, tmp_path / "pack.zip")

    import_pack(target)

    assert Product.objects.get().names == ["Doodle", "doudle"]


@pytest.mark.parametrize(
    ("name", "link"),
    [("../ailleurs.md", ""), ("/etc/ailleurs.md", ""), ("pages/lien.md", "pages/lien.md"), ("C:/ailleurs.md", "")],
)
def test_a_zip_that_reaches_outside_is_refused_by_name(db, tmp_path, name, link):
    target = zipped({"pack.yaml": FILES["pack.yaml"].encode(), name: b"cible"}, tmp_path / "pack.zip", link=link)

    assert any(line.startswith(name) for line in problems_of(target))


def test_a_zip_bomb_is_refused_before_it_is_opened(db, tmp_path):
    target = zipped(
        {"pack.yaml": FILES["pack.yaml"].encode(), "pages/bombe.md": bytes(50_000_000)}, tmp_path / "pack.zip"
    )

    assert any(line.startswith("pages/bombe.md") for line in problems_of(target))


def test_a_file_that_is_not_a_zip_is_refused(db, tmp_path):
    target = tmp_path / "pack.zip"
    target.write_bytes(b"ceci n'est pas une archive")

    assert len(problems_of(target)) == 1


def test_a_symbolic_link_in_a_folder_is_refused(pack):
    (pack / "pages/lien.md").symlink_to("/etc/hostname")

    assert any(line.startswith("pages/lien.md") for line in problems_of(pack))


def test_the_command_says_what_it_did(pack):
    said = io.StringIO()

    call_command("import_pack", pack, stdout=said)

    assert f"{len(FILES)} " in said.getvalue() or "nouveaux" in said.getvalue()


def test_the_command_fails_with_all_the_problems(altered):
    pack = altered({"pages/aide.md": "---\ntitle: Aide\nsummary: Oui.\nbad: 1\nworse: 2\n---\n"})

    with pytest.raises(CommandError, match=r"pages/aide.md:4 .*\n.*pages/aide.md:5"):
        call_command("import_pack", pack)


def test_a_new_or_changed_quiz_is_written_once(pack):
    import_pack(pack)
    assert Quiz.objects.get().revisions.count() == 1
    file = pack / "quizzes/les-bases.yaml"
    file.write_text(file.read_text("utf-8").replace("C’en est un.", "Si, un ordinateur."), "utf-8")
    assert import_pack(pack).updated == ["quizzes/les-bases.yaml"]
    assert Quiz.objects.get().revisions.count() == 2
    assert import_pack(pack).updated == []
    assert Quiz.objects.get().revisions.count() == 2


def test_a_quiz_edited_on_both_sides_is_left_as_it_is(pack):
    import_pack(pack)
    Quiz.objects.update(purpose="Corrigé ici.")
    file = pack / "quizzes/les-bases.yaml"
    file.write_text(file.read_text("utf-8").replace("C’en est un.", "Si, un ordinateur."), "utf-8")
    assert import_pack(pack).conflicts == ["quizzes/les-bases.yaml"]
    assert Quiz.objects.get().purpose == "Corrigé ici."


def test_naming_what_is_here_costs_the_same_with_few_and_many_lessons_and_quizzes(pack):
    import_pack(pack)
    few = _queries_to_name(pack)
    sequence = SequencePage.objects.get()
    for n in range(5):
        sequence.add_child(instance=LessonPage(title=f"Leçon {n}", slug=f"lecon-{n}", summary="Une leçon."))
        Quiz.objects.create(title="Les bases")
    assert _queries_to_name(pack) == few


def _queries_to_name(pack) -> int:
    run = Import(pack, "", lambda _done, _total, _label: None)
    with CaptureQueriesContext(connection) as captured:
        name_what_is_here(run)
    assert "modules/internet/bases/nuage" in run.known
    return len(captured)
