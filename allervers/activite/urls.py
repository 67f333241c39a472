from django.urls import path

from . import calendrier, diagnostic, instances, partenaire, rattachement, rencontres, reseaux, seances

urlpatterns = [
    path("actions/<uuid:uuid>/seances/nouvelle/", seances.nouvelle, name="nouvelle_seance"),
    path("actions/seances/a-rattacher/", rattachement.a_rattacher, name="a_rattacher"),
    path("actions/seances/<uuid:uuid>/rattacher/", rattachement.rattacher, name="rattacher_seance"),
    path("actions/seances/<uuid:uuid>/", seances.modifier, name="modifier_seance"),
    path("actions/seances/<uuid:uuid>/effacer/", seances.effacer, name="effacer_seance"),
    path(
        "partenaires/<uuid:uuid>/reunions/nouvelle/", rencontres.avec_un_partenaire, name="nouvelle_rencontre"
    ),
    path(
        "partenaires/instances/<uuid:uuid>/reunions/nouvelle/",
        rencontres.d_une_instance,
        name="nouvelle_reunion",
    ),
    path("partenaires/reunions/<uuid:uuid>/", rencontres.modifier, name="modifier_rencontre"),
    path("partenaires/reunions/<uuid:uuid>/effacer/", rencontres.effacer, name="effacer_rencontre"),
    path("partenaires/<uuid:uuid>/", partenaire.partenaire, name="partenaire"),
    path("partenaires/reseaux/", reseaux.liste, name="reseaux"),
    path("partenaires/reseaux/<uuid:uuid>/", reseaux.reseau, name="reseau"),
    path(
        "partenaires/reseaux/<uuid:uuid>/accueils/nouveau/", calendrier.nouvel_accueil, name="nouvel_accueil"
    ),
    path("partenaires/accueils/<uuid:uuid>/", calendrier.accueil, name="accueil_a_la_journee"),
    path("partenaires/accueils/<uuid:uuid>/modifier/", calendrier.modifier_accueil, name="modifier_accueil"),
    path("partenaires/accueils/<uuid:uuid>/effacer/", calendrier.effacer_accueil, name="effacer_accueil"),
    path(
        "partenaires/accueils/<uuid:uuid>/calendrier/",
        calendrier.poser_les_demi_journees,
        name="poser_les_demi_journees",
    ),
    path("territoires/", diagnostic.territoires, name="territoires"),
    path("territoires/<uuid:uuid>/", diagnostic.territoire, name="territoire"),
    path("partenaires/instances/", instances.liste, name="instances"),
    path("partenaires/instances/<uuid:uuid>/", instances.instance, name="instance"),
]
