from .addresses import FormerAddress
from .attribution import Attribution
from .codes import Coded, RegisteredCode
from .content import ContentPage, PageTag, Tag
from .media import ContentDocument, ContentImage, ContentRendition
from .packs import Pack, PackItem
from .references import ContentReference
from .vocabulary import Audience, GlossaryTerm, Need, Product, Theme

__all__ = [
    "Attribution",
    "Audience",
    "Coded",
    "ContentDocument",
    "ContentImage",
    "ContentPage",
    "ContentReference",
    "ContentRendition",
    "FormerAddress",
    "GlossaryTerm",
    "Need",
    "Pack",
    "PackItem",
    "PageTag",
    "Product",
    "RegisteredCode",
    "Tag",
    "Theme",
]
