"""Models → what the rules look at, for many youths at once: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel, Statut

from ..episodes import accompagnements
from ..models import DelaiAlerte, Jeune, Niveau, ObjectifJeune, Orientation, PeriodeStatut, RevueStatut
from .catalogue import REGLES, Delais
from .dossier import Dossier, OrientationEnAttente, StatutCourant
from .regle import Regle

SANS_LISTES = Referentiel("", {}, (), (), ())


def inconnu(code: str) -> Statut:
    """Return what can be said of a status that the lists of the day do not know: its code."""
    return Statut(code, code, "", False, None, "b")


def listes_du_jour(service) -> Referentiel:
    """Return the lists of `service` in force today; empty ones for a service that has none yet. Four queries."""
    try:
        return referentiel_du_service(service, timezone.localdate().year)
    except SansReferentiel:
        return SANS_LISTES


def delais_du_service(service, regles: Iterable[Regle] = REGLES) -> Delais:
    """Return the delay of each of `regles`, as `service` set it, or the usual one. One query."""
    siens = dict(DelaiAlerte.objects.filter(service=service).values_list("alerte", "nombre"))
    usuels = {regle.code: regle.delai for regle in regles}
    return {
        code: None if siens.get(code, 0) is None else replace(usuel, nombre=siens.get(code, usuel.nombre))
        for code, usuel in usuels.items()
    }


def dossiers(jeunes: QuerySet[Jeune], jour: date, listes: Referentiel) -> dict[int, Dossier]:
    """Return primary key → what the rules look at, for each of `jeunes`, in five queries."""
    revues = dict(_sur(RevueStatut, jeunes).values_list("jeune").annotate(Max("date")))
    objectifs = dict(
        _sur(ObjectifJeune, jeunes).filter(clos_le=None).values_list("jeune").annotate(Count("pk"))
    )
    statuts = _statuts_courants(jeunes, jour, listes)
    orientations = _orientations_en_attente(jeunes, listes)
    champs = (
        "pk", "premier_contact", "dernier_contact", "niveau", "accord_retire_le", "conserve_jusqu_au",
    )  # fmt: skip
    return {
        pk: Dossier(
            premier_contact=premier,
            dernier_contact=dernier,
            statut=statuts.get(pk),
            derniere_revue=revues.get(pk),
            nb_objectifs=objectifs.get(pk, 0),
            orientations_en_attente=tuple(orientations.get(pk, ())),
            a_donne_son_accord=niveau == Niveau.FICHE,
            a_retire_son_accord=retire is not None,
            conservation_mois=listes.conservation_mois,
            conserve_jusqu_au=conserve,
        )
        for pk, premier, dernier, niveau, retire, conserve in jeunes.values_list(*champs)
    }


def _sur(modele, jeunes: QuerySet[Jeune]) -> QuerySet:
    return modele.objects.filter(jeune__in=jeunes)


def _statuts_courants(jeunes, jour: date, listes: Referentiel) -> Mapping[int, StatutCourant]:
    definitions = {statut.code: statut for statut in listes.statuts}
    lignes = _sur(PeriodeStatut, jeunes).filter(debut__lte=jour).order_by("jeune", "debut")
    courants = {}
    for pk, siennes in groupby(lignes.values_list("jeune", "statut__code", "debut", "fin"), itemgetter(0)):
        periodes = [(code, debut, fin) for _, code, debut, fin in siennes]
        code, debut, fin = periodes[-1]
        if fin is not None and fin <= jour:
            continue
        definition = definitions.get(code) or inconnu(code)
        comptes = [
            (de, a, un in definitions and definitions[un].compte_comme_accompagne) for un, de, a in periodes
        ]
        courants[pk] = StatutCourant(
            code=code,
            libelle=definition.libelle,
            depuis=debut,
            accompagne_depuis=accompagnements(comptes)[-1].debut if comptes[-1][2] else None,
            delai_revision_mois=definition.delai_revision_mois,
            niveau_minimal=definition.niveau_minimal,
            demande_un_projet=definition.demande_un_projet,
        )
    return courants


def _orientations_en_attente(jeunes, listes: Referentiel) -> Mapping[int, list[OrientationEnAttente]]:
    resultat = defaultdict(list)
    lignes = _sur(Orientation, jeunes).filter(jonction=None).order_by("date", "pk")
    for pk, uuid, nature, partenaire, le in lignes.values_list(
        "jeune", "uuid", "nature__code", "partenaire__nom", "date"
    ):
        vers = partenaire or listes.libelle(Liste.ORIENTATION, nature)
        resultat[pk].append(OrientationEnAttente(str(uuid), vers, le))
    return resultat
