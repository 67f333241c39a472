"""The plan of the report as its page shows it: each section, each block, and the forms that change them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from allervers.referentiel.canevas import (
    Canevas,
    CanevasRefuse,
    Element,
    Sens,
    blocs,
    cle,
    deplacer,
    est_vide,
    sections_montrees,
    trouver,
)
from allervers.referentiel.presets import presets
from allervers.referentiel.valeur import BlocCanevas, GenreBloc, SectionCanevas, sans_numero
from allervers.tableaux.catalogue import CATALOGUE

from .graphiques.catalogue import GRAPHIQUES
from .presentation import soigner

# What can stand in a plan besides texts, each once: its kind, how the page calls it, and id → title.
TITRES: Mapping[GenreBloc, tuple[str, Mapping[str, str]]] = {
    GenreBloc.TABLEAU: ("Tableau", {definition.id: definition.titre for definition in CATALOGUE}),
    GenreBloc.GRAPHIQUE: ("Graphique", {id: graphique.titre for id, graphique in GRAPHIQUES.items()}),
    GenreBloc.CARTE: ("Carte", {"territoire": "Territoires d'intervention"}),
    GenreBloc.IDENTITE: ("Fiche", {"service": "Fiche d'identité du service"}),
    GenreBloc.DEFINITIONS: ("Définitions", {"statuts": "Définitions des statuts"}),
    GenreBloc.BILANS: ("Bilans", {"actions": "Bilans des actions choisies"}),
}
LONGUEUR_DU_TITRE = 200


class TitreForm(forms.Form):
    titre = forms.CharField(label="Titre", max_length=LONGUEUR_DU_TITRE)

    def clean_titre(self):
        return " ".join(self.cleaned_data["titre"].split())


class NouvelleSectionForm(TitreForm):
    def clean_titre(self):
        return sans_numero(super().clean_titre())


class SectionForm(NouvelleSectionForm):
    est_numerotee = forms.BooleanField(
        label="Numérotée",
        required=False,
        help_text="Le numéro suit la place de la section dans le rapport.",
    )


class TitreDeBlocForm(TitreForm):
    titre = forms.CharField(
        label="Titre",
        max_length=LONGUEUR_DU_TITRE,
        required=False,
        help_text="On peut le laisser vide.",
    )


class NouveauTexteForm(TitreForm):
    invite = forms.CharField(
        label="Consigne",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Ce que l’on attend de la personne qui écrira.",
    )
    contenu = forms.CharField(
        label="Texte proposé",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Montré tant que personne n’a écrit ce texte. On peut le laisser vide.",
    )

    def clean_contenu(self):
        return self.cleaned_data["contenu"].replace("\r\n", "\n")


class TexteForm(NouveauTexteForm):
    titre = forms.CharField(
        label="Titre",
        max_length=LONGUEUR_DU_TITRE,
        required=False,
        help_text="Sans titre ici, le titre de la section suffit.",
    )


class BlocForm(forms.Form):
    bloc = forms.ChoiceField(label="Tableau, graphique ou autre")

    def __init__(self, choix, **options):
        super().__init__(**options)
        self.fields["bloc"].choices = [("", "Choisir…"), *choix]


class PlanForm(forms.Form):
    preset = forms.ChoiceField(label="Préréglage", choices=lambda: [("", "Choisir…"), *presets()])
    compris = forms.BooleanField(
        label="Je comprends\u202f: le plan d’aujourd’hui sera remplacé. Ce qui est écrit reste gardé, "
        "mais un texte que le nouveau plan ne demande pas ne sera plus montré.",
        error_messages={"required": "Cochez la case pour remplacer le plan."},
    )


def formulaire(geste: str, plan: Canevas, quoi: str = "", donnees=None) -> forms.Form | None:
    """Return the form of one change of the plan, filled with `donnees`; None for a change that asks nothing.

    Raises CanevasRefuse when the plan has nothing of the key `quoi`.
    """
    options = {"data": donnees, "auto_id": f"{geste}-{quoi or 'plan'}-%s", "label_suffix": ""}
    match geste:
        case "changer":
            return _formulaire_de(trouver(plan, quoi), options)
        case "ajouter_section":
            return NouvelleSectionForm(**options)
        case "ajouter_texte":
            return NouveauTexteForm(**options)
        case "ajouter_bloc":
            return BlocForm(ajoutables(plan), **options)
        case "copier":
            return PlanForm(**options)
    return None


def ouvrir(geste: str, plan: Canevas, quoi: str = "", refuse: forms.Form | None = None) -> forms.Form:
    """Return a form as the page shows it: `refuse`, with what was typed and why it is refused, when it is that one."""
    ouvert = formulaire(geste, plan, quoi)
    return refuse if refuse is not None and refuse.auto_id == ouvert.auto_id else ouvert


def _formulaire_de(element: Element, options: dict) -> forms.Form:
    if isinstance(element, SectionCanevas):
        classe = SectionForm
    elif element.genre is GenreBloc.TEXTE:
        classe = TexteForm
    elif element.genre is GenreBloc.TABLEAU:
        raise CanevasRefuse("Le titre d'un tableau vient du catalogue : il ne se change pas.")
    else:
        classe = TitreDeBlocForm
    return classe(initial=vars(element), **options)


def ajoutables(plan: Canevas) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, by kind, what is not in the plan yet: (key, title)."""
    pris = {cle(bloc) for bloc in blocs(plan)}
    groupes = (
        (
            libelle,
            [
                (f"{genre}-{id}", soigner(titre))
                for id, titre in titres.items()
                if f"{genre}-{id}" not in pris
            ],
        )
        for genre, (libelle, titres) in TITRES.items()
    )
    return [(libelle, choix) for libelle, choix in groupes if choix]


def nom(plan: Canevas, quoi: str) -> str:
    """Return how people call a section or a block of the plan. Raises CanevasRefuse."""
    return f"« {_titre(plan, trouver(plan, quoi))} »"


def raison_de_garder(plan: Canevas, quoi: str, ecrits: set[str]) -> str:
    """Return why something has to stay in the plan, or nothing: words that people typed are never taken away.

    `ecrits`: the texts that someone wrote, in any year. Raises CanevasRefuse when it is not in the plan.
    """
    element = trouver(plan, quoi)
    if isinstance(element, SectionCanevas):
        return "" if est_vide(plan, element) else "Elle n'est pas vide : elle peut être masquée."
    if element.genre is GenreBloc.TEXTE and element.id in ecrits:
        return "Quelqu'un l'a écrit : il peut être masqué."
    if element.contenu.strip():
        return "Il propose un texte : effacez d'abord ce texte, ou masquez le tout."
    return ""


@dataclass(frozen=True)
class Ligne:
    """One section or block of the plan, and what can be done with it. `a_garder` says why it cannot be removed.

    `est_masque`: the report does not show it, by itself or with its section.
    """

    cle: str
    genre: str
    numero: str
    titre: str
    precision: str
    niveau: int
    est_masque: bool
    peut_etre_montre: bool
    peut_monter: bool
    peut_descendre: bool
    a_garder: str
    changer: forms.Form | None

    @property
    def nom(self) -> str:
        """Return how a button calls it, as nothing else is called in the plan."""
        return " ".join(filter(None, (self.genre.lower(), self.titre, self.precision)))


@dataclass(frozen=True)
class SectionDuPlan:
    """A section with its blocks, and the forms that add to it; only a section of level 2 takes sub-sections."""

    ligne: Ligne
    blocs: tuple[Ligne, ...]
    ajouter_texte: forms.Form
    ajouter_bloc: forms.Form | None
    ajouter_section: forms.Form | None

    @property
    def est_ouverte(self) -> bool:
        """Return whether one of these forms was sent and refused: it is shown at once."""
        ajouts = (self.ajouter_texte, self.ajouter_bloc, self.ajouter_section)
        return any(ajout is not None and ajout.is_bound for ajout in ajouts)


def montrer_plan(plan: Canevas, ecrits: set[str], refuse: forms.Form | None = None) -> list[SectionDuPlan]:
    """Return the plan as its page shows it. `refuse` is the form that was sent and refused, shown as it was sent."""

    def ligne(element: Element, section: SectionCanevas) -> Ligne:
        quoi = cle(element)
        est_un_tableau = isinstance(element, BlocCanevas) and element.genre is GenreBloc.TABLEAU
        montree = montrees.get(section)
        propre = element.est_masque if isinstance(element, BlocCanevas) else element.est_masquee
        return Ligne(
            cle=quoi,
            genre=_genre(element),
            numero=montree.numero if montree and element is section else "",
            titre=soigner(_titre(plan, element)),
            precision=soigner(_precision(element)),
            niveau=section.niveau,
            est_masque=propre or montree is None,
            peut_etre_montre=propre,
            peut_monter=deplacer(plan, quoi, Sens.MONTER) != plan,
            peut_descendre=deplacer(plan, quoi, Sens.DESCENDRE) != plan,
            a_garder=soigner(raison_de_garder(plan, quoi, ecrits)),
            changer=None if est_un_tableau else ouvrir("changer", plan, quoi, refuse),
        )

    montrees = {montree.section: montree for montree in sections_montrees(plan)}
    reste_a_ajouter = bool(ajoutables(plan))
    return [
        SectionDuPlan(
            ligne=ligne(section, section),
            blocs=tuple(ligne(bloc, section) for bloc in section.blocs),
            ajouter_texte=ouvrir("ajouter_texte", plan, cle(section), refuse),
            ajouter_bloc=ouvrir("ajouter_bloc", plan, cle(section), refuse) if reste_a_ajouter else None,
            ajouter_section=ouvrir("ajouter_section", plan, cle(section), refuse)
            if section.niveau == 2
            else None,
        )
        for section in plan
    ]


def _genre(element: Element) -> str:
    if isinstance(element, SectionCanevas):
        return "Section" if element.niveau == 2 else "Sous-section"
    return "Texte" if element.genre is GenreBloc.TEXTE else TITRES[element.genre][0]


def _titre(plan: Canevas, element: Element) -> str:
    if isinstance(element, SectionCanevas):
        return element.titre
    if element.genre is GenreBloc.TEXTE:
        section = next(section for section in plan if element in section.blocs)
        return element.titre or section.titre
    return element.titre or TITRES[element.genre][1].get(element.id, element.id)


def _precision(element: Element) -> str:
    """Return what a text is about when its title alone does not say it: the table that it observes."""
    if isinstance(element, BlocCanevas) and element.genre is GenreBloc.TEXTE:
        return TITRES[GenreBloc.TABLEAU][1].get(element.id.removeprefix("observations_"), "")
    return ""
