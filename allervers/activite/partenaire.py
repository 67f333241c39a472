"""The page of a partner: how to reach it, what ties the service to it, and what was done together in a year."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.coffre.cles import texte_de
from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.annees import annee_demandee
from allervers.partenaires.models import Partenaire
from allervers.partenaires.rappels import a_renouveler
from allervers.referentiel.lecture import libelles_de_l_annee, referentiel_le_plus_proche
from allervers.referentiel.models import Liste

from .models import Intervention
from .partenariat import annees_ensemble, ensemble
from .rencontres import rencontres_modifiables


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def partenaire(request, uuid):
    visibles = Partenaire.objects.visible_par(request.user).select_related("categorie", "service")
    un = get_object_or_404(visibles, uuid=uuid)
    jour = timezone.localdate()
    annee = annee_demandee(request, jour.year)
    fait = ensemble(un, annee, request.user)
    return render(
        request,
        "partenaires/partenaire.html",
        {
            "partenaire": un,
            "categorie": un.categorie
            and libelles_de_l_annee(un.service, annee, Liste.CATEGORIE_PARTENAIRE).get(
                un.categorie.code, un.categorie.code
            ),
            "contacts": un.contacts.all(),
            "conventions": un.conventions.select_related("reseau"),
            "a_renouveler": [une for une in a_renouveler(request.user, jour) if une.partenaire_id == un.pk],
            "informels": un.partenariats.all(),
            "annee": annee,
            "annees": annees_ensemble(un, jour.year),
            "ensemble": fait,
            "rencontres": avec_participants(un.service, annee, fait.rencontres, sauf=un),
            "modifiables": set(
                rencontres_modifiables(request.user)
                .filter(partenaires__partenaire=un)
                .values_list("pk", flat=True)
            ),
            "jeunes": [(jeune, texte_de(jeune.alias)) for jeune in fait.jeunes],
            "jour": jour,
        },
    )


def avec_participants(
    service, annee: int, rencontres, sauf: Partenaire | None = None
) -> list[tuple[str, Intervention, list[str]]]:
    """Return (what it was called, the intervention, who was there) for each meeting; `sauf` goes without saying."""
    rencontres = list(rencontres)
    if not rencontres:
        return []
    referentiel = referentiel_le_plus_proche(service, annee)
    return [
        (
            referentiel.libelle(Liste.TYPE_ACTIVITE, une.type.code),
            une,
            [str(un.professionnel) for un in une.intervenants.all()]
            + [str(un.partenaire) for un in une.partenaires.all() if un.partenaire != sauf],
        )
        for une in rencontres
    ]
