"""The diagnosis of the places: official figures, what outings saw there, groups, equipment; a year beside the other.

What was seen is read from the outings of the street: nobody types it again.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.annees import annee_demandee
from allervers.referentiel.lecture import libelles_de, listes_de_l_annee, termes_de_l_annee
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Terme
from allervers.territoires.models import (
    Equipement,
    GroupeDeJeunes,
    Nature,
    NomDeTerritoire,
    Saison,
    Territoire,
)
from allervers.territoires.operations import a_reprendre
from allervers.territoires.ressemblances import Diagnostics

from .models import EtiquettePosee, Intervention

SAISONS = {
    Saison.HIVER: (1, 2, 12),
    Saison.PRINTEMPS: (3, 4, 5),
    Saison.ETE: (6, 7, 8),
    Saison.AUTOMNE: (9, 10, 11),
}

TAILLE_DE_PAGE = 100

Listes = Mapping[str, tuple[Terme, ...]]


@dataclass(frozen=True)
class Etiquette:
    """How often a tag was put in the year, by season, and in the year before."""

    libelle: str
    par_saison: tuple[int, ...]
    avant: int

    @property
    def nb(self) -> int:
        return sum(self.par_saison)


@require_safe
@exige(Droit.TENIR_LE_TERRITOIRE)
def territoires(request):
    """The places where the service works in a year, and how far the diagnosis of each has come."""
    annee = annee_demandee(request, timezone.localdate().year)
    tous = _lieux(request.user, annee)
    lieux = [un for un in tous if not un.retire_le or un.retire_le > date(annee, 1, 1)]
    indicateurs = termes_de_l_annee(request.user.service, annee, Liste.INDICATEUR)
    noms = {terme.code: terme.libelle for terme in indicateurs}
    diagnostics = Diagnostics(request.user, annee, noms)
    notees = _notees(request.user, None, annee).order_by()
    observations = Counter(dict(notees.values_list("lieu").annotate(Count("pk"))))
    groupes = Counter(un.territoire_id for un in diagnostics.groupes if un.annee == annee)
    ecrits = {un.territoire_id for un in diagnostics.textes if un.annee == annee}
    lignes = []
    for lieu in lieux:
        dessous = _dessous(lieu, lieux)
        lignes.append(
            {
                "lieu": lieu,
                "nb_chiffres": len(diagnostics.chiffres.get(lieu.pk, ())),
                "nb_observations": sum(observations[pk] for pk in dessous),
                "nb_groupes": sum(groupes[pk] for pk in dessous),
                "est_ecrit": lieu.pk in ecrits,
                "est_a_relire": bool(diagnostics.ressemblances(lieu)),
            }
        )
    return render(
        request,
        "territoires/territoires.html",
        {
            "annee": annee,
            "annees": _annees(request.user, annee),
            "communes": _par_commune(
                [ligne for ligne in lignes if ligne["lieu"].nature != Nature.ETABLISSEMENT]
            ),
            "etablissements": [ligne for ligne in lignes if ligne["lieu"].nature == Nature.ETABLISSEMENT],
            "nb_indicateurs": sum(not terme.est_retire for terme in indicateurs),
            "jumelles": diagnostics.lignes_jumelles(),
        },
    )


@require_safe
@exige(Droit.TENIR_LE_TERRITOIRE)
def territoire(request, uuid):
    """The diagnosis of one place: a commune gathers what was seen in its quartiers."""
    annee = annee_demandee(request, timezone.localdate().year)
    lieux = _lieux(request.user, annee)
    un = next((lieu for lieu in lieux if lieu.uuid == uuid), None)
    if un is None:
        raise Http404("Ce lieu n'est pas de ceux du service.")
    noms = {lieu.pk: lieu.nom for lieu in lieux}
    dessous = _dessous(un, lieux)
    listes = listes_de_l_annee(request.user.service, annee)
    libelles = libelles_de(listes, Liste.INDICATEUR)
    diagnostics = Diagnostics(request.user, annee, libelles)
    siens = diagnostics.chiffres.get(un.pk, {})
    textes = {texte.annee: texte for texte in diagnostics.textes if texte.territoire_id == un.pk}
    groupes = [groupe for groupe in diagnostics.groupes if groupe.territoire_id in dessous]
    par_mois, avant = _par_mois(request.user, dessous, annee)
    mois = _mois_demande(request, par_mois)
    page = Paginator(range(par_mois.get(mois, 0)), TAILLE_DE_PAGE).get_page(request.GET.get("page"))
    mois = mois and date(annee, mois, 1)
    return render(
        request,
        "territoires/territoire.html",
        {
            "lieu": un,
            "dans": noms.get(un.parent_id),
            "annee": annee,
            "annees": _annees(request.user, annee),
            "diagnostic": textes.get(annee),
            "diagnostic_avant": textes.get(annee - 1),
            "ressemblances": diagnostics.ressemblances(un),
            "a_reprendre": len(a_reprendre((*diagnostics.groupes, *diagnostics.textes), un, annee)),
            "chiffres": [(libelles.get(code, code), siens[code]) for code in _dans_l_ordre(siens, libelles)],
            "par_mois": [(date(annee, rang, 1), nb) for rang, nb in par_mois.items()],
            "mois": mois,
            "observations": _observations(request.user, noms, dessous, mois, listes, page) if page else [],
            "page": page,
            "nb_observations": sum(par_mois.values()),
            "nb_observations_avant": sum(avant.values()),
            "etiquettes": _etiquettes(request.user, dessous, annee, listes),
            "saisons": [saison.label for saison in SAISONS],
            "groupes": _par_saison([(groupe, noms[groupe.territoire_id]) for groupe in groupes], annee),
            "equipements": [
                (equipement, noms[equipement.territoire_id])
                for equipement in Equipement.objects.visible_par(request.user)
                .filter(territoire__in=dessous)
                .filter(Q(fin=None) | Q(fin__gt=date(annee, 1, 1)))
                .filter(Q(debut=None) | Q(debut__lt=date(annee + 1, 1, 1)))
            ],
            "debut_de_l_annee": date(annee, 1, 1),
        },
    )


def _lieux(user, annee: int) -> list[Territoire]:
    """Return the places, called as they were in `annee`."""
    noms = NomDeTerritoire.objects.de_l_annee(user.service, annee)
    lieux = list(Territoire.objects.visible_par(user))
    for lieu in lieux:
        lieu.nom = noms.get(lieu.code, lieu.nom)
    return lieux


def _annees(user, annee: int) -> list[int]:
    """Return the years when something was done, the two latest and the one that is looked at, the latest first."""
    celle_ci = timezone.localdate().year
    connues = Intervention.objects.visible_par(user).annees()
    return sorted({*connues, celle_ci, celle_ci - 1, annee}, reverse=True)


def _dessous(lieu: Territoire, lieux: list[Territoire]) -> set[int]:
    """Return the keys of a place and of all the places inside it."""
    trouves = {lieu.pk}
    while plus := {un.pk for un in lieux if un.parent_id in trouves} - trouves:
        trouves |= plus
    return trouves


def _par_commune(lignes: list[dict]) -> list[tuple[str, list[dict]]]:
    """Return (title, its places): those of the whole service first, then each commune with its quartiers."""
    communes = [ligne for ligne in lignes if ligne["lieu"].nature == Nature.COMMUNE]
    groupes = {ligne["lieu"].pk: (ligne["lieu"].nom, [ligne]) for ligne in communes}
    ailleurs = []
    for ligne in lignes:
        if ligne not in communes:
            groupes.get(ligne["lieu"].parent_id, ("", ailleurs))[1].append(ligne)
    return ([("Ensemble et autres lieux" if communes else "Lieux", ailleurs)] if ailleurs else []) + list(
        groupes.values()
    )


def _notees(user, lieux: Collection[int] | None, annee: int, nb_annees: int = 1):
    """Return the outings of the years up to `annee` that say something of the place, by a text or by tags."""
    etiquettes = EtiquettePosee.objects.filter(intervention=OuterRef("pk"))
    lignes = Intervention.objects.visible_par(user).filter(
        date__gte=date(annee - nb_annees + 1, 1, 1), date__lt=date(annee + 1, 1, 1)
    )
    lignes = lignes.filter(lieu__isnull=False) if lieux is None else lignes.filter(lieu__in=lieux)
    return lignes.filter(~Q(observation_lieu="") | Exists(etiquettes))


def _par_mois(user, lieux: Collection[int], annee: int) -> tuple[dict[int, int], dict[int, int]]:
    """Return month → how many outings say something of the place, in the year and in the one before."""
    par_annee: dict[int, Counter[int]] = {annee: Counter(), annee - 1: Counter()}
    # A day is grouped by what it is: its month would be asked of each row.
    notees = _notees(user, lieux, annee, nb_annees=2).order_by("date")
    for jour, nb in notees.values_list("date").annotate(Count("pk")):
        par_annee[jour.year][jour.month] += nb
    return par_annee[annee], par_annee[annee - 1]


def _mois_demande(request, par_mois: Mapping[int, int]) -> int | None:
    """Return the month asked for, else the latest where something was seen."""
    demande = request.GET.get("mois", "")
    if demande in map(str, range(1, 13)):
        return int(demande)
    return max(par_mois, default=None)


def _observations(
    user, lieux: Mapping[int, str], dessous: Collection[int], mois: date, listes: Listes, page: Page
) -> list[tuple[Intervention, str, str, list[str]]]:
    """Return (the outing, what it is called, its place, its tags) of a page of a month, the latest first."""
    types, noms = libelles_de(listes, Liste.TYPE_ACTIVITE), libelles_de(listes, Liste.ETIQUETTE)
    lignes = (
        _notees(user, dessous, mois.year)
        .filter(date__gte=mois, date__lt=(mois + timedelta(31)).replace(day=1))
        .select_related("type")
        .prefetch_related(Prefetch("etiquettes", EtiquettePosee.objects.select_related("etiquette")))
        .order_by("-date", "-heure", "-pk")
    )
    return [
        (
            une,
            types.get(une.type.code, "hors liste"),
            lieux[une.lieu_id],
            [noms.get(posee.etiquette.code, posee.etiquette.code) for posee in une.etiquettes.all()],
        )
        for une in lignes[page.start_index() - 1 : page.end_index()]
    ]


def _etiquettes(user, lieux: Collection[int], annee: int, listes: Listes) -> list[Etiquette]:
    """Return the tags put in the year or in the one before, in the order of the list."""
    noms = libelles_de(listes, Liste.ETIQUETTE)
    posees = (
        EtiquettePosee.objects.visible_par(user)
        .filter(
            intervention__lieu__in=lieux,
            intervention__date__gte=date(annee - 1, 1, 1),
            intervention__date__lt=date(annee + 1, 1, 1),
        )
        .order_by()
        .values_list("etiquette__code", "intervention__date")
        .annotate(Count("pk"))
    )
    comptes: dict[str, Counter[tuple[int, int]]] = {}
    for code, jour, nb in posees:
        comptes.setdefault(code, Counter())[jour.year, jour.month] += nb
    return [
        Etiquette(
            noms.get(code, code),
            tuple(sum(comptes[code][annee, mois] for mois in saison) for saison in SAISONS.values()),
            sum(nb for (une_annee, _), nb in comptes[code].items() if une_annee < annee),
        )
        for code in _dans_l_ordre(comptes, noms)
    ]


GroupeEtLieu = tuple[GroupeDeJeunes, str]


def _par_saison(
    groupes: list[GroupeEtLieu], annee: int
) -> list[tuple[str, list[GroupeEtLieu], list[GroupeEtLieu]]]:
    """Return (season, groups of the year, those of the year before), for the seasons that have one."""
    lignes = [
        (
            saison.label,
            [(un, lieu) for un, lieu in groupes if (un.saison, un.annee) == (saison, annee)],
            [(un, lieu) for un, lieu in groupes if (un.saison, un.annee) == (saison, annee - 1)],
        )
        for saison in SAISONS
    ]
    return [ligne for ligne in lignes if ligne[1] or ligne[2]]


def _dans_l_ordre(codes: Collection[str], libelles: Mapping[str, str]) -> list[str]:
    """Return codes in the order of their list; those that it does not have come last."""
    return [*(code for code in libelles if code in codes), *(code for code in codes if code not in libelles)]
