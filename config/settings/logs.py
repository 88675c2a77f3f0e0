"""Where what goes wrong is written (core/failures.py)."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "core.failures.Formatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "ledger": {"class": "core.failures.Ledger", "level": "ERROR"},
        "mail": {"class": "core.failures.AdminMails", "level": "ERROR"},
    },
    "root": {"handlers": ["stderr", "ledger", "mail"], "level": "WARNING"},
    "loggers": {
        # Django gives these handlers of its own: a console in development, mails to nobody in production.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # A page that is not there is no error of the site; a refused form or host is told in one line.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "parcours.security": {"level": "INFO"},
    },
}
