from .attribution import Attribution
from .codes import Coded, RegisteredCode
from .media import ContentDocument, ContentImage, ContentRendition

__all__ = ["Attribution", "Coded", "ContentDocument", "ContentImage", "ContentRendition", "RegisteredCode"]
