from wagtail import blocks

from .text import MarkdownBlock


class VideoBlock(blocks.StructBlock):
    """A PeerTube video, loaded on click."""

    title = blocks.CharBlock()


class BodyBlock(blocks.StreamBlock):
    """The body of a page: running text and typed blocks."""

    text = MarkdownBlock()
