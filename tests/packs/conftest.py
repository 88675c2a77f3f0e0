from pathlib import Path

import pytest

PACK_UID = "6f1c2f8e-2d0b-4f3a-9a51-0c4de0f0a001"
FILES = {
    "pack.yaml": f"uid: {PACK_UID}\ntitle: Paquet d’essai\nlicence: cc-by-sa-4.0\nauthors:\n  - Ada\n",
    "vocabulary/needs.yaml": "- slug: choisir-une-date\n  name: Choisir une date\n",
    "products/doodle.md": "---\ntitle: Doodle\nother_names:\n  - doudle\nneeds:\n  - choisir-une-date\n---\n",
    "glossary/pad.md": "---\ntitle: Pad\nsee_also:\n  - glossary/serveur\n---\nUne page que l’on écrit à plusieurs.\n",
    "glossary/serveur.md": "---\ntitle: Serveur\n---\nUn ordinateur qui répond à d’autres.\n",
    "sheets/tools/framadate.md": (
        "---\ntitle: Framadate\nsummary: Trouver une date.\nneeds:\n  - choisir-une-date\nreplaces:\n  - products/doodle\n"
        "account: non\ngroup_min: 2\ngroup_max: 100\nhosted_as_service: true\npros:\n  - Rien à installer\n"
        "data: |\n  Les votes sont [effacés](glossary/serveur).\n\n  Après **six mois**.\n---\n"
    ),
    "sheets/tutorials/sondage.md": (
        "---\ntitle: Créer un sondage\nsummary: Trois gestes.\ntool: sheets/tools/framadate\nresult: Un sondage.\n"
        "gestures:\n  - title: Ouvrir la page\n    text: Voir la [fiche](sheets/tools/framadate).\n---\n"
    ),
    "actions/choisir-une-date.md": (
        "---\ntitle: Choisir une date à plusieurs\nsummary: Sans trente messages.\nsheets:\n"
        "  - sheets/tools/framadate\n  - sheets/tutorials/sondage\n---\n"
    ),
    "scenarios/reunion.md": (
        "---\ntitle: Organiser une réunion\nsummary: Tout le monde vient.\nsteps:\n"
        "  - id: date\n    title: Choisir la date\n    result: Elle est connue.\n    tasks:\n"
        "      - text: Proposer trois dates\n      - text: Téléphoner\n        joiner: or\n"
        "    actions:\n      - actions/choisir-une-date\n"
        "  - title: Se réunir\n    result: C’est fait.\n    tasks:\n      - text: Ouvrir le salon\n---\n"
    ),
    "modules/internet/module.md": "---\ntitle: Internet\nsummary: Comprendre.\nsequences:\n  - bases\n---\nBienvenue.\n",
    "modules/internet/bases/sequence.md": (
        "---\ntitle: Les bases\nsummary: Deux leçons.\nlessons:\n  - nuage\n  - donnees\nquiz: quizzes/les-bases\n---\n"
    ),
    "modules/internet/bases/donnees.md": "---\ntitle: Les données\nsummary: Où vont-elles.\n---\nUn texte.\n",
    "modules/internet/bases/nuage.md": (
        "---\ntitle: Le nuage\nsummary: Un ordinateur ailleurs.\nactions:\n  - actions/choisir-une-date\n---\n"
        "Le nuage, c’est l’[ordinateur](glossary/serveur) d’un autre.\n\n::: remember\n\nUn serveur est quelque part.\n:::\n\n"
        "## La suite\n\nEncore un texte.\n"
    ),
    "quizzes/les-bases.yaml": (
        "title: Les bases\nquestions:\n  - kind: true-false\n    stem: Un serveur est un ordinateur.\n"
        "    answer: true\n    if_true: Oui, qui répond à d’autres.\n    if_false: C’en est un.\n    glossary:\n      - serveur\n"
    ),
    "home.md": "---\ntitle: Essai\nheadline: Bonjour\nlead: Entrez.\nfeatured:\n  - sheets/tools/framadate\n---\n",
    "pages/aide.md": "---\ntitle: Aide\nsummary: Comment faire.\n---\nDemandez.\n",
}


def write_pack(folder: Path, **changed: str | None) -> Path:
    """Writes the pack of these tests, with files changed, added, or left out when they are `None`."""
    for path, text in {**FILES, **changed}.items():
        if text is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def pack(db, tmp_path: Path) -> Path:
    """A small pack with one file of almost every kind, all of them well written."""
    return write_pack(tmp_path / "pack")


@pytest.fixture
def altered(db, tmp_path: Path):
    """`altered({"actions/x.md": "…"})` is the pack with some files changed."""

    def altered_pack(changes: dict[str, str | None]) -> Path:
        return write_pack(tmp_path / "altered", **changes)

    return altered_pack
