"""The library in numbers, for whoever tends it: `python -m tests.demo.numbers`."""

from collections import Counter
from datetime import date, timedelta

import yaml

from tests.demo.reading import KINDS, PACK, Item, items
from tests.demo.sentences import count_words, split_sentences

LOOK_AGAIN_AFTER = timedelta(days=365)
LONG, SHORT = 25, 4


def dated(folder: str) -> list[Item]:
    """What must say when it was checked, and with what: all but the heads of modules and of sequences."""
    return [item for item in items(folder) if item.reference.rsplit("/", 1)[1] not in {"module", "sequence"}]


def undated() -> list[str]:
    return [
        item.reference
        for folder in KINDS.values()
        for item in dated(folder)
        if not isinstance(item.front.get("checked_on"), date) or not item.front.get("checked_with")
    ]


def to_look_at_again(today: date) -> list[tuple[date, str]]:
    """What was checked more than a year ago, the oldest first."""
    found = [item for folder in KINDS.values() for item in dated(folder)]
    return sorted(
        (item.front["checked_on"], item.reference)
        for item in found
        if item.front["checked_on"] + LOOK_AGAIN_AFTER < today
    )


def without_place(tools: list[Item]) -> list[str]:
    """Tools that need no installation and name nowhere to go."""
    return [tool.reference for tool in tools if tool.front["hosted_as_service"] and not tool.listed("hosts")]


def without_link() -> list[str]:
    """Tutorials that lead nowhere outside the site."""
    return [tutorial.reference for tutorial in items("sheets/tutorials") if "](http" not in tutorial.source]


def words_a_sentence(folder: str) -> list[int]:
    counts = [count_words(s) for item in items(folder) for text in item.paragraphs() for s in split_sentences(text)]
    return [count for count in counts if count]


def main() -> None:
    print(f"{'':16}{'nombre':>8}{'phrases':>9}{'mots':>7}{'> 25':>8}{'< 4':>8}   contrôlés en")
    for name, folder in KINDS.items():
        found, counts = dated(folder), words_a_sentence(folder)
        months = Counter(f"{item.front['checked_on']:%Y-%m}" for item in found)
        long, short = (sum(test) / len(counts) for test in ([c > LONG for c in counts], [c < SHORT for c in counts]))
        mean = sum(counts) / len(counts)
        print(f"{name:16}{len(found):>8}{len(counts):>9}{mean:>7.1f}{long:>8.1%}{short:>8.1%}   {dict(months)}")
    tools = items("sheets/tools")
    services = [tool for tool in tools if tool.front["hosted_as_service"]]
    print(f"outils sans installation : {len(services)}, sans adresse : {without_place(services)}")
    print(f"modes d’emploi sans lien : {without_link()}")
    quizzes = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in PACK.glob("quizzes/*.yaml")]
    objectives = sum(len(item.listed("objectives")) for item in dated("modules"))
    print(f"questions : {sum(len(quiz['questions']) for quiz in quizzes)} pour {objectives} objectifs")
    print(f"à revoir, contrôlés depuis plus d’un an : {to_look_at_again(date.today())}")


if __name__ == "__main__":
    main()
