"""What readers say without an account, from the foot of a page to the team's answer."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.forgetting import forget_old
from contributions import answering, forms, queries
from contributions.enums import About, Opinion
from contributions.models import LONGEST_REPORT, OpinionCount, Report
from contributions.passages import passages
from contributions.reporting import say
from forum import screening
from mail.models import OutgoingMail
from tests import content
from tests.browser.test_attacks import payloads  # noqa: F401 (a fixture)
from tests.forum.test_attacks import shape

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return content.tool("Framadate", losses="Un premier paragraphe.\n\nUn **second** paragraphe.")


@pytest.fixture
def taken_time(monkeypatch):
    """People take longer than robots to fill a form."""
    monkeypatch.setattr(forms, "SECONDS", -1)
    return screening.opened_now()


@pytest.fixture
def send(visitor, page, taken_time):
    def send(text="Le lien est mort.", **fields):
        return visitor.post(f"/signaler/{page.code}/", {"text": text, "opened": taken_time, **fields})

    return send


def second_paragraph(page):
    return next(passage for passage in passages(page) if passage.place == "losses~2")


def test_the_foot_of_a_page_leads_to_the_form_and_sets_nothing(visitor, page):
    shown = visitor.get(page.url)

    assert f'href="/signaler/{page.code}/"' in shown.content.decode()
    answer = visitor.get(f"/signaler/{page.code}/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_a_sentence_lands_in_the_list_with_the_passage_as_it_was(send, page):
    passage = second_paragraph(page)

    answer = send(passage=passage.key, email="lou@example.org")
    page.losses = "Tout autre chose."
    page.save_revision().publish()

    report = Report.objects.get()
    assert answer["Location"] == f"/signaler/{page.code}/merci/"
    assert (report.text, report.email, report.doubts) == ("Le lien est mort.", "lou@example.org", "")
    assert (report.page_id, report.page_title, report.page_address) == (page.pk, "Framadate", page.url)
    assert (report.passage, report.passage_label) == ("Un **second** paragraphe.", "Ce que vous n’aurez pas")


def test_a_passage_that_changed_meanwhile_is_kept_as_it_was_read(send, page):
    passage, version = second_paragraph(page), page.live_revision_id
    page.losses = "Tout autre chose."
    page.save_revision().publish()

    send(passage=passage.key, version=version)

    assert Report.objects.get().passage == "Un **second** paragraphe."


def test_the_words_of_a_draft_are_never_shown(visitor, page):
    page.losses = "Un brouillon secret."
    draft = page.save_revision()

    answer = visitor.get(f"/signaler/{page.code}/?version={draft.pk}")

    assert "secret" not in answer.content.decode()


def test_an_unknown_passage_keeps_the_sentence(send):
    answer = send(passage="losses~9|000000000000")

    assert "Le lien est mort." in answer.content.decode()
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""}, {"text": " \u00a0\n"}, {"text": "a" * (LONGEST_REPORT + 1)}, {"email": "pas une adresse"},
        {"passage": "\x00"}, {"altcha": "faux"}, {"altcha": "x" * 5000},
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_given_back(send, fields):
    answer = send(**fields)

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert fields.get("text", "Le lien est mort.") in answer.content.decode()
    assert Report.objects.count() == 0


@pytest.mark.parametrize("version", ["", "0", "abc", "9" * 30, "-1", "٣"])
def test_any_version_asked_for_is_answered(visitor, page, version):
    assert visitor.get(f"/signaler/{page.code}/", {"version": version}).status_code == 200


@pytest.mark.parametrize("fields", [{"website": "https://example.org"}, {"opened": ""}, {"opened": "forged:1:x"}])
def test_what_a_robot_may_have_written_is_kept_apart_and_told_to_nobody(send, fields):
    send(**fields)

    assert Report.objects.get().doubts
    assert queries.to_answer() == 0
    assert OutgoingMail.objects.count() == 0


def test_a_form_filled_faster_than_people_do_is_a_doubt(visitor, page):
    visitor.post(f"/signaler/{page.code}/", {"text": "Acheter", "opened": screening.opened_now()})

    assert Report.objects.get().doubts == "écrit trop vite"


def test_the_trap_is_out_of_the_accessibility_tree(visitor, page):
    html = visitor.get(f"/signaler/{page.code}/").content.decode()

    assert '<div class="trap" aria-hidden="true">' in html
    assert 'tabindex="-1"' in html


def test_too_many_reports_are_asked_to_wait_with_their_text(send, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "reader_report_without_proof": "1/10m/ip"}
    send()

    answer = send("Une autre phrase.")

    assert answer.status_code == 429
    assert "Une autre phrase." in answer.content.decode()
    assert Report.objects.count() == 1


def test_a_page_of_another_site_reports_and_counts_nothing(visitor, page, taken_time):
    foreign = {"HTTP_SEC_FETCH_SITE": "cross-site"}

    visitor.post(f"/signaler/{page.code}/", {"text": "Spam", "opened": taken_time}, **foreign)
    visitor.post(f"/signaler/{page.code}/avis/", {"avis": "servi"}, **foreign)

    assert Report.objects.count() == OpinionCount.objects.count() == 0


def test_a_text_about_a_page_that_is_gone_is_given_back(send, page):
    page.unpublish()

    answer = send("Mon long texte.")

    assert answer.status_code == 404
    assert "Mon long texte." in answer.content.decode()


@pytest.mark.parametrize("code", ["AAAAA", "zzz", "a-b", "22222"])
def test_an_address_of_nothing_is_not_found(visitor, db, code):
    assert visitor.get(f"/signaler/{code}/").status_code == 404


def test_a_private_page_is_for_those_who_may_see_it(visitor, page):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="ouvre-toi"
    )
    assert restriction

    for address in ("", "avis/", "merci/"):
        answer = visitor.get(f"/signaler/{page.code}/{address}")
        assert "Framadate" not in answer.content.decode()
    visitor.post(f"/signaler/{page.code}/avis/", {"avis": "servi"})
    assert OpinionCount.objects.count() == 0


def test_a_report_outlives_its_page(send, page):
    send()

    page.delete()

    report = Report.objects.get()
    assert (report.page, report.page_title) == (None, "Framadate")


@pytest.mark.parametrize("opinion", Opinion.values)
def test_one_press_is_counted_without_anybody(visitor, page, opinion):
    visitor.post(f"/signaler/{page.code}/avis/", {"avis": opinion})
    answer = visitor.post(f"/signaler/{page.code}/avis/", {"avis": opinion}, follow=True)

    assert 'role="status"' in answer.content.decode()
    assert not answer.cookies
    count = OpinionCount.objects.get()
    assert (count.opinion, count.number, count.month.day) == (opinion, 2, 1)
    assert {field.name for field in OpinionCount._meta.fields} == {"id", "page", "opinion", "month", "number"}


def test_out_of_date_said_three_times_is_one_report_that_remembers_it(page):
    say(page, Opinion.OUTDATED)
    say(page, Opinion.OUTDATED)
    say(page, Opinion.OUTDATED)

    report = Report.objects.get()
    assert (report.about, report.times) == (About.OUTDATED, 3)


def test_out_of_date_said_again_after_the_answer_is_a_new_report(page, editor):
    say(page, Opinion.OUTDATED)
    answering.answer(Report.objects.get(), editor, "")

    say(page, Opinion.OUTDATED)

    assert queries.to_answer() == 1


@pytest.mark.parametrize("said", ["", "autre", "servi\x00"])
def test_another_word_is_not_counted(visitor, page, said):
    assert visitor.post(f"/signaler/{page.code}/avis/", {"avis": said}).status_code == 302
    assert OpinionCount.objects.count() == 0


def test_the_team_is_told_once_for_each_time_the_list_fills(send, editor, mailoutbox):
    send("Un.")
    send("Deux.")
    assert [mail.to for mail in mailoutbox] == [[editor.email]]

    for report in Report.objects.all():
        answering.answer(report, editor, "")
    send("Trois.")

    assert len(mailoutbox) == 2


def test_the_address_that_the_site_gives_is_told_instead(send, editor, settings, mailoutbox):
    settings.CONTACT_ADDRESS = "equipe@example.org"

    send()

    assert [mail.to for mail in mailoutbox] == [["equipe@example.org"]]


def test_the_answer_leaves_with_thanks_and_the_address_is_forgotten(send, editor, signed_in, mailoutbox):
    send(email="lou@example.org")
    report = Report.objects.get()

    signed_in(editor).post(f"/admin/signalements/{report.pk}/", {"answer": "Le lien est remplacé."})

    report.refresh_from_db()
    assert (report.email, report.answer, report.closed_by) == ("", "Le lien est remplacé.", editor)
    mail = mailoutbox[-1]
    assert mail.to == ["lou@example.org"]
    assert mail.subject.endswith("merci pour votre signalement")
    assert "Merci" in mail.body
    assert "Le lien est remplacé." in mail.body
    assert "/fiches/outil/" in mail.body


def test_a_colleague_who_was_quicker_has_answered(send, editor, signed_in):
    send(email="lou@example.org")
    report = Report.objects.get()
    answering.answer(report, editor, "Merci.")

    with pytest.raises(answering.AlreadyAnsweredError):
        answering.answer(report, editor, "Autre chose.")

    assert Report.objects.get().answer == "Merci."


def test_the_list_shows_the_oldest_first_and_the_number_stands_on_the_first_page(send, editor, signed_in):
    send("La première phrase.")
    send("La deuxième phrase.")
    colleague = signed_in(editor)

    listed = colleague.get("/admin/signalements/").content.decode()

    assert listed.index("La première phrase.") < listed.index("La deuxième phrase.")
    assert "2 signalements attendent une réponse" in colleague.get("/admin/").content.decode()


def test_who_may_not_answer_sees_nothing_of_it(send, contributor, signed_in, visitor):
    send()
    report = Report.objects.get()

    assert signed_in(contributor).get(f"/admin/signalements/{report.pk}/").status_code in {302, 403, 404}
    assert visitor.get("/admin/signalements/").status_code == 302


def test_the_list_asks_the_database_as_often_for_many(page, editor, signed_in, django_assert_max_num_queries):
    Report.objects.bulk_create(Report(page_id=page.pk, page_title="Framadate", text=f"N° {n}") for n in range(120))
    colleague = signed_in(editor)
    colleague.get("/admin/signalements/")

    with django_assert_max_num_queries(30):
        answer = colleague.get("/admin/signalements/?p=2")

    assert "N° 60" in answer.content.decode()


def test_old_reports_and_old_addresses_are_forgotten(send, editor):
    send("Réglé.")
    send("En attente.", email="lou@example.org")
    answering.answer(Report.objects.get(text="Réglé."), editor, "")
    long_ago = timezone.now() - timezone.timedelta(days=366)
    Report.objects.filter(text="Réglé.").update(closed_at=long_ago)
    Report.objects.update(reported_at=long_ago)

    forget_old()

    assert [(report.text, report.email) for report in Report.objects.all()] == [("En attente.", "")]


def test_what_may_come_from_a_robot_is_forgotten_after_three_months(send):
    send("Une phrase.")
    send("Des mots.")
    Report.objects.filter(text="Des mots.").update(doubts="trop vite")
    Report.objects.update(reported_at=timezone.now() - timezone.timedelta(days=91))

    forget_old()

    assert [report.text for report in Report.objects.all()] == ["Une phrase."]


def test_a_press_too_many_is_not_said_to_be_counted(visitor, page, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"opinion": "1/h/ip"}
    answers = [visitor.post(f"/signaler/{page.code}/avis/", {"avis": "servi"}, follow=True) for _ in range(2)]

    assert ["C’est compté" in answer.content.decode() for answer in answers] == [True, False]


def test_nothing_of_the_attacks_is_active_anywhere(payloads, send, page, editor, signed_in, settings):  # noqa: F811
    settings.RATE_LIMITS = {}
    plain = Report.objects.create(page_id=page.pk, page_title="x", text="x", passage="x", passage_label="x", answer="x")
    colleague = signed_in(editor)
    address = f"/admin/signalements/{plain.pk}/"
    expected, listed = (
        shape(colleague.get(address).content.decode()),
        shape(colleague.get("/admin/signalements/").content.decode()),
    )
    active = []
    for text in payloads[::400]:
        fields = {"page_title": text[:255], "text": text, "passage": text, "passage_label": text[:200], "doubts": ""}
        Report.objects.filter(pk=plain.pk).update(**{name: value.replace("\x00", "") for name, value in fields.items()})
        shown = shape(colleague.get(address).content.decode())
        if [one for one in shown if one[0] not in {"p", "br"}] != [
            one for one in expected if one[0] not in {"p", "br"}
        ]:
            active.append(text)
        if shape(colleague.get("/admin/signalements/").content.decode()) != listed:
            active.append(text)

    assert active == []


def test_the_passages_of_a_page_of_attacks_are_words(payloads, visitor, page, settings):  # noqa: F811
    harmless = shape(visitor.get(f"/signaler/{page.code}/").content.decode())
    texts = [text for text in payloads[::200] if text.strip()]
    page.losses = "\n\n".join(text.replace("\n", " ") for text in texts)[:15000]
    page.save_revision().publish()

    shown = shape(visitor.get(f"/signaler/{page.code}/").content.decode())

    assert [one for one in shown if one[0] not in {"option", "optgroup"}] == [
        one for one in harmless if one[0] not in {"option", "optgroup"}
    ]
