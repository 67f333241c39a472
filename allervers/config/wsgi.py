"""The application, as the server runs it."""

import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
application = get_wsgi_application()

# Whatever starts the server: who was erased, and came back with a backup, is erased again before anybody signs in.
from allervers.conservation.rejeu import rejouer  # noqa: E402 (models are read once Django is ready)

rejouer()

# What the application is made of stays until it stops: loaded whole, it is not walked again at each collection.
get_resolver().url_patterns  # noqa: B018 (reads every view)
gc.freeze()
atexit.register(gc.unfreeze)
