"""The development site, for authors who write without pause."""

from config.settings.dev import *  # noqa: F403

FORUM_POSTS_IN_TEN_MINUTES = 1_000_000
OUTBOX_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
