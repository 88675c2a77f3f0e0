"""Where limits are counted: apart from everything else, unreadable, and no longer than they last."""

import time

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

    def _base_set(self, mode, key, value, timeout=None):  # type: ignore[no-untyped-def]
        if time.monotonic() - LimitsCache._swept_at > SWEEP_EVERY:
            LimitsCache._swept_at = time.monotonic()
            self.sweep()
        return super()._base_set(mode, key, value, timeout)  # type: ignore[misc] (django-stubs leave it out)

    def sweep(self) -> None:
        """Forgets what has expired."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        now = timezone.now().replace(microsecond=0)
        table, expires = connection.ops.quote_name(self._table), connection.ops.quote_name("expires")
        moment = connection.ops.adapt_datetimefield_value(now if settings.USE_TZ else timezone.make_naive(now))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE {expires} < %s", [moment])  # noqa: S608 (names of the settings)
