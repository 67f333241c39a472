from django.urls import path

from .views import actions, appels, photos, saisies

urlpatterns = [
    path("actions/", actions.liste, name="actions"),
    path("actions/nouvelle/", actions.nouvelle, name="nouvelle_action"),
    path("actions/<uuid:uuid>/", actions.fiche, name="action"),
    path("actions/<uuid:uuid>/projet/", saisies.projet, name="projet_de_l_action"),
    path("actions/<uuid:uuid>/participants/", saisies.participants, name="participants_de_l_action"),
    path("actions/<uuid:uuid>/financement/", saisies.financement, name="financement_de_l_action"),
    path("actions/<uuid:uuid>/bilan/", saisies.bilan, name="bilan_de_l_action"),
    path("actions/<uuid:uuid>/refaire/", actions.dupliquer, name="refaire_action"),
    path("actions/<uuid:uuid>/supprimer/", actions.supprimer, name="supprimer_action"),
    path("actions/<uuid:uuid>/photos/ajouter/", photos.ajouter, name="ajouter_photo"),
    path("actions/photos/<uuid:uuid>/", photos.photo, name="photo"),
    path("actions/photos/<uuid:uuid>/image.jpg", photos.image, name="image_de_la_photo"),
    path("actions/photos/<uuid:uuid>/retirer/", photos.retirer, name="retirer_photo"),
    path("appels-a-projets/", appels.liste, name="appels"),
    path("appels-a-projets/nouveau/", appels.nouveau, name="nouvel_appel"),
    path("appels-a-projets/<uuid:uuid>/", appels.appel, name="appel"),
    path("appels-a-projets/<uuid:uuid>/modifier/", appels.modifier, name="modifier_appel"),
    path("appels-a-projets/<uuid:uuid>/supprimer/", appels.supprimer, name="supprimer_appel"),
    path("appels-a-projets/<uuid:uuid>/documents/ajouter/", appels.ajouter, name="ajouter_piece"),
    path("appels-a-projets/documents/<uuid:uuid>/", appels.piece, name="piece"),
    path("appels-a-projets/documents/<uuid:uuid>/retirer/", appels.retirer, name="retirer_piece"),
]
