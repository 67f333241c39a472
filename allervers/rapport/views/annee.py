from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.faits.extraction import annees_saisies
from allervers.referentiel.presets import presets

from .exports import en_csv
from .lecture import Lecture, lire_annee
from .presentation import presenter_sections


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
    if not annee.isdecimal():
        raise Http404("L'année est un nombre.")
    adresse = reverse("annee", args=[int(annee)])
    return redirect(f"{adresse}?{urlencode({'preset': preset})}" if preset else adresse)


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def annee(request, annee):
    annees = annees_saisies(request.user.service)
    lecture = _lire(request, annee, annees)
    return render(
        request,
        "rapport/annee.html",
        {
            "lecture": lecture,
            "incoherences": lecture.incoherences,
            "sections": presenter_sections(lecture.sections),
            "annees": annees,
            "presets": [("", "Listes du service"), *presets()],
            "preset": request.GET.get("preset", ""),
        },
    )


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def tableau_csv(request, annee, id):
    tableau = _lire(request, annee, annees_saisies(request.user.service), [id]).tableau(id)
    return HttpResponse(
        en_csv(tableau),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{annee}-{id}.csv"'},
    )


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def tableau_json(request, annee, id):
    tableau = _lire(request, annee, annees_saisies(request.user.service), [id]).tableau(id)
    return JsonResponse(tableau.en_json(), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _lire(request, annee: int, annees: list[int], ids=None) -> Lecture:
    """Return the year asked for. Raises Http404 for a year, a preset or a table that does not exist."""
    if annee not in annees:
        raise Http404(f"Rien n'a été saisi en {annee}.")
    try:
        return lire_annee(request.user.service, annee, request.GET.get("preset", ""), ids)
    except LookupError as erreur:
        raise Http404(erreur.args[0]) from erreur
