from .body import BodyBlock
from .media import DownloadBlock, ImageBlock, VideoBlock
from .teaching import DefinitionBlock, ExampleBlock, GestureBlock, QuotationBlock, RememberBlock, YourTurnBlock
from .text import LineBlock, MarkdownBlock, MarkdownText

__all__ = [
    "BodyBlock",
    "DefinitionBlock",
    "DownloadBlock",
    "ExampleBlock",
    "GestureBlock",
    "ImageBlock",
    "LineBlock",
    "MarkdownBlock",
    "MarkdownText",
    "QuotationBlock",
    "RememberBlock",
    "VideoBlock",
    "YourTurnBlock",
]
