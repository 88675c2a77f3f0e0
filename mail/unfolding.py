"""
A message whose `List-…` headers each stand on one line.

Python folds what is longer than 78 characters; of an address, which has no space, it makes an empty first line. That is
legal (RFC 5322, 2.2.3), and some programs that sign or check mail stumble on it: the one click then never shows.
"""

from email.message import Message
from email.policy import Compat32
from typing import Any

from django.core.mail import EmailMultiAlternatives

LONGEST_LINE = 998  # RFC 5322, 2.1.1


class _Unfolded(Compat32):
    def _fold(self, name: str, value: Any, sanitize: bool) -> str:
        line = f"{name}: {value}"
        if name.lower().startswith("list-") and line.isascii() and "\n" not in line and len(line) <= LONGEST_LINE:
            return line + self.linesep
        return super()._fold(name, value, sanitize)  # type: ignore[misc]


class UnfoldedMessage(EmailMultiAlternatives):
    def message(self, **options: Any) -> Any:
        message: Message[Any, Any] = super().message(**options)  # `policy` comes with Django 6
        message.policy = _Unfolded()
        return message
