from django.urls import path

from . import views

urlpatterns = [
    path("", views.terrain, name="terrain"),
    path("travailleur.js", views.travailleur, name="travailleur_de_service"),
    path("manifeste.webmanifest", views.manifeste, name="manifeste"),
    path("donnees.json", views.donnees, name="donnees_de_terrain"),
    path("saisies/", views.recevoir, name="recevoir_saisie"),
    path("saisies/<uuid:uuid>/", views.a_corriger, name="activite_a_corriger"),
    path("saisies/inconnues/", views.inconnues, name="saisies_inconnues"),
]
