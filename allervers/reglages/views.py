"""The settings of the service, from this year on: each page says what it will change before it does."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from allervers.comptes.droits import Droit, exige
from allervers.faits.extraction import annees_saisies
from allervers.rapport.presentation import soigner
from allervers.referentiel.changements import (
    differences_de_liste,
    differences_de_statuts,
    differences_de_tranches,
    empreinte,
)
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.models import Liste, Millesime
from allervers.referentiel.operations import charger_preset
from allervers.referentiel.presets import presets

from .listes import saisie_de_liste
from .portee import (
    annees_reglables,
    enregistrements_par_terme,
    enregistrements_par_tranche,
    jeunes_par_statut,
)
from .reglage import Sujet, regler
from .statuts import saisie_de_statuts
from .tranches import saisie_de_tranches


class PresetForm(forms.Form):
    preset = forms.ChoiceField(label="Listes du Département", choices=presets)
    annee = forms.IntegerField(
        label="À partir de l’année",
        min_value=2000,
        max_value=2100,
        help_text="La première que vous saisirez ici\u202f: l’an dernier, si vous voulez le reprendre.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.REGLER_LE_SERVICE)
def reglages(request):
    """What can be set; for a service without lists, those of a Département first."""
    service, annees = request.user.service, annees_reglables()
    est_sans_listes = not Millesime.objects.visible_par(request.user).exists()
    if request.method == "POST":
        if not est_sans_listes:
            messages.info(request, "Le service a déjà ses listes.")
            return redirect("reglages")
        form = PresetForm(request.POST)
        if form.is_valid():
            charger_preset(service=service, par=request.user, **form.cleaned_data)
            messages.success(
                request, "Les listes sont chargées : elles sont à vous, vous pouvez les changer."
            )
            return redirect("reglages")
    else:
        form = PresetForm(initial={"annee": annees[0]})
    try:
        referentiel = referentiel_du_service(service, annees[0])
    except SansReferentiel:
        referentiel = None
    return render(
        request,
        "reglages/reglages.html",
        {
            "form": form,
            "est_sans_listes": est_sans_listes,
            "referentiel": referentiel,
            "listes": [_resume(referentiel, liste) for liste in Liste] if referentiel else [],
            "annee": annees[0],
            "annee_du_plan": next(iter(annees_saisies(service)), None),
        },
        status=422 if form.errors else 200,
    )


def _resume(referentiel, liste: Liste) -> dict:
    termes = [terme for terme in referentiel.listes.get(liste, ()) if not terme.est_retire]
    return {"code": liste.value, "nom": soigner(liste.label), "nb": len(termes)}


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.REGLER_LE_SERVICE)
def liste(request, liste):
    if liste not in Liste.values:
        raise Http404("Cette liste n'existe pas.")
    usages = enregistrements_par_terme(request.user.service, liste)
    return regler(
        request,
        Sujet(
            quoi=f"liste {liste}",
            titre=soigner(Liste(liste).label.capitalize()),
            gabarit="reglages/liste.html",
            lu=lambda referentiel: empreinte(referentiel.listes.get(liste, ())),
            differences=partial(differences_de_liste, liste=liste),
            saisie=lambda referentiel, donnees: saisie_de_liste(referentiel, liste, donnees, usages),
            usages=lambda annee: usages,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.REGLER_LE_SERVICE)
def statuts(request):
    usages = jeunes_par_statut(request.user.service)
    return regler(
        request,
        Sujet(
            quoi="statuts",
            titre="Statuts et délais",
            gabarit="reglages/statuts.html",
            lu=lambda referentiel: empreinte(referentiel.statuts),
            differences=differences_de_statuts,
            saisie=lambda referentiel, donnees: saisie_de_statuts(referentiel, donnees, usages),
            usages=lambda annee: usages,
            mots=("jeune aujourd’hui", "jeunes aujourd’hui"),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.REGLER_LE_SERVICE)
def tranches(request):
    return regler(
        request,
        Sujet(
            quoi="tranches d'âge et durées",
            titre="Tranches d’âge et durées",
            gabarit="reglages/tranches.html",
            lu=lambda referentiel: empreinte((*referentiel.tranches, *referentiel.durees)),
            differences=differences_de_tranches,
            saisie=saisie_de_tranches,
            usages=partial(enregistrements_par_tranche, request.user.service),
            mots=("comptage noté avec elle", "comptages notés avec elle"),
        ),
    )
