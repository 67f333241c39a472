"""The people of the service: who joins, who leaves, who has an account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Affectation, Equipe, Invitation, Utilisateur
from allervers.journal.appareil import appareil_de

from .. import operations
from ..formulaires import PersonneForm
from ..operations import GERES_PAR, CompteRefuse, peut_gerer


@require_safe
@exige(Droit.GERER_LES_COMPTES)
def equipe(request):
    return _page(request, _formulaire(request))


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def ajouter(request):
    form = _formulaire(request, request.POST)
    if form.is_valid():
        try:
            nouveau = operations.ajouter_personne(
                service=request.user.service,
                par=request.user,
                appareil=appareil_de(request),
                **form.cleaned_data,
            )
            return _montrer_le_lien(request, nouveau)
        except CompteRefuse as refus:
            form.add_error("courriel", str(refus))
    return _page(request, form, status=422)


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def inviter(request, uuid):
    return _montrer_le_lien(request, _personne(request, uuid))


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def retirer(request, uuid):
    personne = _personne(request, uuid)
    return _faire(
        request,
        operations.retirer_personne,
        personne,
        f"{personne} n’a plus accès à Allervers. La clé du coffre va changer.",
    )


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def reintegrer(request, uuid):
    personne = _personne(request, uuid)
    return _faire(
        request,
        operations.reintegrer_personne,
        personne,
        f"{personne} peut revenir\u202f: envoyez-lui un lien.",
    )


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def retirer_second_facteur(request, uuid):
    personne = _personne(request, uuid)
    return _faire(
        request,
        operations.retirer_second_facteur,
        personne,
        f"{personne} se connectera avec son seul mot de passe, puis choisira un nouveau second facteur.",
    )


def _personne(request, uuid) -> Utilisateur:
    """Return a person of the service that this role manages; 404 for another service's, 403 for a higher role's."""
    personne = get_object_or_404(Utilisateur.objects.visible_par(request.user), uuid=uuid)
    if not peut_gerer(request.user, personne.role):
        raise PermissionDenied
    return personne


def _faire(request, operation, personne: Utilisateur, succes: str):
    try:
        operation(utilisateur=personne, par=request.user, appareil=appareil_de(request))
        messages.success(request, succes)
    except CompteRefuse as refus:
        messages.error(request, str(refus))
    return redirect("equipe")


def _montrer_le_lien(request, personne: Utilisateur):
    """Show the link once, to be copied: only its hash is kept."""
    try:
        jeton = operations.inviter(utilisateur=personne, par=request.user, appareil=appareil_de(request))
    except CompteRefuse as refus:
        messages.error(request, str(refus))
        return redirect("equipe")
    lien = f"{request.build_absolute_uri(reverse('invitation'))}#{jeton}"
    return render(request, "connexion/lien.html", {"personne": personne, "lien": lien})


def _formulaire(request, donnees=None) -> PersonneForm:
    return PersonneForm(
        donnees,
        equipes=Equipe.objects.visible_par(request.user),
        roles=GERES_PAR[request.user.role],
    )


def _page(request, form, status=200):
    jour = timezone.localdate()
    en_cours = Affectation.objects.filter(debut__lte=jour).filter(Q(fin=None) | Q(fin__gt=jour))
    personnes = Utilisateur.objects.visible_par(request.user).prefetch_related(
        Prefetch("affectations", en_cours.select_related("equipe"), "en_cours"),
        Prefetch("invitations", Invitation.objects.filter(utilisee_le=None), "en_attente"),
        "authenticator_set",
    )
    lignes = [
        {"personne": personne, "est_geree": peut_gerer(request.user, personne.role), "etat": _etat(personne)}
        for personne in personnes
    ]
    return render(
        request,
        "connexion/equipe.html",
        {
            "presents": [ligne for ligne in lignes if ligne["personne"].is_active],
            "partis": [ligne for ligne in lignes if not ligne["personne"].is_active],
            "form": form,
        },
        status=status,
    )


def _etat(personne: Utilisateur) -> str:
    if personne.en_attente:
        expire = personne.en_attente[0].expire_le
        return "Lien expiré" if expire < timezone.now() else f"Lien envoyé, valable jusqu’au {expire:%d/%m}"
    return "Compte ouvert" if personne.cle_publique else "Pas encore de compte"
