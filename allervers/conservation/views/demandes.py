"""What people ask for: to read, to correct, to erase; and the answer, within a month."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from allervers.comptes.droits import Droit, exige
from allervers.jeunes.alertes.dates import plus_mois
from allervers.jeunes.models import Jeune
from allervers.journal.appareil import appareil_de

from .. import operations
from ..formulaires import DemandeForm, ReponseForm
from ..lecture import FicheAuTerme, ce_qui_partira, photos_a_regarder
from ..models import Demande, DroitDemande
from ..operations import DemandeRefusee
from ..purge import PurgeRefusee

# A request is answered within a month (RGPD, article 12).
MOIS_POUR_REPONDRE = 1


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@exige(Droit.TENIR_LA_CONSERVATION)
def demandes(request):
    """The requests, those without an answer first; a new one."""
    if request.method != "POST":
        depuis = Jeune.objects.visible_par(request.user).filter(code=request.GET.get("code", "")).first()
        initial = {"recue_le": timezone.localdate(), "code": depuis.code if depuis else ""}
        return _montrer(request, DemandeForm(user=request.user, initial=initial))
    form = DemandeForm(request.POST, user=request.user)
    if not form.is_valid():
        return _montrer(request, form, 422)
    operations.noter_demande(
        service=request.user.service, par=request.user, appareil=appareil_de(request), **form.cleaned_data
    )
    messages.success(request, "La demande est notée. La réponse est due dans le mois.")
    return redirect("demandes")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@exige(Droit.TENIR_LA_CONSERVATION)
def repondre(request, uuid):
    """The answer to a request; to grant an erasure erases."""
    demande = get_object_or_404(
        Demande.objects.visible_par(request.user).select_related("jeune", "service"), uuid=uuid
    )
    form = ReponseForm(
        request.POST if request.method == "POST" else None, initial={"le": timezone.localdate()}
    )
    erreur = ""
    if form.is_bound and form.is_valid():
        try:
            bordereau = operations.repondre(
                demande=demande, par=request.user, appareil=appareil_de(request), **form.cleaned_data
            )
        except (DemandeRefusee, PurgeRefusee) as refus:
            erreur = str(refus)
        else:
            suite = f" La fiche est effacée\u202f: bordereau n° {bordereau.numero}." if bordereau else ""
            messages.success(request, f"La réponse est notée.{suite}")
            return redirect("demandes")
    jeune, est_effacement = demande.jeune, demande.droit == DroitDemande.EFFACEMENT
    contexte = {
        "onglet": "demandes",
        "demande": demande,
        "est_effacement": est_effacement,
        "fiche": jeune and FicheAuTerme(jeune, jeune.dernier_contact or jeune.premier_contact, None, ""),
        "partira": ce_qui_partira([jeune]) if jeune and est_effacement else [],
        "photos": photos_a_regarder([jeune], request.user) if jeune and est_effacement else [],
        "form": form,
        "erreur": erreur,
    }
    return render(request, "conservation/repondre.html", contexte, status=422 if form.is_bound else 200)


def _montrer(request, form, status=200):
    jour = timezone.localdate()
    lignes = Demande.objects.visible_par(request.user).select_related("jeune", "repondue_par", "bordereau")
    lues = [(une, plus_mois(une.recue_le, MOIS_POUR_REPONDRE)) for une in lignes]
    contexte = {
        "onglet": "demandes",
        "attendent": [
            (une, echeance, echeance < jour) for une, echeance in reversed(lues) if not une.reponse
        ],
        "repondues": [une for une, _ in lues if une.reponse],
        "form": form,
    }
    return render(request, "conservation/demandes.html", contexte, status=status)
