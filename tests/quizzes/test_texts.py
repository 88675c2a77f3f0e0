import re
import tracemalloc

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange.texts import to_markdown
from quizzes.rendering import to_html
from tests.growth import slowdown

WORDS = st.sampled_from(
    [
        "mot",
        "1. un",
        "# dièse",
        "a<b",
        "&lt;",
        "a_b_c",
        "*x*",
        "[sic]",
        "`t`",
        "- non",
        "2 > 1",
        "a|b",
        "\\n",
        "~~",
        "=",
    ]
)


def shown(html: str) -> str:
    """What the eye reads: the words and their marks, one block, cell or line apart from the other."""
    html = re.sub(r"<(/?)(strong|em|sup|sub|code)>", r"{\1\2}", html)
    tree = html5lib.parseFragment(re.sub(r"<(?!/?(?:a|del)\b)[^<>]*>", "\n", html), treebuilder="etree")
    return re.sub(r"[\s\u00a0]+", " ", "".join(tree.itertext())).strip()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("2<sup>10</sup>, H<sub>2</sub>O", "<p>2<sup>10</sup>, H<sub>2</sub>O</p>"),
        ("x<sub>&lt;p&gt;</sub>", "<p>x<sub>&lt;p&gt;</sub></p>"),
        ("&lt;p&gt; et a&lt;b", "<p>&lt;p&gt; et a&lt;b</p>"),
        ("&lt;br&gt;", "<p>&lt;br&gt;</p>"),
        ("<code>a_b[0]</code>", "<p><code>a_b[0]</code></p>"),
        ("1. Lisez", "<p>1. Lisez</p>"),
        ("<ul><li><p>un</p></li></ul>", "<ul>\n<li>un</li>\n</ul>"),
        ("<ul><li>a<ul><li>b</ul></ul>", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ('<ol start="3"><li>c</ol>', '<ol start="3">\n<li>c</li>\n</ol>'),
        ("<em>a <b>b</b></em>", "<p><em>a <strong>b</strong></em></p>"),
        ("<i>*x*</i>", "<p><em>*x*</em></p>"),
        ("<b> gras </b>mot", "<p><strong>gras</strong> mot</p>"),
        ("a<br>b", "<p>a<br>\nb</p>"),
        ("<pre>x  y\n  z &lt;a&gt;</pre>", "<pre><code>x  y\n  z &lt;a&gt;</code></pre>"),
        ('<a href="https://a.org/b_(c)">l</a>', '<p><a href="https://a.org/b_(c)" rel="noopener">l</a></p>'),
        ('<a href="@@PLUGINFILE@@/x">m</a>', "<p>m</p>"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"),
        ("<script>a</script>b", "<p>b</p>"),
    ],
)
def test_html_shows_here_what_it_shows_in_moodle(html, expected):
    assert to_html(to_markdown(html, "html")) == expected


def test_the_cells_of_a_table_stay_cells():
    html = to_html(to_markdown("<table><tr><th>a<th>b</tr><tr><td>3|4<td>c<br>d</table>", "html"))

    assert re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", html, re.DOTALL) == ["a", "b", "3|4", "c<br>\nd"]


@pytest.mark.parametrize("kind", ["plain", "moodle"])
def test_a_plain_text_keeps_its_lines_and_its_signs(kind):
    html = to_html(to_markdown("1. oui\n# x\na<b\n\n- z", kind))

    assert html == "<p>1. oui<br>\n# x<br>\na&lt;b</p>\n<p>- z</p>"


def elements(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    texts = st.lists(inside, min_size=1, max_size=3)
    wrapped = st.sampled_from(["p", "div", "blockquote", "sup"])
    return st.one_of(
        st.builds(lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>", wrapped, texts),
        st.builds(lambda tag, parts: f"<{tag}>{''.join(f'<li>{part}</li>' for part in parts)}</{tag}>", st.sampled_from(["ul", "ol"]), texts),
        st.builds(lambda parts: f"<table><tr>{''.join(f'<td>{part}</td>' for part in parts)}</tr></table>", st.lists(WORDS.map(_escaped), min_size=1, max_size=3)),
    )  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@settings(deadline=None, max_examples=300)
@given(st.recursive(WORDS.map(_escaped), elements, max_leaves=8))
def test_the_words_of_any_html_are_shown(html):
    words = re.sub(r"\{/?sup\}", "", shown(to_html(to_markdown(html, "html"))))

    assert words.split() == re.sub(r"\{/?sup\}", "", shown(html)).split()


@pytest.mark.parametrize(
    "unit", ["<ul><li>x", "<b>", "<div>", "<table><tr><td>", "</p>", "<p>a", "<", "&lt;", "<!--", "<br>"]
)
def test_twice_the_html_is_twice_the_time(unit):
    assert slowdown(lambda text: to_markdown(text, "html"), unit) < 2.9


def test_nested_lists_take_no_more_memory_than_their_text():
    tracemalloc.start()
    markdown = to_markdown("<ul><li>x" * 10_000, "html")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert markdown.count("x") == 10_000
    assert peak < 10_000_000


@settings(deadline=None, max_examples=300)
@given(st.lists(st.text(st.sampled_from(list("aé 1.#-+*_`[]&;\\|~=\n\t\xa0'\"lt")), max_size=12), max_size=3))
def test_paragraphs_of_words_alone_are_read_as_those_that_need_a_tree(texts):
    paragraphs = "".join(f'<p dir="ltr">{text}</p>\n' for text in texts)

    assert to_markdown(paragraphs, "html") == to_markdown(f"<div>{paragraphs}</div>", "html")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            '<p>un <a href="https://exemple.org/?a=1&amp;b=<2>">lien</a></p>',
            "un [lien](https://exemple.org/?a=1&b=%3C2%3E)",
        ),
        ('<p><b title="a > b">gras</b></p>', "**gras**"),
        (
            '<p><img src="@@PLUGINFILE@@/a.png" alt="a > b &amp;amp; &quot;c&quot;"></p>',
            '![a > b \\&amp; "c"](@@PLUGINFILE@@/a.png)',
        ),
        ("<p>a &lt;p&gt; <i>b</i></p> \n <p>c</p>", "a \\<p> *b*\n\nc"),
        ("<p>seul</p></p></b></div> après", "seul\n\naprès"),
    ],
)
def test_signs_of_tags_in_words_and_attributes_are_words(html, markdown):
    assert to_markdown(html, "html") == markdown
