"""The year of a service, as the report shows it: sections of the canvas, with their tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from allervers.faits.extraction import extraire
from allervers.referentiel.lecture import referentiel_du_service
from allervers.referentiel.presets import lire_preset
from allervers.referentiel.valeur import Referentiel
from allervers.tableaux.calcul import calculer
from allervers.tableaux.coherence import Incoherence, incoherences
from allervers.tableaux.tableau import Tableau


@dataclass(frozen=True)
class Section:
    titre: str
    niveau: int
    ancre: str
    tableaux: tuple[Tableau, ...]


@dataclass(frozen=True)
class Lecture:
    """A year read through one référentiel."""

    annee: int
    referentiel: Referentiel
    tableaux: tuple[Tableau, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the canvas that hold a table, or a section below that does."""
        par_id = {tableau.id: tableau for tableau in self.tableaux}
        sections = [
            Section(
                titre=section.titre,
                niveau=section.niveau,
                ancre=slugify(section.titre),
                tableaux=tuple(par_id[id] for id in section.tableaux if id in par_id),
            )
            for section in self.referentiel.canevas
        ]
        return tuple(
            section
            for rang, section in enumerate(sections)
            if section.tableaux or (rang + 1 < len(sections) and sections[rang + 1].niveau > section.niveau)
        )

    @property
    def incoherences(self) -> list[Incoherence]:
        return incoherences(self.tableaux)

    def tableau(self, id: str) -> Tableau:
        """Return one table. Raises KeyError."""
        for tableau in self.tableaux:
            if tableau.id == id:
                return tableau
        raise KeyError(id)


def lire_annee(service, annee: int, preset: str = "", ids: Iterable[str] | None = None) -> Lecture:
    """Return the year of `service`, through its own lists or those of `preset`.

    Raises SansReferentiel, PresetInconnu or TableauInconnu, each with a message in French.
    """
    referentiel = lire_preset(preset) if preset else referentiel_du_service(service, annee)
    tableaux = calculer(extraire(service, annee), referentiel, annee, ids)
    return Lecture(annee, referentiel, tuple(tableaux))
