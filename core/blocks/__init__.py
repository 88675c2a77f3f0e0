from .body import BodyBlock, VideoBlock
from .text import LineBlock, MarkdownBlock

__all__ = ["BodyBlock", "LineBlock", "MarkdownBlock", "VideoBlock"]
