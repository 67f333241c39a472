"""The directory of partners, and the forms of what ties the service to them. Their own pages are in `activite`."""

from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.enregistrements import views as enregistrements
from allervers.referentiel.lecture import SansReferentiel, referentiel_le_plus_proche
from allervers.referentiel.models import Liste

from .formulaires import DU_PARTENAIRE, GENRES
from .models import Convention, Partenaire, PartenariatInformel
from .rappels import a_renouveler

# More partners than that are folded, category by category.
LUS_D_UN_COUP_D_OEIL = 100


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def annuaire(request):
    """Whom the service works with, by category; those of before stand apart."""
    jour = timezone.localdate()
    partenaires = list(
        Partenaire.objects.visible_par(request.user)
        .select_related("categorie")
        .prefetch_related("contacts")
        .annotate(
            a_une_convention=Exists(_en_vigueur(Convention, jour)),
            a_un_informel=Exists(_en_vigueur(PartenariatInformel, jour)),
        )
    )
    partenaires.sort(key=lambda un: slugify(un.nom))
    anciens = [un for un in partenaires if un.retire_le and un.retire_le <= jour]
    actuels = [
        (un, un.contacts.all(), _lien(un)) for un in partenaires if not un.retire_le or un.retire_le > jour
    ]
    return render(
        request,
        "partenaires/annuaire.html",
        {
            "categories": _par_categorie(request.user.service, actuels),
            "anciens": anciens,
            "nombre": len(actuels),
            "est_long": len(actuels) > LUS_D_UN_COUP_D_OEIL,
            "a_renouveler": a_renouveler(request.user, jour),
            "jour": jour,
        },
    )


def _en_vigueur(modele, jour):
    """Return the rows of `modele` that tie the service to an outer partner on that day."""
    return modele.objects.filter(partenaire=OuterRef("pk"), debut__lte=jour).filter(
        Q(fin__isnull=True) | Q(fin__gt=jour)
    )


def _lien(partenaire: Partenaire) -> str:
    """Return what ties the service to a partner today; empty when nothing is noted."""
    if partenaire.a_une_convention:
        return "convention"
    return "partenariat informel" if partenaire.a_un_informel else ""


def _par_categorie(service, lignes: list[tuple]) -> list[tuple[str, list[tuple]]]:
    """Return (category, its partners) in the order of the list; those without one come last."""
    try:
        referentiel = referentiel_le_plus_proche(service, timezone.localdate().year)
        libelles = referentiel.libelles(Liste.CATEGORIE_PARTENAIRE)
    except SansReferentiel:
        libelles = {}
    noms = [*libelles.values(), "Hors liste", "Sans catégorie"]

    def nom(ligne) -> str:
        categorie = ligne[0].categorie
        return libelles.get(categorie.code, "Hors liste") if categorie else "Sans catégorie"

    lignes = sorted(lignes, key=lambda ligne: noms.index(nom(ligne)))
    return [(titre, list(suite)) for titre, suite in groupby(lignes, nom)]


@exige(Droit.TENIR_LES_PARTENAIRES)
def ajouter(request, genre):
    if genre in DU_PARTENAIRE:
        raise Http404("Un contact, une convention ont un partenaire.")
    return enregistrements.ajouter(request, _genre(genre))


@exige(Droit.TENIR_LES_PARTENAIRES)
def ajouter_au_partenaire(request, uuid, genre):
    """A contact, an agreement, an informal partnership."""
    partenaire = get_object_or_404(Partenaire.objects.visible_par(request.user), uuid=uuid)
    if genre not in DU_PARTENAIRE:
        raise Http404("Ce n'est pas à un partenaire.")
    return enregistrements.ajouter(request, DU_PARTENAIRE[genre], partenaire=partenaire)


@exige(Droit.TENIR_LES_PARTENAIRES)
def modifier(request, genre, uuid):
    adresse = reverse("effacer_du_partenariat", args=[genre, uuid])
    return enregistrements.modifier(request, _genre(genre), uuid, effacer=adresse)


@require_POST
@exige(Droit.TENIR_LES_PARTENAIRES)
def effacer(request, genre, uuid):
    sinon = reverse("modifier_du_partenariat", args=[genre, uuid])
    return enregistrements.effacer(request, _genre(genre), uuid, sinon=sinon)


def _genre(genre: str):
    if genre not in GENRES:
        raise Http404("Ce n'est pas une sorte de partenariat.")
    return GENRES[genre]
