from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.exchange.reading import MAX_BYTES
from quizzes.models import Question

from .conftest import EVERY_KIND

GIFT = "::A::Vrai ?{TRUE#Non.#Oui.}\n\nCassée {=\n\n::B::Sans explication ?{=oui ~non}\n"


def run(name: str, *arguments: object) -> str:
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue().replace("\xa0", " ")


def test_an_import_keeps_what_it_understands_and_names_the_rest_by_line(db, tmp_path):
    file = tmp_path / "q.gift.txt"
    file.write_text(GIFT, encoding="utf-8")
    said = run("import_questions", file, "--authors", "Ada, Elsa")
    assert "Question 2 (ligne 3) : Il manque une accolade" in said
    assert (
        "Question 3 « B » (Une réponse à choisir, ligne 5) : Gardée comme brouillon : 2 propositions n’ont pas d’explication."
        in said
    )
    assert "2 questions ajoutées, dont 1 brouillons. 2 remarques." in said
    assert list(Question.objects.order_by("name").values_list("name", "live", "version")) == [
        ("A", True, 1),
        ("B", False, 0),
    ]
    assert Question.objects.get(name="A").author_names == ["Ada", "Elsa"]


def test_importing_twice_adds_nothing(db, tmp_path):
    file = tmp_path / "q.gift.txt"
    file.write_text(GIFT, encoding="utf-8")
    run("import_questions", file)
    said = run("import_questions", file)
    assert "0 questions ajoutées" in said
    assert Question.objects.count() == 2


def test_an_identifier_that_stands_twice_is_named_and_the_first_kept(db, tmp_path):
    file = tmp_path / "q.gift.txt"
    uid = "// [id:11111100-0000-4000-8000-000000000001]\n"
    file.write_text(f"{uid}Un ?{{T}}\n\n{uid}Deux ?{{T}}\n", encoding="utf-8")
    assert "Question 2 « Deux ? » (Vrai ou faux, ligne 5) : Cette question est déjà dans la banque" in run(
        "import_questions", file
    )
    assert [question.stem for question in Question.objects.all()] == ["Un ?"]


def test_a_local_question_is_never_overwritten(stored, tmp_path):
    question = stored(EVERY_KIND[0])
    file = tmp_path / "q.gift.txt"
    file.write_text(f"// [id:{question.uid}]\nAutre chose ?{{T}}\n", encoding="utf-8")
    run("import_questions", file)
    question.refresh_from_db()
    assert question.stem == EVERY_KIND[0].stem


@pytest.mark.parametrize("ending", ["gift.txt", "xml"])
def test_what_is_exported_is_imported_elsewhere(quiz, tmp_path, ending):
    file = tmp_path / f"q.{ending}"
    assert "8 questions écrites." in run("export_questions", file, "--quiz", quiz.code)
    before = {str(question.uid): question.content().stem for question in Question.objects.all()}
    Question.objects.all().delete()
    run("import_questions", file)
    assert {str(question.uid): question.stem for question in Question.objects.all()} == before


def test_a_bulk_import_keeps_what_a_save_keeps(stored, db, tmp_path):
    one = stored(EVERY_KIND[0])
    file = tmp_path / "q.xml"
    run("export_questions", file)
    kept = sorted(sorted(texts.values()) for texts in one.rendered.values())
    Question.objects.all().delete()
    run("import_questions", file)
    again = Question.objects.get()
    assert sorted(sorted(texts.values()) for texts in again.rendered.values()) == kept
    assert again.versions.get().content == again.content().key_material()


def test_tags_are_imported_once_whatever_their_case(db, tmp_path):
    file = tmp_path / "q.gift.txt"
    file.write_text("// [tag:Libre] [tag:libre]\nUn ?{T}\n\n// [tag:LIBRE]\nDeux ?{T}\n", encoding="utf-8")
    run("import_questions", file)
    assert [[tag.name for tag in one.tags.all()] for one in Question.objects.all()] == [["Libre"], ["Libre"]]


def test_a_file_too_large_or_absent_is_refused_in_a_sentence(db, tmp_path):
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(5 * MAX_BYTES)
    with pytest.raises(CommandError, match="20"):
        run("import_questions", large)
    with pytest.raises(CommandError, match="absent"):
        run("import_questions", tmp_path / "absent.xml")
    with pytest.raises(CommandError):
        run("export_questions", tmp_path / "out.xml", "--quiz", "ZZZZZ")


def test_a_failure_leaves_nothing_half_imported(db, tmp_path, monkeypatch):
    file = tmp_path / "q.gift.txt"
    file.write_text("".join(f"Question {n} ?{{T#a#b}}\n\n" for n in range(600)), encoding="utf-8")

    def fail(_command, done, _total):
        if done > 250:
            raise RuntimeError(done)

    monkeypatch.setattr("quizzes.management.commands.import_questions.Command._progress", fail)
    with pytest.raises(RuntimeError):
        run("import_questions", file)
    assert not Question.objects.exists()
