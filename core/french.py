"""Analysis of French text."""

VERBS = {"se", "choisir", "prendre"}


def starts_with_infinitive(title: str) -> bool:
    return title.lower().split()[:1] != [] and title.lower().split()[0].endswith(("er", "ir", "re", "se"))
