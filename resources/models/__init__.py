from .indexes import SHEETS_BY_KIND, SheetIndexPage, SheetsPage
from .people import Speaker, Testimonial
from .readings import FurtherReading
from .sheets import AdviceSheet, ArgumentSheet, Sheet
from .tools import ToolSheet
from .tutorials import TutorialSheet

SHEET_MODELS: tuple[type[Sheet], ...] = tuple(SHEETS_BY_KIND.values())

__all__ = [
    "SHEET_MODELS",
    "AdviceSheet",
    "ArgumentSheet",
    "FurtherReading",
    "Sheet",
    "SheetIndexPage",
    "SheetsPage",
    "Speaker",
    "Testimonial",
    "ToolSheet",
    "TutorialSheet",
]
