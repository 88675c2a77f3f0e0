"""Schemas in SVG: what may be in them, and how they are drawn inside a page."""

import re
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "use",
        "symbol",
        "marker",
        "clipPath",
        "mask",
        "pattern",
        "linearGradient",
        "radialGradient",
        "stop",
        "style",
        "switch",
        "image",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feFlood",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feOffset",
        "feComposite",
    ]
)
XML_ATTRIBUTES = frozenset(
    {"{http://www.w3.org/XML/1998/namespace}space", "{http://www.w3.org/XML/1998/namespace}lang"}
)
DROPPED = frozenset({"metadata"})
_RASTER = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+")
_CSS_FORBIDDEN = re.compile(r"\\|/\*|@import|expression|javascript:|behavior|-moz-binding", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*(?:\*/|$)")
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)
# Only `url(#…)` stays inside; the other functions of CSS that draw an image have no other use than to fetch it.
_CSS_ADDRESS = re.compile(r"url\(\s*+['\"]?+\s*+(?!#)|(?:image-set|image|src|cross-fade)\(", re.IGNORECASE)
_INNER_ADDRESS = re.compile(r"url\(\s*+['\"]?+\s*+#", re.IGNORECASE)
MAX_DEPTH = 100


def looks_like_svg(content: bytes) -> bool:
    return b"<svg" in content[:4096].lower()


def clean_svg(content: bytes) -> bytes:
    """
    The same bytes when nothing had to go, otherwise without metadata and foreign parts (an editor's own).

    Raises `ValidationError` for what could act or call another site: scripts, handlers, outside references, entities.
    """
    root = _parse(content)
    if not _clean(root):
        return content
    # ElementTree's prefixes are shared by the whole process: another library may have taken the empty one.
    ET.register_namespace("", SVG[1:-1])
    ET.register_namespace("xlink", XLINK_HREF[1 : XLINK_HREF.index("}")])
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _parse(content: bytes) -> ET.Element:
    parser = DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    # A tree says nothing of instructions (`<?xml-stylesheet …?>`), which stand in the bytes that are kept.
    parser.parser.ProcessingInstructionHandler = _refuse_instruction
    try:
        parser.feed(content)
        root: ET.Element = parser.close()
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ValidationError(_("This SVG file cannot be read safely.")) from error
    if root.tag != f"{SVG}svg":
        raise ValidationError(_("This file is not an SVG image."))
    _check_depth(root)
    return root


def _refuse_instruction(_target: str, _data: str) -> None:
    raise ValidationError(_("This SVG image refers to another file or site: it is not accepted."))


def _check_depth(root: ET.Element) -> None:
    """What writes a tree goes down into it as deep as it is."""
    level, depth = [root], 0
    while level := [child for element in level for child in element]:
        depth += 1
        if depth > MAX_DEPTH:
            raise ValidationError(_("This SVG file cannot be read safely."))


def _clean(root: ET.Element) -> bool:
    changed = False
    for parent in root.iter():
        changed |= _clean_attributes(parent)
        for child in list(parent):
            name = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else ""
            if name in ELEMENTS:
                continue
            if name.startswith("{") or not name or name in DROPPED:
                parent.remove(child)
                changed = True
            else:
                raise ValidationError(_("This SVG image holds “%(name)s”, which is not accepted.") % {"name": name})
        if parent.tag == f"{SVG}style":
            # What stands after an element inside it is style too.
            _check_css("".join(parent.itertext()), is_style=True)
    return changed


def _clean_attributes(element: ET.Element) -> bool:
    changed = False
    for name, value in list(element.attrib.items()):
        # Drawn inside a page it is HTML, where capitals in the name of an attribute mean nothing.
        if name == XLINK_HREF or name.lower() == "href":
            _check_reference(element, value)
        elif name.startswith("{") and name not in XML_ATTRIBUTES:
            del element.attrib[name]
            changed = True
        elif name.lower().startswith("on"):
            raise ValidationError(_("This SVG image holds a script: it is not accepted."))
        elif not name.startswith("aria-"):
            _check_css(value, is_style=name.lower() == "style")
    return changed


def _check_reference(element: ET.Element, value: str) -> None:
    inside = value.strip().startswith("#")
    drawn = element.tag == f"{SVG}image" and _RASTER.fullmatch(value.strip())
    if not inside and not drawn:
        raise ValidationError(_("This SVG image refers to another file or site: it is not accepted."))


def _check_css(value: str, *, is_style: bool) -> None:
    if _CSS_ADDRESS.search(_plain_css(value)) or (is_style and _CSS_FORBIDDEN.search(value)):
        raise ValidationError(_("This SVG image refers to another file or site: it is not accepted."))


def _plain_css(value: str) -> str:
    """A value as a browser understands it: `\\75rl(…)` and `u/**/rl(…)` are spellings too."""
    return _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub("", value))


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return match[2] or ""
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"


MAX_INLINE_BYTES = 40_000
MAX_INLINE_ELEMENTS = 120


def drawn_inline(content: bytes, prefix: str, alternative: str) -> str:
    """
    The `<svg>` to write into a page: it takes the colour of the text (`currentColor`) and prints as lines.

    Empty for a heavy one, or one with styles of its own (they would leak into the page): those stay `<img>`.
    `prefix` keeps the ids of two schemas apart.
    """
    if len(content) > MAX_INLINE_BYTES:
        return ""
    root = _parse(content)
    _clean(root)
    elements = list(root.iter())
    if len(elements) > MAX_INLINE_ELEMENTS or any(
        element.tag == f"{SVG}style" or "style" in map(str.lower, element.attrib) for element in elements
    ):
        return ""
    for element in elements:
        element.tag = element.tag.removeprefix(SVG)
        _keep_apart(element, prefix)
    # It would win over the alternative that the page gives.
    root.attrib.pop("aria-labelledby", None)
    root.attrib |= {"role": "img", "aria-label": alternative} if alternative else {"aria-hidden": "true"}
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)


def _keep_apart(element: ET.Element, prefix: str) -> None:
    for name, value in list(element.attrib.items()):
        if name in XML_ATTRIBUTES:
            del element.attrib[name]
        elif name == "id":
            element.set(name, prefix + value)
        elif name == XLINK_HREF or name.lower() == "href":
            del element.attrib[name]
            element.set("href", f"#{prefix}{value.strip()[1:]}" if value.strip().startswith("#") else value)
        elif name in {"aria-labelledby", "aria-describedby"}:
            element.set(name, " ".join(prefix + identifier for identifier in value.split()))
        elif _INNER_ADDRESS.search(value):
            element.set(name, _INNER_ADDRESS.sub(rf"\g<0>{prefix}", value))
