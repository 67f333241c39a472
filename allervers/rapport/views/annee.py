"""Reading a year: the whole report as it stands, and its tables as files."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige, peut
from allervers.enregistrements.annees import annee_plausible
from allervers.faits.extraction import annees_saisies
from allervers.referentiel.presets import presets

from ..composition import composer
from ..document import TableauDuDocument
from ..dossiers import lier_les_manques
from ..exports import en_csv
from ..lecture import Lecture, lire_avec_precedente
from ..matiere import matiere_vivante
from ..saisies import saisie_de


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def accueil(request):
    """The latest year, or what to do first when there is none."""
    if annees := annees_saisies(request.user.service):
        return redirect("annee", annee=annees[0])
    return render(request, "rapport/vide.html")


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def choisir(request):
    """From the form of the page to the page of the year chosen."""
    annee, preset = request.GET.get("annee", ""), request.GET.get("preset", "")
    adresse = reverse("annee", args=[annee_plausible(annee)])
    return redirect(f"{adresse}?{urlencode({'preset': preset})}" if preset else adresse)


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def annee(request, annee):
    lecture = lecture_demandee(request, annee)
    preset = request.GET.get("preset", "")
    document = composer(matiere_vivante(request.user.service, lecture, avec_textes=not preset))
    document = replace(
        document,
        sections=tuple(
            replace(une, blocs=tuple(_pour(request.user, bloc, lecture, preset) for bloc in une.blocs))
            for une in document.sections
        ),
    )
    return render(
        request,
        "rapport/annee.html",
        {
            "lecture": lecture,
            "document": document,
            "annees": annees_saisies(request.user.service),
            "presets": [("", "Listes du service"), *presets()],
            "preset": preset,
        },
    )


def _pour(user, bloc, lecture: Lecture, preset: str):
    """Return a block with what its reader may do from it: complete its records, or fill it."""
    if not isinstance(bloc, TableauDuDocument) or bloc.id not in lecture.par_id:
        return bloc
    bloc = replace(bloc, saisie=saisie_de(lecture.tableau(bloc.id), lecture.annee, user))
    return lier_les_manques(bloc, lecture, preset) if peut(user, Droit.VOIR_LES_DOSSIERS) else bloc


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def tableau_csv(request, annee, id):
    return HttpResponse(
        en_csv(tableau_demande(request, annee, id)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{annee}-{id}.csv"'},
    )


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def tableau_json(request, annee, id):
    tableau = tableau_demande(request, annee, id)
    return JsonResponse(tableau.en_json(), json_dumps_params={"ensure_ascii": False, "indent": 1})


def lecture_demandee(request, annee: int) -> Lecture:
    """Return the year that the page asks for. Raises Http404 for a year or a preset that does not exist."""
    try:
        return lire_avec_precedente(request.user.service, annee, request.GET.get("preset", ""))
    except LookupError as erreur:
        raise Http404(erreur.args[0]) from erreur


def tableau_demande(request, annee: int, id: str):
    """Return one table of that year. Raises Http404 too when the catalogue has no such table."""
    try:
        return lecture_demandee(request, annee).tableau(id)
    except KeyError as erreur:
        raise Http404(f"Le tableau « {id} » n'existe pas.") from erreur
