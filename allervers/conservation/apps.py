from django.apps import AppConfig
from django.core.checks import register


class ConservationConfig(AppConfig):
    name = "allervers.conservation"

    def ready(self):
        from .verification import verifier

        register(verifier)
