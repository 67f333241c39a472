"""The forms of the diagnosis of a place. The pages that show it are in `activite`, which knows the outings."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee
from allervers.enregistrements import views as enregistrements
from allervers.enregistrements.annees import ANNEES, annee_demandee, annee_plausible
from allervers.enregistrements.operations import EnregistrementRefuse
from allervers.journal.appareil import appareil_de
from allervers.referentiel.lecture import libelles_de_l_annee, termes_de_l_annee
from allervers.referentiel.models import Liste

from .formulaires import ANNUELS, GENRES, IndicateursForm
from .models import Territoire
from .operations import dire_relu, noter_indicateurs, reprendre_le_diagnostic
from .ressemblances import Diagnostics, a_relire


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.TENIR_LE_TERRITOIRE)
def saisir_indicateurs(request, uuid):
    """The official figures of a place in one year, typed line by line."""
    lieu = _lieu(request, uuid)
    envoyee = request.POST.get("annee", "")
    annee = (
        int(envoyee) if envoyee in map(str, ANNEES) else annee_demandee(request, timezone.localdate().year)
    )
    termes = termes_de_l_annee(lieu.service, annee, Liste.INDICATEUR)
    options = {"territoire": lieu, "annee": annee, "termes": termes}
    form = IndicateursForm(request.POST or None, **options)
    pour = request.GET.get("pour", "")
    vers = _diagnostic(lieu, int(pour) if pour in map(str, ANNEES) else annee)
    status, ecarts = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                nb = noter_indicateurs(
                    service=lieu.service,
                    annee=annee,
                    chiffres=form.chiffres(),
                    par=request.user,
                    appareil=appareil_de(request),
                )
            except VersionDepassee:
                actuel = IndicateursForm(**options)
                status, ecarts = 409, form.ecarts(actuel)
                form = form.sur(actuel)
            except EnregistrementRefuse as refus:
                form.add_error(None, str(refus))
            else:
                messages.success(request, "Les chiffres sont notés." if nb else "Rien n’a changé.")
                return redirect(vers)
    contexte = {"lieu": lieu, "annee": annee, "pour": pour, "form": form, "ecarts": ecarts, "vers": vers}
    return render(request, "territoires/indicateurs.html", contexte, status=status)


@exige(Droit.TENIR_LE_TERRITOIRE)
def ajouter(request, uuid, genre):
    """A group, an equipment, what the team says: of that place, and of a year where it is of one."""
    lieu, forme = _lieu(request, uuid), _genre(genre)
    annee = annee_demandee(request, timezone.localdate().year)
    portee = {"territoire": lieu} | ({"annee": annee} if genre in ANNUELS else {})
    return enregistrements.ajouter(request, partial(forme, vue_en=annee), **portee)


@exige(Droit.TENIR_LE_TERRITOIRE)
def modifier(request, genre, uuid):
    adresse = reverse("effacer_du_territoire", args=[genre, uuid])
    return enregistrements.modifier(request, _genre(genre), uuid, effacer=adresse)


@require_POST
@exige(Droit.TENIR_LE_TERRITOIRE)
def effacer(request, genre, uuid):
    sinon = reverse("modifier_du_territoire", args=[genre, uuid])
    return enregistrements.effacer(request, _genre(genre), uuid, sinon=sinon)


@require_POST
@exige(Droit.TENIR_LE_TERRITOIRE)
def reprendre(request, uuid, annee):
    lieu = _lieu(request, uuid)
    nb = reprendre_le_diagnostic(
        lieu=lieu, annee=annee_plausible(annee), par=request.user, appareil=appareil_de(request)
    )
    if nb:
        messages.success(
            request,
            f"C’est repris de {annee - 1}\u202f: corrigez ce qui a changé, dites juste ce qui ne change pas.",
        )
    else:
        messages.info(request, f"Rien à reprendre de {annee - 1}.")
    return redirect(_diagnostic(lieu, annee))


@require_POST
@exige(Droit.TENIR_LE_TERRITOIRE)
def relire(request, uuid, annee):
    """Say right what equals something else, as it stands."""
    lieu = _lieu(request, uuid)
    libelles = libelles_de_l_annee(lieu.service, annee_plausible(annee), Liste.INDICATEUR)
    dire_relu(
        objets=a_relire(Diagnostics(request.user, annee, libelles).ressemblances(lieu)),
        service=lieu.service,
        ou=lieu.nom,
        annee=annee,
        par=request.user,
        appareil=appareil_de(request),
    )
    messages.success(request, "C’est noté\u202f: ce qui se ressemble est juste.")
    return redirect(_diagnostic(lieu, annee))


@require_POST
@exige(Droit.TENIR_LE_TERRITOIRE)
def relire_les_lignes(request, annee):
    """Say right the indicators that have the same values as another one everywhere."""
    service = request.user.service
    libelles = libelles_de_l_annee(service, annee_plausible(annee), Liste.INDICATEUR)
    dire_relu(
        objets=a_relire(Diagnostics(request.user, annee, libelles).lignes_jumelles()),
        service=service,
        ou="tout le territoire",
        annee=annee,
        par=request.user,
        appareil=appareil_de(request),
    )
    messages.success(request, "C’est noté\u202f: ces lignes sont justes.")
    return redirect(f"{reverse('territoires')}?annee={annee}")


def _lieu(request, uuid) -> Territoire:
    return get_object_or_404(
        Territoire.objects.visible_par(request.user).select_related("service"), uuid=uuid
    )


def _diagnostic(lieu: Territoire, annee: int) -> str:
    return f"{reverse('territoire', args=[lieu.uuid])}?annee={annee}"


def _genre(genre: str):
    if genre not in GENRES:
        raise Http404("Cela ne fait pas partie d'un diagnostic.")
    return GENRES[genre]
