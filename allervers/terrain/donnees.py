"""What a phone takes along: the lists, the places, the colleagues, the youths of one's teams, one's last days.

Names go sealed, as everywhere. The phone keeps all of this encrypted (`static/terrain/appareil.js`).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from allervers.actions.models import ActionCollective
from allervers.activite.agenda.lecture import occurrences
from allervers.activite.models import Accueil, DemiJournee, Intervenant, Intervention, Presence
from allervers.activite.operations import modifiables_par
from allervers.coffre.cles import en_texte
from allervers.comptes.models import Equipe, Utilisateur
from allervers.jeunes.models import Jeune, en_vigueur
from allervers.partenaires.models import Instance, Partenaire, Reseau
from allervers.partenaires.noms import noms_des_reseaux
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel
from allervers.territoires.models import Territoire

from .semblables import semblables

# As far back as an educator looks: what was entered, and with whom.
JOURS_RELUS = 14
# As far ahead as a phone may be away from the network.
JOURS_PREVUS = 14
# Of whom a place reminds: who came there in the last months.
JOURS_D_HABITUDE = 120
# How the entry screens are called in a référentiel's groupings (`referentiel/presets/`).
ECRANS = {
    "sortie": "saisie_sortie",
    "individuelle": "saisie_individuelle",
    "collective": "saisie_collective",
    "partenariale": "saisie_partenariale",
}


def donnees_de(user: Utilisateur) -> dict:
    """Return all that the phone of `user` needs, as plain values. Codes and UUIDs, no database key."""
    jour = timezone.localdate()
    depuis = jour - timedelta(days=JOURS_RELUS)
    return {
        "jour": jour,
        "moi": user.uuid,
        "equipes": _equipes(user, jour),
        **_listes(user.service, jour.year),
        "lieux": [
            {
                "uuid": lieu.uuid,
                "nom": lieu.nom,
                "nature": lieu.nature,
                "dans": lieu.parent and lieu.parent.nom,
            }
            for lieu in Territoire.objects.visible_par(user).proposes(jour).select_related("parent")
        ],
        "collegues": [
            {"uuid": un.uuid, "nom": str(un)}
            for un in Utilisateur.objects.visible_par(user).filter(is_active=True, role__in=_ROLES_DE_TERRAIN)
        ],
        "actions": [
            {
                "uuid": action.uuid,
                "nom": action.designation + (f" ({action.annee})" if action.annee != jour.year else ""),
            }
            # A session counts in the action of its year: next year's, already an idea, is not for today.
            for action in ActionCollective.objects.visible_par(user)
            .filter(annee__range=(jour.year - (jour.month == 1), jour.year))
            .select_related("territoire")
            .order_by("-annee", "intitule", "territoire__nom")
        ],
        # Those of the days that are read again too.
        "instances": _nommes(Instance.objects.visible_par(user).actuels(depuis)),
        "partenaires": _nommes(Partenaire.objects.visible_par(user).actuels(depuis)),
        "reseaux": _reseaux(user, jour),
        "jeunes": _jeunes(user, jour),
        "habitudes": _habitudes(user, jour),
        "previsions": _previsions(user, jour),
        "saisies_depuis": depuis,
        "saisies": [*saisies_de(user, depuis), *_accueils(user, depuis)],
    }


_ROLES_DE_TERRAIN = ["educateur", "chef_de_service", "direction"]


def saisies_de(user: Utilisateur, depuis: date) -> list[dict]:
    """Return what `user` did or entered since that day, each as the phone would write it."""
    siennes = Q(Exists(Intervenant.objects.filter(intervention=OuterRef("pk"), professionnel=user)))
    lignes = Intervention.objects.visible_par(user).filter(siennes | Q(saisi_par=user), date__gte=depuis)
    return documents(lignes, user)


def documents(lignes: Iterable[Intervention], user: Utilisateur) -> list[dict]:
    """Return interventions as phones write them (`document.py`); `uuid` is what a change must name.

    Youths whom `user` may not know are counted in `autres_jeunes`, not named.
    """
    if not hasattr(lignes, "select_related"):
        lignes = Intervention.objects.filter(pk__in=[ligne.pk for ligne in lignes])
    lignes = lignes.select_related("type", "lieu", "action", "instance", "prevision").prefetch_related(
        "intervenants__professionnel",
        "comptages__tranche",
        "etiquettes__etiquette",
        "partenaires__partenaire",
    )
    connus: dict[int, list] = {}
    for presence in (
        Presence.objects.visible_par(user).filter(intervention__in=lignes).select_related("jeune")
    ):
        connus.setdefault(presence.intervention_id, []).append(presence.jeune.uuid)
    tous: dict[int, int] = {}
    for pk in Presence.objects.filter(intervention__in=lignes).values_list("intervention", flat=True):
        tous[pk] = tous.get(pk, 0) + 1
    a_lui = set(modifiables_par(user).filter(pk__in=lignes).values_list("pk", flat=True))
    return [
        _document(une, connus.get(une.pk, []), tous.get(une.pk, 0), une.pk in a_lui)
        for une in lignes.order_by("date", "heure", "pk")
    ]


def _document(une: Intervention, jeunes: list, nb_jeunes: int, est_modifiable: bool) -> dict:
    return {
        "uuid": une.derniere_saisie,
        "intervention": une.uuid,
        "genre": "intervention",
        "type": une.type.code,
        "date": une.date,
        "heure": une.heure and f"{une.heure:%H:%M}",
        "duree_minutes": une.duree_minutes,
        "lieu": une.lieu and une.lieu.uuid,
        "professionnels": [un.professionnel.uuid for un in une.intervenants.all()],
        "jeunes": jeunes,
        "autres_jeunes": nb_jeunes - len(jeunes),
        "comptages": [
            {
                "sexe": un.sexe,
                "tranche": un.tranche and un.tranche.code,
                "nouveau": un.est_nouveau,
                "nombre": un.nombre,
            }
            for un in une.comptages.all()
        ],
        "etiquettes": [un.etiquette.code for un in une.etiquettes.all()],
        "observation": une.observation_lieu,
        "action": une.action and une.action.uuid,
        "instance": une.instance and une.instance.uuid,
        "partenaires": [un.partenaire.uuid for un in une.partenaires.all()],
        "prevision": une.prevision and {"uuid": une.prevision.uuid, "jour": une.prevision_jour},
        "modifiable": est_modifiable,
    }


def document_de(actuelle: Intervention | Accueil | None, user: Utilisateur) -> dict | None:
    """Return what stands now, as phones write it. Call it for what `user` may see."""
    if isinstance(actuelle, Accueil):
        return next(iter(_jours_d_accueil(actuelle.journees.all())), None)
    return documents([actuelle], user)[0] if actuelle else None


def semblables_de(intervention: Intervention, user: Utilisateur) -> list[dict]:
    """Return what may be the same outing, with the names of who entered it."""
    if not (autres := semblables(intervention)):
        return []
    noms = {
        un.uuid: str(un)
        for un in Utilisateur.objects.visible_par(user).filter(
            pk__in=Intervenant.objects.filter(intervention__in=autres).values("professionnel")
        )
    }
    return [
        document | {"noms": [noms[uuid] for uuid in document["professionnels"]]}
        for document in documents(autres, user)
    ]


def _accueils(user: Utilisateur, depuis: date) -> list[dict]:
    """Return the day placements that `user` entered, one line a day, as the phone would write them."""
    siens = Accueil.objects.visible_par(user).filter(saisi_par=user)
    return _jours_d_accueil(DemiJournee.objects.filter(accueil__in=siens, date__gte=depuis))


def _jours_d_accueil(demi_journees: QuerySet[DemiJournee]) -> list[dict]:
    """Return a line for each day of a placement. Only one that lasts a day is corrected on a phone."""
    jours: dict[tuple, list[DemiJournee]] = {}
    for journee in demi_journees.select_related("accueil__reseau", "accueil__jeune"):
        jours.setdefault((journee.date, journee.accueil), []).append(journee)
    longs = set(
        Accueil.objects.filter(pk__in=[accueil.pk for _, accueil in jours])
        .annotate(jours=Count("journees__date", distinct=True))
        .filter(jours__gt=1)
        .values_list("pk", flat=True)
    )
    return [
        {
            # The first day of a placement is the entry itself.
            "uuid": accueil.derniere_saisie if jour == accueil.date else journees[0].uuid,
            "accueil": accueil.uuid,
            "genre": "accueil",
            "reseau": accueil.reseau.uuid,
            "date": jour,
            "moments": [un.moment for un in journees],
            "jeune": accueil.jeune and accueil.jeune.uuid,
            "nombre": accueil.nombre,
            "modifiable": accueil.pk not in longs,
        }
        for (jour, accueil), journees in jours.items()
    ]


def _previsions(user: Utilisateur, jour: date) -> list[dict]:
    """What the agenda expects of `user`, from the days that are read back to those to come."""
    debut, fin = jour - timedelta(days=JOURS_RELUS), jour + timedelta(days=JOURS_PREVUS)
    return [
        {
            "uuid": une.uuid,
            "jour": une.jour,
            "date": une.date,
            "heure": f"{une.heure:%H:%M}",
            "duree_minutes": une.duree_minutes,
            "titre": une.titre,
            "type": une.type.code,
            "lieu": une.lieu,
            "action": une.action,
            "instance": une.instance,
            "professionnels": sorted(une.professionnels),
            "est_saisie": une.intervention is not None,
        }
        for une in occurrences(user, debut, fin)
        if user.uuid in une.professionnels and not une.est_annulee
    ]


def _equipes(user: Utilisateur, jour: date) -> list[dict]:
    """The teams of the service; those where `user` works today come first."""
    siennes = set(user.affectations.filter(en_vigueur(jour)).values_list("equipe", flat=True))
    equipes = sorted(Equipe.objects.visible_par(user), key=lambda equipe: equipe.pk not in siennes)
    return [{"uuid": un.uuid, "nom": un.nom, "est_mienne": un.pk in siennes} for un in equipes]


def _listes(service, annee: int) -> dict:
    try:
        referentiel = referentiel_du_service(service, annee)
    except SansReferentiel:
        return {"types": [], "tranches": [], "etiquettes": []}
    return {
        "types": [
            {
                "code": terme.code,
                "nom": terme.libelle,
                "ecran": _ecran(referentiel, terme.code),
                "dans": terme.parent,
            }
            for terme in referentiel.listes.get(Liste.TYPE_ACTIVITE, ())
            if not terme.est_retire
        ],
        "tranches": [
            {"code": tranche.code, "nom": tranche.libelle, "de": tranche.age_min, "sous": tranche.age_sous}
            for tranche in referentiel.tranches
        ],
        "etiquettes": [
            {"code": terme.code, "nom": terme.libelle}
            for terme in referentiel.listes.get(Liste.ETIQUETTE, ())
            if not terme.est_retire
        ],
    }


def _ecran(referentiel: Referentiel, code: str) -> str:
    """Return on which screen an activity is entered; « autre » when the service's list does not say."""
    lignee = {code, referentiel.racine(Liste.TYPE_ACTIVITE, code)}
    for ecran, regroupement in ECRANS.items():
        if lignee & set(referentiel.regroupements.get(regroupement, ())):
            return ecran
    return "autre"


def _nommes(lignes) -> list[dict]:
    return [{"uuid": uuid, "nom": nom} for uuid, nom in lignes.order_by("nom").values_list("uuid", "nom")]


def _reseaux(user: Utilisateur, jour: date) -> list[dict]:
    reseaux = Reseau.objects.visible_par(user).actuels(jour).select_related("partenaire", "dispositif")
    noms = noms_des_reseaux(user.service, jour.year, reseaux)
    return [
        {"uuid": un.uuid, "nom": noms[un.pk], "avec": un.partenaire and un.partenaire.nom} for un in reseaux
    ]


def _jeunes(user: Utilisateur, jour: date) -> list[dict]:
    """The youths whom `user` may know, with the day when each last gave a sign."""
    lignes = Jeune.objects.visible_par(user).annotate(vu_le=Coalesce("dernier_contact", "premier_contact"))
    champs = ("uuid", "code", "sexe", "annee_naissance", "tranche__code", "vu_le", "alias", "identite")
    return [
        {
            "uuid": uuid,
            "code": code,
            "sexe": sexe,
            "annee": annee,
            "tranche": tranche,
            "vu_le": vu_le,
            "alias": _texte(alias),
            "identite": _texte(identite),
        }
        for uuid, code, sexe, annee, tranche, vu_le, alias, identite in lignes.values_list(*champs)
    ]


def _habitudes(user: Utilisateur, jour: date) -> list[list]:
    """Return [place, youth, last seen there]: who is likely to be where."""
    return [
        list(ligne)
        for ligne in Presence.objects.visible_par(user)
        .filter(
            intervention__date__gte=jour - timedelta(days=JOURS_D_HABITUDE), intervention__lieu__isnull=False
        )
        .values_list("intervention__lieu__uuid", "jeune__uuid")
        .annotate(Max("intervention__date"))
        .order_by()
    ]


def _texte(enveloppe) -> str | None:
    return None if enveloppe is None else en_texte(bytes(enveloppe))
