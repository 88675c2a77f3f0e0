import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.names import name_key
from text.typography import normalise

# Line ends of every kind would break the subject of a mail; the others turn the direction of the text or hide it.
BREAKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class TitleField(forms.CharField):
    """The title of a topic: one line that can be read, in French typography."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, min_length=5, **kwargs)

    def to_python(self, value: Any) -> str:
        text = normalise(UNSEEN.sub("", super().to_python(value) or ""))
        return BREAKS.sub(" ", text).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not name_key(value):
            raise ValidationError(_("A title has at least one letter or one digit."), code="empty")
