"""What a file says and this site cannot show is said, by question; what would be wrong on the screen stays a draft."""

import base64
import json
from io import BytesIO

import pytest
from django.db import transaction
from PIL import Image

from core.guarding import InUseError
from core.references import places_using
from media.models import ContentImage
from quizzes.exchange.files import import_file, read
from quizzes.exchange.pictures import Kept
from quizzes.models import Question


def of_gift(body: str, text: str = "[html]Quel logo ?") -> bytes:
    return f"::Logo::{text}{{{body}####p}}".encode()


def of_xml(kind: str, inside: str, stem: str = "Quel logo ?") -> bytes:
    return f"""<quiz><question type="{kind}"><name><text>Logo</text></name><questiontext format="html"><text><![CDATA[
    {stem}]]></text></questiontext><generalfeedback format="html"><text>p</text></generalfeedback>{inside}</question></quiz>""".encode()


TWO = '<answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer>'
UNEQUAL = "".join(f'<answer fraction="{share}"><text>{share}</text></answer>' for share in (60, 40, -100))
SHORT = '<answer fraction="100"><text>{}</text></answer><answer fraction="0"><text>*</text></answer>'
SOUND = '<audio controls><source src="@@PLUGINFILE@@/son.mp3"></audio>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (of_gift(r'=<img src\="@@PLUGINFILE@@/a.png" alt\="">#oui ~non#non'), "Une proposition n’a pas de texte."),
        (of_gift(r'=<img src\="@@PLUGINFILE@@/a.png" alt\="chat">#oui ~non#non'), "L’image « a.png » n’est pas dans"),
        (of_gift("=oui ~[markdown]![plan](@@PLUGINFILE@@/plan.png)"), "L’image « plan.png » n’est pas dans le fichier"),
        (of_gift("=oui ~non", r'[html]Voir <a href\="@@PLUGINFILE@@/x.pdf">x</a>'), "Le fichier « x.pdf » n’est pas"),
        (of_gift("=oui ~non", r"[markdown]Voir [x](@@PLUGINFILE@@/x.pdf)"), "Le fichier « x.pdf » n’est pas gardé"),
        (of_gift("=*chat*#oui =%0%*#non"), "L’astérisque de « *chat* » valait n’importe quel texte"),
        (of_gift("~%100%a ~%50%b ~c"), "plus de 100 % des points"),
        (of_xml("multichoice", TWO, '<img src="@@PLUGINFILE@@/a.png" alt="chat">'), "« a.png » n’est pas dans le"),
        (of_xml("multichoice", TWO, '<img src="https://a.org/a.png" alt="a">'), "est sur un autre site"),
        (of_xml("multichoice", TWO, '<img src="data:image/png;base64,aaaa">'), "L’image « data:image/png;base64 »"),
        (of_xml("multichoice", TWO, '<iframe src="https://a.org/"></iframe>'), "Un cadre d’une autre page"),
        (of_xml("multichoice", TWO, f"Écoutez {SOUND}"), "Le son ou la vidéo « son.mp3 » n’est pas gardé."),
        (of_xml("shortanswer", SHORT.format("un*chat")), "L’astérisque de « un*chat »"),
        (of_xml("multichoice", f"<single>false</single>{TWO.replace('0', '50')}"), "plus de 100 % des points"),
    ],
)
def test_what_cannot_be_shown_makes_a_draft_with_its_reason(db, data, words):
    stored, notes = import_file(data)

    said = " ".join(str(note).replace("\xa0", " ") for note in notes)
    assert (stored.added, stored.drafts) == (1, 1)
    assert not Question.objects.get().live
    assert words in said
    assert "Question 1 « Logo » (" in said
    assert "@@PLUGINFILE@@" not in "".join(str(Question.objects.values_list().get()))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (of_xml("shortanswer", f"<usecase>1</usecase>{SHORT.format('chat')}"), "Majuscules et minuscules comptaient"),
        (of_xml("multichoice", TWO, r"Que vaut \(x^2\) ?"), "Ses formules ne sont pas dessinées"),
        (of_xml("multichoice", TWO, "Que vaut $$x^2$$ ?"), "Ses formules ne sont pas dessinées"),
        (of_gift("=oui#a ~non#b", "[markdown]Un <em>mot</em> ?"), "Ses balises HTML sont montrées"),
        (of_gift("~%75%a ~%25%b ~c"), "Les bonnes réponses ne valaient pas autant de points"),
        (of_xml("multichoice", f"<single>false</single>{UNEQUAL}"), "Les bonnes réponses ne valaient pas autant"),
    ],
)
def test_what_changes_a_little_is_said(data, words):
    [note] = read(data).notes

    assert words in note.text.replace("\xa0", " ")
    assert not note.holds


@pytest.mark.parametrize(
    "text",
    [
        "[markdown]La balise `<em>` et `![a](b)`",
        "[markdown]Touche <kbd>Ctrl</kbd>",
        "[markdown]Voir <https\\://a.org>",
        r"[markdown]Un \\[crochet\\]",
        "Un prix de 3 $",
        "[html]3 &lt; 4",
    ],
)
def test_what_is_shown_as_it_is_calls_for_no_remark(text):
    assert read(of_gift("=oui ~non", text)).notes == []


def test_an_asterisk_that_moodle_takes_for_a_sign_is_one():
    reading = read(of_xml("shortanswer", SHORT.format(r"2\*3")))

    assert reading.questions[0][1].choices[0].text == "2*3"
    assert reading.notes == []


def png(colour: str = "red") -> str:
    buffer = BytesIO()
    Image.new("RGB", (4, 4), colour).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def with_picture(content: str, name: str = "le logo.png") -> bytes:
    file = f'<file name="{name}" path="/" encoding="base64">{content}</file>'
    stem = f'Quel logo ? <img src="@@PLUGINFILE@@/le%20logo.png" alt="Un chat [roux]">]]></text>{file}<text><![CDATA['
    return of_xml("multichoice", TWO, stem)


def test_a_picture_of_the_file_is_kept_with_its_alternative_text_and_the_text_leads_to_it(db):
    stored, notes = import_file(with_picture(png()), licence="cc-by-4.0", authors="Ada")

    image, question = ContentImage.objects.get(), Question.objects.get()
    assert (stored.added, stored.drafts) == (1, 0)
    assert (image.title, image.description, image.licence, image.authors) == (
        *["Un chat [roux]"] * 2,
        "cc-by-4.0",
        "Ada",
    )
    assert f'<a href="{image.file.url}"' in question.rendered[""]["stem"]
    assert ">Image&nbsp;:&nbsp;Un chat [roux]</a>" in question.rendered[""]["stem"]
    assert "bibliothèque" in str(notes[0])


def test_a_picture_that_a_question_leads_to_is_in_use(db):
    import_file(with_picture(png()))
    image, question = ContentImage.objects.get(), Question.objects.get()

    with pytest.raises(InUseError) as refused, transaction.atomic():
        image.delete()
    question.stem = "Quel logo ?"
    question.save()
    image.delete()

    assert refused.value.places == [question]
    assert not ContentImage.objects.exists()


def test_a_picture_that_only_the_draft_of_a_choice_leads_to_is_in_use(db):
    import_file(with_picture(png()))
    image, question = ContentImage.objects.get(), Question.objects.get()
    question.stem = "Quel logo ?"
    question.save()
    blocks = question.choices.get_prep_value()
    linked = f"[Le logo](https://exemple.org{image.file.url})"
    question.choices = json.loads(json.dumps(blocks).replace(': "a"', f': "{linked}"'))
    assert linked in str(question.choices.get_prep_value())
    question.save_revision()

    assert places_using([image]) == [question]


def test_the_same_file_twice_adds_neither_question_nor_picture(db):
    import_file(with_picture(png()))
    stored, notes = import_file(with_picture(png()))

    assert stored.added == 0
    assert "déjà dans la banque" in str(notes[-1])
    assert ContentImage.objects.count() == 1


@pytest.mark.parametrize("content", [base64.b64encode(b"rien d'une image").decode(), "%%%"])
def test_a_picture_that_is_none_makes_a_draft_and_the_rest_is_kept(db, content):
    stored, notes = import_file(with_picture(content))

    assert (stored.added, stored.drafts) == (1, 1)
    assert any("« le logo.png » n’est pas" in str(note).replace("\xa0", " ") for note in notes)
    assert Question.objects.get().stem == r"Quel logo ? Un chat \[roux\]"
    assert not ContentImage.objects.exists()


def test_an_import_that_fails_leaves_no_file_behind(db, monkeypatch, media_folder):
    monkeypatch.setattr("quizzes.exchange.storing._add", lambda *_arguments: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        import_file(with_picture(png()))

    assert not ContentImage.objects.exists()
    assert [path for path in media_folder.rglob("*") if path.is_file()] == []


def test_one_picture_of_ten_questions_is_one_image(db):
    kept = Kept({})
    one = read(with_picture(png())).pictures.popitem()[1][0]

    assert kept.address_of(one, "a") == kept.address_of(one, "b")
    assert ContentImage.objects.count() == 1
