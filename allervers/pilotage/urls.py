from django.urls import path

from . import views

urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("accueil/chiffres/", views.chiffres_de_l_annee, name="chiffres_de_l_annee"),
    path("accueil/alertes/", views.alertes_du_jour, name="alertes_du_jour"),
    path("tableau-de-bord/", views.derniere_annee, name="dernier_tableau_de_bord"),
    path("tableau-de-bord/<int:annee>/", views.tableau_de_bord, name="tableau_de_bord"),
    path(
        "tableau-de-bord/<int:annee>/chiffres/",
        views.chiffres_du_tableau_de_bord,
        name="chiffres_du_tableau_de_bord",
    ),
    path("mes-heures/", views.mes_heures_de_l_annee, name="mes_heures"),
]
