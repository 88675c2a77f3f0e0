"""Every page of the accounts and of the forum, forms with their errors too, rendered once by Django."""

import uuid
from unittest import mock

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from forum import moderation, posting
from forum.models import Post, Section, Topic
from forum.settling import settle
from forum.subscribing import subscribe
from tests.pages.rendering import Rendered, Site, forgotten

PASSWORD = "quatre mots faciles à retenir"
RICH = """Nous sommes **douze**, et `/var/log` ne dit rien.

> Avez-vous essayé un sondage ?

1. une liste
2. numérotée

| jour | heure |
|---|---|
| lundi | 18 h |

```
une_ligne_de_code_beaucoup_trop_longue_pour_un_petit_ecran = "et pourtant elle doit tenir dans la page sans déborder"
```

Voir [la fiche](/f/7QK2M) et https://un-site-au-nom-vraiment-tres-long.example.org/avec/une/adresse/qui/ne/finit/pas
"""


class Community:
    """A forum in which something has happened, and its people."""

    def __init__(self) -> None:
        cache.clear()
        self.camille = self._person("camille@example.org", "Camille Roux")
        self.mona = self._person("mona@example.org", "Mona")
        self.mona.groups.add(Group.objects.get(name="Modération du forum"))
        self.lina = self._person("lina@example.org", "")
        self.sami = self._person("sami@example.org", "Sami")
        self.section = Section.objects.get(slug="questions-generales")
        self.topic = self._open(
            "Comment choisir une date à douze, sans que tout le monde doive créer un compte ?", RICH
        )
        self.post = self.topic.posts.get()
        posting.edit(self.camille, self.post, self._draft(RICH + "\nMerci."))
        hidden = posting.reply(self.mona, self.topic, self._draft("Hors sujet."))
        posting.reply(self.mona, self.topic, self._draft("Essayez un sondage."))
        moderation.hide(hidden, "Hors sujet : ouvrez un autre fil.", self.mona)
        self.locked = self._open("Un débat clos", "Pour ou contre ?")
        moderation.lock(self.locked, "Tout est dit.", self.mona)
        posting.resolve(self._open("Une question réglée", "C’est réglé."), resolved=True)
        self.subscription = subscribe(self.camille, self.topic, "daily")
        posting.open_topic(self.lina, self.section, "Un premier message", self._draft("Bonjour."))
        moderation.warn(self.camille, "Restez aimable.", self.mona)
        moderation.suspend(self.sami, "Trois avertissements.", 7, self.mona)

    def _person(self, address: str, name: str) -> User:
        return User.objects.create_user(address, PASSWORD, display_name=name)

    def _draft(self, text: str) -> posting.Draft:
        return posting.Draft(text, uuid.uuid4())

    def _open(self, title: str, text: str) -> Topic:
        post = posting.open_topic(self.camille, self.section, title, self._draft(text))
        Post.objects.filter(pk=post.pk).update(status="published", published_at=timezone.now())
        settle(post.topic)
        return post.topic

    def client(self, person: User | None) -> Client:
        """Signed in, with the fresh proof of who one is that some pages ask for."""
        client = Client()
        if person:
            client.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})
            client.post("/compte/verifier/", {"password": PASSWORD})
        return client


def render_community() -> Site:
    with forgotten(), mock.patch("django.conf.settings.FORUM_POSTS_IN_TEN_MINUTES", 1_000):
        community = Community()
        pages = {kind: _rendered(kind, *asked) for kind, asked in _asked(community).items()}
    return Site(pages, {})


def _rendered(kind: str, client: Client, path: str, data: dict[str, str] | None = None) -> Rendered:
    """A page that a form gives back has an address of its own here, so that a browser can open it again."""
    answer = client.get(path) if data is None else client.post(path, data)
    address = path if data is None else f"{path}?{kind}"
    headers = dict(answer.headers)
    if "Content-Disposition" in headers:  # a file to keep is opened later, from the disk: no header is left
        headers = {"Content-Type": headers["Content-Type"]}
    return Rendered(address, answer.status_code, answer.content.decode(), headers, [])


def _asked(community: Community) -> dict[str, tuple]:
    nobody, camille, lina, sami = map(community.client, (None, community.camille, community.lina, community.sami))
    topic, post = community.topic.get_absolute_url(), community.post.pk
    address = community.camille.email
    return {
        "login": (nobody, "/compte/connexion/"),
        "login-wrong": (nobody, "/compte/connexion/", {"login": address, "password": "non"}),
        "signup": (nobody, "/compte/inscription/"),
        "signup-wrong": (nobody, "/compte/inscription/", {"email": "pas une adresse", "password1": "court"}),
        "signup-robot": (nobody, "/compte/inscription/", {"email": "a@example.org", "password1": PASSWORD, "altcha": "x"}),
        "confirmation-sent": (nobody, "/compte/confirmation/"),
        "confirmation-unknown": (nobody, "/compte/confirmation/inconnue/"),
        "reset": (nobody, "/compte/mot-de-passe-oublie/"),
        "reset-wrong": (nobody, "/compte/mot-de-passe-oublie/", {"email": "x"}),
        "reset-sent": (nobody, "/compte/mot-de-passe-oublie/envoye/"),
        "reset-unknown": (nobody, "/compte/mot-de-passe-oublie/1-inconnue/"),
        "reset-done": (nobody, "/compte/mot-de-passe-oublie/change/"),
        "inactive": (nobody, "/compte/inactif/"),
        "deleted": (nobody, "/compte/supprime/"),
        "form-expired": (Client(enforce_csrf_checks=True), "/compte/connexion/", {"login": "x"}),
        "account": (camille, "/compte/"),
        "name": (camille, "/compte/nom/"),
        "name-taken": (camille, "/compte/nom/", {"display_name": "mona"}),
        "address": (camille, "/compte/adresse/"),
        "address-wrong": (camille, "/compte/adresse/", {"email": "x", "action_add": ""}),
        "password": (camille, "/compte/mot-de-passe/"),
        "password-wrong": (camille, "/compte/mot-de-passe/", {"oldpassword": "x", "password1": "y"}),
        "keys": (camille, "/compte/cles/"),
        "key-list": (camille, "/compte/cles/liste/"),
        "key-add": (camille, "/compte/cles/ajouter/"),
        "verify": (camille, "/compte/verifier/"),
        "verify-wrong": (camille, "/compte/verifier/", {"password": "non"}),
        "export": (camille, "/compte/mes-donnees/"),
        "delete": (camille, "/compte/supprimer/"),
        "delete-wrong": (camille, "/compte/supprimer/", {"email": "autre@example.org"}),
        "logout": (camille, "/compte/deconnexion/"),
        "forum": (nobody, "/forum/"),
        "forum-resolved": (nobody, "/forum/?etat=resolu"),
        "section": (nobody, "/forum/questions-generales/"),
        "topic": (nobody, topic),
        "topic-locked": (nobody, community.locked.get_absolute_url()),
        "history": (nobody, f"/forum/message/{post}/historique/"),
        "report": (nobody, f"/forum/message/{post}/signaler/"),
        "report-wrong": (nobody, f"/forum/message/{post}/signaler/", {"reason": ""}),
        "reported": (nobody, f"/forum/message/{post}/signaler/", {"reason": "other", "details": "Voir."}),
        "unsubscribe": (nobody, community.subscription.get_absolute_url()),
        "unsubscribed": (nobody, "/forum/abonnement/inconnu/", {"x": ""}),
        "signed-out": (nobody, f"{topic}repondre/", {"text": "Un texte précieux."}),
        "new": (camille, "/forum/nouveau/"),
        "new-wrong": (camille, "/forum/nouveau/", {"title": "Ah", "text": ""}),
        "reply": (camille, f"{topic}repondre/"),
        "quote": (camille, f"{topic}repondre/?citer={post}"),
        "preview": (camille, f"{topic}repondre/", {"text": RICH, "preview": "1"}),
        "reply-locked": (camille, f"{community.locked.get_absolute_url()}repondre/", {"text": "Un texte précieux."}),
        "gone": (camille, "/forum/questions-generales/nulle-part/repondre/", {"text": "Un texte précieux."}),
        "edit": (camille, f"/forum/message/{post}/modifier/"),
        "resolve": (camille, f"{topic}resoudre/"),
        "follow": (camille, f"{topic}suivre/"),
        "own": (camille, "/forum/mes-messages/"),
        "first-message": (lina, f"{topic}repondre/"),
        "suspended": (sami, f"{topic}repondre/", {"text": "Un texte précieux."}),
    }  # fmt: skip
