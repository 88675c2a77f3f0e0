"""A small library with every action and product that the table of the specification names."""

from datetime import date

from search.data import read, stop_words
from search.document import Document, Kind
from search.vocabulary import Ambiguity, FacetWord, Meaning, Product, Vocabulary


def document(key: str, kind: Kind, title: str, lead: str, **more) -> Document:
    facets = {"type": (kind.value,), **more.pop("facets", {})}
    return Document(key=key, kind=kind, title=title, url=f"/{key}/", lead=lead, facets=facets, **more)


LIBRARY = [
    document(
        "meet",
        Kind.ACTION,
        "Se réunir en visioconférence",
        "Se voir et se parler à distance, chacun chez soi.",
        body="On choisit un outil, on teste le son, on anime. Une visio se prépare comme une réunion.",
        replaces=("Zoom", "Teams", "Google Meet"),
        checked_on=date(2026, 3, 3),
        facets={"besoin": ("se-reunir",), "niveau": ("debutant",)},
    ),
    document(
        "date",
        Kind.ACTION,
        "Choisir une date à plusieurs",
        "Trouver le jour qui convient au plus grand nombre.",
        replaces=("Doodle",),
        facets={"besoin": ("choisir-une-date",), "niveau": ("debutant",)},
    ),
    document(
        "write",
        Kind.ACTION,
        "Écrire à plusieurs",
        "Rédiger un texte ensemble, en même temps ou non.",
        replaces=("Google Docs",),
        facets={"besoin": ("ecrire-a-plusieurs",), "niveau": ("ca-va",)},
    ),
    document(
        "decide",
        Kind.ACTION,
        "Prendre une décision ensemble",
        "Proposer, débattre, trancher, sans laisser personne de côté.",
        facets={"besoin": ("decider",), "niveau": ("ca-va",)},
    ),
    document(
        "opinions",
        Kind.ACTION,
        "Recueillir des avis",
        "Poser les mêmes questions à tout le monde.",
        replaces=("Google Forms",),
        facets={"besoin": ("recueillir-des-avis",)},
    ),
    document("talk", Kind.ACTION, "Discuter en groupe au quotidien", "Une messagerie pour toute l’équipe."),
    document("address", Kind.ACTION, "Avoir une adresse sûre", "Un courriel qui ne lit pas vos messages."),
    document(
        "framadate",
        Kind.TOOL,
        "Framadate",
        "Chacun coche les dates qui lui conviennent.",
        replaces=("Doodle",),
        body="Un sondage pour choisir une date. Pas de compte.",
        checked_on=date(2026, 1, 15),
        facets={"niveau": ("debutant",), "outil": ("framadate",)},
    ),
    document(
        "jitsi",
        Kind.TOOL,
        "Jitsi Meet",
        "Une salle de visioconférence dans le navigateur.",
        replaces=("Zoom", "Teams"),
        body="On ouvre un lien, on parle. " * 40 + "La visio-conférence est chiffrée.",
        checked_on=date(2025, 11, 2),
        facets={"niveau": ("debutant",), "outil": ("jitsi-meet",)},
    ),
    document(
        "board",
        Kind.ARGUMENT,
        "Présenter le changement d’outil au conseil d’administration",
        "Trois arguments et la réponse aux objections.",
        facets={"public": ("conseil-d-administration",)},
    ),
    document(
        "members",
        Kind.ARGUMENT,
        "Expliquer le changement aux adhérents",
        "Un texte court à lire en réunion.",
        facets={"public": ("benevoles",)},
    ),
    document("calm", Kind.ADVICE, "Lire ses courriels sans stress", "Deux moments par jour suffisent."),
    document("newsletter", Kind.LESSON, "Ce qu’est un mél", "Comment voyage un message.", body="Un e-mail passe."),
    document("chatons", Kind.TERM, "CHATONS", "Un collectif d’hébergeurs de services libres."),
    document("video", Kind.TERM, "Visioconférence", "Une réunion par internet.", synonyms=("visio",)),
    document("first", Kind.SCENARIO, "Organiser une réunion à distance", "De la date au compte rendu, en six étapes."),
    document("product:doodle", Kind.PRODUCT, "Doodle", "Choisir une date."),
    document("product:zoom", Kind.PRODUCT, "Zoom", "Se réunir à distance."),
]


def vocabulary() -> Vocabulary:
    """The words that ship with the software, with the products and actions of this library."""
    intents = read("intents")
    return Vocabulary(
        synonyms=tuple(tuple(map(str, group)) for group in read("synonyms")),
        products=(
            Product("doodle", "Doodle", (), actions=("date",), tools=("framadate",)),
            Product("zoom", "Zoom", ("Zoom Meetings",), actions=("meet",), tools=("jitsi",)),
        ),
        ambiguities=tuple(
            Ambiguity(tuple(one["words"]), tuple(Meaning(**meaning) for meaning in one["meanings"]))
            for one in read("ambiguous")
        ),
        facet_words=(
            FacetWord("conseil d'administration", "public", "conseil-d-administration"),
            *(
                FacetWord(expression, facet, value)
                for facet, values in intents["facets"].items()
                for value, expressions in values.items()
                for expression in expressions
            ),
        ),
        intents=(*intents["asking"], *intents["beside"]),
        asking=tuple(intents["asking"]),
        stop_words=stop_words(),
        actions=tuple((one.key, one.title) for one in LIBRARY if one.kind is Kind.ACTION),
    )
