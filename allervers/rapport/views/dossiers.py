"""One table from close: its rule, the year before, and the records that make each of its cells."""

from dataclasses import replace
from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from allervers.activite.operations import modifiables_par
from allervers.comptes.droits import Droit, exige, peut
from allervers.jeunes.models import Jeune
from allervers.tableaux.tableau import Entete

from ..comparaison import comparer, en_signe, rappeler
from ..document import TableauDuDocument
from ..dossiers import Dossiers, a_completer, adresse_des_dossiers, dossiers_de_la_cellule, lier
from ..presentation import nombre, noms_distincts, presenter, soigner
from ..saisies import saisie_de
from .annee import lecture_demandee, tableau_demande


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def tableau(request, annee, id):
    tableau = tableau_demande(request, annee, id)
    lecture = lecture_demandee(request, annee)
    precedent = lecture.precedents_par_id.get(id)
    peut_voir = peut(request.user, Droit.VOIR_LES_DOSSIERS)
    ligne, colonne = request.GET.get("ligne", ""), request.GET.get("colonne", "")
    demande = "ligne" in request.GET or "colonne" in request.GET
    dossiers = Dossiers()
    if demande and peut_voir:
        visibles = dict(Jeune.objects.visible_par(request.user).values_list("code", "uuid"))
        dossiers = dossiers_de_la_cellule(
            request.user.service, lecture, id, ligne or None, colonne or None, visibles,
            lambda cles: dict(modifiables_par(request.user).filter(pk__in=cles).values_list("pk", "uuid")),
        )  # fmt: skip
    bloc = soigner(TableauDuDocument(presenter(tableau), rappeler(tableau, precedent, annee)))
    bloc = replace(bloc, saisie=saisie_de(tableau, annee, request.user))
    if peut_voir:
        bloc = replace(
            bloc,
            affiche=lier(bloc.affiche, partial(adresse_des_dossiers, preset=request.GET.get("preset", ""))),
        )
    return render(
        request,
        "rapport/tableau.html",
        {
            "annee": annee,
            "lecture": lecture,
            "preset": request.GET.get("preset", ""),
            # The table stands right below the title of the page.
            "section": {"niveau": 1},
            "bloc": bloc,
            "differences": [
                (
                    soigner(difference.libelle),
                    nombre(difference.valeur, tableau.decimales),
                    nombre(difference.precedente, tableau.decimales),
                    "" if difference.ecart is None else en_signe(difference.ecart, tableau.decimales),
                )
                for difference in (comparer(tableau, precedent) if precedent else ())
            ],
            "peut_voir": peut_voir,
            "lignes": _choix(tableau.lignes),
            "colonnes": _choix(tableau.colonnes),
            "ligne": ligne,
            "colonne": colonne,
            "demande": demande,
            "cellule": soigner(_nommer(tableau.lignes, ligne, "toutes les lignes")),
            "dans": soigner(_nommer(tableau.colonnes, colonne, "toutes les colonnes")),
            "dossiers": dossiers,
            "manques": a_completer(tableau) if peut_voir else [],
        },
    )


def _choix(entetes: tuple[Entete, ...]) -> list[tuple[str, str]]:
    noms = zip(entetes, noms_distincts(entetes), strict=True)
    return [(entete.code, soigner(nom)) for entete, nom in noms if entete.code]


def _nommer(entetes: tuple[Entete, ...], code: str, sinon: str) -> str:
    """Return the label of a header. Raises Http404 for one that the table does not have."""
    if not code:
        return sinon
    for entete, nom in zip(entetes, noms_distincts(entetes), strict=True):
        if entete.code == code:
            return nom
    raise Http404("Ce tableau n'a pas cette ligne ou cette colonne.")
