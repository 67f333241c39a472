from datetime import date

from django.urls import path, register_converter

from .views import flux, liens, prevision, semaine


class JourConverter:
    """A day, « 2026-09-01 »; another text is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(JourConverter, "jour")

urlpatterns = [
    path("", semaine.agenda, name="agenda"),
    path("nouvelle/", prevision.nouvelle, name="nouvelle_prevision"),
    path("<uuid:uuid>/<jour:jour>/", prevision.prevision, name="prevision"),
    path("<uuid:uuid>/<jour:jour>/deplacer/", prevision.deplacer, name="deplacer_prevision"),
    path("<uuid:uuid>/<jour:jour>/annuler/", prevision.annuler, name="annuler_occurrence"),
    path("<uuid:uuid>/<jour:jour>/arreter/", prevision.arreter, name="arreter_prevision"),
    path("liens/", liens.liens, name="liens_d_agenda"),
    path("liens/creer/", liens.creer, name="creer_lien_d_agenda"),
    path("liens/<uuid:uuid>/revoquer/", liens.revoquer, name="revoquer_lien_d_agenda"),
    path("flux/<str:jeton>.ics", flux.flux, name="flux_d_agenda"),
]
