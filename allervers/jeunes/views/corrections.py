"""A dated fact is corrected, or withdrawn. Over a newer version: 409, and both are shown."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee, version_lue
from allervers.journal.appareil import appareil_de

from .. import operations
from ..alertes.lecture import listes_du_jour
from ..formulaires.corrections import CORRECTIONS
from ..operations import JeuneRefuse
from .commun import le_jeune


@exige(Droit.VOIR_LES_JEUNES)
def corriger(request, uuid, genre, fait):
    jeune, ligne = _le_fait(request, uuid, genre, fait)
    if request.method != "POST":
        return _montrer(request, genre, jeune, ligne, _form(request, genre, initial=_valeurs(genre, ligne)))
    form, actuel = _form(request, genre, request.POST), None
    if form.is_valid():
        try:
            operations.corriger_fait(
                fait=ligne, par=request.user, appareil=appareil_de(request), **form.cleaned_data
            )
            messages.success(request, "C’est corrigé.")
            return redirect("jeune", jeune.uuid)
        except JeuneRefuse as refus:
            form.add_error(None, str(refus))
        except VersionDepassee as depassee:
            actuel = depassee.actuel
    return _montrer(request, genre, jeune, ligne, form, actuel, 409 if actuel else 422)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def retirer(request, uuid, genre, fait):
    jeune, ligne = _le_fait(request, uuid, genre, fait)
    try:
        operations.retirer_fait(
            fait=ligne,
            lue=version_lue(request.POST.get("lue", "")),
            par=request.user,
            appareil=appareil_de(request),
        )
    except VersionDepassee as depassee:
        form = _form(request, genre, initial=_valeurs(genre, ligne))
        return _montrer(request, genre, jeune, ligne, form, depassee.actuel, 409)
    messages.success(request, "C’est retiré.")
    return redirect("jeune", jeune.uuid)


def _le_fait(request, uuid, genre, fait):
    if genre not in CORRECTIONS:
        raise Http404
    jeune = le_jeune(request, uuid)
    lignes = CORRECTIONS[genre].modele.objects.visible_par(request.user).filter(jeune=jeune)
    return jeune, get_object_or_404(lignes.select_related("jeune", "modifie_par"), uuid=fait)


def _form(request, genre, *args, **options):
    formulaire = CORRECTIONS[genre].formulaire
    return formulaire(*args, user=request.user, listes=listes_du_jour(request.user.service), **options)


def _valeurs(genre, ligne) -> dict:
    champs = CORRECTIONS[genre].formulaire.base_fields
    return {nom: getattr(ligne, nom) for nom in champs if nom != "lue"} | {"lue": ligne.version}


def _montrer(request, genre, jeune, ligne, form, actuel=None, status=200):
    """`actuel`: what somebody else made of the fact meanwhile, shown beside what was typed."""
    dit = []
    if actuel is not None:
        valeurs = {nom: getattr(actuel, nom) for nom in form.fields if nom != "lue"}
        dit = [(form[nom].label, _en_clair(form.fields[nom], valeur)) for nom, valeur in valeurs.items()]
        form.data = form.data.copy()
        form.data["lue"] = actuel.version
    contexte = {"genre": genre, "jeune": jeune, "fait": ligne, "form": form, "actuel": actuel, "dit": dit}
    return render(request, "jeunes/corriger.html", contexte, status=status)


def _en_clair(champ, valeur) -> str:
    """Return a value as its form would show it."""
    choix = {str(code): libelle for code, libelle in getattr(champ.widget, "choices", ())}
    prete = champ.prepare_value(valeur)
    if f"{prete}" in choix:
        return str(choix[f"{prete}"])
    if valeur is True or valeur is False:
        return "oui" if valeur else "non"
    return "" if valeur is None else f"{valeur:%d/%m/%Y}" if hasattr(valeur, "year") else str(valeur)
