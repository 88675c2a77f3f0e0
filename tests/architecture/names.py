"""Finds which apps a source names in quotes: models, addresses, templates, tag libraries, migrations."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent.parent
TEMPLATE_SUFFIXES = (".html", ".txt", ".xml")
OTHER_FILE = re.compile(r"\.(css|js|svg|png|webp|avif|json|yml|yaml|md|csv|pdf|ics|po|zip)$")
DOTTED = re.compile(r"([a-z]+)(?:\.\w+)+")
ADDRESS = re.compile(r"([a-z]+):[\w-]+")
TEMPLATE_TAG = re.compile(r"{%.*?%}", re.DOTALL)
QUOTED = re.compile(r"""(["'])(.*?)\1""")
LOAD = re.compile(r"{%-?\s*load\s+(.*?)\s*-?%}")


@cache
def layers() -> list[set[str]]:
    """From the top down, as import-linter reads them."""
    contract = tomllib.loads((CLONE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    return [set(line.split(" | ")) for line in contract["layers"]]


def apps() -> set[str]:
    return set.union(*layers())


def allowed(app: str) -> set[str]:
    """The app itself and every app of the lower lines."""
    line = next(index for index, names in enumerate(layers()) if app in names)
    return {app}.union(*layers()[line + 1 :])


def app_of(name: str) -> str | None:
    """The app that a string names, if any: "app.Model", "app:address", "app/template.html"."""
    if name.endswith(TEMPLATE_SUFFIXES):
        first = name.split("/", 1)[0] if "/" in name else ""
        return first if first in apps() else None
    match = DOTTED.fullmatch(name) or ADDRESS.fullmatch(name)
    if match and match[1] in apps() and not OTHER_FILE.search(name):
        return match[1]
    return None


def named_in_python(source: str) -> set[str]:
    tree = ast.parse(source)
    strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    found = {app_of(string) for string in strings} | {label for node in ast.walk(tree) for label in _labels(node)}
    return {app for app in found if app in apps()}


def _labels(node: ast.AST) -> list[str]:
    """Bare labels, where they can only be labels: migrations' dependencies, `get_model`, `app_label=`."""
    match node:
        case ast.Tuple(elts=[ast.Constant(value=str(app)), ast.Constant(value=str(name))]) if name[:4].isdigit():
            return [app]
        case ast.Call(func=ast.Attribute(attr="get_model"), args=[ast.Constant(value=str(app)), *_]):
            return [app]
        case ast.keyword(arg="app_label", value=ast.Constant(value=str(app))):
            return [app]
    return []


def named_in_template(source: str, libraries: dict[str, str]) -> set[str]:
    """`libraries` says which app holds each library of template tags."""
    strings = (string for tag in TEMPLATE_TAG.findall(source) for _, string in QUOTED.findall(tag))
    loaded = (name for names in LOAD.findall(source) for name in names.split(" from ")[-1].split())
    found = {app_of(string) for string in strings} | {libraries.get(name) for name in loaded}
    return {app for app in found if app in apps()}


def tag_libraries() -> dict[str, str]:
    return {path.stem: path.parts[-3] for app in apps() for path in (CLONE / app).glob("templatetags/*.py")}


def python_files() -> list[Path]:
    return sorted(path for app in apps() for path in (CLONE / app).rglob("*.py"))


def template_files() -> list[Path]:
    """Those that belong to an app or to the components; the ones at the root may name every app."""
    own = (path for app in apps() for path in (CLONE / app).glob("templates/**/*") if path.is_file())
    return sorted([*own, *(path for path in (CLONE / "templates").glob("*/**/*") if path.is_file())])


def owner(template: Path) -> str | None:
    """The app a template belongs to, or nothing for the components and for other packages' templates we replace."""
    folder = template.relative_to(CLONE).parts
    name = folder[1] if folder[0] == "templates" else folder[0]
    return name if name in apps() else None
