"""The list of the youths that one may know. Names go through sealed."""

from collections import defaultdict

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import texte_de
from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Utilisateur
from allervers.journal.appareil import appareil_de
from allervers.territoires.models import Territoire

from .. import operations
from ..alertes.catalogue import REGLES, alertes_de
from ..alertes.lecture import delais_du_service, dossiers, listes_du_jour
from ..formulaires.liste import FILTRES, VueForm, filtres_de
from ..models import Distinction, Fusion, Jeune, Rattachement, Referent, VueEnregistree, en_vigueur


@require_safe
@exige(Droit.VOIR_LES_JEUNES)
def jeunes(request):
    return _montrer(request, VueForm())


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def liste(request):
    """The list as the browser reads it: facts, and names sealed; with the places that the privacy guard knows."""
    visibles = Jeune.objects.visible_par(request.user)
    equipes = _par_jeune(Rattachement, request.user, "equipe__nom")
    anciens = defaultdict(list)
    for pk, code in Fusion.objects.visible_par(request.user).values_list("jeune", "absorbe_code"):
        anciens[pk].append(code)
    champs = ("pk", "uuid", "code", "sexe", "annee_naissance", "niveau", "alias", "identite")
    return JsonResponse(
        {
            "jeunes": [
                [
                    uuid,
                    code,
                    sexe,
                    annee,
                    niveau,
                    equipes.get(pk, []),
                    texte_de(alias),
                    texte_de(identite),
                    anciens.get(pk, []),
                ]
                for pk, uuid, code, sexe, annee, niveau, alias, identite in visibles.values_list(*champs)
            ],
            "distincts": list(
                Distinction.objects.visible_par(request.user).values_list("jeune__uuid", "autre__uuid")
            ),
            "lieux": list(
                Territoire.objects.visible_par(request.user).values_list("nom", flat=True).distinct()
            ),
        }
    )


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def suivi(request):
    """Where each youth of the list stands, by UUID, and how codes are called: what the list shows beside the names."""
    user, jour = request.user, timezone.localdate()
    visibles = Jeune.objects.visible_par(user)
    listes, delais = listes_du_jour(user.service), delais_du_service(user.service)
    lus = dossiers(visibles, jour, listes)
    equipes = _par_jeune(Rattachement, user, "equipe__nom")
    referents = _par_jeune(Referent, user, "professionnel__code")
    lignes = visibles.values_list("pk", "uuid", "commune__nom", "quartier__nom")
    return JsonResponse(
        {
            "jeunes": {
                str(uuid): [
                    lus[pk].statut and lus[pk].statut.code,
                    lus[pk].statut and lus[pk].statut.depuis,
                    lus[pk].vu_le,
                    [lieu for lieu in (quartier, commune) if lieu],
                    equipes.get(pk, []),
                    referents.get(pk, []),
                    [
                        [alerte.code, alerte.texte, alerte.quand, alerte.echeance.le, alerte.est_en_retard]
                        for alerte in alertes_de(lus[pk], jour, delais)
                    ],
                ]
                for pk, uuid, commune, quartier in lignes
                if pk in lus
            },
            "noms": {
                "statut": {statut.code: statut.libelle for statut in listes.statuts},
                "alerte": {regle.code: regle.titre for regle in REGLES},
                "referent": {
                    professionnel.code: str(professionnel)
                    for professionnel in Utilisateur.objects.visible_par(user)
                },
            },
            "moi": user.code,
        }
    )


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def garder_vue(request):
    form = VueForm(request.POST)
    if not form.is_valid():
        return _montrer(request, form, 422)
    vue = operations.garder_vue(
        service=request.user.service, par=request.user, appareil=appareil_de(request), **form.cleaned_data
    )
    messages.success(request, f"La vue «\u00a0{vue.nom}\u00a0» est gardée pour toute l’équipe.")
    return redirect(f"/jeunes/?{vue.filtres}")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def oublier_vue(request, vue):
    ligne = get_object_or_404(VueEnregistree.objects.visible_par(request.user), uuid=vue)
    operations.oublier_vue(vue=ligne, par=request.user, appareil=appareil_de(request))
    messages.success(request, f"La vue «\u00a0{ligne.nom}\u00a0» est retirée.")
    return redirect("jeunes")


def _montrer(request, form, status=200):
    return render(
        request,
        "jeunes/jeunes.html",
        {
            "nombre": Jeune.objects.visible_par(request.user).count(),
            "vues": VueEnregistree.objects.visible_par(request.user),
            "filtres": filtres_de(request.GET.urlencode()),
            "filtres_possibles": FILTRES.items(),
            "form": form,
        },
        status=status,
    )


def _par_jeune(modele, user, champ: str) -> dict[int, list[str]]:
    """Return youth → what its rows of today say, in one query."""
    resultat = defaultdict(list)
    lignes = modele.objects.visible_par(user).filter(en_vigueur(timezone.localdate()))
    for jeune, valeur in lignes.order_by("debut", "pk").values_list("jeune_id", champ):
        resultat[jeune].append(valeur)
    return resultat
