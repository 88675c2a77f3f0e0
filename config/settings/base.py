"""Production settings, safe as they are. What an operator sets comes from environment variables (docs/how-to/deploy.md)."""

from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from .environment import database, mail, mailboxes, number, one_of, optional, required, server, site_address
from .logs import LOGGING as LOGGING
from .menus import MENUS as MENUS
from .own import BACKUPS_FOLDER as BACKUPS_FOLDER
from .own import COLOUR as COLOUR
from .own import CONTACT_ADDRESS as CONTACT_ADDRESS
from .own import FORUM_IS_OPEN as FORUM_IS_OPEN
from .own import LOGO as LOGO
from .own import PEERTUBE_INSTANCES as PEERTUBE_INSTANCES
from .own import SECURITY_CONTACT as SECURITY_CONTACT
from .own import SECURITY_EXPIRES as SECURITY_EXPIRES
from .own import SETTINGS_FILE as SETTINGS_FILE

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(optional("PARCOURS_VAR", str(BASE_DIR / "var")))

SECRET_KEY = required("PARCOURS_SECRET_KEY")
# Former keys still read what they signed: the links that stop mails, in mails already sent.
SECRET_KEY_FALLBACKS = optional("PARCOURS_FORMER_SECRET_KEYS").split()
SITE_URL = site_address("PARCOURS_SITE_URL")
DEBUG = False
# Who is written to when the site fails, addresses separated by spaces; empty: nobody, the log alone tells.
ADMINS = [("", address) for address in mailboxes("PARCOURS_ADMINS")]
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or ""]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    # upper apps first: their templates and signals may refine those of the apps below
    "home",
    "search",
    "paths",
    "gallery",
    "courses",
    "scenarios",
    "actions",
    "resources",
    "quizzes",
    "contributions",
    "forum",
    "packs",
    "core",
    "media",
    "notebook",
    "mail",
    "paper",
    "accounts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.sites",
    "accounts.admin_config.AdminUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.embeds",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.SecurityHeaders",
    "config.refusals.Refusals",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.bodies.BodiesInTime",  # before all that reads one, or the database
    "config.busy.GiveBack",
    "config.maintenance.Maintenance",  # before all that reads the database, after what the page 503 looks like
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.bodies.BoundedBodies",  # before the check of the CSRF token, which reads the body
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.account_pages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.second_factor_of_administrators",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "core.guarding.ShowPlaces",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_AT = partial(database, folder=VAR_DIR)  # `copy_database` reads another one by its address
DATABASES = {"default": DATABASE_AT(optional("PARCOURS_DATABASE", "sqlite"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"},
    "limits": {
        "BACKEND": "accounts.limits_store.LimitsCache",
        "LOCATION": "limits",
        "KEY_FUNCTION": "accounts.limits_store.unreadable_key",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
WAGTAILADMIN_LOGIN_URL, WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login", "wagtailcore_login"  # accounts.views.door
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"
# Two cookies in all: what the pages have to say waits in the session, not in a cookie of its own.
SESSION_ENGINE = "accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.AddEmailForm",
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "signup": "accounts.forms.SignupForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "telephone"
# No code by mail: whoever holds an open session on a shared computer often holds the mailbox beside it.
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # to change one's address, too
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # on the device that has just signed up, and there only
ACCOUNT_LOGIN_TIMEOUT = 3600  # mails take their time
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
# A workshop of 35 people shares one address; what one account suffers stays low (…/key).
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "80/10m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
SECOND_FACTOR_DAYS: int | None = 7  # how long those who can change accounts may go on without a passkey
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
# The proxies in front of us that append to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = number("PARCOURS_PROXIES", 1, most=10)
FORUM_POSTS_IN_TEN_MINUTES = 20
RATE_LIMITS = {
    "report": "20/10m/ip",
    "edit": "30/10m/user",
    "signup_without_proof": "10/10m/ip",
    "reader_report": "60/10m/ip",
    "reader_report_without_proof": "20/10m/ip",
    "opinion": "120/10m/ip",
    "shared_password": "30/10m/ip,100/h/key",  # wrong ones
    # Figures without names: a class of 35, each at a question every quarter of a minute, stays below.
    "answer": "1500/10m/ip",
    "choice": "300/10m/ip",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

globals().update(mail(optional("PARCOURS_MAIL", "smtp://localhost:25")))
EMAIL_TIMEOUT = 20
EMAIL_SUBJECT_PREFIX = f"[{urlsplit(SITE_URL).hostname}] "
# Mails are queued with the change they tell; the worker sends them, and tries again when the mail server is away.
EMAIL_BACKEND = "mail.outbox.OutboxBackend"
OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = optional("PARCOURS_MAIL_FROM", f"ne-pas-repondre@{ALLOWED_HOSTS[0]}")

LANGUAGE_CODE = one_of("PARCOURS_LANGUAGE", ("fr", "en"), "fr", example="fr")
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = one_of("PARCOURS_TIME_ZONE", available_timezones(), "Europe/Paris", example="Indian/Reunion")
USE_I18N = True
USE_TZ = True

MAINTENANCE_FILE = VAR_DIR / "maintenance"  # the site is closed while it is there
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# The source of what runs here, offered on every page (AGPL, section 13): an address, or what deploy/update put there.
SOURCE_ARCHIVE = STATIC_ROOT / "code-source.tar.gz"
SOURCE_ADDRESS = optional("PARCOURS_SOURCE", f"{STATIC_URL}{SOURCE_ARCHIVE.name}" if SOURCE_ARCHIVE.exists() else "")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "core.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVES_MEDIA = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.HashedStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
# Of this site alone: what else the organisation serves under its domain may still speak plain http.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "accounts.views.expired_form"
X_FRAME_OPTIONS = "DENY"

WAGTAIL_SITE_NAME = optional("PARCOURS_SITE_NAME", "Parcours")
SITE_NAME_IS_GIVEN = WAGTAIL_SITE_NAME != "Parcours"  # which /etc/parcours.env holds until somebody chooses
WAGTAILADMIN_BASE_URL = SITE_URL
# Nothing leaves the server unasked.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# The visitors' search: in a folder, or on Elasticsearch (8.19 or 9) with the folder behind it.
SEARCH_FOLDER = VAR_DIR / "search"
SEARCH_ELASTICSEARCH = server("PARCOURS_ELASTICSEARCH")
SEARCH_ELASTICSEARCH_KEY = optional("PARCOURS_ELASTICSEARCH_KEY")
# Sentences near by their meaning, beside words: docs/decisions/0010.
SEARCH_MEANING = one_of("PARCOURS_SEARCH_MEANING", {"oui", "non"}, "oui", example="non") == "oui"
SEARCH_INDEX = optional("PARCOURS_SEARCH_INDEX", "parcours")
# The admin’s own search and choosers.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.editors.EditorsSearch"}}
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # core/addresses.py says what a slug is
WAGTAILIMAGES_IMAGE_MODEL = "media.ContentImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif", "heic", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.ContentDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_PERMITTED_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
# The language that the pages are written in: Wagtail refuses to begin a site in another one.
WAGTAIL_CONTENT_LANGUAGES = [one for one in WAGTAIL_PERMITTED_LANGUAGES if one[0] == LANGUAGE_CODE]
# our own register of former addresses also leads on to the parts of a page
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_WORKFLOW_ENABLED = True
# Passwords and addresses are looked after under /compte/, through one door.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
