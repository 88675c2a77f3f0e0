"""Where limits are counted: apart from everything else, unreadable, and no longer than they last."""

import time
from typing import Any

from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone
from django.utils.crypto import salted_hmac

SWEEP_EVERY = 60  # seconds


def unreadable_key(key: str, prefix: str, version: int) -> str:
    """A name for an entry that does not tell the visitor's address that it counts, here or in a backup."""
    return salted_hmac("accounts.limits", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()


class LimitsCache(DatabaseCache):
    """
    Django's table of entries, swept: the table itself only drops what has expired when it is full.

    Others' entries do not push a limit out of it (`MAX_ENTRIES` of the settings).
    """

    _swept_at = 0.0
    _table: str  # Django's

    def add(self, *args: Any, **kwargs: Any) -> bool:
        self._sweep_at_times()
        return super().add(*args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._sweep_at_times()
        super().set(*args, **kwargs)

    def _sweep_at_times(self) -> None:
        if time.monotonic() - LimitsCache._swept_at > SWEEP_EVERY:
            LimitsCache._swept_at = time.monotonic()
            self.sweep()

    def sweep(self) -> int:
        """Forgets what has expired; says how many entries that was."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        now = timezone.now().replace(microsecond=0)
        table, expires = connection.ops.quote_name(self._table), connection.ops.quote_name("expires")
        moment = connection.ops.adapt_datetimefield_value(now if settings.USE_TZ else timezone.make_naive(now))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE {expires} < %s", [moment])  # noqa: S608 (names of the settings)
            return int(cursor.rowcount)
