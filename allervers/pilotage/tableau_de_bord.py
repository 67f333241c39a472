"""The dashboard: tables of the catalogue beside the year before and what the project plans; nothing is counted here."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from allervers.rapport.comparaison import en_signe
from allervers.rapport.document import Illustration
from allervers.rapport.graphiques.catalogue import dessiner
from allervers.rapport.lecture import Lecture
from allervers.rapport.presentation import nombre, soigner
from allervers.referentiel.cibles import Cibles
from allervers.tableaux.tableau import Cellule, Etat, Tableau

HEURES = "heures_par_type_activite"
EQUIPES = "heures_par_equipe"


@dataclass(frozen=True)
class Ligne:
    """A figure as it is shown. `prevu` is empty without a target; `part` is what is reached of it, in percent."""

    libelle: str
    valeur: str
    precedente: str
    ecart: str
    prevu: str = ""
    part: int | None = None

    @property
    def avance(self) -> int:
        """How long the bar is, of a hundred."""
        return min(self.part or 0, 100)


@dataclass(frozen=True)
class Volet:
    """A part of the dashboard: one table, its total, and its drawing when it has one."""

    tableau: str
    titre: str
    unite: str
    regle: str
    lignes: tuple[Ligne, ...]
    total: Ligne
    illustration: Illustration | None = None

    @property
    def a_des_cibles(self) -> bool:
        return any(ligne.prevu for ligne in (*self.lignes, self.total))


@dataclass(frozen=True)
class Chiffre:
    """A figure in large. `precision` is what it is made of (« dont 12 nouveaux »)."""

    titre: str
    tableau: str
    ligne: Ligne
    precision: str = ""


# Titre, id of the table, of its drawing.
VOLETS = (
    ("Heures par type d’activité", HEURES, "heures"),
    ("Heures par mois", "heures_par_mois", "heures_par_mois"),
    ("Heures par équipe", EQUIPES, "heures_par_equipe"),
    ("Heures par quartier", "heures_par_quartier", "heures_par_quartier"),
    ("Jeunes rencontrés en travail de rue, par âge", "jeunes_rencontres_travail_de_rue", ""),
    ("Jeunes accompagnés, par âge", "jeunes_accompagnes_sexe_age", ""),
    ("Actions, par nature", "actions_par_nature", ""),
)
CHIFFRES = (
    ("Heures", HEURES),
    ("Jeunes rencontrés, travail de rue", "jeunes_rencontres_travail_de_rue"),
    ("Jeunes rencontrés, présence sociale", "jeunes_rencontres_presence_sociale"),
    ("Jeunes accompagnés", "jeunes_accompagnes_sexe_age"),
    ("Actions", "actions_par_nature"),
)


def chiffres(lecture: Lecture, cibles: Cibles) -> list[Chiffre]:
    """Return the figures that one wants first."""
    return [
        Chiffre(titre, id, _total(lecture, id, cibles), _nouveaux(lecture.tableau(id)))
        for titre, id in CHIFFRES
        if lecture.tableau(id).total is not None
    ]


def volets(lecture: Lecture, cibles: Cibles) -> list[Volet]:
    """Return each part of the dashboard that has something to show."""
    return [
        _volet(lecture, titre, id, dessin, cibles)
        for titre, id, dessin in VOLETS
        if _compte(lecture.tableau(id)) or _compte(lecture.precedents_par_id.get(id))
    ]


def _volet(lecture: Lecture, titre: str, id: str, dessin: str, cibles: Cibles) -> Volet:
    tableau = lecture.tableau(id)
    precedent = lecture.precedents_par_id.get(id)
    avant = {code: valeur for code, _, valeur in _parts(precedent)} if precedent else {}
    # Teams that were not told together the year before have no figure of theirs to compare with.
    absent = Etat.NON_RENSEIGNE if id == EQUIPES else 0
    lignes = tuple(
        _ligne(
            libelle, valeur, avant.get(code, absent) if precedent else None, _cible(cibles, id, code), tableau
        )
        for code, libelle, valeur in _parts(tableau)
        if valeur or avant.get(code) or _cible(cibles, id, code)
    )
    return Volet(
        tableau=id,
        titre=titre,
        unite=tableau.unite,
        regle=soigner(tableau.regle),
        lignes=lignes,
        total=_total(lecture, id, cibles),
        illustration=dessiner(dessin, lecture.par_id, lecture.precedents_par_id, lecture.annee),
    )


def _total(lecture: Lecture, id: str, cibles: Cibles) -> Ligne:
    tableau, precedent = lecture.tableau(id), lecture.precedents_par_id.get(id)
    return _ligne("Total", tableau.total, precedent and precedent.total, cibles.get((id, "")), tableau)


def _ligne(
    libelle: str, valeur: Cellule, precedente: Cellule | None, cible: int | None, tableau: Tableau
) -> Ligne:
    decimales = tableau.decimales
    sont_nombres = not isinstance(valeur, Etat | None) and not isinstance(precedente, Etat | None)
    return Ligne(
        libelle=soigner(libelle),
        valeur=nombre(valeur, decimales),
        precedente="" if precedente is None else nombre(precedente, decimales),
        ecart=en_signe(valeur - precedente, decimales) if sont_nombres else "",
        prevu="" if cible is None else nombre(cible),
        part=None if cible is None or isinstance(valeur, Etat | None) else int(100 * valeur / cible),
    )


def _parts(tableau: Tableau) -> Iterator[tuple[str, str, int | Decimal]]:
    """Yield (code, label, number) of each part: the columns of the table of hours by type, the rows of any other."""
    if tableau.axes[1] == "type_activite":
        for colonne, cellule in zip(tableau.colonnes, tableau.cellules[0], strict=True):
            yield colonne.code, colonne.libelle, _nombre(cellule)
    else:
        for rang, ligne in enumerate(tableau.lignes):
            if not ligne.est_hors_total:
                yield ligne.code, ligne.libelle, _nombre(tableau.total_de_ligne(rang))


def _cible(cibles: Cibles, tableau: str, code: str) -> int | None:
    """Return what is planned for a row; for teams that are counted together, what is planned for each, added up."""
    if tableau != EQUIPES:
        return cibles.get((tableau, code))
    codes = code.partition("/")[2].split("+")
    prevues = [cibles.get((tableau, une)) for une in codes if une]
    return sum(prevues) if prevues and None not in prevues else None


def _nouveaux(tableau: Tableau) -> str:
    for rang, colonne in enumerate(tableau.colonnes):
        if colonne.code == "dont_nouveaux" and tableau.totaux_colonnes:
            nouveaux = tableau.totaux_colonnes[rang]
            return f"dont {nombre(nouveaux)} nouveau{'x' if nouveaux != 1 else ''}"
    return ""


def _compte(tableau: Tableau | None) -> bool:
    return tableau is not None and bool(_nombre(tableau.total))


def _nombre(cellule: Cellule | None) -> int | Decimal:
    return 0 if isinstance(cellule, Etat | None) else cellule
