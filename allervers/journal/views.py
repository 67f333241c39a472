"""The page of the journal."""

from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Utilisateur

from .lecture import Nommer, lire, sans_nom
from .models import LigneJournal

TAILLE_DE_PAGE = 50
NATURES = {"consultations": "Fiches lues", "changements": "Changements"}


@require_safe
@exige(Droit.LIRE_LE_JOURNAL)
def journal(request, nommer: Nommer = sans_nom):
    """All lines of the user's service, newest first; of one kind, one person, one month, one object, when asked."""
    toutes = LigneJournal.objects.visible_par(request.user)
    personnes = {personne.code: personne for personne in Utilisateur.objects.visible_par(request.user)}
    tous_les_mois = {f"{mois:%Y-%m}": mois for mois in _mois_du_journal(toutes)}
    lignes = toutes.order_by("-numero")
    if quoi := request.GET.get("quoi"):
        _choisi(NATURES, quoi)
        lignes = getattr(lignes, quoi)()
    if par := request.GET.get("par"):
        lignes = lignes.filter(par=_choisi(personnes, par).pk)
    if mois := request.GET.get("mois"):
        debut = _choisi(tous_les_mois, mois)
        lignes = lignes.filter(instant__gte=_minuit(debut), instant__lt=_minuit(_suivant(debut)))
    if objet := request.GET.get("objet"):
        lignes = lignes.filter(objet=_lire_objet(objet))
    page = Paginator(lignes, TAILLE_DE_PAGE).get_page(request.GET.get("page"))
    lues = lire(page.object_list, request.user, nommer)
    return render(
        request,
        "journal/journal.html",
        {
            "page": page,
            "jours": [
                (jour, list(du_jour))
                for jour, du_jour in groupby(lues, key=lambda ligne: timezone.localdate(ligne.instant))
            ],
            "personnes": personnes,
            "tous_les_mois": tous_les_mois,
            "natures": NATURES,
            "quoi": quoi,
            "par": par,
            "mois": mois,
            "objet": objet,
            "nom_de_l_objet": lues[0].nom if objet and lues else objet,
            "est_filtre": quoi or par or mois or objet,
        },
    )


def _mois_du_journal(lignes) -> list[date]:
    """Return the first day of each month since the first line, latest first."""
    premiere = lignes.first()
    if premiere is None:
        return []
    mois = [timezone.localdate(premiere.instant).replace(day=1)]
    while (suivant := _suivant(mois[-1])) <= timezone.localdate():
        mois.append(suivant)
    return mois[::-1]


def _suivant(mois: date) -> date:
    return date(mois.year + mois.month // 12, mois.month % 12 + 1, 1)


def _minuit(jour: date) -> datetime:
    return timezone.make_aware(datetime(jour.year, jour.month, jour.day))


def _choisi(choix: dict, code: str):
    """Return what the form of the page offers under `code`. Raises Http404."""
    try:
        return choix[code]
    except KeyError as erreur:
        raise Http404("Le journal n’a pas ce choix.") from erreur


def _lire_objet(texte: str) -> UUID:
    try:
        return UUID(texte)
    except ValueError as erreur:
        raise Http404("Cette fiche n’existe pas.") from erreur
