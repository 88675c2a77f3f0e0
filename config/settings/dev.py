"""For `make run` on one's own machine: the same site, over plain HTTP on localhost."""

import os

os.environ.setdefault("PARCOURS_SECRET_KEY", "development only, never in production")
os.environ.setdefault("PARCOURS_SITE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")

from .base import *  # noqa: F403

DEBUG = os.environ.get("PARCOURS_DEBUG", "") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SERVES_MEDIA = True
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False
OUTBOX_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECOND_FACTOR_DAYS = None  # one's own machine has one person
