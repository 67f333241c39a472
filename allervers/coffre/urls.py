from django.urls import path

from . import views

urlpatterns = [
    path("", views.coffre, name="coffre"),
    path("trousseau/", views.trousseau, name="trousseau"),
    path("creer/", views.creer, name="creer_coffre"),
    path("partage/", views.partage, name="partage_du_coffre"),
    path("acces/<uuid:uuid>/", views.donner_acces, name="donner_acces_au_coffre"),
    path("renouveler/", views.renouveler, name="renouveler_coffre"),
    path("secours/", views.secours, name="secours"),
    path("a-resceller/", views.a_resceller, name="a_resceller"),
    path("resceller/", views.resceller, name="resceller"),
    path("abimes/vus/", views.voir_textes_abimes, name="voir_textes_abimes"),
]
