"""A correction of one passage, from a reader without an account to the page and its credits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contributions import correcting, forms, queries
from contributions.enums import State
from contributions.models import Correction, Version
from contributions.passages import passages
from forum import screening
from tests import content
from tests.browser.test_attacks import payloads  # noqa: F401 (a fixture)
from tests.contributions.test_history import publish, publisher  # noqa: F401 (a fixture)
from tests.forum.test_attacks import shape

pytestmark = pytest.mark.django_db
LOSSES = "Un premier paragrafe.\n\nUn second paragraphe, plus long."


@pytest.fixture
def page():
    pros = [{"type": "line", "value": "Simple à utilisé"}]
    return content.tool("Framadate", losses=LOSSES, pros=pros)


@pytest.fixture
def send(visitor, page, monkeypatch):
    """Sends a text in the place of a passage, as a form of the page does."""
    monkeypatch.setattr(forms, "SECONDS", -1)

    def send(after, place="losses~1", **fields):
        passage = next(found for found in passages(page) if found.place.startswith(place))
        address = f"/proposer/correction/?page={page.code}"
        data = {"after": after, "opened": screening.opened_now(), "version": page.live_revision_id}
        return visitor.post(f"{address}&passage={passage.key}", data | fields)

    return send


def current(page):
    return type(page).objects.get(pk=page.pk)


def test_a_page_shows_its_passages_and_opens_one(visitor, page):
    answer = visitor.get(f"/proposer/correction/?page={page.code}")
    opened = visitor.get(f"/proposer/correction/?page={page.code}&passage=losses~1")

    assert "Un premier paragrafe." in answer.content.decode()
    assert "Un premier paragrafe." in opened.content.decode()
    assert "second paragraphe" not in opened.content.decode()
    assert not answer.cookies
    assert not opened.cookies


def test_a_typing_error_is_sent_and_accepted_from_the_list(send, page, publisher, signed_in, visitor, mailoutbox):  # noqa: F811
    send("Un premier paragraphe.", name="Lou", reason="Une faute.", email="lou@example.org")
    correction = Correction.objects.get()
    colleague = signed_in(publisher)
    listed = colleague.get("/admin/corrections/").content.decode()

    colleague.post(f"/admin/corrections/{correction.pk}/", {"act": "accept"})

    assert "Accepter et publier" in listed
    assert current(page).losses == LOSSES.replace("paragrafe", "paragraphe")
    correction.refresh_from_db()
    assert (correction.state, correction.email, correction.settled_by) == (State.ACCEPTED, "", publisher)
    history = visitor.get(f"{page.url}historique/").content.decode()
    assert "Correction de Lou." in history
    assert "Une faute." in history
    assert mailoutbox[-1].to == ["lou@example.org"]
    assert "Elle est publiée" in mailoutbox[-1].body


def test_a_name_is_withdrawn_and_the_text_stays(send, page, publisher, signed_in, visitor):  # noqa: F811
    send("Un premier paragraphe.", name="Lou")
    correcting.accept(Correction.objects.get(), publisher)

    signed_in(publisher).post(f"/admin/versions/{page.pk}/2/nom/")

    history = visitor.get(f"{page.url}historique/").content.decode()
    assert "Lou" not in history
    assert current(page).losses == LOSSES.replace("paragrafe", "paragraphe")


def test_a_line_of_a_list_is_corrected_in_its_place(send, page, publisher):  # noqa: F811
    send("Simple à utiliser", place="pros.")

    correcting.accept(Correction.objects.get(), publisher)

    assert [line.value for line in current(page).pros] == ["Simple à utiliser"]


def test_what_was_published_meanwhile_is_kept_beside_the_correction(send, page, publisher):  # noqa: F811
    send("Un premier paragraphe.")
    publish(page, losses=LOSSES.replace("plus long", "plus court"))

    correcting.accept(Correction.objects.get(), publisher)

    assert current(page).losses == "Un premier paragraphe.\n\nUn second paragraphe, plus court."


def test_a_correction_of_a_passage_as_it_was_read_is_taken(send, page, publisher):  # noqa: F811
    publish(page, losses="Tout neuf.\n\n" + LOSSES)

    send("Un premier paragraphe.")
    correcting.accept(Correction.objects.get(), publisher)

    assert current(page).losses == "Tout neuf.\n\n" + LOSSES.replace("paragrafe", "paragraphe")


def test_two_corrections_of_the_same_words_are_shown_and_a_person_decides(send, page, publisher, signed_in):  # noqa: F811
    send("Un premier paragraphe.")
    send("Un premier alinéa.")
    first, second = Correction.objects.all()
    correcting.accept(first, publisher)
    colleague = signed_in(publisher)

    with pytest.raises(correcting.ConflictError):
        correcting.accept(second, publisher)
    shown = colleague.get(f"/admin/corrections/{second.pk}/").content.decode()
    colleague.post(f"/admin/corrections/{second.pk}/", {"act": "resolve", "resolved": "Un alinéa."})

    assert "Un premier alinéa." in shown
    assert "Un premier paragraphe." in shown
    assert current(page).losses == "Un alinéa."
    assert Correction.objects.get(pk=second.pk).state == State.ACCEPTED


def test_a_correction_of_a_passage_that_is_gone_keeps_its_text(send, page, publisher, signed_in):  # noqa: F811
    send("Simple à utiliser", place="pros.")
    publish(page, pros=[])
    correction = Correction.objects.get()

    answer = signed_in(publisher).post(f"/admin/corrections/{correction.pk}/", {"act": "accept"})

    assert "Ce qui est proposé" in answer.content.decode()
    assert '<div class="changes">Simple à utiliser</div>' in answer.content.decode()
    assert Correction.objects.get().state == State.WAITING


def test_a_correction_outlives_its_page(send, page, publisher, signed_in):  # noqa: F811
    send("Un premier paragraphe.")
    page.delete()
    correction = Correction.objects.get()

    shown = signed_in(publisher).get(f"/admin/corrections/{correction.pk}/").content.decode()

    assert "Cette page n’existe plus." in shown
    assert "paragraphe" in shown


def test_a_draft_that_waits_is_kept_with_the_correction_in_it(send, page, publisher):  # noqa: F811
    draft = current(page)
    draft.summary = "Un résumé en brouillon."
    draft.save_revision()
    send("Un premier paragraphe.")

    assert correcting.accept(Correction.objects.get(), publisher)

    published = current(page)
    assert (published.summary, published.has_unpublished_changes) == ("Une phrase.", True)
    latest = published.get_latest_revision_as_object()
    assert latest.summary == "Un résumé en brouillon."
    assert latest.losses == LOSSES.replace("paragrafe", "paragraphe")


def test_a_draft_that_says_otherwise_is_kept_as_it_is(send, page, publisher):  # noqa: F811
    draft = current(page)
    draft.losses = "Un premier chapitre.\n\nUn second paragraphe, plus long."
    draft.save_revision()
    send("Un premier paragraphe.")

    assert not correcting.accept(Correction.objects.get(), publisher)

    assert current(page).get_latest_revision_as_object().losses.startswith("Un premier chapitre.")


def test_a_locked_page_waits(send, page, publisher):  # noqa: F811
    type(page).objects.filter(pk=page.pk).update(locked=True)
    send("Un premier paragraphe.")

    with pytest.raises(correcting.BusyPageError):
        correcting.accept(Correction.objects.get(), publisher)

    assert Correction.objects.get().state == State.WAITING


def test_a_page_whose_next_publication_is_planned_waits(send, page, publisher):  # noqa: F811
    draft = current(page)
    draft.summary = "Pour demain."
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision().publish()
    send("Un premier paragraphe.")

    with pytest.raises(correcting.BusyPageError):
        correcting.accept(Correction.objects.get(), publisher)

    assert page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_unfinished_draft_stops_nothing_and_is_kept(send, page, publisher):  # noqa: F811
    draft = current(page)
    draft.summary = ""
    draft.save_revision(clean=False)
    send("Un premier paragraphe.")

    correcting.accept(Correction.objects.get(), publisher)

    published = current(page)
    assert published.losses == LOSSES.replace("paragrafe", "paragraphe")
    assert published.get_latest_revision_as_object().summary == ""


def test_the_page_is_held_before_it_is_read(send, publisher):  # noqa: F811
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite writes one at a time")
    send("Un premier paragraphe.")

    with CaptureQueriesContext(connection) as asked:
        correcting.accept(Correction.objects.get(), publisher)

    read = [query["sql"] for query in asked if 'FROM "wagtailcore_page"' in query["sql"]]
    assert "FOR UPDATE" in read[0]


def test_a_refusal_says_why_and_loses_nothing(send, page, publisher, signed_in, mailoutbox):  # noqa: F811
    send("Achetez ceci.", email="lou@example.org")
    correction = Correction.objects.get()

    signed_in(publisher).post(
        f"/admin/corrections/{correction.pk}/", {"act": "refuse", "answer": "C’est une publicité."}
    )

    correction.refresh_from_db()
    assert (correction.state, correction.after, correction.email) == (State.REFUSED, "Achetez ceci.", "")
    assert "C’est une publicité." in mailoutbox[-1].body
    assert current(page).losses == LOSSES


def test_a_correction_is_settled_once(send, publisher):  # noqa: F811
    send("Un premier paragraphe.")
    correction = Correction.objects.get()
    correcting.refuse(correction, publisher, "Non.")

    with pytest.raises(correcting.AlreadySettledError):
        correcting.accept(correction, publisher)

    assert Version.objects.count() == 1


def test_who_does_not_publish_the_page_accepts_nothing(send, page, editor, contributor, signed_in):
    send("Un premier paragraphe.")
    correction = Correction.objects.get()

    assert signed_in(editor).post(f"/admin/corrections/{correction.pk}/", {"act": "accept"}).status_code == 404
    assert signed_in(contributor).post(f"/admin/corrections/{correction.pk}/", {"act": "accept"}).status_code != 200
    assert current(page).losses == LOSSES


@pytest.mark.parametrize(
    "fields",
    [
        {"after": ""}, {"after": " \u00a0 "}, {"after": "Un premier paragrafe."}, {"after": "a" * 20_001},
        {"after": "[" * 50}, {"email": "non"}, {"name": "a" * 101}, {"reason": "a" * 301},
        {"altcha": "faux"},
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_given_back(send, fields):
    answer = send(**({"after": "Un premier paragraphe."} | fields))

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert Correction.objects.count() == 0


def test_a_line_that_is_too_long_for_its_field_is_refused_at_once(send):
    answer = send("a" * 400, place="summary")

    assert "errorlist" in answer.content.decode()
    assert Correction.objects.count() == 0


def test_what_was_written_for_a_passage_that_changed_is_kept_and_goes_where_its_author_says(visitor, send, page):
    written = {"reason": "Une faute.", "name": "Lou", "email": "lou@example.org"}
    publish(page, losses="Tout neuf.\n\nUn premier alinéa.\n\nUn second paragraphe, plus long.")

    answer = send("Un premier paragraphe,\nje crois.", version="", **written)
    kept = answer.content.decode()
    there = next(found for found in passages(current(page)) if found.place == "losses~2")
    form = visitor.post(
        f"/proposer/correction/?page={page.code}", {"ici": there.key, "after": "Un premier paragraphe."} | written
    ).content.decode()

    assert answer.status_code == 409
    assert "Rien n’est encore envoyé" in kept
    for value in ("Un premier paragraphe,\nje crois.", *written.values()):
        assert f'value="{value}"' in kept
    assert f'<button type="submit" name="ici" value="{there.key}"' in kept
    assert '<div class="changes">Un premier alinéa.</div>' in form
    for value in ("Un premier paragraphe.</textarea>", *(f'value="{value}"' for value in written.values())):
        assert value in form
    assert Correction.objects.count() == 0


def test_a_passage_chosen_too_late_keeps_the_text_once_more(visitor, page):
    sent = {"ici": "losses~1|000000000000", "after": "Mon texte à moi."}

    answer = visitor.post(f"/proposer/correction/?page={page.code}", sent)

    assert answer.status_code == 409
    assert "Mon texte à moi." in answer.content.decode()


def test_a_link_to_a_passage_that_changed_opens_no_other_one(visitor, page):
    passage = next(found for found in passages(page) if found.place == "losses~1")
    publish(page, losses="Tout neuf.\n\n" + LOSSES)

    html = visitor.get(f"/proposer/correction/?page={page.code}&passage={passage.key}").content.decode()

    assert "Ce passage a changé" in html
    assert "<textarea" not in html


def test_the_words_of_the_licence_stand_above_the_button(visitor, page):
    html = visitor.get(f"/proposer/correction/?page={page.code}&passage=losses~1").content.decode()

    assert html.index("sous la licence de cette page, CC BY-SA 4.0") < html.index("Envoyer la correction")


def test_the_team_is_told_of_corrections_by_their_list(send, editor, mailoutbox):
    send("Un premier paragraphe.")

    assert mailoutbox[-1].to == [editor.email]
    assert mailoutbox[-1].subject.endswith("quelqu’un propose une correction")
    assert "/admin/corrections/" in mailoutbox[-1].body


def test_a_passage_that_no_version_had_gives_the_text_back(visitor, page):
    address = f"/proposer/correction/?page={page.code}&passage=losses~9"

    answer = visitor.post(address, {"after": "Mon texte à moi.", "licence": "on"})

    assert answer.status_code == 409
    assert "Mon texte à moi." in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?page=", "?page=AAAAA", "?page=%00", "?passage=x", "?page=a%2F..%2Fb"])
def test_a_correction_of_nothing_is_not_found(visitor, query):
    assert visitor.get(f"/proposer/correction/{query}").status_code == 404


def test_what_a_robot_may_have_written_is_read_last(send):
    send("Achetez.", website="https://example.org")

    assert Correction.objects.get().doubts
    assert queries.to_review() == 0


def test_the_number_stands_on_the_first_page_of_the_admin(send, editor, signed_in):
    send("Un premier paragraphe.")

    assert "1 correction du" in signed_in(editor).get("/admin/").content.decode()


def test_attacks_are_words_in_the_form_in_the_list_and_in_the_difference(payloads, send, page, publisher, signed_in):  # noqa: F811
    send("Un premier paragraphe.", name="x", reason="x")
    correction = Correction.objects.get()
    colleague = signed_in(publisher)
    addresses = ["/admin/corrections/", f"/admin/corrections/{correction.pk}/"]
    words = {("ins",), ("del",), ("span", "class"), ("p",), ("br",)}
    harmless = {address: set(shape(colleague.get(address).content.decode())) | words for address in addresses}
    active = []
    for text in (text.replace("\x00", "") for text in payloads[::400]):
        fields = {
            "before": text[::-1],
            "after": text,
            "reason": text[:300],
            "name": text[:100],
            "page_title": text[:255],
        }
        Correction.objects.filter(pk=correction.pk).update(**fields)
        shown = {address: set(shape(colleague.get(address).content.decode())) for address in addresses}
        active += [text for address in addresses if shown[address] - harmless[address]]

    assert active == []
