from django.urls import path

from . import views

urlpatterns = [
    path("", views.equipe, name="moyens"),
    path("horaires/", views.horaires, name="horaires"),
    path("biens/", views.biens, name="biens"),
    path("formations/", views.formations, name="formations"),
    path("<int:annee>/reprendre/", views.reprendre, name="reprendre_l_annee"),
    path("<slug:genre>/ajouter/", views.ajouter, name="ajouter_moyen"),
    path("<slug:genre>/<uuid:uuid>/", views.modifier, name="modifier_moyen"),
    path("<slug:genre>/<uuid:uuid>/effacer/", views.effacer, name="effacer_moyen"),
]
