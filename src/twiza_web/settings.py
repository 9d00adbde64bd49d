"""Settings, read from the environment; the defaults are good for development."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
DATABASE_URL_FORM = (
    "DATABASE_URL must read postgres://user:password@host:5432/name, "
    "with ?sslmode=require where the server is another machine"
)


def _flag(name: str, *, otherwise: bool) -> bool:
    value = os.environ.get(name, "").lower()
    if value not in ("", "0", "1", "true", "false"):
        raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0")
    return otherwise if value == "" else value in ("1", "true")


def _data_folder() -> Path:
    folder = Path(os.environ.get("TWIZA_DATA") or REPOSITORY / ".data").absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _secret_key() -> str:
    """`TWIZA_SECRET_KEY`, else the file in the data folder, else one until we end."""
    stated = os.environ.get("TWIZA_SECRET_KEY")
    path = DATA / "secret-key"
    if stated or path.exists():
        return stated or path.read_text().strip()
    if IS_PRODUCTION:
        raise ImproperlyConfigured(
            f"No secret key: set TWIZA_SECRET_KEY, or write one to {path}"
        )
    return secrets.token_urlsafe(64)


def _database() -> dict[str, object]:
    """SQLite in the data folder, or the PostgreSQL server of `DATABASE_URL`."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "db.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    try:
        parts = urlsplit(address)
        port = parts.port or ""
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:  # the error would print the address, password included
        raise ImproperlyConfigured(DATABASE_URL_FORM) from None
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(DATABASE_URL_FORM)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
    }


def _days_kept() -> int:
    """For how many days a saved advice is kept where nobody chooses otherwise."""
    stated = os.environ.get("TWIZA_SAVED_DAYS") or "180"
    if stated not in map(str, SAVED_ADVICE_CHOICES):
        choices = ", ".join(map(str, SAVED_ADVICE_CHOICES))
        raise ImproperlyConfigured(
            f"TWIZA_SAVED_DAYS is {stated!r}: write one of {choices}"
        )
    return int(stated)


def _is_production() -> bool:
    """A misspelt `production` would run with everything open: only two words count."""
    stated = os.environ.get("TWIZA_ENV") or "development"
    if stated not in ("development", "production"):
        raise ImproperlyConfigured(
            f"TWIZA_ENV is {stated!r}: write development or production"
        )
    return stated == "production"


IS_PRODUCTION = _is_production()
DEBUG = _flag("TWIZA_DEBUG", otherwise=False)
if DEBUG and IS_PRODUCTION:
    raise ImproperlyConfigured(
        "TWIZA_DEBUG shows what people typed: it is refused where TWIZA_ENV=production"
    )

DATA = _data_folder()
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("TWIZA_HOSTS", "" if IS_PRODUCTION else "*").split()
if IS_PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "TWIZA_HOSTS must name the site's own hosts, such as: twiza.example"
    )

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "twiza_web.ui",
    "twiza_web.guide",
    "twiza_web.advisor",
    "twiza_web.reforms",
]
MIDDLEWARE = [
    "twiza_web.ui.middleware.request_log",
    # Above the redirect to https, which repeats the whole address.
    "twiza_web.ui.middleware.answer_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages alone. None holds a secret: a form's token is masked anew each time.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "twiza_web.urls"
WSGI_APPLICATION = "twiza_web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "twiza_web.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [
    ("fr", "Français"),
    ("nl", "Nederlands"),
    ("ar", "العربية"),
    ("en", "English"),
]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "static/"
STATIC_ROOT = None  # files are served from the apps; nothing is collected
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "twiza_web.ui.staticfiles.HashedAddresses"},
}

SAVED_ADVICE_CHOICES = (30, 180, 365)
SAVED_ADVICE_DAYS = _days_kept()

# Answers stand in the address: nothing here may pass one on.
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "twiza_web.ui.errors.csrf_failure"
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
# Entering a domain in the browsers' preload list is for who owns the domain.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if _flag("TWIZA_BEHIND_PROXY", otherwise=False)
    else None
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {
        # Django's own lines name the whole address; ours name the path alone.
        "django.request": {"level": "CRITICAL"},
        "django.server": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "twiza.access": {
            "level": "INFO" if _flag("TWIZA_ACCESS_LOG", otherwise=False) else "ERROR"
        },
    },
}
