"""HTML as Markdown of our dialect: what the eye sees in the one, it sees in the other."""

import re
from collections.abc import Iterator
from html import unescape

from quizzes.exchange.html_tree import Node, tree
from quizzes.exchange.stressing import NOWHERE, Around, stressed

# Our Markdown takes six lists and quotations, one in the other.
MAX_NESTING = 6

_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
_CODE = {"code", "tt", "samp"}
_SMALL = {"sub", "sup", "kbd"}
_INLINE = {*_SIGNS, *_CODE, *_SMALL, "a", "br", "img"}
_TITLES = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SPECIAL = re.compile(r"([\\`*_\[\]<]|~(?=~)|&(?=#?\w{1,32};))")
_LINE_START = re.compile(r"^([ \t]*)(?:(\d{1,9})([.)])(?=\s|$)|([#>+|=-]))", re.MULTILINE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAK = "  \n"
# Paragraphs of words alone, as most texts of a bank are: their tree would say nothing more, and take ten times longer.
_PARAGRAPHS = re.compile(r"(?:\s*<p(?:\s[^<>]*)?>[^<>]*</p>)+\s*|[^<>]*")
_BETWEEN = re.compile(r"<[^<>]*>")


def html_to_markdown(html: str) -> str:
    """Paragraphs, stress, lists, tables, links and code are kept; pictures leave their alternative text."""
    if _PARAGRAPHS.fullmatch(html):
        texts = [_as_text(unescape(words)).strip() for words in _BETWEEN.split(html) if words and not words.isspace()]
        blocks = [escape_line_starts(text) for text in texts if text]
    else:
        blocks = list(_blocks(tree(html), MAX_NESTING))
    return "\n\n".join(blocks).replace("\xa0", " ").strip()


def escape(text: str) -> str:
    """A plain text that Markdown will show as it is, in one line or more."""
    return escape_line_starts(_SPECIAL.sub(r"\\\1", text))


def escape_line_starts(text: str) -> str:
    return _LINE_START.sub(lambda found: f"{found[1]}{found[2] or ''}\\{found[3] or found[4]}", text)


def _as_text(words: str) -> str:
    """Words as HTML shows them: their blanks are one, nothing in them is a sign of Markdown within a line."""
    return _SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", words))


def _blocks(node: Node, room: int) -> Iterator[str]:
    """The blocks inside a node; what is inline between two of them is a paragraph."""
    inline: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str) or (child.tag in _INLINE and not _holds_blocks(child)):
            # Blanks between two blocks are no words, nor those before the first one.
            if inline or isinstance(child, Node) or not child.isspace():
                inline.append(child)
            continue
        if inline:
            yield from _paragraph(inline)
            inline = []
        yield from _block(child, room)
    if inline:
        yield from _paragraph(inline)


def _holds_blocks(node: Node) -> bool:
    nodes = [child for child in node.children if isinstance(child, Node)]
    return any(child.tag not in _INLINE or _holds_blocks(child) for child in nodes)


def _paragraph(children: list[Node | str]) -> Iterator[str]:
    text = _words(children).strip()
    if text:
        yield escape_line_starts(text)


def _block(node: Node, room: int) -> Iterator[str]:
    if node.tag == "pre":
        yield _fence(_raw(node))
    elif node.tag == "hr":
        yield "***"
    elif node.tag == "table":
        yield from _table(node)
    elif node.tag in {"ul", "ol"} and room:
        yield from _list(node, room - 1)
    elif node.tag == "blockquote" and room:
        yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_blocks(node, room - 1)).split("\n"))
    elif node.tag in _TITLES:
        words = _words(node.children).strip()
        yield from [f"**{words}**" if "*" not in words else words] if words else []
    else:
        yield from _blocks(node, room)


def _fence(code: str) -> str:
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}\n{code.strip(chr(10))}\n{mark}"


def _list(node: Node, room: int) -> Iterator[str]:
    number = int(start) if (start := node.attributes.get("start", "1")).isdecimal() and len(start) < 9 else 1
    items = []
    for place, item in enumerate(child for child in node.children if isinstance(child, Node)):
        mark = "- " if node.tag == "ul" else f"{number + place}. "
        blocks = list(_blocks(item if item.tag == "li" else Node("li", children=[item]), room))
        tight = len(blocks) < 2 or (len(blocks) == 2 and _begins_a_list(blocks[1]))
        text = ("\n" if tight else "\n\n").join(blocks)
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    if items:
        yield re.sub(r"\n +(?=\n)", "\n", "\n".join(items))


def _begins_a_list(block: str) -> bool:
    return re.match(r"- |\d{1,9}\. ", block) is not None


def _table(node: Node) -> Iterator[str]:
    rows = [[cell for cell in row.children if isinstance(cell, Node)] for row in _rows(node)]
    rows = [row for row in rows if row]
    if not rows:
        yield from _blocks(Node("div", children=[child for child in node.children if isinstance(child, Node)]), 0)
        return
    width = max(map(len, rows))
    if not all(cell.tag == "th" for cell in rows[0]):
        rows.insert(0, [])
    lines = [[*map(_cell, row), *[""] * (width - len(row))] for row in rows]
    yield "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], ["---"] * width, *lines[1:]])


def _rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node) and child.tag == "tr":
            yield child
        elif isinstance(child, Node) and child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _cell(node: Node) -> str:
    return "<br>".join(re.sub(r" *\n[> ]*", "<br>", block) for block in _blocks(node, 0)).replace("|", "\\|")


def _words(children: list[Node | str], around: Around = NOWHERE) -> str:
    together = _together(children)
    return "".join(_inline(child, together, place, around) for place, child in enumerate(together))


def _together(children: list[Node | str]) -> list[Node | str]:
    """Neighbours under the same sign as one: between them four asterisks would be shown."""
    joined: list[Node | str] = []
    for child in children:
        last = joined[-1] if joined else ""
        if isinstance(child, Node) and isinstance(last, Node) and _SIGNS.get(child.tag, "") == _SIGNS.get(last.tag):
            joined[-1] = Node(last.tag, children=[*last.children, *child.children])
        else:
            joined.append(child)
    return joined


def _around(siblings: list[Node | str], place: int, around: Around) -> Around:
    """The signs that stand before and after what is at a place, without markup."""
    before = _text_of(siblings[place - 1]) if place else ""
    after = _text_of(siblings[place + 1]) if place + 1 < len(siblings) else ""
    return around._replace(before=before[-1:] or around.before, after=after[:1] or around.after)


def _text_of(child: Node | str) -> str:
    return child if isinstance(child, str) else _raw(child)


def _inline(child: Node | str, siblings: list[Node | str], place: int, around: Around) -> str:
    if isinstance(child, str):
        return _as_text(child)
    if child.tag == "br":
        return _BREAK
    if child.tag == "img":
        return _picture(child.attributes.get("src", ""), child.attributes.get("alt", ""))
    if child.tag in _CODE:
        return _code(_BLANKS.sub(" ", _raw(child)))
    if child.tag in _SIGNS:
        sign, beside = _SIGNS[child.tag], _around(siblings, place, around)
        inside = _words(child.children, beside._replace(open=beside.open | {sign}))
        return inside if sign in beside.open else stressed(sign, inside, beside)
    inside = _words(child.children)
    if child.tag in _SMALL:
        return _small(child.tag, inside)
    return _link(child.attributes.get("href", ""), inside) if child.tag == "a" else inside


def _small(tag: str, text: str) -> str:
    """Our Markdown takes these tags around 80 signs without an angle bracket: an entity is none."""
    said = text.replace("\\<", "&lt;")
    if "<" in said or "\n" in said or not 0 < len(said := said.replace(">", "&gt;")) <= 80:
        return text
    return f"<{tag}>{said}</{tag}>"


def _code(text: str) -> str:
    if not text.strip():
        return text
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    mark = "`" * (longest + 1)
    space = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{mark}{space}{text}{space}{mark}"


def _link(address: str, text: str) -> str:
    if not address or not text.strip() or "@@PLUGINFILE@@" in address:
        return text
    whole = re.sub(r"[<>\s]", lambda found: f"%{ord(found[0]):02X}", address)
    return f"[{text.strip()}]({f'<{whole}>' if re.search(r'[()]', whole) else whole})"


def _picture(address: str, alternative: str) -> str:
    """Its alternative text; one that the file may carry keeps its place (see `pictures`)."""
    words = _as_text(alternative)
    if not address.startswith("@@PLUGINFILE@@/"):
        return words
    whole = re.sub(r"[()<>\s]", lambda found: f"%{ord(found[0]):02X}", address)
    return f"![{words}]({whole})"


def _raw(node: Node) -> str:
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else _raw(child) for child in node.children
    )
