"""The home page of each role, the dashboard of the service, one's own hours."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from allervers.activite.ampleur import est_un_grand_service
from allervers.comptes.droits import Droit, exige, peut, second_facteur_manque
from allervers.faits.extraction import annees_saisies
from allervers.jeunes.alertes.dates import plus_mois
from allervers.jeunes.resume import resume_de
from allervers.rapport.lecture import Lecture, lire_avec_precedente
from allervers.referentiel.cibles import cibles_de

from . import accueil as foyer
from .mes_heures import annees_de, dessiner_mes_heures, mes_heures
from .premiers_pas import premiers_pas
from .tableau_de_bord import chiffres, volets


@require_safe
@exige(Droit.GERER_SON_COMPTE)
def accueil(request):
    """What waits today. In a large service, figures and alerts take longer: the page opens, then asks for them.

    Who must have a second factor adds it first: everybody has this page, so its right does not ask for it.
    """
    if second_facteur_manque(request.user):
        return redirect("mfa_index")
    user, jour = request.user, timezone.localdate()
    saisit = peut(user, Droit.SAISIR_L_ACTIVITE)
    contexte = {}
    if not (est_grand := est_un_grand_service(user.service)):
        if peut(user, Droit.LIRE_LE_RAPPORT):
            contexte |= _annee_en_chiffres(request)
        if peut(user, Droit.VOIR_LES_JEUNES):
            contexte |= {"resume": resume_de(user, jour)}
    commence = not est_grand and "lecture" not in contexte and peut(user, Droit.REGLER_LE_SERVICE)
    return render(
        request,
        "pilotage/accueil.html",
        contexte
        | {
            "est_grand": est_grand,
            "premiers_pas": premiers_pas(user) if commence else [],
            "jour": jour,
            "saisit": saisit,
            "est_du_service": user.role in foyer.DU_SERVICE,
            "journee": foyer.journee(user, jour)[: foyer.LIGNES] if peut(user, Droit.TENIR_L_AGENDA) else [],
            "attendus": foyer.attendus_du_jour(user, jour) if peut(user, Droit.TENIR_LES_ACCUEILS) else [],
            "a_saisir": foyer.a_saisir(user, jour)[: foyer.LIGNES] if saisit else [],
            "temps": foyer.temps(user, jour) if saisit else None,
            "dus": foyer.dus(user, jour)[: foyer.LIGNES],
            "rapport": foyer.rapport_en_cours(user, jour) if peut(user, Droit.ECRIRE_LE_RAPPORT) else None,
        },
    )


@require_safe
@never_cache
@exige(Droit.LIRE_LE_RAPPORT)
def chiffres_de_l_annee(request):
    """The key figures of the year, for the home page of a large service."""
    return render(request, "pilotage/_chiffres_d_accueil.html", _annee_en_chiffres(request))


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def alertes_du_jour(request):
    """How many alerts wait, by kind, about the youths that one may know: for the home page of a large service."""
    resume = resume_de(request.user, timezone.localdate())
    return render(request, "pilotage/_alertes.html", {"resume": resume})


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def derniere_annee(request):
    annees = annees_saisies(request.user.service)
    if not annees:
        return render(request, "pilotage/vide.html")
    return redirect("tableau_de_bord", annee=_annee_a_montrer(annees))


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def tableau_de_bord(request, annee):
    """The year beside the one before. In a large service the page opens, then asks for its figures."""
    annees = annees_saisies(request.user.service)
    est_grand = annee in annees and est_un_grand_service(request.user.service)
    return render(
        request,
        "pilotage/tableau_de_bord.html",
        ({} if est_grand else _tableau_de_bord(request, annee))
        | {
            "annee": annee,
            "annees": annees,
            "a_une_annee_d_avant": annee - 1 in annees,
            "est_en_cours": annee == timezone.localdate().year,
            "jusqu_au": _meme_jour(annee),
            "est_grand": est_grand,
        },
    )


@require_safe
@never_cache
@exige(Droit.LIRE_LE_RAPPORT)
def chiffres_du_tableau_de_bord(request, annee):
    """What the dashboard of a large service asks for once it is open; it asks for the alerts next."""
    return render(request, "pilotage/_tableau_de_bord.html", _tableau_de_bord(request, annee, est_grand=True))


@require_safe
@exige(Droit.SAISIR_L_ACTIVITE)
def mes_heures_de_l_annee(request):
    """One's own hours, and nobody else's: the address names nobody."""
    annees = annees_de(request.user) or [timezone.localdate().year]
    demandee = request.GET.get("annee", "")
    if demandee and demandee not in map(str, annees):
        raise Http404("Rien n'est saisi à votre nom cette année-là.")
    heures = mes_heures(request.user, int(demandee or annees[0]))
    contexte = {"heures": heures, "annees": annees, "illustration": dessiner_mes_heures(heures)}
    return render(request, "pilotage/mes_heures.html", contexte)


def _annee_en_chiffres(request) -> dict:
    """What the home page shows of the year; nothing as long as nothing was entered, or can be read."""
    annees = annees_saisies(request.user.service)
    try:
        lecture = _lire(request, _annee_a_montrer(annees)) if annees else None
    except LookupError:
        lecture = None
    if lecture is None:
        return {}
    return _commun(request, lecture) | {"chiffres": chiffres(lecture, _cibles(request, lecture))}


def _tableau_de_bord(request, annee: int, est_grand=False) -> dict:
    """Tables of the catalogue, as the report reads them: the year in memory. Raises Http404."""
    try:
        lecture = _lire(request, annee)
    except LookupError as erreur:
        raise Http404(erreur.args[0]) from erreur
    cibles, jour = _cibles(request, lecture), timezone.localdate()
    montre_les_alertes = annee == jour.year and peut(request.user, Droit.VOIR_LES_JEUNES)
    return _commun(request, lecture) | {
        "chiffres": chiffres(lecture, cibles),
        "volets": volets(lecture, cibles),
        "a_des_cibles": bool(cibles),
        "est_en_cours": annee == jour.year,
        "est_grand": est_grand,
        "montre_les_alertes": montre_les_alertes,
        "resume": resume_de(request.user, jour) if montre_les_alertes and not est_grand else None,
    }


def _lire(request, annee: int) -> Lecture:
    """Return the year and the one before, as the report reads them. Raises LookupError."""
    return lire_avec_precedente(request.user.service, annee, jusqu_au=_meme_jour(annee))


def _meme_jour(annee: int) -> date | None:
    """Return as far as what day the year before is compared with `annee`; None once `annee` is over."""
    jour = timezone.localdate()
    return plus_mois(jour, -12) if annee == jour.year else None


def _annee_a_montrer(annees: list[int]) -> int:
    """Return this year once something was entered in it; the latest entered otherwise."""
    annee = timezone.localdate().year
    return annee if annee in annees else annees[0]


def _cibles(request, lecture: Lecture) -> dict:
    return cibles_de(request.user.service, lecture.annee)


def _commun(request, lecture: Lecture) -> dict:
    return {
        "lecture": lecture,
        "a_une_annee_d_avant": bool(lecture.precedents),
        "jusqu_au": _meme_jour(lecture.annee),
    }
