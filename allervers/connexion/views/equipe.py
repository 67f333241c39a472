"""The people of the service, and its teams: who works there, who joins."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Affectation, Equipe, Invitation, Utilisateur
from allervers.journal.appareil import appareil_de

from .. import equipes, operations
from ..formulaires import EquipeForm, NomDEquipeForm, PersonneForm
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


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.GERER_LES_COMPTES)
def une_equipe(request, uuid):
    """One team: who is in it, since when and until when, and its name."""
    une = get_object_or_404(Equipe.objects.visible_par(request.user), uuid=uuid)
    form, status, lu = NomDEquipeForm(request.POST or None, equipe=une), 200, une.nom
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                equipes.renommer_equipe(
                    equipe=une,
                    lu=request.POST.get("lu", ""),
                    par=request.user,
                    appareil=appareil_de(request),
                    **form.cleaned_data,
                )
                messages.success(request, "C’est enregistré.")
                return redirect("une_equipe", uuid)
            except CompteRefuse as refus:
                form.add_error("nom", str(refus))
                status = 409 if isinstance(refus, equipes.EquipeDepassee) else 422
    jour = timezone.localdate()
    affectations = une.affectations.visible_par(request.user).select_related("professionnel")
    lignes = list(affectations.order_by("debut", "professionnel__nom"))
    return render(
        request,
        "connexion/une_equipe.html",
        {
            "equipe": une,
            "lu": lu,
            "noms_anterieurs": une.noms_anterieurs.visible_par(request.user),
            "form": form,
            "en_cours": [un for un in lignes if un.debut <= jour and (un.fin is None or un.fin > jour)],
            "a_venir": [un for un in lignes if un.debut > jour],
            "passees": [un for un in lignes if un.fin is not None and un.fin <= jour],
            "geres": {
                un.professionnel_id for un in lignes if peut_gerer(request.user, un.professionnel.role)
            },
        },
        status=status,
    )


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
