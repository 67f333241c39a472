"""Giving rows their new place, and telling what was changed, in plain values that a JSON field keeps.

A database refuses two periods that overlap, row after row: those whose dates change are first parked, each on a day
of its own where nobody ever was, then put where they belong.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F

from allervers.comptes.cloison import Enregistrement
from allervers.comptes.models import EtatAnterieur
from allervers.comptes.versions import etat

from ..models import Jeune
from .plan import Changement, Mouvements
from .regles import nom_de_ligne

_NULLE_PART = date(1, 1, 1)


@dataclass
class Deplacements:
    """What was done, row by row. `deplacees`: rows that changed file, and nothing else."""

    deplacees: list[models.Model] = field(default_factory=list)
    changees: list[Changement] = field(default_factory=list)
    retirees: list[models.Model] = field(default_factory=list)
    ajoutees: list[models.Model] = field(default_factory=list)

    def en_valeurs(self) -> dict:
        deplacees: dict[str, list] = {}
        for ligne in self.deplacees:
            deplacees.setdefault(ligne._meta.label, []).append(nom_de_ligne(ligne))
        return {
            "deplacees": deplacees,
            "changees": [
                [un.ligne._meta.label, nom_de_ligne(un.ligne), avant_apres(un.ligne, un.champs)]
                for un in self.changees
            ],
            "retirees": [[une._meta.label, de_cote(une)] for une in self.retirees],
            "ajoutees": [[une._meta.label, nom_de_ligne(une)] for une in self.ajoutees],
        }


def avant_apres(ligne: models.Model, champs: Mapping) -> dict:
    """Return column → [what it says, what it becomes]."""
    return {nom: [getattr(ligne, nom), valeur] for nom, valeur in champs.items()}


def en_champs(modele: type[models.Model], colonnes: Mapping) -> dict:
    """Return the fields that these columns are, as an operation gives them: a row for a key."""
    champs = {}
    for nom, valeur in colonnes.items():
        champ = modele._meta.get_field(nom)
        est_lien = champ.is_relation and valeur is not None
        champs[champ.name] = champ.related_model._base_manager.get(pk=valeur) if est_lien else valeur
    return champs


def ranger(mouvements: Iterable[Mouvements], absorbe: Jeune, garde: Jeune, par) -> Deplacements:
    """Do what the plan says, and return it. The rows in hand keep what they said before."""
    faits = Deplacements()
    for un in mouvements:
        for ligne in un.retirees:
            retirer(ligne, par)
        lignes = un.modele._base_manager
        lignes.filter(pk__in=[ligne.pk for ligne in un.deplacees]).update(**{un.lien: garde.pk})
        placer(un.changees, par)
        lignes.bulk_create(un.ajoutees)
        faits.deplacees += un.deplacees
        faits.changees += un.changees
        faits.retirees += [*un.retirees, *un.suites]
        faits.ajoutees += un.ajoutees
    return faits


def placer(changements: Iterable[Changement], par) -> None:
    """Give each row its new columns; what it said is kept where more than its file changes."""
    changements = list(changements)
    for rang, un in enumerate(changements):
        if {"debut", "fin"} & un.champs.keys():
            ailleurs = _NULLE_PART + timedelta(2 * rang)
            _de(un.ligne).update(debut=ailleurs, fin=ailleurs + timedelta(1))
    for un in changements:
        champs = dict(un.champs)
        if any(getattr(un.ligne, nom) != valeur for nom, valeur in champs.items() if nom != "jeune_id"):
            garder_l_etat(un.ligne, par)
            champs["version"] = F("version") + 1
        _de(un.ligne).update(**champs)


def retirer(ligne: models.Model, par) -> None:
    if isinstance(ligne, Enregistrement):
        garder_l_etat(ligne, par)
    _de(ligne).delete()


def garder_l_etat(ligne: Enregistrement, par) -> None:
    """Keep what a row says as one of its earlier states."""
    EtatAnterieur.objects.get_or_create(
        service_id=ligne.service_id,
        objet=ligne.uuid,
        version=ligne.version,
        defaults={"genre": ligne._meta.label_lower, "etat": etat(ligne), "remplace_par": par},
    )


def de_cote(ligne: models.Model) -> dict:
    """Return all the clear columns of a row, as plain values (`remettre`)."""
    return {
        champ.attname: _dire(getattr(ligne, champ.attname))
        for champ in ligne._meta.concrete_fields
        if not isinstance(champ, models.BinaryField)
    }


def _dire(valeur):
    """Return an instant to the microsecond: JSON, as Django writes it, keeps thousandths."""
    return valeur.isoformat() if isinstance(valeur, datetime) else valeur


def lire_valeurs(modele: type[models.Model], valeurs: Mapping) -> dict:
    """Return columns → values, as they were before JSON."""
    champs = {champ.attname: champ for champ in modele._meta.concrete_fields}
    return {
        nom: valeur if valeur is None else _cible(champs[nom]).to_python(valeur)
        for nom, valeur in valeurs.items()
        if nom in champs
    }


def remettre(modele: type[models.Model], valeurs: Mapping) -> models.Model:
    """Write again a row that was put aside, under its own keys; return it."""
    propres = lire_valeurs(modele, valeurs)
    ligne = modele(**propres)
    ligne.save(force_insert=True)
    # Written now, but of another day.
    if "saisi_le" in propres:
        _de(ligne).update(saisi_le=propres["saisi_le"])
        ligne.saisi_le = propres["saisi_le"]
    return ligne


def _cible(champ: models.Field) -> models.Field:
    return champ.target_field if champ.is_relation else champ


def _de(ligne: models.Model) -> models.QuerySet:
    return type(ligne)._base_manager.filter(pk=ligne.pk)
