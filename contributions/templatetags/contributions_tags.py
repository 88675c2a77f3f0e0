from django import template

from contributions.passages import Passage
from text.markdown import render

register = template.Library()


@register.filter
def as_it_was(passage: Passage) -> str:
    """The safe HTML of a text of a former version, by the renderer of today."""
    return render(passage.text)
