"""What the clear facts of a youth were before they were corrected or withdrawn: held, so it can be asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.db.models import Q

from allervers.comptes.models import EtatAnterieur
from allervers.referentiel.models import Statut, Terme
from allervers.referentiel.valeur import Referentiel

from .models import Jeune, identifiants_de


@dataclass(frozen=True)
class FaitAnterieur:
    """`quoi` said `champs` (name, value) until `jusqu_au`, when `par` changed or withdrew it."""

    quoi: str
    jusqu_au: datetime
    par: str
    champs: tuple[tuple[str, str], ...]


def faits_anterieurs(jeune: Jeune, user, listes: Referentiel) -> list[FaitAnterieur]:
    """Return what the facts of `jeune` were, the latest first. `user` may already see the youth."""
    pks = [jeune.pk, *jeune.fusions.values_list("absorbe_pk", flat=True)]
    lignes = EtatAnterieur.objects.visible_par(user).filter(genre__startswith="jeunes.")
    siennes = lignes.filter(Q(objet__in=identifiants_de(jeune)) | Q(etat__jeune__in=pks))
    return [
        FaitAnterieur(
            quoi=str(apps.get_model(une.genre)._meta.verbose_name),
            jusqu_au=une.remplace_le,
            par=str(une.remplace_par or ""),
            champs=tuple(_champs(apps.get_model(une.genre), une.etat, listes)),
        )
        for une in siennes.select_related("remplace_par").order_by("-remplace_le", "-pk")
    ]


def _champs(modele: type[models.Model], etat: dict, listes: Referentiel) -> Iterator[tuple[str, str]]:
    for nom, valeur in etat.items():
        if nom != "jeune" and valeur not in (None, ""):
            champ = modele._meta.get_field(nom)
            yield str(champ.verbose_name), _dire(champ, valeur, listes)


def _dire(champ: models.Field, valeur, listes: Referentiel) -> str:
    if isinstance(champ, models.ForeignKey):
        return _nommer(champ.related_model._base_manager.filter(pk=valeur).first(), listes)
    if champ.choices:
        return str(dict(champ.flatchoices).get(valeur, valeur))
    if isinstance(champ, models.BooleanField):
        return "oui" if valeur else "non"
    return f"{date.fromisoformat(valeur):%d/%m/%Y}" if isinstance(champ, models.DateField) else str(valeur)


def _nommer(ligne, listes: Referentiel) -> str:
    if isinstance(ligne, Terme):
        return listes.libelle(ligne.liste, ligne.code)
    if isinstance(ligne, Statut):
        statut = listes.statut(ligne.code)
        return statut.libelle if statut else ligne.code
    return str(ligne or "effacé depuis")
