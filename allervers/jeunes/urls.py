from django.urls import path

from .views import accord, alertes, corrections, fiche, liens, lire, liste, nouveau, parcours, projet

urlpatterns = [
    path("", liste.jeunes, name="jeunes"),
    path("liste.json", liste.liste, name="liste_des_jeunes"),
    path("suivi.json", liste.suivi, name="suivi_des_jeunes"),
    path("vues/", liste.garder_vue, name="garder_vue"),
    path("vues/<uuid:vue>/oublier/", liste.oublier_vue, name="oublier_vue"),
    path("alertes/", alertes.alertes, name="alertes"),
    path("alertes/<slug:alerte>/", alertes.regler, name="regler_alerte"),
    path("nouveau/", nouveau.nouveau, name="nouveau_jeune"),
    path("notice/<slug:pour>/", accord.notice, name="notice"),
    path("<uuid:uuid>/", fiche.jeune, name="jeune"),
    path("<uuid:uuid>/lire/", lire.lire, name="lire_avec_le_jeune"),
    path("<uuid:uuid>/droit-d-acces/", lire.droit_d_acces, name="droit_d_acces"),
    path("<uuid:uuid>/accord/", accord.noter_accord, name="noter_accord"),
    path("<uuid:uuid>/accord/retirer/", accord.retirer_accord, name="retirer_accord"),
    path("<uuid:uuid>/information/", accord.noter_information, name="noter_information"),
    path("<uuid:uuid>/ecrits/", fiche.ecrire, name="ecrire_sur_un_jeune"),
    path("<uuid:uuid>/scelle/<str:champ>/", fiche.ecrire_champ, name="ecrire_champ"),
    path("<uuid:uuid>/reperes/", parcours.decrire_jeune, name="decrire_jeune"),
    path("<uuid:uuid>/statut/", parcours.changer_statut, name="changer_statut"),
    path("<uuid:uuid>/fin/", parcours.terminer, name="terminer_accompagnement"),
    path("<uuid:uuid>/revue/", parcours.revoir_statut, name="revoir_statut"),
    path("<uuid:uuid>/situation/", parcours.noter_situation, name="noter_situation"),
    path("<uuid:uuid>/problematique/", parcours.noter_problematique, name="noter_problematique"),
    path("<uuid:uuid>/partenaire/", parcours.noter_co_accompagnement, name="noter_co_accompagnement"),
    path("<uuid:uuid>/orientation/", parcours.orienter, name="orienter"),
    path("<uuid:uuid>/orientation/<uuid:orientation>/issue/", parcours.noter_jonction, name="noter_jonction"),
    path("<uuid:uuid>/contact/", parcours.noter_contact, name="noter_contact"),
    path("<uuid:uuid>/referents/", liens.nommer_referent, name="nommer_referent"),
    path(
        "<uuid:uuid>/referents/<uuid:referent>/retirer/", liens.retirer_referent, name="retirer_referent"
    ),
    path("<uuid:uuid>/equipes/", liens.rattacher, name="rattacher"),
    path("<uuid:uuid>/equipes/<uuid:rattachement>/retirer/", liens.detacher, name="detacher"),
    path("<uuid:uuid>/objectifs/", projet.poser_objectif, name="poser_objectif"),
    path("<uuid:uuid>/objectifs/<uuid:objectif>/", projet.revoir_objectif, name="revoir_objectif"),
    path("<uuid:uuid>/corriger/<slug:genre>/<uuid:fait>/", corrections.corriger, name="corriger_fait"),
    path("<uuid:uuid>/corriger/<slug:genre>/<uuid:fait>/retirer/", corrections.retirer, name="retirer_fait"),
]
