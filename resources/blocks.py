"""The typed lists that sheets are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import DecorativeBlock, DescribedPicture, MarksBlock, PictureChooserBlock
from text.blocks import LineBlock, MarkdownBlock


class HostBlock(blocks.StructBlock):
    """A place where the tool can be used: an instance, who runs it, on what conditions."""

    name = LineBlock(label=_("Name"))
    url = blocks.URLBlock(label=_("Address"))
    conditions = LineBlock(label=_("Conditions"), required=False)
    chatons = blocks.BooleanBlock(label=_("Run by a member of CHATONS"), required=False)
    free = blocks.BooleanBlock(label=_("Free of charge"), required=False)
    directory = blocks.BooleanBlock(label=_("A list of places to choose from, not the tool itself"), required=False)

    class Meta:
        icon = "site"
        label = _("Host")


class TrialBlock(blocks.StructBlock):
    """A dated trial by a real group. It counts for twelve months in the chooser."""

    tried_on = blocks.DateBlock(label=_("Tried on"))
    tried_by = LineBlock(label=_("Tried by"))
    group_size = blocks.IntegerBlock(label=_("Size of the group"), required=False, min_value=1)
    result = LineBlock(label=_("What happened"))

    class Meta:
        icon = "date"
        label = _("Trial")


class GestureBlock(DescribedPicture):
    """One gesture of a tutorial: one thing to do, one capture, what should be seen."""

    title = LineBlock(label=_("Gesture"), help_text=_("One thing to do, verb first."))
    text = MarkdownBlock(label=_("How"), required=False)
    image = PictureChooserBlock(label=_("Capture"), required=False)
    alternative = LineBlock(label=_("Alternative text of the capture"), required=False)
    decorative = DecorativeBlock()
    marks = MarksBlock()
    expected = LineBlock(label=_("You should see…"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Gesture")


class TroubleBlock(blocks.StructBlock):
    problem = LineBlock(label=_("What goes wrong"))
    remedy = MarkdownBlock(label=_("What to do"))

    class Meta:
        icon = "help"
        label = _("If it does not work")


class ArgumentBlock(blocks.StructBlock):
    """One argument with its dated source."""

    title = LineBlock(label=_("Argument"))
    text = MarkdownBlock(label=_("In detail"))
    source_title = LineBlock(label=_("Source"))
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)
    source_date = LineBlock(label=_("Date of the source"), required=False)

    class Meta:
        icon = "comment"
        label = _("Argument")


class ObjectionBlock(blocks.StructBlock):
    objection = LineBlock(label=_("Objection"))
    answer = MarkdownBlock(label=_("Answer"))

    class Meta:
        icon = "comment-add"
        label = _("Objection")


class AdviceItemBlock(blocks.StructBlock):
    title = LineBlock(label=_("Advice"))
    text = MarkdownBlock(label=_("How"), required=False)

    class Meta:
        icon = "tick"
        label = _("Advice")
