"""How each kind of result is named on the screen, and its mark among the components."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.document import Kind

KIND_LABELS = {
    Kind.ACTION: _("Action"),
    Kind.SCENARIO: _("Scenario"),
    Kind.TOOL: _("Tool"),
    Kind.TUTORIAL: _("Tutorial"),
    Kind.ARGUMENT: pgettext_lazy("kind of sheet", "Argument"),
    Kind.ADVICE: _("Advice"),
    Kind.LESSON: _("Lesson"),
    Kind.MODULE: _("Module"),
    Kind.TESTIMONIAL: _("Testimonial"),
    Kind.TERM: pgettext_lazy("kind of result", "Glossary term"),
    Kind.TOPIC: _("Discussion"),
    Kind.PRODUCT: _("Product to replace"),
}
MARKS = {
    Kind.ACTION: ("action", "hash"),
    Kind.SCENARIO: ("scenario", "scenario"),
    Kind.TOOL: ("tool", "tool"),
    Kind.TUTORIAL: ("tutorial", "tutorial"),
    Kind.ARGUMENT: ("argument", "argument"),
    Kind.ADVICE: ("advice", "advice"),
    Kind.LESSON: ("lesson", "lesson"),
    Kind.MODULE: ("module", "module"),
    Kind.TESTIMONIAL: ("testimonial", "testimonial"),
    Kind.TERM: ("term", "term"),
    Kind.TOPIC: ("topic", "people"),
    Kind.PRODUCT: ("product", "search"),
}
"""The class and the icon of a card."""
