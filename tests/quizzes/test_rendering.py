from hypothesis import given
from hypothesis import strategies as st

from quizzes.rendering import inline, to_html
from text.markdown import render

SIGNS = st.sampled_from(list("aé Z9 ’'«»-–_*`[](){}<>&.:;,!?#+=|~\\/%€…\n\u00a0"))


@given(st.text(SIGNS, max_size=25))
def test_a_plain_text_gives_what_the_renderer_gives(text):
    assert to_html(text).strip() == str(render(text.strip())).strip()


def test_a_label_holds_no_block_and_no_link():
    assert inline(to_html("Un **mot** et un [lien](https://example.org)")) == "Un <strong>mot</strong> et un lien"
    assert inline(to_html("Un\n\nDeux")) == "Un<br>Deux"
