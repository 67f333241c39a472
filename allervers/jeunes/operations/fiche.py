"""A file opens, and what is sealed in it. Names arrive sealed, and leave sealed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from allervers.coffre.operations import sceller
from allervers.comptes import versions

from ..codes import code_libre
from ..models import Ecrit, Jeune, Niveau, Rattachement, jeunes_nommes
from .commun import APRES_ACCORD, JeuneRefuse, inscrire_sur


@transaction.atomic
def creer_jeune(
    *,
    service,
    uuid: UUID,
    sexe: str,
    annee_naissance: int | None,
    premier_contact: date,
    equipe,
    alias,
    par,
    tranche=None,
    appareil="",
) -> Jeune:
    """Return a new youth at level (b), under a code of its own; `alias` is an envelope, or None.

    `tranche`: the age band as it was guessed at the first contact, when the birth year is not known.

    The same UUID again returns the youth already made: a retry is harmless.
    """
    if connu := jeunes_nommes(service, [uuid]).get(uuid):
        return connu
    jeune = Jeune.objects.create(
        service=service,
        uuid=uuid,
        code=code_libre(service),
        sexe=sexe,
        annee_naissance=annee_naissance,
        tranche=tranche,
        annee_tranche=premier_contact.year if tranche else None,
        premier_contact=premier_contact,
        saisi_par=par,
    )
    if equipe is not None:
        Rattachement.objects.create(
            service=service, jeune=jeune, equipe=equipe, debut=premier_contact, saisi_par=par
        )
    if alias is not None:
        sceller(objet=jeune, champ="alias", enveloppe=alias, lue="", par=par)
    inscrire_sur("creer_jeune", jeune, par, appareil)
    return jeune


@transaction.atomic
def decrire_jeune(*, jeune: Jeune, lue: int, par, appareil="", **faits) -> None:
    """Change the clear facts of `jeune`, read at version `lue`: an age known by its year needs no band any more.

    Raises VersionDepassee.
    """
    if faits.get("annee_naissance"):
        faits |= {"tranche": None, "annee_tranche": None}
    if versions.modifier(objet=jeune, lue=lue, par=par, **faits):
        inscrire_sur("decrire_jeune", jeune, par, appareil)


@transaction.atomic
def ecrire_champ_scelle(
    *, jeune: Jeune, champ: str, enveloppe: bytes | None, lue: str, par, appareil=""
) -> None:
    """Write `alias`, `identite` or `note`. Raises JeuneRefuse without the agreement, and what `sceller` raises."""
    if champ in APRES_ACCORD and jeune.niveau != Niveau.FICHE and enveloppe is not None:
        raise JeuneRefuse(
            "L'identité et la note demandent l'accord du jeune. Notez-le d'abord, puis réessayez."
        )
    sceller(objet=jeune, champ=champ, enveloppe=enveloppe, lue=lue, par=par)
    inscrire_sur("modifier_jeune", jeune, par, appareil, champ=champ)


@transaction.atomic
def ecrire(*, jeune: Jeune, uuid: UUID, le: date, texte: bytes, par, appareil="") -> Ecrit:
    """Add a sealed text to the file. Raises JeuneRefuse without the agreement. The same UUID again adds nothing."""
    if connu := Ecrit.objects.filter(service=jeune.service, uuid=uuid).first():
        return connu
    if jeune.niveau != Niveau.FICHE:
        raise JeuneRefuse("Écrire sur un jeune demande son accord. Notez-le d'abord, puis réessayez.")
    ecrit = Ecrit.objects.create(service=jeune.service, uuid=uuid, jeune=jeune, date=le, saisi_par=par)
    sceller(objet=ecrit, champ="texte", enveloppe=texte, lue="", par=par)
    inscrire_sur("ecrire_sur_un_jeune", jeune, par, appareil)
    return ecrit
