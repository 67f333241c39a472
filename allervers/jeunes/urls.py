from django.urls import path

from .views import accord, fiche, liste, nouveau

urlpatterns = [
    path("", liste.jeunes, name="jeunes"),
    path("liste.json", liste.liste, name="liste_des_jeunes"),
    path("nouveau/", nouveau.nouveau, name="nouveau_jeune"),
    path("notice/<slug:pour>/", accord.notice, name="notice"),
    path("<uuid:uuid>/", fiche.jeune, name="jeune"),
    path("<uuid:uuid>/accord/", accord.noter_accord, name="noter_accord"),
    path("<uuid:uuid>/accord/retirer/", accord.retirer_accord, name="retirer_accord"),
    path("<uuid:uuid>/information/", accord.noter_information, name="noter_information"),
    path("<uuid:uuid>/ecrits/", fiche.ecrire, name="ecrire_sur_un_jeune"),
    path("<uuid:uuid>/scelle/<str:champ>/", fiche.ecrire_champ, name="ecrire_champ"),
]
