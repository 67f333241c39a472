"""The people of the service, and its teams: who works there, who joins."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Affectation, Equipe, Invitation, Utilisateur
from allervers.journal.appareil import appareil_de

from .. import equipes, operations
from ..formulaires import EquipeForm, PersonneForm
from ..operations import GERES_PAR, CompteRefuse, peut_gerer
from .personne import montrer_le_lien


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
            return montrer_le_lien(request, nouveau)
        except CompteRefuse as refus:
            form.add_error("courriel", str(refus))
    return _page(request, form, status=422)


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def creer_equipe(request):
    form = EquipeForm(request.POST)
    if form.is_valid():
        try:
            nouvelle = equipes.creer_equipe(
                service=request.user.service,
                nom=form.cleaned_data["nom"],
                par=request.user,
                appareil=appareil_de(request),
            )
            messages.success(request, f"L’équipe «\u00a0{nouvelle}\u00a0» est créée.")
            return redirect("equipe")
        except CompteRefuse as refus:
            form.add_error("nom", str(refus))
    return _page(request, _formulaire(request), form_equipe=form, status=422)


def _formulaire(request, donnees=None) -> PersonneForm:
    return PersonneForm(
        donnees,
        equipes=Equipe.objects.visible_par(request.user),
        roles=GERES_PAR[request.user.role],
    )


def _page(request, form, form_equipe=None, status=200):
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
            "equipes": [
                (equipe, [un for un in personnes if any(une.equipe_id == equipe.pk for une in un.en_cours)])
                for equipe in Equipe.objects.visible_par(request.user)
            ],
            "form": form,
            "form_equipe": form_equipe or EquipeForm(),
        },
        status=status,
    )


def _etat(personne: Utilisateur) -> str:
    if personne.en_attente:
        expire = personne.en_attente[0].expire_le
        return "Lien expiré" if expire < timezone.now() else f"Lien envoyé, valable jusqu’au {expire:%d/%m}"
    if personne.cle_publique:
        return "Compte ouvert"
    return "Pas encore de compte" if personne.courriel else "Pas encore de courriel"
