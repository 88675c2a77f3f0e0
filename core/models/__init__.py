from .addresses import FormerAddress
from .attribution import Attribution
from .codes import Coded, RegisteredCode
from .content import ContentPage, PageTag, Tag
from .media import ContentDocument, ContentImage, ContentRendition
from .outgoing_mail import OutgoingMail
from .packs import Pack, PackItem
from .references import ContentReference
from .synced_notebook import SyncedNotebook
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
    "OutgoingMail",
    "Pack",
    "PackItem",
    "PageTag",
    "Product",
    "RegisteredCode",
    "SyncedNotebook",
    "Tag",
    "Theme",
]
