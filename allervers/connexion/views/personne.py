"""One person of the service: who they are, their teams, their account, their departure."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Affectation, Equipe, Utilisateur
from allervers.journal.appareil import appareil_de

from .. import equipes, operations
from ..formulaires import AffectationForm, FinForm, ModificationForm
from ..operations import GERES_PAR, CompteRefuse, PersonneDepassee, etat_de, peut_gerer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@exige(Droit.GERER_LES_COMPTES)
def personne(request, uuid):
    une = _personne(request, uuid)
    form = _formulaire(request, une, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                operations.modifier_personne(
                    utilisateur=une, par=request.user, appareil=appareil_de(request), **form.cleaned_data
                )
                messages.success(request, "C’est enregistré.")
                return redirect("personne", uuid)
            except CompteRefuse as refus:
                form.add_error(None, str(refus))
                status = 409 if isinstance(refus, PersonneDepassee) else 422
    return _page(request, une, form, est_depassee=status == 409, status=status)


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def affecter(request, uuid):
    une = _personne(request, uuid)
    form = AffectationForm(request.POST, equipes=Equipe.objects.visible_par(request.user))
    if form.is_valid():
        try:
            equipes.affecter(
                utilisateur=une, par=request.user, appareil=appareil_de(request), **form.cleaned_data
            )
            return redirect("personne", uuid)
        except CompteRefuse as refus:
            form.add_error("debut", str(refus))
    return _page(request, une, _formulaire(request, une), affectation=form, status=422)


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def finir_affectation(request, uuid, affectation):
    une, form = _personne(request, uuid), FinForm(request.POST)
    ligne = get_object_or_404(une.affectations.visible_par(request.user), uuid=affectation)
    if form.is_valid():
        equipes.finir_affectation(
            affectation=ligne,
            fin=form.cleaned_data["fin"],
            par=request.user,
            appareil=appareil_de(request),
        )
    else:
        messages.error(request, "Écrivez le premier jour hors de l’équipe.")
    return redirect("personne", uuid)


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def inviter(request, uuid):
    return montrer_le_lien(request, _personne(request, uuid))


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def retirer(request, uuid):
    return _faire(
        request,
        operations.retirer_personne,
        _personne(request, uuid),
        "{} n’a plus accès à Allervers. La clé du coffre va changer.",
    )


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def reintegrer(request, uuid):
    return _faire(
        request,
        operations.reintegrer_personne,
        _personne(request, uuid),
        "{} peut revenir\u202f: préparez-lui un lien.",
    )


@require_POST
@exige(Droit.GERER_LES_COMPTES)
def retirer_second_facteur(request, uuid):
    return _faire(
        request,
        operations.retirer_second_facteur,
        _personne(request, uuid),
        "{} se connectera avec son seul mot de passe, puis choisira un nouveau second facteur.",
    )


def montrer_le_lien(request, une: Utilisateur):
    """Show the link once, to be copied: only its hash is kept."""
    try:
        jeton = operations.inviter(utilisateur=une, par=request.user, appareil=appareil_de(request))
    except CompteRefuse as refus:
        messages.error(request, str(refus))
        return redirect("equipe")
    lien = f"{request.build_absolute_uri(reverse('invitation'))}#{jeton}"
    return render(request, "connexion/lien.html", {"personne": une, "lien": lien})


def _personne(request, uuid) -> Utilisateur:
    """Return a person of the service that this role manages; 404 for another service's, 403 for a higher role's."""
    une = get_object_or_404(Utilisateur.objects.visible_par(request.user), uuid=uuid)
    if not peut_gerer(request.user, une.role):
        raise PermissionDenied
    return une


def _faire(request, operation, une: Utilisateur, succes: str):
    try:
        operation(utilisateur=une, par=request.user, appareil=appareil_de(request))
        messages.success(request, succes.format(une))
    except CompteRefuse as refus:
        messages.error(request, str(refus))
    return redirect("equipe")


def _formulaire(request, une: Utilisateur, donnees=None) -> ModificationForm:
    initial = {nom: getattr(une, nom) for nom in ("prenom", "nom", "courriel", "role")}
    roles = {une.role} if une == request.user else GERES_PAR[request.user.role]
    return ModificationForm(donnees, initial=initial | {"lu": etat_de(une)}, roles=roles)


def _page(request, une, form, affectation=None, est_depassee=False, status=200):
    jour = timezone.localdate()
    if est_depassee:
        # What was typed stays, beside what somebody else wrote: to send it again is to have read it.
        form.data = form.data.copy()
        form.data["lu"] = etat_de(une)
    return render(
        request,
        "connexion/personne.html",
        {
            "personne": une,
            "form": form,
            "est_depassee": est_depassee,
            "affectations": Affectation.objects.visible_par(request.user)
            .filter(professionnel=une)
            .select_related("equipe")
            .order_by("-debut"),
            "aujourd_hui": jour,
            "affectation": affectation
            or AffectationForm(equipes=Equipe.objects.visible_par(request.user), initial={"debut": jour}),
            "second_facteur": une.authenticator_set.exists(),
        },
        status=status,
    )
