"""The system check: nothing personal is recorded without a line in `retention.yaml`, and each line can be obeyed."""

from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.core.checks import Error
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from allervers.coffre.champs import ChampScelle
from allervers.comptes.cloison import Enregistrement
from allervers.comptes.models import Utilisateur
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.referentiel.valeur import CONSERVATION_MAXIMALE

from .regles import TOUS, Geste, Retention, retention

# What says which row it is.
DE_LA_LIGNE = {"id", "uuid", "service", "version"}
COMMUNS = {"saisi_par", "saisi_le", "modifie_par", "modifie_le"}
# Bytes that people bring, and what tells a person from another.
PERSONNELS = (models.BinaryField, models.FileField, models.EmailField, models.GenericIPAddressField)
ECRITS = (models.CharField, models.TextField, models.JSONField)
_ICI = "allervers/conservation/retention.yaml"


def verifier(app_configs, **options) -> list[Error]:
    """Return what keeps the file from being true: an empty list when every personal field has its line."""
    try:
        lue = retention()
    except (ValueError, KeyError, TypeError, AttributeError) as erreur:
        return [Error(f"{_ICI} ne se lit pas\u202f: {erreur!r}", id="conservation.E000")]
    return [*_lignes_fausses(lue), *_champs_oublies(lue), *_liens_qui_retiennent()]


def modeles_du_jeune() -> list[type[models.Model]]:
    """Return the models about a youth: that name one, or a row that does. `Jeune` comes first."""
    trouves: list[type[models.Model]] = [Jeune]
    for modele in trouves:
        trouves += [
            lien.related_model for lien in modele._meta.related_objects if lien.related_model not in trouves
        ]
    return trouves


def sont_personnels(modele: type[models.Model], lue: Retention) -> Iterator[str]:
    """Yield the fields of a model that need a line."""
    tout = modele in (Utilisateur, LigneJournal) or modele in modeles_du_jeune()
    sans_personne = modele._meta.label in lue.sans_personne
    for champ in modele._meta.concrete_fields:
        if champ.name in DE_LA_LIGNE or (issubclass(modele, Enregistrement) and champ.name in COMMUNS):
            continue
        if (
            tout
            or isinstance(champ, (ChampScelle, *PERSONNELS))
            or champ.related_model is Utilisateur
            or (isinstance(champ, ECRITS) and not sans_personne)
        ):
            yield champ.name


def _champs_oublies(lue: Retention) -> Iterator[Error]:
    lignes = {champ for regle in lue.regles for champ in regle.champs}
    for modele in apps.get_models():
        if modele._meta.app_config.name.startswith("django.") and modele._meta.label != "sessions.Session":
            continue
        for nom in sont_personnels(modele, lue):
            if (modele._meta.label, nom) not in lignes:
                yield Error(
                    f"« {nom} » de {modele._meta.label} est une donnée personnelle, ou peut l’être, et rien ne dit "
                    "combien de temps elle est gardée.",
                    hint=f"Ajoutez sa ligne à {_ICI}, ou le modèle à sans_personne s’il ne dit rien de personne.",
                    id="conservation.E001",
                )


def _lignes_fausses(lue: Retention) -> Iterator[Error]:
    champs = [champ for regle in lue.regles for champ in regle.champs]
    for (modele, nom), combien in Counter(champs).items():
        if combien > 1:
            yield Error(f"{_ICI} dit deux choses de {modele}.{nom}.", id="conservation.E002")
        if not _existe(modele, nom):
            yield Error(f"{_ICI}\u202f: {modele}.{nom} n’existe pas.", id="conservation.E003")
    for label in sorted(lue.sans_personne):
        if not _existe(label):
            yield Error(f"{_ICI}\u202f: le modèle {label} n’existe pas.", id="conservation.E003")
    for regle in lue.regles:
        if regle.geste is Geste.VEILLE and not (regle.selon and regle.delai):
            yield Error(
                f"« {regle.quoi} »\u202f: la veille demande un délai et « selon ».", id="conservation.E004"
            )
        if regle.geste is Geste.GARDE and not regle.pourquoi:
            yield Error(f"« {regle.quoi} » est gardé\u202f: il faut dire pourquoi.", id="conservation.E004")
        if regle.geste in (Geste.PURGE, Geste.COMPTE) and regle.delai.nombre != CONSERVATION_MAXIMALE:
            yield Error(
                f"« {regle.quoi} »\u202f: la fiche d’un jeune se garde {CONSERVATION_MAXIMALE} mois au plus.",
                id="conservation.E005",
            )


def _liens_qui_retiennent() -> Iterator[Error]:
    for modele in modeles_du_jeune():
        for lien in modele._meta.related_objects:
            if lien.on_delete not in (models.CASCADE, models.SET_NULL):
                yield Error(
                    f"{lien.related_model._meta.label}.{lien.field.name} empêcherait d’effacer un jeune.",
                    hint="Donnez-lui on_delete=CASCADE, ou SET_NULL.",
                    id="conservation.E006",
                )


def _existe(label: str, champ: str = "") -> bool:
    try:
        modele = Enregistrement if label == TOUS else apps.get_model(label)
        return not champ or bool(modele._meta.get_field(champ))
    except (LookupError, ValueError, FieldDoesNotExist):
        return False
