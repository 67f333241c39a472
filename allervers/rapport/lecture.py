"""The year of a service, as the report shows it: its tables, and those of the year before by the same rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from allervers.faits.extraction import annees_saisies, extraire
from allervers.faits.faits import Faits
from allervers.journal.models import LigneJournal
from allervers.referentiel.lecture import referentiel_du_service
from allervers.referentiel.presets import lire_preset
from allervers.referentiel.valeur import Referentiel
from allervers.tableaux.calcul import calculer
from allervers.tableaux.coherence import Incoherence, incoherences
from allervers.tableaux.tableau import Tableau

# Writing the report changes none of its figures.
SANS_CHIFFRE = ("ecrire_texte", "marquer_texte")


@dataclass(frozen=True)
class Lecture:
    """A year read through one référentiel. `precedents` are the same tables a year before; none if nothing was
    entered then. `est_publiable`: its figures are those of the publishable form."""

    annee: int
    referentiel: Referentiel
    tableaux: tuple[Tableau, ...]
    precedents: tuple[Tableau, ...] = ()
    est_publiable: bool = False

    @cached_property
    def par_id(self) -> Mapping[str, Tableau]:
        return {tableau.id: tableau for tableau in self.tableaux}

    @cached_property
    def precedents_par_id(self) -> Mapping[str, Tableau]:
        return {tableau.id: tableau for tableau in self.precedents}

    @cached_property
    def incoherences(self) -> list[Incoherence]:
        return incoherences(self.tableaux)

    def tableau(self, id: str) -> Tableau:
        """Return one table. Raises KeyError."""
        return self.par_id[id]


def lire_annee(service, annee: int, preset: str = "", ids: Iterable[str] | None = None) -> Lecture:
    """Return the year of `service`, through its own lists or those of `preset`, without the year before.

    Raises SansReferentiel, PresetInconnu or TableauInconnu, each with a message in French.
    """
    return lire_faits(extraire(service, annee), None, _referentiel(service, annee, preset), annee, ids)


def lire_faits(
    faits: Faits,
    precedents: Faits | None,
    referentiel: Referentiel,
    annee: int,
    ids: Iterable[str] | None = None,
) -> Lecture:
    """Return a year read from its facts; both years are counted by the rules of the later one (design §5).

    Raises TableauInconnu.
    """
    ids = ids and list(ids)
    return Lecture(
        annee,
        referentiel,
        tuple(calculer(faits, referentiel, annee, ids)),
        tuple(calculer(precedents, referentiel, annee - 1, ids)) if precedents else (),
    )


def lire_avec_precedente(service, annee: int, preset: str = "", jusqu_au: date | None = None) -> Lecture:
    """Return the year of `service` and the year before, as the records stand now.

    `jusqu_au`: the year before is counted as far as that day, to be compared with a year that is not over.
    A year is counted again only after something was written: the last line of the journal tells, but for those of
    the texts. Raises RienDeSaisi, SansReferentiel or PresetInconnu, each with a message in French.
    """
    changements = LigneJournal.objects.changements().filter(service_id=service.pk)
    derniere = changements.exclude(operation__in=SANS_CHIFFRE).last()
    return _lire(service, annee, preset, jusqu_au, derniere.empreinte if derniere else "")


@lru_cache(maxsize=16)
def _lire(service, annee: int, preset: str, jusqu_au: date | None, empreinte: str) -> Lecture:
    a_une_annee_d_avant = annee - 1 in _annees_avec(service, annee)
    regles = (service, annee, preset, empreinte)
    return Lecture(
        annee,
        _referentiel(service, annee, preset),
        _compter(*regles, annee, None),
        _compter(*regles, annee - 1, jusqu_au) if a_une_annee_d_avant else (),
    )


@lru_cache(maxsize=32)
def _compter(
    service, annee_des_regles: int, preset: str, empreinte: str, annee: int, jusqu_au: date | None
) -> tuple[Tableau, ...]:
    """Return the tables of `annee`, by the lists of `annee_des_regles`."""
    referentiel = _referentiel(service, annee_des_regles, preset)
    return tuple(calculer(extraire(service, annee, jusqu_au), referentiel, annee))


def _referentiel(service, annee: int, preset: str) -> Referentiel:
    return lire_preset(preset) if preset else referentiel_du_service(service, annee)


def faits_de_deux_annees(service, annee: int) -> tuple[Faits, Faits | None]:
    """Return the facts of a year and of the year before (None when nothing was entered then). Raises RienDeSaisi."""
    annees = _annees_avec(service, annee)
    return extraire(service, annee), extraire(service, annee - 1) if annee - 1 in annees else None


def _annees_avec(service, annee: int) -> list[int]:
    """Return the years that hold something. Raises RienDeSaisi when `annee` is none of them."""
    annees = annees_saisies(service)
    if annee not in annees:
        saisies = ", ".join(map(str, annees)) or "aucune"
        raise RienDeSaisi(
            f"Le service « {service.code} » n'a rien saisi en {annee}. Années saisies : {saisies}."
        )
    return annees


class RienDeSaisi(LookupError):
    """Nothing was entered in that year; the message, in French, lists the years that hold something."""
