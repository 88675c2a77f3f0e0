"""
A cell that begins like a formula is a text in what the admin exports as CSV (ASVS 5, 1.2.10).

A public name or a title such as `=cmd|…` would be run by the spreadsheet of whoever opens the file. An apostrophe
before it says "text" to them all. Wagtail does as much for XLSX by itself.
"""

from typing import Any

from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value: Any) -> Any:
    """Numbers, dates and nothing stay what they are."""
    value = force_str(value, strings_only=True)
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u00a0").startswith(STARTS) else value


def connect() -> None:
    """After Wagtail's own ways for dates and lists, which come first."""
    csv = SpreadsheetExportMixin.FORMAT_CSV
    SpreadsheetExportMixin.custom_value_preprocess.setdefault(object, {csv: as_text})
