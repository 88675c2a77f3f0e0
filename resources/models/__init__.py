from .indexes import SheetIndexPage, SheetsPage
from .people import Speaker, Testimonial
from .readings import FurtherReading
from .sheets import AdviceSheet, ArgumentSheet, Sheet
from .tools import ToolSheet
from .tutorials import TutorialSheet

SHEET_MODELS: tuple[type[Sheet], ...] = (ToolSheet, TutorialSheet, ArgumentSheet, AdviceSheet)

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
