"""The development site, whose visitors each come from an address of their own: the limits of tries stay out of the way."""

from config.settings.dev import *  # noqa: F403

ALLAUTH_TRUSTED_PROXY_COUNT = 1
OUTBOX_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
