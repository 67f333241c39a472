from django.urls import include, path

from allervers.jeunes.codes import codes_des_jeunes

urlpatterns = [
    path("", include("allervers.connexion.urls")),
    path("coffre/", include("allervers.coffre.urls")),
    path("", include("allervers.journal.urls"), {"nommer": codes_des_jeunes}),
    path("terrain/", include("allervers.terrain.urls")),
    path("agenda/", include("allervers.activite.agenda.urls")),
    path("jeunes/", include("allervers.jeunes.urls")),
    path("signalements/", include("allervers.signalements.urls")),
    path("conservation/", include("allervers.conservation.urls")),
    path("", include("allervers.actions.urls")),
    # Before the partners and the places: it holds the pages that say what is done with them, and there.
    path("", include("allervers.activite.urls")),
    path("partenaires/", include("allervers.partenaires.urls")),
    path("territoires/", include("allervers.territoires.urls")),
    path("moyens/", include("allervers.moyens.urls")),
    path("reglages/", include("allervers.reglages.urls")),
    path("reunion/", include("allervers.reunions.urls")),
    path("", include("allervers.rapport.urls")),
    path("", include("allervers.pilotage.urls")),
]
