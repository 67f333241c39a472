"""The page of a partner: how to reach it, what ties the service to it, and what was done together in a year."""

from collections.abc import Iterable, Mapping

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.coffre.cles import texte_de
from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.annees import annee_demandee, annees_offertes
from allervers.partenaires.models import Partenaire
from allervers.partenaires.noms import noms_des_reseaux
from allervers.partenaires.rappels import a_renouveler
from allervers.referentiel.lecture import libelles_de, listes_de_l_annee
from allervers.referentiel.models import Liste

from .models import Intervention
from .partenariat import ensemble, premier_jour_ensemble
from .rencontres import rencontres_modifiables


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def partenaire(request, uuid):
    visibles = Partenaire.objects.visible_par(request.user).select_related("categorie", "service")
    un = get_object_or_404(visibles, uuid=uuid)
    jour = timezone.localdate()
    annee = annee_demandee(request, jour.year)
    fait = ensemble(un, annee, request.user)
    reseaux = noms_des_reseaux(un.service, annee)
    listes = listes_de_l_annee(un.service, annee)
    natures = libelles_de(listes, Liste.ORIENTATION)
    return render(
        request,
        "partenaires/partenaire.html",
        {
            "partenaire": un,
            "categorie": un.categorie
            and libelles_de(listes, Liste.CATEGORIE_PARTENAIRE).get(un.categorie.code, un.categorie.code),
            "contacts": un.contacts.all(),
            "conventions": [
                (une, reseaux.get(une.reseau_id)) for une in un.conventions.select_related("reseau")
            ],
            "a_renouveler": [une for une in a_renouveler(request.user, jour) if une.partenaire_id == un.pk],
            "informels": un.partenariats.all(),
            "annee": annee,
            "annees": annees_offertes(annee, jour, premier_jour_ensemble(un)),
            "ensemble": fait,
            "accueils": [(reseaux[un.reseau.pk], un) for un in fait.accueils],
            "orientations": [
                (une, texte_de(une.jeune.alias), natures.get(une.nature.code, une.nature.code))
                for une in fait.orientations
            ],
            "rencontres": avec_participants(
                libelles_de(listes, Liste.TYPE_ACTIVITE), fait.rencontres, sauf=un
            ),
            "modifiables": set(
                rencontres_modifiables(request.user)
                .filter(partenaires__partenaire=un)
                .values_list("pk", flat=True)
            ),
            "suivis": [(jeune, texte_de(jeune.alias)) for jeune in fait.suivis],
            "jour": jour,
        },
    )


def avec_participants(
    types: Mapping[str, str], rencontres: Iterable[Intervention], sauf: Partenaire | None = None
) -> list[tuple[str, Intervention, list[str]]]:
    """Return (what it was called, the intervention, who was there) for each meeting; `sauf` goes without saying.

    `types`: the labels of the types of activity.
    """
    return [
        (
            types.get(une.type.code, "hors liste"),
            une,
            [str(un.professionnel) for un in une.intervenants.all()]
            + [str(un.partenaire) for un in une.partenaires.all() if un.partenaire != sauf],
        )
        for une in rencontres
    ]
