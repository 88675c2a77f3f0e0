from .addresses import FormerAddress
from .background import PeriodicRun, WorkerBeat
from .codes import Coded, RegisteredCode
from .content import ContentPage, PageTag, Tag
from .pages import SitePage
from .references import ContentReference
from .vocabulary import Audience, GlossaryTerm, Need, Product, Theme

__all__ = [
    "Audience",
    "Coded",
    "ContentPage",
    "ContentReference",
    "FormerAddress",
    "GlossaryTerm",
    "Need",
    "PageTag",
    "PeriodicRun",
    "Product",
    "RegisteredCode",
    "SitePage",
    "Tag",
    "Theme",
    "WorkerBeat",
]
