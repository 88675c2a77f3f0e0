from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import DownloadBlock, ImageBlock, VideoBlock
from text.blocks import MarkdownBlock

from .teaching import DefinitionBlock, ExampleBlock, GestureBlock, QuotationBlock, RememberBlock, YourTurnBlock


class BodyBlock(blocks.StreamBlock):
    """The body of a page: running text and typed blocks."""

    text = MarkdownBlock(label=_("Text"))
    image = ImageBlock()
    video = VideoBlock()
    definition = DefinitionBlock()
    example = ExampleBlock()
    remember = RememberBlock()
    quotation = QuotationBlock()
    gesture = GestureBlock()
    download = DownloadBlock()
    your_turn = YourTurnBlock()

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`runs`: the blocks in order, gestures that follow one another together as one numbered list."""
        context = super().get_context(value, parent_context=parent_context)
        runs = groupby(value, key=lambda block: "gesture" if block.block_type == "gesture" else block.id)
        context["runs"] = [list(run) for _key, run in runs]
        return context

    class Meta:
        template = "core/blocks/body.html"
