"""What the apps above may want to know."""

from django.dispatch import Signal

topic_changed = Signal()
"""A topic was opened, answered, changed, moved, hidden or resolved. Argument: `topic` (look at `is_visible`)."""
