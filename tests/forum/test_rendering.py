import pytest

from forum.rendering import quote, render_post
from text.typography import normalise

COMMAND = '```\ncd /srv ; ls && echo "ok"\n```'


def test_a_message_shows_its_ends_of_lines():
    assert render_post("Cordialement\nAnne\n06 01") == "<p>Cordialement<br>\nAnne<br>\n06 01</p>"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "https://fr.wikipedia.org/wiki/Loi_de_1901_(France)",
            "https://fr.wikipedia.org/wiki/Loi_de_1901_(France)",
        ),
        ("(voir https://a.org/b)", "https://a.org/b"),
        ("(voir https://a.org/b_(c)).", "https://a.org/b_(c)"),
        ("https://a.org/?b=1&c=(2)…", "https://a.org/?b=1&amp;c=(2)"),
        ("https://a.org/b)))", "https://a.org/b"),
    ],
)
def test_an_address_is_whole_and_the_brackets_of_the_sentence_stay_outside(text, address):
    assert f'<a href="{address}" rel="nofollow ugc noopener">{address}</a>' in render_post(text)


def test_a_quoted_command_is_the_same_command():
    answer = normalise(quote("Anne", f"Voici :\n\n- d'abord\n\n  `a ; b`\n\n{COMMAND}") + "Merci !")

    html = render_post(answer)

    assert '<pre><code>cd /srv ; ls &amp;&amp; echo "ok"</code></pre>' in html
    assert "<code>a ; b</code>" in html
    assert html.endswith("<p>Merci\u00a0!</p>") or html.endswith("<p>Merci&nbsp;!</p>")


def test_a_name_is_quoted_as_it_is():
    assert "<strong>an_ne_b *c*</strong>" in render_post(quote("an_ne_b *c*", "Oui"))
