"""
Who gets what: every address of the site × role × method.

A new address without a row breaks the tests: add a row, say what each role must get, and have it reviewed.
Statuses stand in the order of ROLES. `missing` is an address of the same kind at which nothing is: whoever is
refused at `path` must get the same answer there. The admin's own addresses follow one rule (test_matrix.py).
"""

from dataclasses import dataclass

ROLES = ("visitor", "account", "author", "team", "editor", "administrator")


@dataclass(frozen=True)
class Row:
    pattern: str
    path: str
    get: str
    post: str
    missing: str = ""
    exempt: bool = False
    """Accepts a POST without a token: reviewed one by one."""


def to_all(status: int) -> str:
    return " ".join([str(status)] * len(ROLES))


PUBLIC, NOWHERE, REFUSED, NO_METHOD = to_all(200), to_all(404), to_all(403), to_all(405)
OWN = "302 200 200 200 200 200"
GIVEN_BACK = "403 200 200 200 200 200"  # a text sent without a session is given back with the way in

TABLE = [
    Row("compte/carnet/", "/compte/carnet/", "401 200 200 200 200 200", NO_METHOD),
    Row("compte/", "/compte/", OWN, OWN),
    Row("compte/nom/", "/compte/nom/", OWN, OWN),
    Row("compte/sessions/", "/compte/sessions/", OWN, to_all(302)),
    Row("compte/defi/", "/compte/defi/", PUBLIC, NO_METHOD),
    Row("compte/mes-donnees/", "/compte/mes-donnees/", OWN, "302 405 405 405 405 405"),
    Row("compte/mes-donnees.json", "/compte/mes-donnees.json", OWN, "302 405 405 405 405 405"),
    Row("compte/supprimer/", "/compte/supprimer/", to_all(302), to_all(302)),
    Row("compte/supprime/", "/compte/supprime/", PUBLIC, NO_METHOD),
    Row("compte/connexion/", "/compte/connexion/", "200 302 302 302 302 302", "200 302 302 302 302 302"),
    Row("compte/deconnexion/", "/compte/deconnexion/", OWN, to_all(302)),
    Row("compte/inactif/", "/compte/inactif/", PUBLIC, NO_METHOD),
    Row("compte/inscription/", "/compte/inscription/", "200 302 302 302 302 302", "200 302 302 302 302 302"),
    Row("compte/confirmation/", "/compte/confirmation/", PUBLIC, NO_METHOD),
    Row(r"compte/^confirmation/(?P<key>[-:\w]+)/$", "/compte/confirmation/inconnue/", PUBLIC, NOWHERE),
    Row("compte/mot-de-passe-oublie/", "/compte/mot-de-passe-oublie/", PUBLIC, PUBLIC),
    Row("compte/mot-de-passe-oublie/envoye/", "/compte/mot-de-passe-oublie/envoye/", PUBLIC, NO_METHOD),
    Row("compte/mot-de-passe-oublie/change/", "/compte/mot-de-passe-oublie/change/", PUBLIC, NO_METHOD),
    Row(
        "compte/^mot-de-passe-oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "/compte/mot-de-passe-oublie/1-inconnue/",
        PUBLIC,
        PUBLIC,
    ),
    Row("compte/connexion/cle/", "/compte/connexion/cle/", to_all(302), to_all(302)),
    Row("compte/connexion/deuxieme-preuve/", "/compte/connexion/deuxieme-preuve/", to_all(302), to_all(302)),
    Row("compte/adresse/", "/compte/adresse/", OWN, to_all(302)),
    Row("compte/mot-de-passe/", "/compte/mot-de-passe/", OWN, OWN),
    Row("compte/mot-de-passe/choisir/", "/compte/mot-de-passe/choisir/", to_all(302), to_all(302)),
    Row("compte/verifier/", "/compte/verifier/", OWN, OWN),
    Row("compte/verifier/code/", "/compte/verifier/code/", to_all(302), to_all(302)),
    Row("compte/verifier/cle/", "/compte/verifier/cle/", to_all(302), to_all(302)),
    Row("compte/cles/", "/compte/cles/", OWN, "302 405 405 405 405 405"),
    Row("compte/cles/liste/", "/compte/cles/liste/", OWN, "302 405 405 405 405 405"),
    Row("compte/cles/ajouter/", "/compte/cles/ajouter/", to_all(302), to_all(302)),
    Row("compte/cles/<int:pk>/renommer/", "/compte/cles/1/renommer/", to_all(302), to_all(302)),
    Row("compte/cles/<int:pk>/retirer/", "/compte/cles/1/retirer/", to_all(302), to_all(302)),
    Row(
        "compte/cles/codes-de-secours/",
        "/compte/cles/codes-de-secours/",
        "302 404 404 404 404 404",
        "302 405 405 405 405 405",
    ),
    Row("compte/cles/codes-de-secours/nouveaux/", "/compte/cles/codes-de-secours/nouveaux/", to_all(302), to_all(302)),
    Row(
        "compte/cles/codes-de-secours/fichier/",
        "/compte/cles/codes-de-secours/fichier/",
        "302 404 404 404 404 404",
        "302 404 404 404 404 404",
    ),
    Row("forum/", "/forum/", PUBLIC, NO_METHOD),
    Row("forum/flux.atom", "/forum/flux.atom", PUBLIC, NO_METHOD),
    Row("forum/nouveau/", "/forum/nouveau/", PUBLIC, GIVEN_BACK),
    Row("forum/mes-messages/", "/forum/mes-messages/", OWN, GIVEN_BACK),
    Row("forum/abonnement/<str:token>/", "/forum/abonnement/inconnu/", PUBLIC, PUBLIC, exempt=True),
    Row("forum/message/<int:pk>/", "/forum/message/{post}/", to_all(302), NO_METHOD, missing="/forum/message/999999/"),
    Row(
        "forum/message/<int:pk>/historique/",
        "/forum/message/{post}/historique/",
        PUBLIC,
        NO_METHOD,
        missing="/forum/message/999999/historique/",
    ),
    Row(
        "forum/message/<int:pk>/modifier/",
        "/forum/message/{post}/modifier/",
        "302 404 200 404 404 404",
        "403 404 200 404 404 404",
        missing="/forum/message/999999/modifier/",
    ),
    Row(
        "forum/message/<int:pk>/signaler/",
        "/forum/message/{post}/signaler/",
        PUBLIC,
        PUBLIC,
        missing="/forum/message/999999/signaler/",
    ),
    Row("forum/<slug:section_slug>/", "/forum/questions-generales/", PUBLIC, NO_METHOD, missing="/forum/nulle-part/"),
    Row(
        "forum/<slug:section_slug>/flux.atom",
        "/forum/questions-generales/flux.atom",
        PUBLIC,
        NO_METHOD,
        missing="/forum/nulle-part/flux.atom",
    ),
    Row(
        "forum/<slug:section_slug>/suivre/",
        "/forum/questions-generales/suivre/",
        OWN,
        GIVEN_BACK,
        missing="/forum/nulle-part/suivre/",
    ),
    Row(
        "forum/<slug:section_slug>/<slug:topic_slug>/",
        "{topic}",
        PUBLIC,
        NO_METHOD,
        missing="/forum/questions-generales/nulle-part/",
    ),
    Row(
        "forum/<slug:section_slug>/<slug:topic_slug>/flux.atom",
        "{topic}flux.atom",
        PUBLIC,
        NO_METHOD,
        missing="/forum/questions-generales/nulle-part/flux.atom",
    ),
    Row(
        "forum/<slug:section_slug>/<slug:topic_slug>/repondre/",
        "{topic}repondre/",
        PUBLIC,
        GIVEN_BACK,
        missing="/forum/questions-generales/nulle-part/repondre/",
    ),
    Row(
        "forum/<slug:section_slug>/<slug:topic_slug>/resoudre/",
        "{topic}resoudre/",
        "302 404 200 200 404 200",
        "403 404 302 302 404 302",
        missing="/forum/questions-generales/nulle-part/resoudre/",
    ),
    Row(
        "forum/<slug:section_slug>/<slug:topic_slug>/suivre/",
        "{topic}suivre/",
        OWN,
        GIVEN_BACK,
        missing="/forum/questions-generales/nulle-part/suivre/",
    ),
    Row("admin/forum/", "/admin/forum/", "302 302 302 200 404 200", "302 302 302 200 404 200"),
    Row(
        "admin/forum/message/<int:pk>/",
        "/admin/forum/message/{post}/",
        "302 302 302 200 404 200",
        "302 302 302 404 404 404",
        missing="/admin/forum/message/999999/",
    ),
    Row("proposer/correction/", "/proposer/correction/?page={code}", PUBLIC, to_all(409), exempt=True),
    Row("admin/corrections/", "/admin/corrections/", "302 302 302 404 200 200", "302 302 302 404 200 200"),
    Row(
        "admin/corrections/<int:pk>/",
        "/admin/corrections/999999/",
        "302 302 302 404 404 404",
        "302 302 302 404 404 404",
    ),
    Row("flux/nouveautes.atom", "/flux/nouveautes.atom", PUBLIC, NO_METHOD),
    Row("signaler/<slug:code>/", "/signaler/{code}/", PUBLIC, PUBLIC, exempt=True),
    Row("signaler/<slug:code>/avis/", "/signaler/{code}/avis/", NO_METHOD, to_all(302), exempt=True),
    Row("signaler/<slug:code>/merci/", "/signaler/{code}/merci/", PUBLIC, NO_METHOD),
    Row("admin/signalements/", "/admin/signalements/", "302 302 302 404 200 200", "302 302 302 404 200 200"),
    Row(
        "admin/signalements/<int:pk>/",
        "/admin/signalements/{report}/",
        "302 302 302 404 200 200",
        "302 302 302 404 302 302",
        missing="/admin/signalements/999999/",
    ),
    Row(
        "admin/versions/<int:page_pk>/", "/admin/versions/999999/", "302 302 302 404 404 404", "302 302 302 404 404 404"
    ),
    Row(
        "admin/versions/<int:page_pk>/<int:number>/nom/",
        "/admin/versions/999999/1/nom/",
        "302 302 302 405 405 405",
        "302 302 302 404 404 404",
    ),
    Row(
        "admin/versions/<int:page_pk>/<int:number>/effacer/",
        "/admin/versions/999999/1/effacer/",
        "302 302 302 404 404 404",
        "302 302 302 404 404 404",
    ),
    Row(r"documents/^(\d+)/(.*)$", "/documents/999999/x.pdf", NOWHERE, NOWHERE),
    Row(
        "documents/authenticate_with_password/<int:restriction_id>/",
        "/documents/authenticate_with_password/999999/",
        NOWHERE,
        NOWHERE,
    ),
    Row(".well-known/security.txt", "/.well-known/security.txt", NOWHERE, NO_METHOD),
    Row("carnet/", "/carnet/", PUBLIC, NO_METHOD),
    Row("parcours/", "/parcours/", PUBLIC, NO_METHOD),
    Row("parcours/nouveau/", "/parcours/nouveau/", PUBLIC, NO_METHOD),
    Row("parcours/fiches.json", "/parcours/fiches.json?codes=ZZZZZ", PUBLIC, NO_METHOD),
    Row("apprendre/plan.json", "/apprendre/plan.json", PUBLIC, NO_METHOD),
    Row("f/<slug:code>", "/f/ZZZZZ", NOWHERE, NO_METHOD),
    Row("f/<slug:code>/", "/f/ZZZZZ/", NOWHERE, NO_METHOD),
    Row("glossaire/", "/glossaire/", PUBLIC, NO_METHOD),
    Row("images/", "/images/", PUBLIC, NO_METHOD),
    Row("images/flux.atom", "/images/flux.atom", PUBLIC, NO_METHOD),
    Row("images/<int:number>/", "/images/999999/", NOWHERE, NO_METHOD),
    Row("glossaire/<slug:slug>/", "/glossaire/nulle-part/", NOWHERE, NO_METHOD),
    Row("sante/", "/sante/", to_all(503), NO_METHOD),  # no worker beats in these tests
    Row("sitemap.xml", "/sitemap.xml", PUBLIC, NO_METHOD),
    Row("sitemap-<slug:section>-<int:number>.xml", "/sitemap-pages-99.xml", NOWHERE, NO_METHOD),
    Row("robots.txt", "/robots.txt", PUBLIC, NO_METHOD),
    Row("composants/", "/composants/", "404 404 404 404 404 200", "404 404 404 404 404 200"),
    Row("intervenants/", "/intervenants/", PUBLIC, NO_METHOD),
    Row("intervenants/<slug:slug>/", "/intervenants/nulle-part/", NOWHERE, NO_METHOD),
    Row("temoignages/", "/temoignages/", PUBLIC, NO_METHOD),
    Row(
        r"^agir/(?P<slug>[\w-]+)/feuille-de-route\.(?P<ending>pdf|html|ics)$",
        "/agir/nulle-part/feuille-de-route.pdf",
        NOWHERE,
        NO_METHOD,
    ),
    Row("animer/", "/animer/", PUBLIC, NO_METHOD),
    Row("animer/<slug:slug>/conducteur/", "/animer/nulle-part/conducteur/", NOWHERE, NO_METHOD),
    Row("animer/<slug:slug>/projection/", "/animer/nulle-part/projection/", NOWHERE, NO_METHOD),
    Row("animer/<slug:slug>/kit.pdf", "/animer/nulle-part/kit.pdf", NOWHERE, NO_METHOD),
    Row("apprendre/revoir/", "/apprendre/revoir/", PUBLIC, PUBLIC),
    Row("mesures/questions/", "/mesures/questions/", NO_METHOD, to_all(400), exempt=True),
    Row(r"^apprendre/(?P<slug>[\w-]+)\.pdf$", "/apprendre/nulle-part.pdf", NOWHERE, NO_METHOD),
    Row("chercher/", "/chercher/?q=visio", PUBLIC, NO_METHOD),
    Row("chercher/suggestions/", "/chercher/suggestions/?q=visio", PUBLIC, NO_METHOD),
    Row("chercher/flux.atom", "/chercher/flux.atom?q=visio", PUBLIC, NO_METHOD),
    Row("chercher/opensearch.xml", "/chercher/opensearch.xml", PUBLIC, NO_METHOD),
    Row("chercher/choix/", "/chercher/choix/", NO_METHOD, to_all(204), exempt=True),
    Row("outils/remplacer/", "/outils/remplacer/", PUBLIC, NO_METHOD),
    Row("outils/remplacer/<slug:slug>/", "/outils/remplacer/nulle-part/", NOWHERE, NO_METHOD),
    Row(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "/_util/authenticate_with_password/999999/999999/",
        NOWHERE,
        NOWHERE,
    ),
    Row("_util/login/", "/_util/login/", "302 403 403 403 403 403", "302 403 403 403 403 403"),
    Row(r"^((?:[\w\-]+/)*)$", "/nulle-part/", NOWHERE, NOWHERE),
]
