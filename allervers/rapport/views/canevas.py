"""Changing the plan of the report, one small form a change: each is sent, recorded, and shown where it was made."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from allervers.comptes.droits import Droit, exige
from allervers.faits.extraction import annees_saisies
from allervers.referentiel.canevas import (
    Canevas,
    CanevasRefuse,
    Sens,
    ajouter_bloc,
    ajouter_section,
    changer,
    cle,
    deplacer,
    empreinte,
    masquer,
    nouveau_texte,
    retirer,
)
from allervers.referentiel.lecture import SansReferentiel, millesime_en_vigueur
from allervers.referentiel.models import Millesime
from allervers.referentiel.operations import CanevasModifieEntreTemps, modifier_canevas
from allervers.referentiel.presets import lire_preset
from allervers.referentiel.valeur import BlocCanevas, GenreBloc, SectionCanevas, lire_canevas

from ..chiffres import chiffres_cites
from ..models import TexteDuRapport
from ..plan import formulaire, montrer_plan, nom, ouvrir, raison_de_garder
from ..presentation import soigner
from .annee import lecture_demandee


@dataclass(frozen=True)
class Changement:
    """The plan once changed, what to say of it, and the key of what to show first."""

    canevas: Canevas
    message: str
    ou: str


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.MODIFIER_LE_CANEVAS)
def canevas(request, annee):
    """The plan of a year, and every change that it can take. 409 when it has changed since the page was read."""
    if annee not in annees_saisies(request.user.service):
        raise Http404("Rien n'a été saisi cette année-là.")
    try:
        millesime = millesime_en_vigueur(request.user.service, annee)
    except SansReferentiel as erreur:
        raise Http404(erreur.args[0]) from erreur
    if request.method == "POST":
        return _changer(request, annee, millesime)
    return _page(request, annee, millesime)


def _changer(request, annee: int, millesime: Millesime):
    plan, depuis = lire_canevas(millesime.canevas), request.POST.get("depuis", "")
    geste, quoi = request.POST.get("geste", ""), request.POST.get("quoi", "")
    if depuis != empreinte(plan):
        return _conflit(request, annee)
    rempli = None
    try:
        rempli = formulaire(geste, plan, quoi, request.POST)
        if rempli is not None and not rempli.is_valid():
            return _page(request, annee, millesime, rempli)
        changement = _appliquer(plan, geste, quoi, rempli.cleaned_data if rempli else {}, _ecrits(request))
        modifier_canevas(
            service=request.user.service,
            annee=annee,
            canevas=changement.canevas,
            par=request.user,
            depuis=depuis,
        )
    except CanevasModifieEntreTemps:
        return _conflit(request, annee)
    except CanevasRefuse as refus:
        if rempli is not None:
            rempli.add_error("titre" if "titre" in rempli.fields else None, soigner(str(refus)))
            return _page(request, annee, millesime, rempli)
        messages.error(request, soigner(str(refus)))
        return _vers(annee, quoi)
    if changement.canevas == plan:
        messages.info(request, "Rien n’a changé.")
    else:
        messages.success(request, soigner(changement.message))
    return _vers(annee, changement.ou)


def _appliquer(plan: Canevas, geste: str, quoi: str, valeurs: dict, ecrits: set[str]) -> Changement:
    """Return the plan changed as the form asks. Raises CanevasRefuse, or BadRequest for a form of nobody's."""
    match geste:
        case "monter":
            return Changement(deplacer(plan, quoi, Sens.MONTER), f"Monté : {nom(plan, quoi)}.", quoi)
        case "descendre":
            return Changement(deplacer(plan, quoi, Sens.DESCENDRE), f"Descendu : {nom(plan, quoi)}.", quoi)
        case "masquer":
            message = f"Masqué : {nom(plan, quoi)}. Le rapport ne le montre plus."
            return Changement(masquer(plan, quoi), message, quoi)
        case "montrer":
            message = f"Montré de nouveau : {nom(plan, quoi)}."
            return Changement(masquer(plan, quoi, est_masque=False), message, quoi)
        case "retirer":
            return _retirer(plan, quoi, ecrits)
        case "changer":
            change = changer(plan, quoi, **valeurs)
            ou = cle(SectionCanevas(valeurs["titre"])) if quoi.startswith("section-") else quoi
            return Changement(change, "Le changement est enregistré.", ou)
        case "ajouter_section":
            section = SectionCanevas(valeurs["titre"])
            message = f"Section ajoutée : {section.titre}."
            return Changement(ajouter_section(plan, section.titre, dans=quoi), message, cle(section))
        case "ajouter_texte":
            return _ajouter(plan, quoi, nouveau_texte(plan, **valeurs))
        case "ajouter_bloc":
            genre, _, id = valeurs["bloc"].partition("-")
            return _ajouter(plan, quoi, BlocCanevas(GenreBloc(genre), id))
        case "copier":
            message = "Le plan du préréglage est copié. Il est à vous : vous pouvez le changer."
            return Changement(lire_preset(valeurs["preset"]).canevas, message, "")
    raise BadRequest("Ce changement n'existe pas.")


def _ajouter(plan: Canevas, dans: str, bloc: BlocCanevas) -> Changement:
    change = ajouter_bloc(plan, dans, bloc)
    return Changement(change, f"Ajouté dans {nom(plan, dans)} : {nom(change, cle(bloc))}.", cle(bloc))


def _retirer(plan: Canevas, quoi: str, ecrits: set[str]) -> Changement:
    if raison := raison_de_garder(plan, quoi, ecrits):
        raise CanevasRefuse(f"{nom(plan, quoi)} reste dans le plan. {raison}")
    lus = [cle(lu) for section in plan for lu in (section, *section.blocs)]
    avant = lus[max(lus.index(quoi) - 1, 0)]
    return Changement(retirer(plan, quoi), f"Retiré du plan : {nom(plan, quoi)}.", avant)


def _page(request, annee: int, millesime: Millesime, refuse: Form | None = None):
    plan = lire_canevas(millesime.canevas)
    return render(
        request,
        "rapport/canevas.html",
        {
            "annee": annee,
            "depuis": empreinte(plan),
            "portee": _portee(request, annee, millesime),
            "sections": montrer_plan(plan, _ecrits(request), refuse),
            "chiffres": json.dumps(_chiffres(request, annee, plan)),
            "ajouter_section": ouvrir("ajouter_section", plan, refuse=refuse),
            "copier": ouvrir("copier", plan, refuse=refuse),
        },
        status=200 if refuse is None else 422,
    )


def _chiffres(request, annee: int, plan: Canevas) -> dict[str, str]:
    """Return how the live figures of the proposed texts read in this year."""
    contenus = [bloc.contenu for section in plan for bloc in section.blocs if bloc.contenu]
    return chiffres_cites("\n".join(contenus), lecture_demandee(request, annee)) if contenus else {}


def _portee(request, annee: int, millesime: Millesime) -> str:
    """Return which years a change made on this page touches, and which it does not."""
    if millesime.annee == annee:
        portee = f"Ce plan sert à partir de {annee}."
    else:
        portee = f"Ce plan sert depuis {millesime.annee}. Ce que vous changez ici sert à partir de {annee}."
    suivant = Millesime.objects.visible_par(request.user).filter(annee__gt=annee).order_by("annee").first()
    if suivant:
        portee += f" {suivant.annee} a déjà son propre plan, qui ne change pas."
    return f"{portee} Les années d’avant gardent le leur, et ce qui est figé ne change plus."


def _conflit(request, annee: int):
    """Say that the plan has changed, and give back what was typed."""
    saisie = [request.POST[champ] for champ in ("titre", "invite", "contenu") if request.POST.get(champ)]
    return render(request, "rapport/canevas/conflit.html", {"annee": annee, "saisie": saisie}, status=409)


def _ecrits(request) -> set[str]:
    """Return the texts that someone wrote in any year, even to empty them later: their history is kept."""
    textes = TexteDuRapport.objects.visible_par(request.user).filter(version__gt=0)
    return set(textes.values_list("bloc", flat=True))


def _vers(annee: int, ou: str):
    return redirect(f"{reverse('canevas', args=[annee])}#{ou}")
