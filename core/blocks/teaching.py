"""What a lesson is made of besides running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import DecorativeBlock, DescribedPicture, MarksBlock, PictureChooserBlock
from text.blocks import LineBlock, MarkdownBlock


class DefinitionBlock(blocks.StructBlock):
    term = LineBlock(label=_("Term"), max_length=100)
    text = MarkdownBlock(label=_("Definition"))

    class Meta:
        icon = "openquote"
        label = _("Definition")
        template = "core/blocks/definition.html"


class ExampleBlock(blocks.StructBlock):
    text = MarkdownBlock(label=_("Example"))

    class Meta:
        icon = "view"
        label = _("Example")
        template = "core/blocks/example.html"


class RememberBlock(blocks.StructBlock):
    text = MarkdownBlock(label=_("To remember"))

    class Meta:
        icon = "pin"
        label = _("To remember")
        template = "core/blocks/remember.html"


class QuotationBlock(blocks.StructBlock):
    text = MarkdownBlock(label=_("Quotation"))
    author = LineBlock(label=_("Author"), required=False)
    source = LineBlock(label=_("Source"), required=False)
    url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quotation.html"


class GestureBlock(DescribedPicture):
    """One gesture of a procedure. Those that follow one another are numbered together."""

    text = MarkdownBlock(label=_("Gesture"), help_text=_("One thing to do, verb first."))
    image = PictureChooserBlock(label=_("Capture"), required=False)
    alternative = LineBlock(label=_("Alternative text of the capture"), required=False, max_length=250)
    decorative = DecorativeBlock()
    marks = MarksBlock()
    expected = LineBlock(label=_("You should see…"), required=False, max_length=300)

    class Meta:
        icon = "list-ol"
        label = _("Gesture")
        template = "core/blocks/gesture.html"


class YourTurnBlock(blocks.StructBlock):
    """A question to answer from memory; the answer is folded."""

    prompt = LineBlock(label=_("Question"), max_length=300)
    answer = MarkdownBlock(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Your turn")
        template = "core/blocks/your_turn.html"
