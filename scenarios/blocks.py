"""Steps, tasks and the running order: the parts of a scenario, each known by its block id."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks import OpenPageChooserBlock
from resources.models import Testimonial
from text.blocks import LineBlock, MarkdownBlock


class TaskBlock(blocks.StructBlock):
    """
    One thing to do, verb first, twelve words at most; `joiner` says how it goes with the task before.

    `how` is the tutorial or the action that shows how to do it.
    """

    text = LineBlock(label=_("Task"), max_length=120, help_text=_("Verb first, twelve words at most."))
    joiner = blocks.ChoiceBlock(
        [("and", _("and")), ("or", _("or"))],
        default="and",
        label=_("Joined to the task before by"),
    )
    how = OpenPageChooserBlock(
        page_type=["actions.ActionPage", "resources.TutorialSheet"],
        label=_("The action or the tutorial that shows how"),
        required=False,
    )

    class Meta:
        icon = "tick"
        label = _("Task")


class StepBlock(blocks.StructBlock):
    """One step. `minutes` is what it takes a group; `result` is what can be observed at its end."""

    title = LineBlock(label=_("Title"), max_length=80, help_text=_("Verb first, without a number."))
    minutes = blocks.IntegerBlock(label=_("Duration in minutes"), required=False, min_value=1, max_value=600)
    result = LineBlock(label=_("At the end of this step"), max_length=300)
    tasks = blocks.ListBlock(TaskBlock(), label=_("Tasks"), min_num=1, max_num=5)
    actions = blocks.ListBlock(
        OpenPageChooserBlock(page_type="actions.ActionPage", label=_("Action")),
        label=_("Actions"),
        max_num=4,
        required=False,
        default=[],  # an empty line that nobody added would refuse to be saved
    )
    advice = MarkdownBlock(label=_("Advice on method"), required=False, help_text=_("80 words at most."))
    testimonials = blocks.ListBlock(
        SnippetChooserBlock(Testimonial, label=_("Testimonial")),
        label=_("They did it"),
        max_num=2,
        required=False,
        default=[],
    )
    if_stuck = MarkdownBlock(label=_("If you are stuck"), required=False)

    class Meta:
        icon = "flag"
        label = _("Step")


class ActivityBlock(blocks.StructBlock):
    """
    One line of the running order of a workshop.

    `drop_order` empty: always kept; otherwise the activity may be left out when time is short, 1 first.
    """

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=120)
    aim = LineBlock(label=_("Aim"))
    say = MarkdownBlock(label=_("What you say"))
    group_does = LineBlock(label=_("What the group does"), max_length=500)
    material = LineBlock(label=_("Material"), required=False)
    if_stuck = LineBlock(label=_("If you are stuck"), required=False, max_length=500)
    drop_order = blocks.IntegerBlock(label=_("Left out, in which order"), required=False, min_value=1)

    class Meta:
        icon = "time"
        label = _("Activity")
