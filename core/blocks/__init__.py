from .body import BodyBlock
from .choosing import OpenPageChooserBlock
from .teaching import DefinitionBlock, ExampleBlock, GestureBlock, QuotationBlock, RememberBlock, YourTurnBlock

__all__ = [
    "BodyBlock",
    "DefinitionBlock",
    "ExampleBlock",
    "GestureBlock",
    "OpenPageChooserBlock",
    "QuotationBlock",
    "RememberBlock",
    "YourTurnBlock",
]
