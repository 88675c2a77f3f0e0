from .body import BodyBlock
from .choosing import OpenPageChooserBlock
from .media import DownloadBlock, ImageBlock, PictureChooserBlock, VideoBlock
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
    "OpenPageChooserBlock",
    "PictureChooserBlock",
    "QuotationBlock",
    "RememberBlock",
    "VideoBlock",
    "YourTurnBlock",
]
