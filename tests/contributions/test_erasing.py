"""What is erased of a page, how far it reaches, and what it leaves."""

import pytest
from django.utils import timezone
from wagtail.models import Revision

from contributions import correcting, erasing
from contributions.correcting import Proposed, send_correction
from contributions.finding_words import saying
from contributions.models import Correction, Report, Version
from contributions.passages import passages
from contributions.reporting import Said, report_page
from tests.contributions.test_history import page, publish, publisher, read  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
NUMBER = "06 12 34 56 78"
OTHERWISE = "06.12.34.56.78"


@pytest.fixture
def said(page, publisher):  # noqa: F811
    """A page that said a number in two versions, a draft, a correction and a report, and says it no more."""
    publish(page, losses=f"Appelez Zoé au {NUMBER}.")
    publish(page, pros=[{"type": "line", "value": f"Zoé répond : {OTHERWISE}"}], losses="Autre.")
    draft = publish(page, pros=[], losses="Sans rien.")
    draft.losses = "Le 0612345678, en brouillon."
    draft.save_revision()
    publish(page, losses="Plus rien.")
    current = type(page).objects.get(pk=page.pk)
    report_page(current, Said(f"Le {NUMBER} ne répond pas."))
    Report.objects.update(closed_at=timezone.now())
    passage = next(found for found in passages(current) if found.place == "losses")
    correction = send_correction(current, Proposed(passage, passage.text, f"Le {OTHERWISE}."))
    correcting.refuse(correction, publisher, "Non.")
    return current


def contents(of):
    return "".join(str(revision.content) for revision in Revision.objects.for_instance(of))


def test_an_erased_text_is_gone_for_good_and_the_act_stays(visitor, page, publisher, signed_in):  # noqa: F811
    publish(page, losses="Appelez Jean au 01 23 45 67 89.")
    publish(page, losses="Appelez-nous.")
    version = Version.objects.get(page=page, number=2)

    signed_in(publisher).post(f"/admin/versions/{page.pk}/2/effacer/")

    assert not Revision.objects.filter(pk=version.revision_id).exists()
    pages = [
        read(visitor, page, rest).content.decode() for rest in ("", "2/", "?version=1&avec=2", "?version=2&avec=3")
    ]
    assert all("Jean" not in html for html in pages)
    assert "Son texte a été effacé le" in pages[0]
    assert "Son texte a été effacé le" in pages[1]
    assert "ne peuvent pas être comparées" in pages[2]


def test_what_is_on_the_site_is_not_erased(page, editor):  # noqa: F811
    with pytest.raises(erasing.StillReadError):
        erasing.erase(Version.objects.get(page=page), editor)

    assert Version.objects.get(page=page).revision is not None


def test_only_those_who_publish_erase(page, editor, contributor, signed_in):  # noqa: F811
    publish(page, losses="Autre.")

    for person in (editor, contributor):
        signed_in(person).post(f"/admin/versions/{page.pk}/1/effacer/")

    assert Version.objects.get(page=page, number=1).erased_at is None


def test_erasing_takes_the_words_of_whoever_corrected_too(page, publisher):  # noqa: F811
    publish(page, losses="Autre.")
    Version.objects.filter(page=page, number=1).update(reason="Le 06 12 34 56 78.", thanks_to="Lou")

    erasing.erase(Version.objects.get(page=page, number=1), publisher)

    erased = Version.objects.get(page=page, number=1)
    assert (erased.reason, erased.thanks_to) == ("", "")


def test_erasing_reaches_all_that_says_the_words(said, publisher, signed_in, visitor):  # noqa: F811
    address = f"/admin/versions/{said.pk}/2/effacer/"
    asked = signed_in(publisher).get(address, {"mots": NUMBER}).content.decode()

    signed_in(publisher).post(address, {"mots": NUMBER})

    for line in ("Version 2, ", "Version 3, ", "1 brouillon", "1 correction traitée", "1 signalement"):
        assert line in asked
    assert "Version 4, " not in asked
    assert not [number for number in ("34 56", "34.56", "3456") if number in contents(said)]
    assert (Correction.objects.count(), Report.objects.count()) == (0, 0)
    erased = Version.objects.filter(page=said.pk).exclude(erased_at=None)
    assert sorted(version.number for version in erased) == [2, 3]
    assert "Le chat noir dort." in read(visitor, said, "1/").content.decode()
    assert "Plus rien." in visitor.get(said.url).content.decode()


def test_erasing_without_words_reaches_that_version_only(said, publisher):  # noqa: F811
    erasing.erase(Version.objects.get(page=said.pk, number=2), publisher)

    assert "34.56" in contents(said)
    assert Correction.objects.count() == 1


def test_words_that_are_still_read_are_corrected_first(said, publisher, signed_in):  # noqa: F811
    publish(said, losses=f"De nouveau le {NUMBER}.")

    answer = signed_in(publisher).post(f"/admin/versions/{said.pk}/2/effacer/", {"mots": NUMBER})

    assert "corrigez-le et publiez-le d’abord" in answer.content.decode()
    assert not Version.objects.filter(page=said.pk).exclude(erased_at=None).exists()
    assert Correction.objects.count() == 1


def test_a_planned_publication_is_not_erased(said, publisher):  # noqa: F811
    planned = type(said).objects.get(pk=said.pk)
    planned.losses = f"Demain, le {NUMBER}."
    planned.go_live_at = timezone.now() + timezone.timedelta(days=1)
    planned.save_revision().publish()
    type(said).objects.get(pk=said.pk).save_revision()

    with pytest.raises(erasing.StillReadError):
        erasing.erase(Version.objects.get(page=said.pk, number=2), publisher, NUMBER)


def test_what_waits_for_the_team_is_left_to_it_and_said(said, publisher, signed_in):  # noqa: F811
    report_page(said, Said(f"Encore le {NUMBER}."))

    answer = signed_in(publisher).post(f"/admin/versions/{said.pk}/2/effacer/", {"mots": NUMBER}, follow=True)

    assert "attendent disent encore ces mots" in answer.content.decode()
    assert [report.text for report in Report.objects.all()] == [f"Encore le {NUMBER}."]


def test_a_name_beside_the_version_on_the_site_goes_and_its_text_stays(said, publisher):  # noqa: F811
    last = Version.objects.filter(page=said.pk).first()
    Version.objects.filter(pk=last.pk).update(thanks_to="Zoé Martin")

    erasing.erase(Version.objects.get(page=said.pk, number=2), publisher, "zoe martin")

    last.refresh_from_db()
    assert (last.thanks_to, last.erased_at) == ("", None)
    assert last.revision is not None


@pytest.mark.parametrize("words", ["", "  ", "de", "...", "’"])
def test_words_too_short_to_mean_somebody_find_nothing(said, words):
    found = saying(said, words)

    assert (found.versions, found.drafts, found.is_still_read) == ([], [], False)


def test_what_stays_out_of_reach_is_said(said, publisher, signed_in):  # noqa: F811
    asked = signed_in(publisher).get(f"/admin/versions/{said.pk}/2/effacer/").content.decode()

    assert "les sauvegardes faites avant" in asked
