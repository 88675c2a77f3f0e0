"""For the tests: quick hashes, tasks at once, mail in memory; `PARCOURS_DATABASE` chooses PostgreSQL."""

import os
import tempfile

os.environ.setdefault("PARCOURS_SECRET_KEY", "tests only")
os.environ.setdefault("PARCOURS_SITE_URL", "http://testserver")
if "PARCOURS_VAR" not in os.environ:
    os.environ["PARCOURS_VAR"] = tempfile.mkdtemp(prefix="parcours-tests-")  # removed by tests/conftest.py

from .base import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SERVES_MEDIA = True
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "limits")
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    # A file, so that the live server's threads have connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "tests.sqlite3")}
else:
    # `make test` migrates once: CREATE DATABASE … TEMPLATE is quicker than three hundred migrations in each worker.
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_DATABASE_TEMPLATE") or None}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
ALLAUTH_TRUSTED_PROXY_COUNT = 0
SEARCH_MEANING = False  # tests that need a model bring a small one
