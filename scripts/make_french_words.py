"""
Makes `text/data/words.gz` from a Hunspell dictionary of French: each form, with the word that it is a form of (`text/french_words.py` reads it).

    python scripts/make_french_words.py FOLDER

FOLDER holds `index.aff` and `index.dic`, as the npm package `dictionary-fr` has them. Why that one:
`docs/decisions/0007-one-french-for-both-engines.md`.
"""

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from text.french import fold  # noqa: E402

TARGET = ROOT / "text" / "data" / "words.gz"
ROMAN = re.compile(r"[ivxlcdm]{3,}|[ivx]{2}")
FORMS_OF_A_NOUN = 12

Rule = tuple[str, str, re.Pattern[str]]


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """What each flag cuts and adds at the end of a root, and of which roots. Prefixes are elided words: not ours."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) >= 5 and fields[0] == "SFX":
            cut, added = ("" if one == "0" else one for one in (fields[2], fields[3].partition("/")[0]))
            rules[fields[1]].append((cut, added, re.compile(f"{fields[4]}$")))
    return rules


def forms_of(root: str, flags: str, rules: dict[str, list[Rule]]) -> set[str]:
    found = set() if "()" in flags else {root}
    for flag in (flags[place : place + 2] for place in range(0, len(flags), 2)):
        for cut, added, condition in rules.get(flag, ()):
            if root.endswith(cut) and condition.search(root):
                found.add(root[: len(root) - len(cut)] + added)
    return found


def roots(path: Path, rules: dict[str, list[Rule]]) -> Iterator[tuple[str, set[str]]]:
    """Each root that is a word of letters, with its forms. Signs, numbers, units and Roman numerals are left out."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        root, _, flags = line.split("\t")[0].split(" ")[0].partition("/")
        if root.isalpha() and len(root) > 1 and "{}" not in flags and not ROMAN.fullmatch(root.lower()):
            yield root, {form for form in forms_of(root, flags, rules) if form.isalpha() and fold(form).isascii()}


def words(folder: Path) -> dict[str, str]:
    """Each folded form with its folded root, nothing for a name."""
    having: dict[str, set[str]] = defaultdict(set)
    of_root: dict[str, set[str]] = defaultdict(set)
    names: set[str] = set()
    for root, forms in roots(folder / "index.dic", read_rules(folder / "index.aff")):
        folded = fold(root)
        if root[0].isupper():
            names |= {fold(form) for form in forms}
            continue
        of_root[folded] |= {fold(form) for form in forms}
    for root, forms in of_root.items():
        for form in forms:
            having[form].add(root)
    found = {form: _root(form, candidates, of_root) for form, candidates in having.items()}
    return {**dict.fromkeys(names - found.keys(), ""), **found}


def _root(form: str, candidates: set[str], of_root: dict[str, set[str]]) -> str:
    """
    A noun whose forms are all forms of a verb is its participle (« écrit », « reçus », « prise »): the verb, one in -re
    or -ir first. Otherwise the root that is the form itself (« lit » is no « lire »), or else the closest.
    """
    ordered = sorted(candidates, key=lambda one: (-_shared(one, form), len(one), one))
    verbs = [one for one in ordered if one.endswith(("er", "ir", "re")) and len(of_root[one]) > FORMS_OF_A_NOUN]
    nouns = [one for one in ordered if one not in verbs]
    for verb in sorted(verbs, key=lambda one: one.endswith("er")):
        if nouns and all(len(of_root[one]) > 1 and of_root[one] <= of_root[verb] for one in nouns):
            return verb
    return form if form in candidates else ordered[0]


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def main() -> None:
    found = words(Path(sys.argv[1]))
    lines = []
    for form, root in sorted(found.items()):
        kept = _shared(form, root)
        cut = f" {len(form) - kept}{root[kept:]}" if root else " ="
        lines.append(form if form == root else f"{form}{cut}")
    TARGET.write_bytes(gzip.compress("\n".join(["", *lines, ""]).encode(), mtime=0))
    print(f"{len(lines)} forms of {len(set(found.values()))} words, {TARGET.stat().st_size} bytes.")


if __name__ == "__main__":
    main()
