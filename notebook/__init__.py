"""The learner's notebook (docs/notebook-format.md): checking a document, joining two of them. Pure functions."""

from .checks import NotebookError
from .merging import merge
from .validation import parse, validate

__all__ = ["NotebookError", "merge", "parse", "validate"]
