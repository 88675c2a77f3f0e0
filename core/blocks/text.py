from wagtail import blocks


class LineBlock(blocks.CharBlock):
    """One line of plain text."""


class MarkdownBlock(blocks.TextBlock):
    """Running text in Markdown."""
