"""What is left of a youth in order to count: anonymous rows, that nothing links to the youth nor to each other.

A youth who is erased leaves one row with the course (statuses, situations…), one for the presences of each year, one
for the day placements: « morceaux ». Each keeps only the fields that `retention.yaml` lets it keep, under keys drawn at
random, so that every table of every year stays what it was (docs/decisions/0001-ce-qui-reste-d-un-jeune.md).
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from django.apps import apps
from django.db import models

from allervers.comptes.cloison import Enregistrement
from allervers.jeunes.models import Jeune, Niveau

from .regles import Geste, Regle, retention
from .verification import modeles_du_jeune

# When these rows were written would link them: all say the same.
JAMAIS = datetime(2000, 1, 1, tzinfo=UTC)


def detacher(jeune: Jeune) -> None:
    """Write the anonymous rows of a youth, who is about to go. Call it inside the purge."""
    par_modele = _regles_par_modele()
    copies: dict[tuple, models.Model] = {}
    for modele in modeles_du_jeune()[1:]:
        regles = par_modele.get(modele, ())
        if not regles:
            continue
        [morceau] = {regle.morceau for regle in regles}
        par_annee = next((regle.par_annee for regle in regles if regle.par_annee), "")
        lien = _lien_vers(modele, par_modele)
        for ligne in _lignes_de(modele, lien, jeune, copies):
            if lien.related_model is Jeune:
                annee = _valeur(ligne, par_annee).year if par_annee else None
                cle = (Jeune, morceau, annee)
                est_seul = any(regle.est_seul for regle in regles)
                du_jeune = [regle for regle in par_modele[Jeune] if regle.a_l_annee or not est_seul]
                parent = copies[cle] = copies.get(cle) or _ombre(jeune, morceau, du_jeune)
            else:
                parent = copies[lien.related_model, getattr(ligne, lien.attname)]
            copie = _copie(ligne, regles, {lien.name: parent})
            copies[modele, ligne.pk] = copie


def _regles_par_modele() -> Mapping[type[models.Model], list[Regle]]:
    par_modele = defaultdict(list)
    for regle in retention().par_geste(Geste.COMPTE):
        for label in dict.fromkeys(modele for modele, _ in regle.champs):
            par_modele[apps.get_model(label)].append(regle)
    return par_modele


def _lien_vers(modele, cibles) -> models.ForeignKey:
    """Return the link of `modele` to a youth, or to a row that remains too."""
    return next(champ for champ in modele._meta.concrete_fields if champ.related_model in cibles)


def _lignes_de(modele, lien, jeune: Jeune, copies) -> Iterable[models.Model]:
    if lien.related_model is Jeune:
        return modele._base_manager.filter(**{lien.name: jeune}).order_by("pk")
    anciens = [cle[1] for cle in copies if cle[0] is lien.related_model]
    return modele._base_manager.filter(**{f"{lien.name}__in": anciens}).order_by("pk")


def _ombre(jeune: Jeune, morceau: str, regles: Iterable[Regle]) -> Jeune:
    """Return a new anonymous row, with what this part keeps of the youth."""
    siennes = [regle for regle in regles if regle.morceau in ("", morceau)]
    return _copie(jeune, siennes, {"niveau": Niveau.ANONYME, "code": secrets.token_hex(8)})


def _copie(ligne: models.Model, regles: Iterable[Regle], autres: Mapping) -> models.Model:
    """Write a new row with the fields of `ligne` that `regles` keep, and `autres`; nothing else."""
    modele = type(ligne)
    valeurs = {}
    for regle in regles:
        for label, nom in regle.champs:
            if label == modele._meta.label:
                champ = modele._meta.get_field(nom)
                valeur = getattr(ligne, champ.attname)
                valeurs[champ.attname] = _au_premier_janvier(valeur) if regle.a_l_annee else valeur
    # Below zero, where no sequence draws: neither the order nor the neighbours of a key tell anything.
    copie = modele(pk=-1 - secrets.randbelow(2**53), service_id=ligne.service_id, **valeurs, **autres)
    copie.save(force_insert=True)
    if isinstance(copie, Enregistrement):
        modele._base_manager.filter(pk=copie.pk).update(saisi_le=JAMAIS)
    return copie


def _au_premier_janvier(valeur):
    return date(valeur.year, 1, 1) if isinstance(valeur, date) else valeur


def _valeur(ligne: models.Model, chemin: str):
    for nom in chemin.split("__"):
        ligne = getattr(ligne, nom)
    return ligne
