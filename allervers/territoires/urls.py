from django.urls import path

from . import views
from .fichiers.views import apporter_un_fichier

urlpatterns = [
    path("fichier/", apporter_un_fichier, name="apporter_un_fichier"),
    path("<int:annee>/relu/", views.relire_les_lignes, name="dire_relu_partout"),
    path("<uuid:uuid>/indicateurs/", views.saisir_indicateurs, name="saisir_indicateurs"),
    path("<uuid:uuid>/<int:annee>/reprendre/", views.reprendre, name="reprendre_le_diagnostic"),
    path("<uuid:uuid>/<int:annee>/relu/", views.relire, name="dire_relu"),
    path("<uuid:uuid>/<slug:genre>/ajouter/", views.ajouter, name="ajouter_au_territoire"),
    path("<slug:genre>/<uuid:uuid>/modifier/", views.modifier, name="modifier_du_territoire"),
    path("<slug:genre>/<uuid:uuid>/effacer/", views.effacer, name="effacer_du_territoire"),
]
