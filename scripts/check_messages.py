"""
Fails unless every message of the code and the templates has a French translation, none is fuzzy, all are English, and
no French line can begin with the sign that ends another (« : » alone at the head of a line, on a phone).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from itertools import takewhile
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
CATALOGUE = "locale/fr/LC_MESSAGES/django.po"
SOURCES = ["*.py", "*.html", "*.txt", "*.xml", "search/data/*.yaml"]  # the last: what the apps read when they start
BREAKING = re.compile(r" [:;?!»](?=\s|<|$)|« ")  # French print parts these signs from their word without a break
FRENCH_LETTERS = re.compile("[àâçéèêëîïôùûüœÀÂÇÉÈÊÎÔÛŒ«»]")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="parcours-messages-") as name:
        used = messages_used(Path(name))
        # msgcmp names each message that is used and not translated, or translated in doubt (fuzzy).
        compared = subprocess.run(
            ["msgcmp", str(CLONE / CATALOGUE), str(used)], capture_output=True, text=True, check=False
        )
        errors = [explain(line, used) for line in compared.stderr.splitlines() if f"{CATALOGUE}:" in line]
        errors += [f"not English: {message}" for message in french_messages(used)]
        errors += [f"a no-break space is missing: {message}" for message in breaking_translations()]
    print("\n".join(errors or [compared.stderr]))
    return 1 if compared.returncode or errors else 0


def explain(error: str, used: Path) -> str:
    """msgcmp gives a line of a catalogue: say the file that uses the message there, and the message."""
    catalogue = CLONE / CATALOGUE if str(CLONE) in error.split(".po:")[0] else used
    number = int(error.split(".po:")[1].split(":")[0])
    lines = catalogue.read_text().splitlines()
    entry = [*takewhile(bool, reversed(lines[:number]))][::-1]
    entry += takewhile(lambda line: line.startswith('"'), lines[number:])
    shown = (line.removeprefix("#: ") for line in entry if not line.startswith(("msgstr", "#,", "#.")))
    return f"not translated, or fuzzy: {' '.join(shown)}"


def messages_used(folder: Path) -> Path:
    """Copies the sources into a folder and extracts a catalogue afresh, so that nothing here is touched."""
    listed = subprocess.check_output(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *SOURCES, ":!tests", ":!scripts"],
        cwd=CLONE,
        text=True,
    )
    for source in filter(Path.is_file, (CLONE / line for line in listed.splitlines())):
        target = folder / source.relative_to(CLONE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    (folder / CATALOGUE).parent.mkdir(parents=True)
    command = [sys.executable, "-m", "django", "makemessages", "-l", "fr", "-e", "html,txt,py,xml", "-v", "0"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / CATALOGUE


def french_messages(catalogue: Path) -> list[str]:
    flat = subprocess.check_output(["msgcat", "--no-wrap", str(catalogue)], text=True)
    messages = re.findall(r'^msgid(?:_plural)? "(.*)"$', flat, re.MULTILINE)
    return [message for message in messages if FRENCH_LETTERS.search(message)]


def breaking_translations() -> list[str]:
    flat = subprocess.check_output(["msgcat", "--no-wrap", str(CLONE / CATALOGUE)], text=True)
    translations = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', flat, re.MULTILINE)
    return [translation for translation in translations if BREAKING.search(translation)]


if __name__ == "__main__":
    sys.exit(main())
