"""The meeting of the team, and the extract that may leave the service."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.activite.ampleur import est_un_grand_service
from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de
from allervers.rapport.matiere import identite_du_service
from allervers.rapport.rendus import FORMATS, rendre

from . import operations
from .extrait import METHODE, composer, tirer_extrait
from .forms import PeriodeForm
from .ordre_du_jour import OrdreDuJour
from .periode import AVANT, depuis_une_semaine, mois_dernier
from .sorties import autres_activites, derniere_sortie, lieux_vus, listes_de
from .tendances import Tendance


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def reunion(request):
    user, jour = request.user, timezone.localdate()
    form = PeriodeForm(request.GET or None, user=user, usuelle=depuis_une_semaine(jour))
    periode, equipe = form.periode, form.equipe_choisie
    listes = listes_de(user.service, periode)
    vus = lieux_vus(user, periode, listes, equipe)
    remarques = [(vu, une) for vu in vus for une in vu.remarques]
    derniere = None if any(vu.nb for vu in vus) else derniere_sortie(user)
    return render(
        request,
        "reunions/reunion.html",
        {
            "form": form,
            "periode": periode,
            "equipe": equipe,
            "nb_avant": AVANT,
            "sortis": [vu for vu in vus if vu.nb],
            "observations": [(vu.nom, une) for vu in vus for une in vu.observations],
            "tendances": remarques,
            "notables": [un for un in remarques if un[1].tendance not in (None, Tendance.STABLE)],
            "autres": autres_activites(user, periode, listes, equipe),
            "derniere": derniere and depuis_une_semaine(derniere),
            "ordre": OrdreDuJour(user, periode, jour, equipe),
            "est_grand": est_un_grand_service(user.service),
        },
        status=422 if form.errors else 200,
    )


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def alertes(request):
    """What is to be reviewed together: the meeting of a large service asks for it once its page is open."""
    user, jour = request.user, timezone.localdate()
    form = PeriodeForm(request.GET or None, user=user, usuelle=depuis_une_semaine(jour))
    ordre = OrdreDuJour(user, form.periode, jour, form.equipe_choisie)
    return render(request, "reunions/_alertes.html", {"ordre": ordre})


@require_safe
@never_cache
@exige(Droit.REMETTRE_UN_EXTRAIT)
def extrait(request):
    """What would leave, as it would: nothing does before somebody read it."""
    form = _form(request, request.GET)
    contexte = {"form": form, "extrait": _extrait(request, form), "methode": METHODE}
    return render(request, "reunions/extrait.html", contexte, status=422 if form.errors else 200)


@require_POST
@exige(Droit.REMETTRE_UN_EXTRAIT)
def document(request):
    """The extract as a Word document, with the observations that were chosen."""
    form = _form(request, request.POST)
    tire = _extrait(request, form, request.POST.getlist("observation"))
    if form.errors:
        return render(
            request, "reunions/extrait.html", {"form": form, "extrait": tire, "methode": METHODE}, status=422
        )
    fichier = rendre(composer(tire, identite_du_service(request.user.service)), "docx")
    operations.remettre_extrait(extrait=tire, par=request.user, appareil=appareil_de(request))
    nom = f"cellule-de-veille-{tire.periode.debut}-{tire.periode.dernier_jour}.docx"
    return HttpResponse(
        fichier,
        content_type=FORMATS["docx"][1],
        headers={"Content-Disposition": f'attachment; filename="{nom}"'},
    )


def _form(request, envoi) -> PeriodeForm:
    usuelle = mois_dernier(timezone.localdate())
    return PeriodeForm(envoi or None, user=request.user, usuelle=usuelle, avec_equipe=False)


def _extrait(request, form: PeriodeForm, choisies=()):
    periode = form.periode
    vus = lieux_vus(request.user, periode, listes_de(request.user.service, periode), avec_avant=False)
    return tirer_extrait(periode, vus, choisies)
