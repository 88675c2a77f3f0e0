"""What the team does about names, and what becomes of a name in the messages of others."""

import pytest

from accounts.personal_data import delete_account
from forum import moderation, posting
from forum.models import ListedWord, Post, PostVersion, RefusedName
from forum.rendering import quote

pytestmark = pytest.mark.django_db


def quoting(author, topic, draft, name, text="Nous sommes douze."):
    return posting.reply(author, topic, draft(quote(name, text) + "D’accord."))


def test_a_suspended_person_does_not_change_name(nadia, moderator, signed_in):
    moderation.suspend(nadia, "Insultes.", 7, moderator)

    page = signed_in(nadia).post("/compte/nom/", {"display_name": "Insulte publique"})

    nadia.refresh_from_db()
    assert nadia.display_name == "Nadia"
    assert "suspension du forum est en cours" in page.content.decode()


def test_a_name_with_listed_words_is_refused_at_both_doors(topic, learner, signed_in):
    ListedWord.objects.create(words="casino")

    account = signed_in(learner).post("/compte/nom/", {"display_name": "Casino gratuit"})
    forum = signed_in(learner).post(
        f"{topic.get_absolute_url()}repondre/", {"text": "Bonjour.", "name": "Casino gratuit"}
    )

    learner.refresh_from_db()
    assert learner.display_name == ""
    assert "n’accepte pas ce nom" in account.content.decode()
    assert "n’accepte pas ce nom" in forum.content.decode()


def test_the_team_takes_a_name_away_for_good(topic, nadia, moderator, signed_in, visitor, django_user_model):
    post = topic.posts.get()

    signed_in(moderator).post(
        f"/admin/forum/message/{post.pk}/", {"act": "take_name", "take_name-reason": "Ce nom blesse."}
    )

    nadia.refresh_from_db()
    assert nadia.display_name == ""
    assert "Nadia" not in visitor.get(topic.get_absolute_url()).content.decode()
    assert "Ce nom blesse." in signed_in(nadia).get("/forum/mes-messages/").content.decode()
    again = signed_in(nadia).post("/compte/nom/", {"display_name": "NАDIA"})
    assert "n’accepte pas ce nom" in again.content.decode()
    assert RefusedName.objects.count() == 1


def test_a_moderator_may_not_sanction_an_administrator_nor_oneself(topic, administrator, moderator, signed_in):
    Post.objects.filter(topic=topic).update(author=administrator)
    post = topic.posts.get()
    path = f"/admin/forum/message/{post.pk}/"

    acts = [
        ("suspend", {"suspend-reason": "x", "suspend-days": "7"}),
        ("warn", {"warn-reason": "x"}),
        ("unsuspend", {}),
    ]
    answers = [signed_in(moderator).post(path, {"act": act, **data}).status_code for act, data in acts]

    assert answers == [404, 404, 404]
    assert "Suspendre cette personne" not in signed_in(moderator).get(path).content.decode()
    assert "Suspendre cette personne" not in signed_in(administrator).get(path).content.decode()


def test_a_quotation_of_somebody_who_left_loses_the_name(topic, nadia, known, draft, visitor):
    paul, rita = known("Paul"), known("Rita d'Arc")
    mine = posting.reply(paul, topic, draft("Le mardi."))
    post = quoting(nadia, topic, draft, "Paul", "Le mardi.")
    post = posting.edit(nadia, post, draft(post.source + " Merci."))
    twice = posting.reply(rita, topic, draft(quote("Nadia", post.source)))
    other = posting.reply(nadia, topic, draft(quote("Rita d'Arc", "Oui.") + "**Paul** est un prénom."))

    delete_account(paul)
    delete_account(rita)

    page = visitor.get(topic.get_absolute_url()).content.decode()
    assert page.count("<strong>Paul</strong>") == 1  # what was not a quotation stays as it was written
    assert "Rita" not in page
    assert page.count("<strong>compte fermé</strong>") == 3
    assert not PostVersion.objects.filter(source__contains="> **Paul**").exists()
    assert {mine.pk, twice.pk, other.pk} <= set(Post.objects.values_list("pk", flat=True))


def test_a_quotation_follows_a_change_of_name(topic, nadia, known, draft, signed_in, visitor):
    paul = known("Paul")
    quoting(nadia, topic, draft, "Paul")

    signed_in(paul).post("/compte/nom/", {"display_name": "Paul B."})
    delete_account(paul)

    assert "Paul" not in visitor.get(topic.get_absolute_url()).content.decode()


def test_only_the_team_resolves_a_locked_topic(topic, nadia, moderator, signed_in):
    moderation.lock(topic, "Tout est dit.", moderator)
    path = f"{topic.get_absolute_url()}resoudre/"

    assert signed_in(nadia).post(path).status_code == 404
    assert signed_in(moderator).post(path).status_code == 302
