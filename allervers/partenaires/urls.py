from django.urls import path

from . import views

urlpatterns = [
    path("", views.annuaire, name="partenaires"),
    path("<slug:genre>/ajouter/", views.ajouter, name="ajouter_au_partenariat"),
    path("<uuid:uuid>/<slug:genre>/ajouter/", views.ajouter_au_partenaire, name="ajouter_au_partenaire"),
    path("<slug:genre>/<uuid:uuid>/modifier/", views.modifier, name="modifier_du_partenariat"),
    path("<slug:genre>/<uuid:uuid>/effacer/", views.effacer, name="effacer_du_partenariat"),
]
