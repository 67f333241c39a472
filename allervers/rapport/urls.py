from django.urls import path

from .views import annee, bilan, canevas, dossiers, envoi, redaction, service

urlpatterns = [
    path("rapport/", annee.accueil, name="rapport"),
    path("annees/", annee.choisir, name="choisir"),
    path("annees/<int:annee>/", annee.annee, name="annee"),
    path("annees/<int:annee>/tableaux/<slug:id>/", dossiers.tableau, name="tableau"),
    path("annees/<int:annee>/tableaux/<slug:id>.csv", annee.tableau_csv, name="tableau_csv"),
    path("annees/<int:annee>/tableaux/<slug:id>.json", annee.tableau_json, name="tableau_json"),
    path("annees/<int:annee>/ecrire/", redaction.sommaire, name="ecrire"),
    path("annees/<int:annee>/ecrire/<slug:ancre>/", redaction.section, name="ecrire_section"),
    path("annees/<int:annee>/textes/<slug:bloc>/", redaction.enregistrer, name="enregistrer_texte"),
    path("annees/<int:annee>/textes/<slug:bloc>/etat/", redaction.marquer, name="marquer_texte"),
    path("annees/<int:annee>/textes/<slug:bloc>/histoire/", redaction.histoire, name="histoire_texte"),
    path("annees/<int:annee>/canevas/", canevas.canevas, name="canevas"),
    path("annees/<int:annee>/envoyer/", envoi.envoi, name="envoyer"),
    path("annees/<int:annee>/figer/", envoi.figer, name="figer"),
    path("annees/<int:annee>/rapport.<slug:format>", envoi.sortie, name="sortie"),
    path("annees/<int:annee>/liasses/<int:numero>/valider/", envoi.valider, name="valider"),
    path("annees/<int:annee>/liasses/<int:numero>/publier/", envoi.publier, name="publier"),
    path(
        "annees/<int:annee>/liasses/<int:numero>/<slug:forme>.<slug:format>",
        envoi.sortie_figee,
        name="sortie_figee",
    ),
    path("actions/<uuid:uuid>/bilan.<slug:format>", bilan.bilan, name="bilan_en_fichier"),
    path("service/", service.service, name="service"),
]
