"""Where each kind of record goes: its model, and the columns whose field has another name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Field, Model

from allervers.actions.models import (
    ActionCollective,
    ActionPartenaire,
    AppelAProjets,
    Effectif,
    Financement,
)
from allervers.activite.models import (
    Accueil,
    Comptage,
    DemiJournee,
    EtiquettePosee,
    Intervenant,
    Intervention,
    PartenairePresent,
    Presence,
)
from allervers.comptes.models import Affectation, Equipe, Service, Utilisateur
from allervers.jeunes.models import (
    CoAccompagnement,
    Jeune,
    Orientation,
    PeriodeSituation,
    PeriodeStatut,
    ProblematiqueJeune,
    Rattachement,
)
from allervers.moyens.models import (
    Benevolat,
    Formation,
    FormationSuivie,
    Local,
    MissionPoste,
    PartPoste,
    PlageAccueil,
    Poste,
    Vehicule,
)
from allervers.partenaires.models import (
    Contact,
    Convention,
    Instance,
    Partenaire,
    PartenariatInformel,
    Reseau,
)
from allervers.signalements.models import Signalement
from allervers.territoires.models import (
    Diagnostic,
    Equipement,
    GroupeDeJeunes,
    Territoire,
    ValeurIndicateur,
)

from .format import GENRES, Genre, Type


@dataclass(frozen=True)
class Rattache:
    """A column that holds several codes makes as many rows of `modele`, from `parent` to `cible`."""

    modele: type[Model]
    parent: str
    cible: str


@dataclass(frozen=True)
class Correspondance:
    """`champs`: column → field, where the names differ; None for a column that only identifies.

    `donnee`: the column that later kinds need to know of a line. `annee_de_tranche`: from the values of a line
    and what is known of the lines it names, the year whose age bands it uses. `liens_composes`: a column that
    names, with others, a line of another kind.
    """

    genre: Genre
    modele: type[Model]
    champs: Mapping[str, str | None] = field(default_factory=dict)
    rattaches: Mapping[str, Rattache] = field(default_factory=dict)
    liens_composes: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    donnee: str | None = None
    annee_de_tranche: Callable[[dict, dict], int | None] | None = None

    @cached_property
    def champ(self) -> dict[str, Field]:
        """Return column → model field, for the columns that have one."""
        return {
            colonne.nom: self.modele._meta.get_field(nom)
            for colonne in self.genre.colonnes
            if colonne.nom not in self.rattaches and (nom := self.champs.get(colonne.nom, colonne.nom))
        }

    @cached_property
    def liens(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return column → (kind, columns that make its key), for the columns that name one line."""
        simples = {c.nom: (c.vers, (c.nom,)) for c in self.genre.colonnes if c.type is Type.LIEN}
        return simples | dict(self.liens_composes)

    @cached_property
    def listes_de_liens(self) -> dict[str, str]:
        """Return column → kind, for the columns that name several lines."""
        return {c.nom: c.vers for c in self.genre.colonnes if c.type is Type.LIENS}

    @cached_property
    def est_cible(self) -> bool:
        """Whether lines of other kinds may name these."""
        return self.genre.nom in CIBLES


def _annee_de_l_action(valeurs, reperes):
    action = reperes["action"]
    return action and action.donnee


def _annee_de_l_intervention(valeurs, reperes):
    intervention = reperes["intervention"]
    return intervention and intervention.donnee and intervention.donnee.year


IDENTITES = ("jeune", "prenom", "nom", "telephone", "reseaux", "adresse")
_GENRES = {genre.nom: genre for genre in GENRES}
CIBLES = {colonne.vers for genre in GENRES for colonne in genre.colonnes if colonne.vers} | {"postes"}
CORRESPONDANCES = {
    nom: Correspondance(_GENRES[nom], modele, **options)
    for nom, modele, options in (
        ("service", Service, {"champs": {"preset": None, "depuis": None}}),
        ("equipes", Equipe, {}),
        ("professionnels", Utilisateur, {}),
        ("affectations", Affectation, {}),
        ("territoires", Territoire, {}),
        ("indicateurs", ValeurIndicateur, {}),
        ("groupes", GroupeDeJeunes, {}),
        ("equipements", Equipement, {}),
        ("diagnostics", Diagnostic, {}),
        ("partenaires", Partenaire, {}),
        ("instances", Instance, {}),
        ("reseaux", Reseau, {"champs": {"convention": "a_convention"}}),
        ("contacts", Contact, {}),
        ("conventions", Convention, {}),
        ("partenariats_informels", PartenariatInformel, {}),
        (
            "jeunes",
            Jeune,
            {
                "donnee": "premier_contact",
                "annee_de_tranche": lambda valeurs, reperes: valeurs["annee_tranche"],
            },
        ),
        ("identites", Jeune, {"champs": dict.fromkeys(IDENTITES, None)}),
        ("rattachements", Rattachement, {}),
        ("statuts", PeriodeStatut, {}),
        ("situations", PeriodeSituation, {}),
        ("problematiques", ProblematiqueJeune, {"champs": {"origine": "est_a_l_origine"}}),
        ("co_accompagnements", CoAccompagnement, {}),
        ("orientations", Orientation, {"champs": {"fin": "est_de_fin"}}),
        ("signalements", Signalement, {}),
        (
            "actions",
            ActionCollective,
            {
                "champs": {"non_communique": "est_non_communique", "idee": "est_une_idee"},
                "donnee": "annee",
                "rattaches": {
                    "partenaires": Rattache(ActionPartenaire, "action_id", "partenaire_id"),
                    "financeurs": Rattache(Financement, "action_id", "financeur_id"),
                },
            },
        ),
        ("appels", AppelAProjets, {"champs": {"bilan": "bilan_le", "bilan_rendu": "bilan_rendu_le"}}),
        ("financements", Financement, {}),
        ("effectifs", Effectif, {"annee_de_tranche": _annee_de_l_action}),
        (
            "interventions",
            Intervention,
            {
                "champs": {"duree": "duree_minutes"},
                "donnee": "date",
                "rattaches": {
                    "professionnels": Rattache(Intervenant, "intervention_id", "professionnel_id"),
                    "partenaires": Rattache(PartenairePresent, "intervention_id", "partenaire_id"),
                    "etiquettes": Rattache(EtiquettePosee, "intervention_id", "etiquette_id"),
                },
            },
        ),
        ("presences", Presence, {}),
        (
            "comptages",
            Comptage,
            {"champs": {"nouveaux": "est_nouveau"}, "annee_de_tranche": _annee_de_l_intervention},
        ),
        ("accueils", Accueil, {"donnee": "demi_journees"}),
        ("demi_journees", DemiJournee, {}),
        ("postes", Poste, {}),
        (
            "parts_postes",
            PartPoste,
            {"champs": {"annee": None}, "liens_composes": {"poste": ("postes", ("annee", "poste"))}},
        ),
        ("missions", MissionPoste, {}),
        ("benevoles", Benevolat, {}),
        ("locaux", Local, {}),
        ("vehicules", Vehicule, {}),
        ("plages_accueil", PlageAccueil, {}),
        (
            "formations",
            Formation,
            {"rattaches": {"professionnels": Rattache(FormationSuivie, "formation_id", "professionnel_id")}},
        ),
    )
}
