"""What a setting will change, told beforehand: the tables of the year, counted both ways, and how many records."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from allervers.faits.extraction import annees_saisies, extraire
from allervers.jeunes.models import PeriodeStatut, en_vigueur
from allervers.rapport.presentation import nombre
from allervers.referentiel.models import LibelleTerme, Millesime, Terme, TrancheAge
from allervers.referentiel.valeur import Referentiel
from allervers.tableaux.calcul import calculer
from allervers.tableaux.tableau import Tableau


@dataclass(frozen=True)
class TableauTouche:
    """A table of the year that will not be the same; without `chiffres`, its headers or its order alone change."""

    titre: str
    chiffres: str


def annees_reglables() -> tuple[int, int]:
    """A setting holds from this year, or from the next: a past year never changes."""
    annee = timezone.localdate().year
    return annee, annee + 1


def annee_suivante_a_part(service, annee: int) -> int | None:
    """Return the next year that already has lists of its own: a change made for `annee` stops there."""
    suivants = Millesime.objects.filter(service=service, annee__gt=annee).order_by("annee")
    return suivants.values_list("annee", flat=True).first()


def tableaux_touches(service, annee: int, avant: Referentiel, apres: Referentiel) -> list[TableauTouche]:
    """Count the year with the lists as they are and as they will be, and return what differs."""
    if avant == apres or annee not in annees_saisies(service):
        return []
    faits = extraire(service, annee)
    couples = zip(calculer(faits, avant, annee), calculer(faits, apres, annee), strict=True)
    return [TableauTouche(un.titre, _chiffres(un, autre)) for un, autre in couples if un != autre]


def _chiffres(avant: Tableau, apres: Tableau) -> str:
    if _comptes(avant) == _comptes(apres):
        return ""
    if avant.total == apres.total:
        return "autre répartition, même total"
    return f"total de {nombre(avant.total, avant.decimales)} à {nombre(apres.total, apres.decimales)}"


def _comptes(tableau: Tableau) -> tuple:
    lignes = Counter(
        (ligne.code, cellules) for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
    )
    return lignes, tableau.total, tableau.base


def enregistrements_par_terme(service, liste: str) -> Counter[str]:
    """Return code → how many records name that term, of any kind and any year."""
    comptes: Counter[str] = Counter()
    for modele, champ in _liens_vers(Terme):
        if modele is LibelleTerme:
            continue
        lignes = modele._base_manager.filter(**{f"{champ}__service": service, f"{champ}__liste": liste})
        comptes.update(dict(lignes.values_list(f"{champ}__code").annotate(Count("pk")).order_by()))
    return comptes


def jeunes_par_statut(service) -> Counter[str]:
    """Return code → how many youths have that status today."""
    aujourd_hui = PeriodeStatut.objects.filter(en_vigueur(timezone.localdate()), service=service)
    return Counter(dict(aujourd_hui.values_list("statut__code").annotate(Count("pk")).order_by()))


def enregistrements_par_tranche(service, annee: int) -> Counter[str]:
    """Return code → how many records were counted by hand with that band of the lists in force in `annee`."""
    comptes: Counter[str] = Counter()
    millesime = Millesime.objects.en_vigueur(service, annee)
    for modele, champ in _liens_vers(TrancheAge):
        lignes = modele._base_manager.filter(**{f"{champ}__millesime": millesime})
        comptes.update(dict(lignes.values_list(f"{champ}__code").annotate(Count("pk")).order_by()))
    return comptes


def _liens_vers(cible) -> Iterator[tuple]:
    """Yield (model, field) for each foreign key to `cible`."""
    for lien in cible._meta.get_fields(include_hidden=True):
        if lien.auto_created and lien.one_to_many:
            yield lien.related_model, lien.field.name
