"""
Writes accounts/data/confusables.tsv from Unicode's confusables.txt (https://www.unicode.org/Public/security/latest/).

    scripts/python scripts/make_confusables.py confusables.txt

Only what can stand in a public name is kept: entries between letters, digits and what looks like them.
"""

import sys
import unicodedata
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "accounts" / "data" / "confusables.tsv"
HEADER = """\
# What one character may be taken for: UTS 39 (https://www.unicode.org/reports/tr39/), made by scripts/make_confusables.py
# from confusables.txt, version {version}. Copyright © 1991-2025 Unicode, Inc., Unicode License v3.
# Each line: the code point, a tab, the characters it looks like.
"""


def main(source: Path) -> None:
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    version = next(line.partition(":")[2].strip() for line in lines if line.startswith("# Version:"))
    rows = [row for line in lines if (row := _row(line.partition("#")[0]))]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(HEADER.format(version=version) + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def _row(line: str) -> str:
    """`1D400 ; 0041 ; MA` as `1D400<tab>A`; empty for what no name contains."""
    fields = [field.strip() for field in line.split(";")]
    if len(fields) != 3:
        return ""
    character = chr(int(fields[0], 16))
    alike = "".join(chr(int(code, 16)) for code in fields[1].split())
    return f"{fields[0]}\t{alike}" if _is_of_names(character) or _is_of_names(alike) else ""


def _is_of_names(text: str) -> bool:
    # Cn: letters younger than this Python
    return any(
        unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Cn" for character in text
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
