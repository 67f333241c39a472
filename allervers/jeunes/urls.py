from django.urls import path

from . import views

urlpatterns = [
    path("", views.jeunes, name="jeunes"),
    path("liste.json", views.liste, name="liste_des_jeunes"),
    path("nouveau/", views.nouveau, name="nouveau_jeune"),
    path("notice/<slug:pour>/", views.notice, name="notice"),
    path("<uuid:uuid>/", views.jeune, name="jeune"),
    path("<uuid:uuid>/accord/", views.noter_accord, name="noter_accord"),
    path("<uuid:uuid>/accord/retirer/", views.retirer_accord, name="retirer_accord"),
    path("<uuid:uuid>/information/", views.noter_information, name="noter_information"),
    path("<uuid:uuid>/ecrits/", views.ecrire, name="ecrire_sur_un_jeune"),
    path("<uuid:uuid>/scelle/<str:champ>/", views.ecrire_champ, name="ecrire_champ"),
]
