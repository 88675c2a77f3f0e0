"""`make proofread`: what LanguageTool says of the French of the founding library. Ten minutes or so, outside CI.

`scripts/python scripts/proofread.py demo/glossary` reads a folder only. Most of what it says is no fault (names, « : » before a list, adjectives that it would move): a person reads the list.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import packages
from setup import CLONE
from terminal import run, say

VERSION = "6.6"
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>parcours</groupId><artifactId>proofreading</artifactId><version>1</version><dependencies><dependency>
<groupId>org.languagetool</groupId><artifactId>language-fr</artifactId><version>{version}</version>
</dependency></dependencies></project>"""
# Keys whose values nobody reads as a sentence: names of files, dates, codes, other names of a product.
SILENT = re.compile(
    r"\s*(- )?(address|aliases|anchor|audiences|checked_on|code|how|icon|id|image|key|kind|level|licence|media|needs"
    r"|product|products|scenarios|sheets|slug|source|tags|themes|tool|tutorial|url): "
)
KEY = re.compile(r"\s*(- )?[a-z_]+:\s*([|>][+-]?)?\s*")
NO_WORD = re.compile(r"\s*(- )?[\w./#-]+\s*|---|```.*|:::.*|\|.*")
MARKUP = [
    (re.compile(r"^\s*(#{1,6}|>|[-*]|\d+\.)\s+"), ""),
    (re.compile(r"\{[^}]*\}"), ""),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"`[^`]*`|https?://\S+"), "Framadate"),
    (re.compile(r"\*+|__"), ""),
]
HIDDEN = {"FRENCH_WHITESPACE", "GOOGLE", "MEDIA", "MOT_TRAIT_MOT", "UPPERCASE_SENTENCE_START"}


def main() -> None:
    os.chdir(CLONE)
    packages.ensure({name: packages.FOR_ELASTICSEARCH[name] for name in ("default-jdk-headless", "maven")})
    library = fetched()
    with tempfile.TemporaryDirectory(prefix="parcours-proofreading-") as folder:
        found = [path for root in sys.argv[1:] or ["demo"] for path in sorted(Path(root).rglob("*"))]
        names = [write_plain(path, Path(folder)) for path in found]
        listed = Path(folder, "names")
        listed.write_text("\n".join(str(name) for name in names if name), encoding="utf-8")
        command = ["java", "-cp", f"{library}/*", "scripts/proofreading/Proofread.java", str(listed)]
        said = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=True).stdout
    report([line.split("\t") for line in said.splitlines()])


def fetched() -> Path:
    """The folder of LanguageTool's French, from Maven Central the first time (49 MB)."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"), "parcours-languagetool", VERSION)
    if not cache.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "pom.xml").write_text(POM.format(version=VERSION), encoding="utf-8")
            goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
            run(["mvn", "-q", "-B", "-f", folder, goal, f"-DoutputDirectory={cache}"])
    return cache


def write_plain(path: Path, folder: Path) -> Path | None:
    """The sentences of a file of the pack, each line at the double of its number: a blank line ends a sentence."""
    if path.suffix not in {".md", ".yaml"}:
        return None
    copy = folder / str(path).replace("/", "__")
    copy.write_text("\n\n".join(map(plain, path.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    return copy


def plain(line: str) -> str:
    if SILENT.match(line) or NO_WORD.fullmatch(line):
        return ""
    line = KEY.sub("", line, count=1) if KEY.match(line) else line
    for pattern, kept in MARKUP:
        line = pattern.sub(kept, line)
    return line.strip().strip('"')


def report(found: list[list[str]]) -> None:
    for name, line, rule, words, proposed, around in found:
        if rule not in HIDDEN:
            say(
                f"{Path(name).name.replace('__', '/')}:{int(line) // 2 + 1}  {rule}  « {words} » → {proposed}   …{around}…"
            )
    rules = Counter(rule for _name, _line, rule, *_rest in found)
    say("\n".join(f"{count:5} {rule}" for rule, count in rules.most_common()))
    say(f"{len(found)} remarques")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
