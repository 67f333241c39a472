from django.urls import path

from .views import bordereaux, demandes, revue

urlpatterns = [
    path("", revue.revue, name="conservation"),
    path("effacer/", revue.effacer_fiches, name="effacer_fiches"),
    path("duree/", revue.regler, name="regler_conservation"),
    path("fiches/<uuid:uuid>/garder/", revue.prolonger, name="prolonger_conservation"),
    path("fiches/<uuid:uuid>/lever/", revue.lever, name="lever_conservation"),
    path("demandes/", demandes.demandes, name="demandes"),
    path("demandes/<uuid:uuid>/", demandes.repondre, name="repondre_a_une_demande"),
    path("bordereaux/", bordereaux.bordereaux, name="bordereaux"),
    path("bordereaux/<int:numero>.<str:format>", bordereaux.bordereau, name="bordereau"),
]
