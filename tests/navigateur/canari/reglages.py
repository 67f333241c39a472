"""The settings of the server, with its mails kept as files: they are searched like the rest."""

from allervers.config.settings import *  # noqa: F403
from allervers.config.settings import DONNEES

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DONNEES / "courriels"
