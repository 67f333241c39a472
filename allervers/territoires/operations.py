"""What is done to the diagnosis of a place; all that is plain goes through `enregistrements.operations`."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from allervers.comptes import versions
from allervers.comptes.refus import refuser_en_mots
from allervers.enregistrements.operations import EnregistrementRefuse, modifier
from allervers.journal.operations import inscrire

from .models import Diagnostic, GroupeDeJeunes, NomDeTerritoire, Recopiable, Territoire, ValeurIndicateur


@dataclass(frozen=True)
class Chiffre:
    """What one official figure is to say. `valeur` None: not communicated. `lue`: the version that was read, 0 for
    none. `est_efface`: it is no longer to be there."""

    territoire: Territoire
    indicateur: object
    valeur: Decimal | None
    source: str = ""
    lue: int = 0
    est_efface: bool = False


@transaction.atomic
def modifier_lieu(*, lieu: Territoire, lue: int, par, appareil="", depuis: int | None, **faits) -> None:
    """Make a place say `faits`. A new name holds from the year `depuis` on, the years before keep theirs; None: it was
    misspelt, and all years say it right. Raises VersionDepassee, EnregistrementRefuse.
    """
    if depuis is not None and faits["nom"] != lieu.nom:
        NomDeTerritoire.objects.garder(lieu, depuis)
    modifier(objet=lieu, lue=lue, par=par, appareil=appareil, **faits)


@transaction.atomic
def noter_indicateurs(*, service, annee: int, chiffres: Iterable[Chiffre], par, appareil="") -> int:
    """Record these figures of `annee`, all or none; return how many changed: the same figures again change nothing.

    Raises VersionDepassee, EnregistrementRefuse.
    """
    connus = {
        (ligne.territoire_id, ligne.indicateur_id): ligne
        for ligne in ValeurIndicateur.objects.filter(service=service, annee=annee)
    }
    nb = sum(
        _noter(chiffre, connus.get((chiffre.territoire.pk, chiffre.indicateur.pk)), service, annee, par)
        for chiffre in chiffres
    )
    if nb:
        details = {"annee": annee, "nb": nb}
        inscrire(service=service, operation="noter_indicateurs", par=par, appareil=appareil, details=details)
    return nb


def _noter(chiffre: Chiffre, ligne: ValeurIndicateur | None, service, annee: int, par) -> bool:
    if chiffre.est_efface:
        if ligne:
            versions.retirer(objet=ligne, lue=chiffre.lue, par=par)
        return ligne is not None
    faits = {"valeur": chiffre.valeur, "source": chiffre.source}
    if ligne:
        est_relu = ligne.est_relu and ligne.valeur == chiffre.valeur
        return versions.modifier(objet=ligne, lue=chiffre.lue, par=par, est_relu=est_relu, **faits)
    cle = {"territoire": chiffre.territoire, "indicateur": chiffre.indicateur, "annee": annee}
    with refuser_en_mots(ValeurIndicateur, EnregistrementRefuse):
        ValeurIndicateur.objects.create(service=service, saisi_par=par, **cle, **faits)
    return True


@transaction.atomic
def modifier_recopiable(*, objet: Recopiable, lue: int, par, appareil="", **faits) -> None:
    """Make a group or a diagnosis say `faits`; what is changed is to be read again.

    Raises VersionDepassee, EnregistrementRefuse.
    """
    if any(getattr(objet, nom) != valeur for nom, valeur in faits.items()):
        faits["est_relu"] = False
    modifier(objet=objet, lue=lue, par=par, appareil=appareil, **faits)


@transaction.atomic
def dire_relu(*, objets: Iterable[Recopiable], service, ou: str, annee: int, par, appareil="") -> None:
    """Say that these rows, which equal others, are right. `ou`: what they are about."""
    for objet in objets:
        versions.modifier(objet=objet, lue=objet.version, par=par, est_relu=True)
    details = {"annee": annee, "lieu": ou}
    inscrire(service=service, operation="dire_relu", par=par, appareil=appareil, details=details)


@transaction.atomic
def reprendre_le_diagnostic(*, lieu: Territoire, annee: int, par, appareil="") -> int:
    """Copy into `annee` what the diagnosis of `lieu` had the year before; return how many rows were added.

    An official figure is not copied: it is of its own year, and stands until a later one is known. What `annee` has
    already is left as it is. What is copied is pointed out until it is corrected, or said right.
    """
    nb = 0
    lignes = [
        ligne
        for modele in _CLES
        for ligne in modele.objects.filter(
            service=lieu.service, territoire=lieu, annee__in=(annee - 1, annee)
        )
    ]
    for ligne in a_reprendre(lignes, lieu, annee):
        faits = {nom: getattr(ligne, nom) for nom in _REPRIS[type(ligne)]}
        type(ligne).objects.create(service=lieu.service, territoire=lieu, annee=annee, saisi_par=par, **faits)
        nb += 1
    if nb:
        details = {"annee": annee, "lieu": lieu.nom}
        inscrire(
            service=lieu.service,
            operation="reprendre_le_diagnostic",
            par=par,
            appareil=appareil,
            details=details,
        )
    return nb


# What a copy says, and, first, what tells it from the other rows of its year.
_REPRIS = {
    GroupeDeJeunes: ("saison", "nombre", "description"),
    Diagnostic: ("texte",),
}
_CLES = {GroupeDeJeunes: ("saison", "description"), Diagnostic: ()}


def a_reprendre(lignes: Iterable[Recopiable], lieu: Territoire, annee: int) -> list[Recopiable]:
    """Return those of `lignes` that are of `lieu` in the year before `annee`, and that `annee` does not have yet."""
    siennes = [ligne for ligne in lignes if ligne.territoire_id == lieu.pk]
    deja = {_cle(ligne) for ligne in siennes if ligne.annee == annee}
    return [ligne for ligne in siennes if ligne.annee == annee - 1 and _cle(ligne) not in deja]


def _cle(ligne: Recopiable) -> tuple:
    return type(ligne), *(getattr(ligne, nom) for nom in _CLES[type(ligne)])
