import re

from django.conf import settings
from django.contrib.staticfiles import finders

from core.stylesheet import NAME, joined

CSS = settings.BASE_DIR / "static" / "css"


def test_the_finder_serves_one_joined_stylesheet():
    style = open(finders.find(NAME), encoding="utf-8").read()  # noqa: SIM115

    assert style == joined(CSS)
    assert style.startswith("@layer tokens, base, components, overrides;")
    assert ".card {" in style
    assert "/*" not in style


def test_a_file_belongs_to_the_layer_of_its_folder(tmp_path):
    (tmp_path / "components").mkdir()
    (tmp_path / "tokens.css").write_text(":root { --ink: #000; }")
    (tmp_path / "components" / "card.css").write_text("/* a card */\n.card { color: var(--ink); }")

    style = joined(tmp_path)

    assert re.search(r"@layer tokens \{\s*:root", style)
    assert re.search(r"@layer components \{\s*\.card", style)


def test_the_two_dark_sets_are_alike():
    tokens = (CSS / "tokens.css").read_text(encoding="utf-8")
    sets = [re.sub(r"\s+", " ", rules) for rules in re.findall(r"color-scheme: dark;(.*?)\}", tokens, re.DOTALL)]

    assert len(sets) == 2
    assert sets[0] == sets[1]


def test_every_token_that_is_used_exists():
    style = joined(CSS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", style))
    used = set(re.findall(r"var\((--[\w-]+)", style))

    assert used - defined == set()
