"""A Moodle course comes in as drafts, with what was left of each activity; bad backups end in a sentence."""

import io
import tarfile
import zipfile
from hashlib import sha1
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from core.models.vocabulary import GlossaryTerm
from courses.models import LessonPage, ModulePage, SequencePage
from courses.moodle.archive import BackupError
from courses.moodle.backup import MAX_ACTIVITIES
from courses.moodle.importing import import_course
from home.tree import ensure_tree
from media.models import ContentDocument, ContentImage
from quizzes.models import Question, Quiz


def unheard(_done: int, _total: int, _label: str) -> None:
    """Nobody follows this import."""


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "PNG")
    return buffer.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PAGE = """<activity moduleid="1" modulename="page" contextid="50"><page id="1"><name>Le nuage</name>
<intro></intro><introformat>1</introformat><content>&lt;p&gt;Avant.&lt;/p&gt;&lt;p&gt;&lt;img src="@@PLUGINFILE@@/plan.png"
alt="Le plan"&gt;&lt;/p&gt;&lt;p&gt;Lire &lt;a href="@@PLUGINFILE@@/notice.pdf"&gt;la notice&lt;/a&gt;.
&lt;iframe src="https://a.org/v"&gt;&lt;/iframe&gt;&lt;/p&gt;</content><contentformat>1</contentformat></page></activity>"""
LABEL = """<activity moduleid="2" modulename="label" contextid="51"><label id="1"><name>Bienvenue</name>
<intro>Bienvenue **ici**</intro><introformat>4</introformat></label></activity>"""
GLOSSARY = """<activity moduleid="3" modulename="glossary" contextid="52"><glossary id="1"><name>Mots</name><entries>
<entry id="1"><concept>Nuage</concept><definition>&lt;p&gt;Un &lt;b&gt;ordinateur&lt;/b&gt;.&lt;/p&gt;</definition>
<definitionformat>1</definitionformat><aliases><alias id="1"><alias_text>cloud</alias_text></alias></aliases></entry>
</entries></glossary></activity>"""
QUIZ = """<activity moduleid="4" modulename="quiz" contextid="53"><quiz id="1"><name>Vérifier</name><question_instances>
<question_instance id="2"><slot>2</slot><questionid>8</questionid></question_instance>
<question_instance id="1"><slot>1</slot><questionid>7</questionid></question_instance>
<question_instance id="3"><slot>3</slot><questionid>99</questionid></question_instance></question_instances></quiz></activity>"""
ANSWER = """<answer id="{id}"><answertext>{text}</answertext><answerformat>1</answerformat><fraction>{share}</fraction>
<feedback></feedback><feedbackformat>1</feedbackformat></answer>"""
QUESTIONS = f"""<question_categories><question_category id="1"><questions>
<question id="7"><parent>0</parent><name>Choix</name><questiontext>Quel logo ?</questiontext>
<questiontextformat>1</questiontextformat><generalfeedback>Voir.</generalfeedback><qtype>multichoice</qtype>
<plugin_qtype_multichoice_question><answers>{ANSWER.format(id=1, text="oui", share=1)}{ANSWER.format(id=2, text="non", share=0)}
</answers><multichoice id="1"><single>1</single><shuffleanswers>0</shuffleanswers></multichoice>
</plugin_qtype_multichoice_question></question>
<question id="8"><parent>0</parent><name>Nombre</name><questiontext>Combien ?</questiontext><qtype>numerical</qtype>
<plugin_qtype_numerical_question><answers>{ANSWER.format(id=3, text="12", share=1)}</answers><numerical_records>
<numerical_record id="1"><answer>3</answer><tolerance>0.5</tolerance></numerical_record></numerical_records>
</plugin_qtype_numerical_question></question></questions></question_category></question_categories>"""
FILE = """<file id="1"><contenthash>{digest}</contenthash><contextid>50</contextid><component>mod_page</component>
<filearea>content</filearea><itemid>0</itemid><filepath>/</filepath><filename>{name}</filename></file>"""
BACKUP = """<moodle_backup><information><name>x.mbz</name><original_course_fullname>Internet</original_course_fullname>
<original_site_identifier_hash>abc</original_site_identifier_hash><original_course_id>3</original_course_id>
<contents><activities>{activities}</activities><sections><section><sectionid>13</sectionid><title>1</title>
<directory>sections/section_13</directory></section></sections></contents></information></moodle_backup>"""
ACTIVITY = """<activity><moduleid>1</moduleid><sectionid>13</sectionid><modulename>{kind}</modulename>
<title>{title}</title><directory>activities/{kind}_{number}</directory></activity>"""
SECTION = """<section id="13"><number>1</number><name>Les bases</name><summary>&lt;p&gt;Deux leçons.&lt;/p&gt;</summary>
<summaryformat>1</summaryformat></section>"""
ACTIVITIES = {"page": PAGE, "label": LABEL, "glossary": GLOSSARY, "quiz": QUIZ, "forum": "<activity/>"}


def course() -> dict[str, bytes]:
    """The files of a course with one activity of each kind."""
    listed = [ACTIVITY.format(kind=kind, title=kind.upper(), number=n) for n, kind in enumerate(ACTIVITIES)]
    said = {f"activities/{kind}_{n}/{kind}.xml": xml.encode() for n, (kind, xml) in enumerate(ACTIVITIES.items())}
    files = {"plan.png": png(), "notice.pdf": PDF}
    digests = {name: sha1(data).hexdigest() for name, data in files.items()}  # noqa: S324 (as Moodle names them)
    rows = "".join(FILE.format(name=name, digest=digest) for name, digest in digests.items())
    return {
        "moodle_backup.xml": BACKUP.format(activities="".join(listed)).encode(),
        "files.xml": f"<files>{rows}</files>".encode(),
        "questions.xml": QUESTIONS.encode(),
        "sections/section_13/section.xml": SECTION.encode(),
        **{f"files/{digests[name][:2]}/{digests[name]}": data for name, data in files.items()},
        **said,
    }


def packed(files: dict[str, bytes], path: Path) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


@pytest.fixture
def site(db) -> None:
    ensure_tree()


@pytest.fixture
def brought(site, tmp_path):
    return import_course(packed(course(), tmp_path / "c.mbz"), unheard, licence="cc-by-4.0", authors="Ada")


def outcome_of(report, kind: str):
    return next(one for one in report.activities if one.title == kind.upper())


def test_a_course_is_a_module_of_drafts(brought):
    module, sequence = ModulePage.objects.get(), SequencePage.objects.get()
    lessons = list(LessonPage.objects.order_by("path"))

    assert (module.title, module.authors, module.licence) == ("Internet", "Ada", "cc-by-4.0")
    assert (sequence.title, sequence.introduction) == ("Les bases", "Deux leçons.")
    assert [lesson.title for lesson in lessons] == ["PAGE", "LABEL"]
    assert not any(page.live for page in [module, sequence, *lessons])
    assert all(page.latest_revision for page in [module, sequence, *lessons])
    assert not Question.objects.filter(live=True).exists()


def test_the_pictures_and_files_of_a_page_stand_in_its_lesson(brought):
    body = LessonPage.objects.get(title="PAGE").body
    image, document = ContentImage.objects.get(), ContentDocument.objects.get()

    assert [block.block_type for block in body] == ["text", "image", "text", "download"]
    assert (body[1].value["image"], body[1].value["alternative"]) == (image, "Le plan")
    assert (body[3].value["document"], document.licence) == (document, "cc-by-4.0")
    assert [lost.split("\xa0")[0] for lost in outcome_of(brought, "page").lost] == [
        "Un cadre d’une autre page n’est pas gardé"
    ]


def test_a_quiz_keeps_its_questions_in_their_order_and_says_what_it_lacks(brought):
    quiz = Quiz.objects.get()
    questions = [place.question for place in quiz.places.order_by("sort_order")]

    assert [question.name for question in questions] == ["Choix", "Nombre"]
    assert questions[0].fixed_order
    assert questions[1].content().choices[0].tolerance == "0.5"
    assert SequencePage.objects.get().quiz == quiz
    assert not quiz.live
    assert "tirées au sort" in outcome_of(brought, "quiz").lost[0]


def test_an_entry_of_a_glossary_is_a_word(brought):
    word = GlossaryTerm.objects.get(slug="nuage")

    assert (word.term, word.definition, word.other_forms, word.live) == ("Nuage", "Un **ordinateur**.", "cloud", False)


def test_what_has_no_place_here_is_named(brought):
    assert (outcome_of(brought, "forum").kept, outcome_of(brought, "forum").kind) == ("", "Forum")
    assert outcome_of(brought, "forum").lost


@pytest.mark.parametrize(
    ("name", "sequences", "questions"),
    [
        ("availability_26_format", 2, None),
        ("moodle_28_quiz", 1, 2),
        ("moodle_311_quiz", 1, None),
        ("moodle_42_random_question", 1, None),
        ("question_category_34_format", None, None),
        ("question_category_45_format", 1, 4),
        ("test_tags_backup", None, None),
        ("backup", None, 0),
        ("legacy_course_completion", None, 0),
    ],
)
def test_moodle_s_own_backups_are_read(site, shared_data, name, sequences, questions):
    report = import_course(shared_data / "moodle-mbz" / f"{name}.mbz", unheard)

    assert ModulePage.objects.count() == 1
    assert all(one.kept or one.lost for one in report.activities)
    assert SequencePage.objects.count() == (SequencePage.objects.count() if sequences is None else sequences)
    assert Question.objects.count() == (report.questions if questions is None else questions)
    assert not Page.objects.type(LessonPage, SequencePage, ModulePage).filter(live=True).exists()


def refused(path: Path) -> str:
    with pytest.raises(BackupError) as caught:
        import_course(path, unheard)
    assert not ModulePage.objects.exists()
    assert not Question.objects.exists()
    assert not ContentImage.objects.exists()
    return str(caught.value)


def test_a_backup_that_was_cut_short_is_refused_whole(site, tmp_path):
    path = packed(course(), tmp_path / "c.mbz")
    path.write_bytes(path.read_bytes()[:-400])

    assert "coupé" in refused(path)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "sections/../../evil.xml", "C:\\evil.xml"])
def test_a_path_that_leads_outside_is_refused(site, tmp_path, name):
    assert "hors" in refused(packed({name: b"x", **course()}, tmp_path / "c.mbz"))
    assert not (tmp_path.parent / "evil.xml").exists()


def test_a_directory_that_leads_outside_is_refused(site, tmp_path):
    files = course()
    files["moodle_backup.xml"] = files["moodle_backup.xml"].replace(b"activities/page_0", b"../../../etc")

    assert "hors" in refused(packed(files, tmp_path / "c.mbz"))


def test_two_thousand_activities_are_refused_with_their_number(site, tmp_path):
    many = "".join(ACTIVITY.format(kind="page", title="P", number=n) for n in range(2 * MAX_ACTIVITIES))
    files = {"moodle_backup.xml": BACKUP.format(activities=many).encode()}

    assert "2000" in refused(packed(files, tmp_path / "c.mbz"))


def test_broken_xml_leaves_nothing_behind(site, tmp_path, media_folder):
    files = course()
    files["activities/quiz_3/quiz.xml"] = b"<activity><quiz>"

    assert "abîmé" in refused(packed(files, tmp_path / "c.mbz"))
    assert [path for path in media_folder.rglob("*") if path.is_file()] == []


def test_xml_of_an_unknown_encoding_ends_in_a_sentence(site, tmp_path):
    files = course()
    files["files.xml"] = b'<?xml version="1.0" encoding="klingon"?>' + files["files.xml"]

    assert "abîmé" in refused(packed(files, tmp_path / "c.mbz"))


def test_a_missing_activity_is_named_and_the_rest_kept(site, tmp_path):
    files = course()
    del files["activities/label_1/label.xml"]

    report = import_course(packed(files, tmp_path / "c.mbz"), unheard)

    assert outcome_of(report, "label").lost == ["Son fichier manque dans la sauvegarde."]
    assert outcome_of(report, "page").kept


def test_the_same_course_twice_is_refused_by_its_name(brought, tmp_path):
    with pytest.raises(BackupError, match="Internet"):
        import_course(packed(course(), tmp_path / "d.mbz"), unheard)

    assert ModulePage.objects.count() == 1


@pytest.mark.parametrize(
    "lacking",
    [
        "<original_site_identifier_hash>abc</original_site_identifier_hash>",
        "<original_course_id>3</original_course_id>",
    ],
)
def test_two_backups_that_do_not_say_their_course_are_two_courses(site, tmp_path, lacking):
    files = course()
    files["moodle_backup.xml"] = files["moodle_backup.xml"].replace(lacking.encode(), b"")

    import_course(packed(files, tmp_path / "c.mbz"), unheard)
    import_course(packed(files, tmp_path / "d.mbz"), unheard)

    assert ModulePage.objects.count() == 2


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"<quiz/>"])
def test_what_is_no_backup_is_refused(site, tmp_path, data):
    path = tmp_path / "c.mbz"
    path.write_bytes(data)

    assert "sauvegarde Moodle" in refused(path)


def test_an_older_zip_is_read_too(site, tmp_path):
    with zipfile.ZipFile(tmp_path / "c.mbz", "w") as archive:
        for name, data in course().items():
            archive.writestr(name, data)

    assert len(import_course(tmp_path / "c.mbz", unheard).activities) == 5


def test_progress_names_the_activity_in_hand(site, tmp_path):
    heard = []
    import_course(packed(course(), tmp_path / "c.mbz"), lambda *news: heard.append(news))

    assert heard[:2] == [(0, 5, "PAGE"), (1, 5, "LABEL")]


def test_a_course_is_sent_and_reported_in_the_admin(site, administrator, signed_in, tmp_path):
    sent = SimpleUploadedFile("c.mbz", packed(course(), tmp_path / "c.mbz").read_bytes())
    page = signed_in(administrator).post(
        reverse("moodle_courses"), {"file": sent, "licence": "cc-by-4.0", "authors": "Ada"}, follow=True
    )

    said = page.content.decode()
    assert "Le module «\xa0Internet\xa0» est là, en brouillon." in said
    assert [f"{kind.upper()} (" in said for kind in ACTIVITIES] == [True] * 5
    assert ModulePage.objects.get().source_title == "c.mbz"


def test_an_editor_without_the_right_stays_outside(learner, signed_in):
    assert signed_in(learner).get(reverse("moodle_courses")).status_code in {302, 403}
