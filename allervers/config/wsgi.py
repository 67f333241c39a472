import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
application = get_wsgi_application()

# Whatever starts the server: who was erased, and came back with a backup, is erased again before anybody signs in.
from allervers.conservation.rejeu import rejouer  # noqa: E402 (models are read once Django is ready)

rejouer()
