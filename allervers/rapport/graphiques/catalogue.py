"""The charts of the report, each declared once. They are drawn from the tables alone: none can differ from them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from babel.dates import get_month_names

from allervers.tableaux.axes import NON_RENSEIGNE
from allervers.tableaux.tableau import Cellule, Etat, Tableau

from ..document import Illustration
from ..presentation import nombre
from .dessin import AMBRE, PALE, PETROLE, Barre, Dessin, barre, barres, colonnes, empilees, pyramide

Part = tuple[str, int | Decimal]  # label, number


@dataclass(frozen=True)
class Graphique:
    """A chart of one table. `tracer` returns it and what it shows in words, or None with nothing to show."""

    titre: str
    tableau: str
    tracer: Callable[[Tableau, Tableau | None, int], tuple[Dessin, str] | None]


def dessiner(
    id: str, tableaux: Mapping[str, Tableau], precedents: Mapping[str, Tableau], annee: int
) -> Illustration | None:
    """Return the chart `id`; None when there is no such chart, or nothing to draw in it."""
    graphique = GRAPHIQUES.get(id)
    tableau = graphique and tableaux.get(graphique.tableau)
    trace = tableau and graphique.tracer(tableau, precedents.get(graphique.tableau), annee)
    if not trace:
        return None
    return illustrer(id, graphique.titre, *trace)


def illustrer(id: str, titre: str, dessin: Dessin, alternative: str) -> Illustration:
    """Return a drawing with its size, told in words."""
    largeur, hauteur = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', dessin.large).groups())
    return Illustration(id, titre, dessin.large, dessin.etroit, alternative, round(largeur), round(hauteur))


def _compare(parts: Callable[[Tableau], Iterator[Part]]):
    """Bars, with those of the year before beside them."""

    def tracer(tableau: Tableau, precedent: Tableau | None, annee: int):
        lues = list(parts(tableau))
        avant = dict(parts(precedent)) if precedent else {}
        if not any(valeur for _, valeur in lues):
            return None
        couleurs = {f"{annee}": PETROLE, f"{annee - 1}": PALE}
        traits = []
        for libelle, valeur in lues:
            traits.append(barre(libelle, f"{annee}", valeur, tableau.decimales))
            if precedent:
                traits.append(barre(libelle, f"{annee - 1}", avant.get(libelle, 0), tableau.decimales))
        dit = _dire(tableau, lues)
        if precedent and not isinstance(precedent.total, Etat | None):
            dit += f" En {annee - 1}, le total était de {nombre(precedent.total, tableau.decimales)}."
        return barres(traits, couleurs, titre=tableau.unite), dit

    return tracer


def _seules(parts: Callable[[Tableau], Iterator[Part]]):
    """Bars of this year alone: what stood there the year before is not the same."""
    comparer = _compare(parts)
    return lambda tableau, precedent, annee: comparer(tableau, None, annee)


def _pyramide(tableau: Tableau, precedent: Tableau | None, annee: int):
    """Ages by sex. Who is neither here nor there (another sex, not known) is said in words, never dropped."""
    rangs = {colonne.code: rang for rang, colonne in enumerate(tableau.colonnes)}
    if not tableau.total or not {"fille", "garcon"} <= rangs.keys():
        return None
    traits: list[Barre] = []
    for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True):
        traits.append(barre(ligne.libelle, "Filles", cellules[rangs["fille"]], signe=-1))
        traits.append(barre(ligne.libelle, "Garçons", cellules[rangs["garcon"]]))
    autres = [
        f"{colonne.libelle.lower()} : {nombre(tableau.totaux_colonnes[rang])}"
        for rang, colonne in enumerate(tableau.colonnes)
        if colonne.code not in ("fille", "garcon")
        and not colonne.est_hors_total
        and tableau.totaux_colonnes[rang]
    ]
    titre = f"{tableau.unite} (sexe {', '.join(autres)})" if autres else tableau.unite
    filles, garcons = (tableau.totaux_colonnes[rangs[sexe]] for sexe in ("fille", "garcon"))
    dit = f"Pyramide des âges. {nombre(filles)} filles à gauche, {nombre(garcons)} garçons à droite. "
    dit += _dire(tableau, list(_lignes(tableau)))
    if autres:
        dit += f" Sexe {', '.join(autres)}."
    return pyramide(traits, {"Filles": AMBRE, "Garçons": PETROLE}, titre=titre), dit


def _nouveaux(tableau: Tableau, precedent: Tableau | None, annee: int):
    rang = next((r for r, colonne in enumerate(tableau.colonnes) if colonne.code == "dont_nouveaux"), None)
    if rang is None or not tableau.total:
        return None
    traits = []
    for ligne, cellules, total in zip(tableau.lignes, tableau.cellules, tableau.totaux_lignes, strict=True):
        traits.append(barre(ligne.libelle, "Déjà connus", total - cellules[rang]))
        traits.append(barre(ligne.libelle, "Nouveaux", cellules[rang]))
    nouveaux = tableau.totaux_colonnes[rang]
    dit = f"{nombre(nouveaux)} nouveaux jeunes sur {nombre(tableau.total)}. {_dire(tableau, list(_lignes(tableau)))}"
    return empilees(traits, {"Déjà connus": PETROLE, "Nouveaux": AMBRE}, titre=tableau.unite), dit


def _mois(tableau: Tableau, precedent: Tableau | None, annee: int):
    lues = list(_lignes(tableau))
    if not any(valeur for _, valeur in lues):
        return None
    noms = get_month_names("abbreviated", locale="fr").values()
    traits = [barre(nom, f"{annee}", valeur) for nom, (_, valeur) in zip(noms, lues, strict=True)]
    return colonnes(traits, {f"{annee}": PETROLE}, titre=tableau.unite), _dire(tableau, lues)


def _mois_compares(tableau: Tableau, precedent: Tableau | None, annee: int):
    """Months beside those of the year before; only those of this year carry their number, rounded: it must fit."""
    lues = list(_lignes(tableau))
    avant = list(_lignes(precedent)) if precedent else []
    if not any(valeur for _, valeur in (*lues, *avant)):
        return None
    traits = []
    for rang, nom in enumerate(get_month_names("abbreviated", locale="fr").values()):
        if avant:
            traits.append(replace(barre(nom, f"{annee - 1}", avant[rang][1]), texte=""))
        traits.append(barre(nom, f"{annee}", round(lues[rang][1])))
    dit = _dire(tableau, lues)
    if precedent:
        dit += f" En {annee - 1}, le total était de {nombre(precedent.total, tableau.decimales)}."
    return colonnes(traits, {f"{annee - 1}": PALE, f"{annee}": PETROLE}, titre=tableau.unite), dit


def _lignes(tableau: Tableau) -> Iterator[Part]:
    """The total of each row. A row « non renseigné » stands with the others."""
    for rang, ligne in enumerate(tableau.lignes):
        if not ligne.est_hors_total:
            yield ligne.libelle, _nombre(tableau.total_de_ligne(rang))


def _colonnes_de_la_premiere_ligne(tableau: Tableau) -> Iterator[Part]:
    for colonne, cellule in zip(tableau.colonnes, tableau.cellules[0], strict=True):
        if not colonne.est_hors_total:
            yield colonne.libelle, _nombre(cellule)


def _familles(tableau: Tableau) -> Iterator[Part]:
    """The groups, and the row of those of whom nothing is known."""
    for groupe in tableau.groupes:
        yield groupe.libelle, _nombre(groupe.total)
    for rang, ligne in enumerate(tableau.lignes):
        if ligne.groupe is None or ligne.code == NON_RENSEIGNE:
            yield ligne.libelle, _nombre(tableau.total_de_ligne(rang))


def _nombre(cellule: Cellule | None) -> int | Decimal:
    return 0 if isinstance(cellule, Etat | None) else cellule


def _dire(tableau: Tableau, lues: list[Part]) -> str:
    """Return in words what a chart shows: the greatest part, the total."""
    libelle, valeur = max(lues, key=lambda part: part[1])
    dit = f"Le plus grand nombre : « {libelle} », {nombre(valeur, tableau.decimales)}."
    if not isinstance(tableau.total, Etat | None):
        dit += f" Total : {nombre(tableau.total, tableau.decimales)} {tableau.unite}."
    return dit


GRAPHIQUES: Mapping[str, Graphique] = {
    "heures": Graphique(
        "Heures par type d'activité", "heures_par_type_activite", _compare(_colonnes_de_la_premiere_ligne)
    ),
    "heures_par_mois": Graphique("Heures par mois", "heures_par_mois", _mois_compares),
    "heures_par_quartier": Graphique("Heures par quartier", "heures_par_quartier", _compare(_lignes)),
    "heures_par_equipe": Graphique("Heures par équipe", "heures_par_equipe", _seules(_lignes)),
    "ages_rencontres": Graphique(
        "Jeunes rencontrés en travail de rue : âge et sexe", "jeunes_rencontres_travail_de_rue", _pyramide
    ),
    "nouveaux": Graphique(
        "Jeunes rencontrés en travail de rue : les nouveaux", "jeunes_rencontres_travail_de_rue", _nouveaux
    ),
    "ages_accompagnes": Graphique(
        "Jeunes accompagnés : âge et sexe", "jeunes_accompagnes_sexe_age", _pyramide
    ),
    "situations": Graphique("Scolarité et situation", "scolarite", _compare(_lignes)),
    "problematiques": Graphique("Familles de problématiques", "problematiques", _compare(_familles)),
    "durees": Graphique("Durée d'accompagnement", "duree_accompagnement", _compare(_lignes)),
    "statuts": Graphique("Catégories d'accompagnement", "statuts", _compare(_lignes)),
    "seances_par_mois": Graphique("Séances d'actions collectives par mois", "seances_par_mois", _mois),
}
