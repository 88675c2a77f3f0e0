"""
A site's own colour and logo, from its settings: written in the static files, so that no page asks for anything more.

One colour is chosen, that of buttons and links on paper. The others follow from it (WCAG 2): it is refused when words
cannot be read in it, and made lighter for the dark.
"""

import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

READABLE = 7.0  # as all the text of the site
PAPER, DARK_PAPER = "#fbf7ef", "#1b1519"
LOGOS = (".svg", ".png", ".webp")

Rgb = tuple[float, float, float]


def colour(name: str, value: str) -> str:
    """The value of a setting, checked: `#1d4680`."""
    value = value.strip().lower()
    if value and not re.fullmatch(r"#[0-9a-f]{6}", value):
        raise ImproperlyConfigured(f"{name} : « {value} » n’est pas une couleur comme #1d4680.")
    if value and contrast(value, PAPER) < READABLE:
        raise ImproperlyConfigured(
            f"{name} : {value} est trop claire, on lirait mal les boutons et les liens. Par exemple : "
            f"{_until_readable(value, '#000000', PAPER)}."
        )
    return value


def logo(name: str, value: str) -> Path | None:
    path = Path(value) if value else None
    if path and (path.suffix.lower() not in LOGOS or not path.is_file()):
        raise ImproperlyConfigured(f"{name} : {value} n’est pas un fichier {', '.join(LOGOS)} que ce compte peut lire.")
    return path


def logo_name(path: Path | None) -> str:
    """Its name among the static files, or nothing."""
    return f"icons/logo{path.suffix.lower()}" if path else ""


def style(chosen: str) -> str:
    """What comes after the tokens of the site: the chosen colour, and what is derived from it, by day and by night."""
    if not chosen:
        return ""
    day = _rules(chosen, "#ffffff", _mix(chosen, "#000000", 0.3))
    light = _until_readable(chosen, "#ffffff", DARK_PAPER)
    night = _rules(light, _mix(light, "#000000", 0.85), _mix(light, "#ffffff", 0.4))
    return (
        f":root {{ {day} }}\n"
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {night} }} }}\n'
        f'@media screen {{ :root[data-theme="dark"] {{ {night} }} }}'
    )


def _rules(press: str, text: str, hover: str) -> str:
    return f"--link: {press}; --press: {press}; --press-text: {text}; --press-hover: {hover};"


def _until_readable(value: str, towards: str, paper: str) -> str:
    steps = (_mix(value, towards, step / 20) for step in range(21))
    return next(mixed for mixed in steps if contrast(mixed, paper) >= READABLE)


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(value: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(value))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(value: str, towards: str, share: float) -> str:
    mixed = (one + (other - one) * share for one, other in zip(_parts(value), _parts(towards), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _parts(value: str) -> Rgb:
    red, green, blue = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
