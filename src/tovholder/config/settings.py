"""Django settings, read from the environment; every variable is listed in docs/operations."""

import os
from pathlib import Path

from tovholder.config import environment, postgres

PROJECT = Path(__file__).resolve().parents[3]
VAR = environment.folder("TOVHOLDER_VAR", PROJECT / "var")

DEBUG = environment.flag("TOVHOLDER_DEBUG")
IS_DEMO = environment.flag("TOVHOLDER_DEMO")
SECRET_KEY = environment.secret("TOVHOLDER_SECRET_KEY", kept_in=VAR / "secret-key")
CPR_KEY = environment.secret("TOVHOLDER_CPR_KEY", kept_in=VAR / "cpr-key")
ALLOWED_HOSTS = environment.words("TOVHOLDER_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("TOVHOLDER_ORIGINS")
IS_HTTPS = environment.flag("TOVHOLDER_HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None

INSTALLED_APPS = [
    "tovholder.config",
    "tovholder.home",
    "tovholder.law",
    "tovholder.people",
    "tovholder.access",
    "tovholder.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tovholder.access.middleware.AccessMiddleware",
]
ROOT_URLCONF = "tovholder.config.urls"
WSGI_APPLICATION = "tovholder.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tovholder.config.context.site",
                "tovholder.access.context.who",
            ],
        },
    }
]

# The web role neither owns the tables nor bypasses row-level security; only `migrate` is owner.
DATABASE_URL = environment.text(
    "TOVHOLDER_OWNER_URL"
    if environment.text("TOVHOLDER_DATABASE_ROLE", "web") == "owner"
    else "DATABASE_URL"
)
DATABASES = {
    "default": environment.database(
        DATABASE_URL
        or postgres.address(VAR, role=environment.text("TOVHOLDER_DATABASE_ROLE", "web"))
    )
    # A new connection costs a page some 12 ms; the scope is set per transaction, never kept.
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
# How many processes may evaluate persons at once, in a job or a command.
MOVEMENT_PROCESSES = environment.whole("TOVHOLDER_PROCESSES", default=min(os.cpu_count() or 1, 4))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "full_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tovholder.access.adapters.StaffAdapter"
MFA_ADAPTER = "tovholder.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tovholder"
MFA_TOTP_TOLERANCE = 1  # a code typed slowly, or a phone whose clock is half a minute off
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0  # else all share the proxy's rate limit
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_FAILURE_VIEW = "tovholder.access.views.refuse_forged_form"
SESSION_COOKIE_AGE = 60 * 60 * 9
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
EMAIL_BACKEND = environment.text(
    "TOVHOLDER_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]  # each in its own tongue
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = environment.folder("TOVHOLDER_STATIC", PROJECT / "var" / "static")
STATICFILES_DIRS = [("dkfds", PROJECT / "var" / "packages" / "dkfds")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"tovholder": {"level": "INFO"}},  # what jobs have done
}
