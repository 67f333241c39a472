from django.urls import path

from . import views

urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("annees/", views.choisir, name="choisir"),
    path("annees/<int:annee>/", views.annee, name="annee"),
    path("annees/<int:annee>/tableaux/<slug:id>.csv", views.tableau_csv, name="tableau_csv"),
    path("annees/<int:annee>/tableaux/<slug:id>.json", views.tableau_json, name="tableau_json"),
]
