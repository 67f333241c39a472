"""The one settings file. What differs from one server to another comes from environment variables."""

import os
import secrets
from pathlib import Path

import dj_database_url

RACINE = Path(__file__).resolve().parents[2]
PAQUET = RACINE / "allervers"

# Everything that the server writes stands in this folder, which its account alone reads: database, secret key.
DONNEES = Path(os.environ.get("ALLERVERS_DONNEES", RACINE / "donnees"))


def _cle_secrete() -> str:
    """Return the server's secret key, made once and kept in the data folder, readable by its owner only."""
    if cle := os.environ.get("ALLERVERS_CLE_SECRETE"):
        return cle
    fichier = DONNEES / "cle_secrete"
    if not fichier.exists():
        DONNEES.mkdir(mode=0o700, parents=True, exist_ok=True)
        fichier.touch(mode=0o600)
        fichier.write_text(secrets.token_urlsafe(50))
    return fichier.read_text()


SECRET_KEY = _cle_secrete()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLERVERS_HOTES", "localhost,127.0.0.1,[::1]").split(",")
# Behind the association's HTTPS proxy, say so with ALLERVERS_HTTPS=1; localhost does without.
EN_HTTPS = os.environ.get("ALLERVERS_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "allervers.comptes",
    "allervers.journal",
    "allervers.coffre",
    "allervers.connexion",
    "allervers.referentiel",
    "allervers.territoires",
    "allervers.partenaires",
    "allervers.jeunes",
    "allervers.signalements",
    "allervers.actions",
    "allervers.activite",
    "allervers.moyens",
    "allervers.terrain",
    "allervers.rapport",
    "allervers.conservation",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Phones on weak networks; it pads what it compresses at random, so that a secret's length does not show (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allervers.connexion.verrou.Verrou",
]

ROOT_URLCONF = "allervers.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PAQUET / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["allervers.config.gabarits"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "allervers.comptes.droits.droits",
            ],
        },
    },
]

# Connections stay open, one for each thread of the server: opening SQLite reads the whole schema again.
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DONNEES / 'allervers.sqlite3'}", conn_max_age=None, conn_health_checks=True
    )
}
# FULL: a power cut loses no acknowledged entry (design §7). secure_delete: what is erased is overwritten by zeros.
PRAGMAS_SQLITE = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-65536;"
    " PRAGMA mmap_size=1073741824;"
)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DONNEES.mkdir(mode=0o700, parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "init_command": PRAGMAS_SQLITE,
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "comptes.Utilisateur"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# The server never sees a password: its strength is judged in the browser (static/connexion/mot-de-passe.js).
AUTH_PASSWORD_VALIDATORS = []
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accueil"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "courriel"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "allervers.connexion.adaptateur.SansInscription"
ACCOUNT_FORMS = {"login": "allervers.connexion.formulaires.ConnexionForm"}
# Beside allauth's own limits on sign-in and second factors.
ACCOUNT_RATE_LIMITS = {
    "sel": "30/m/ip",
    "invitation": "20/m/ip",
    "secours": "10/h/user",
    "flux_d_agenda": "60/m/ip",
}
# Adding or removing a factor asks for the password again after five minutes.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if EN_HTTPS else 0
MFA_ADAPTER = "allervers.connexion.adaptateur.SecretsChiffres"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A code is good for 30 seconds, and for the 30 before: phones' clocks are not exact.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not EN_HTTPS
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = EN_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if EN_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if EN_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Where the server can be reached, for the links of its messages: https://allervers.exemple.fr
SITE = os.environ.get("ALLERVERS_SITE", "").rstrip("/")
# Without a mail server, messages are written to the terminal.
EMAIL_HOST = os.environ.get("ALLERVERS_SMTP", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("ALLERVERS_SMTP_PORT", 587))
EMAIL_HOST_USER = os.environ.get("ALLERVERS_SMTP_COMPTE", "")
EMAIL_HOST_PASSWORD = os.environ.get("ALLERVERS_SMTP_MOT_DE_PASSE", "")
EMAIL_USE_TLS = os.environ.get("ALLERVERS_SMTP_CHIFFRE", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ALLERVERS_EXPEDITEUR", "allervers@localhost")

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

FILE_UPLOAD_HANDLERS = [
    "allervers.config.envois.Plafond",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

STATIC_URL = "static/"
STATICFILES_DIRS = [PAQUET / "static"]
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
