"""The tables of the report as a workbook: one sheet a table, numbers that are numbers, sums that are formulas."""

import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from itertools import accumulate, groupby, takewhile
from textwrap import shorten, wrap

import xlsxwriter
from xlsxwriter.utility import xl_range

from allervers.rapport.document import Document, TableauDuDocument
from allervers.rapport.presentation import TOTAL, afficher, decimales_de
from allervers.tableaux.tableau import Cellule, Entete, Tableau

from .textes import lire_avertissements, lire_notes, propre

PETROLE, GRIS, CLAIR, FILET = "#0B5563", "#53646A", "#EEF4F4", "#C9D5D8"
A4 = 9
# Characters of a line of notes, and points of its height.
LIGNE, HAUTEUR = 95, 13
# How small a printed sheet may be, in hundredths, and how many characters an A4 page on its side holds then.
ECHELLE, PAGE = 75, 190
LARGEUR_PAR_DEFAUT, LARGEUR_DE_DETAIL, HAUTEUR_MAXIMALE = 8.43, 38, 409
# Rank of the first header row of a table.
HAUT = 4
ASPECTS = {
    "ligne": {},
    "dans-groupe": {},
    "groupe": {"bold": True},
    "total": {"bold": True, "bg_color": CLAIR, "top": 1, "top_color": PETROLE},
    "a-part": {"italic": True},
}

Rangee = tuple[str, Entete, tuple[Cellule | None, ...]]


@dataclass(frozen=True)
class Grille:
    """A table laid out on a sheet: `details` are the columns that say more of a row, after the numbers."""

    colonnes: list[Entete]
    rangees: list[Rangee]
    details: list[str]
    largeurs: list[float]


def rendre_xlsx(document: Document) -> bytes:
    """Return the tables of `document` as an XLSX file. The same document always gives the same bytes."""
    sortie = io.BytesIO()
    # No text becomes a formula or a link because of how it begins.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(sortie, options) as fichier:
        classeur = _Classeur(fichier, document)
        classeur.ecrire_sommaire()
        for numero, (_, bloc) in enumerate(classeur.tableaux, 1):
            classeur.ecrire_tableau(numero, bloc)
    return sortie.getvalue()


class _Classeur:
    def __init__(self, fichier: xlsxwriter.Workbook, document: Document):
        self.fichier = fichier
        self.document = document
        self.tableaux = [
            (section.titre, bloc)
            for section in document.sections
            for bloc in section.blocs
            if isinstance(bloc, TableauDuDocument)
        ]
        # One format object a look: the file holds each only once.
        self.format = cache(
            lambda **aspect: fichier.add_format({"valign": "vcenter", "font_size": 10, **aspect})
        )
        couverture = document.couverture
        fichier.set_size(2400, 1600)
        fichier.set_properties(
            {
                "title": propre(f"{couverture.titre} – {couverture.service}"),
                "author": propre(couverture.association or couverture.service),
                "created": datetime(document.annee, 12, 31),
            }
        )

    def ecrire_sommaire(self) -> None:
        """Write the first sheet: what the file is, and a link to each table."""
        document, couverture, format = self.document, self.document.couverture, self.format
        feuille = self._feuille("Sommaire", est_large=False)
        feuille.set_column(0, 0, 5)
        feuille.set_column(1, 1, 75)
        feuille.set_column(2, 2, 26)
        feuille.write_string(0, 0, couverture.titre, format(bold=True, font_size=18, font_color=PETROLE))
        feuille.write_string(1, 0, couverture.service, format(font_size=13, font_color=PETROLE))
        feuille.write_string(2, 0, couverture.association, format(font_color=GRIS))
        feuille.write_string(3, 0, couverture.mention, format(bold=True))
        rang = 4
        for texte in lire_avertissements(document):
            self._note(feuille, rang, 0, 2, 106, texte)
            rang += 1
        rang += 1
        titre = format(bold=True, font_color=PETROLE, bg_color=CLAIR, bottom=1, bottom_color=PETROLE)
        for colonne, texte in enumerate(("N°", "Tableau", "Unité")):
            feuille.write_string(rang, colonne, texte, titre)
        numero = 0
        for section, groupe in groupby(self.tableaux, lambda couple: couple[0]):
            rang += 1
            feuille.write_string(rang, 0, section, format(bold=True, font_color=PETROLE))
            for _, bloc in groupe:
                rang += 1
                numero += 1
                tableau = bloc.affiche.tableau
                feuille.write_number(rang, 0, numero, format(font_color=GRIS, align="center"))
                lien = f"internal:'{_nom(numero, tableau)}'!A1"
                feuille.write_url(
                    rang, 1, lien, format(font_color=PETROLE, underline=1, text_wrap=True), tableau.titre
                )
                feuille.write_string(rang, 2, tableau.unite, format(font_color=GRIS, text_wrap=True))

    def ecrire_tableau(self, numero: int, bloc: TableauDuDocument) -> None:
        """Write one table on its sheet, with what must be known to read it."""
        tableau, format = bloc.affiche.tableau, self.format
        grille = _disposer(tableau)
        feuille = self._feuille(_nom(numero, tableau), est_large=sum(grille.largeurs) > LIGNE)
        gauche = 0
        if sum(grille.largeurs) > PAGE:
            # On one page its figures could not be read: it takes several, each with the row headers. What stands
            # above and below keeps out of these, which would cut it.
            gauche = 1
            feuille.set_print_scale(ECHELLE)
            feuille.repeat_columns(0)
            feuille.set_v_pagebreaks(_coupures(grille))
        for rang, largeur in enumerate(grille.largeurs):
            feuille.set_column(rang, rang, largeur)
        feuille.write_url(
            0, 0, "internal:'Sommaire'!A1", format(font_color=PETROLE, underline=1), "← Sommaire"
        )
        titre = f"Tableau {numero}. {tableau.titre}"
        feuille.write_string(1, gauche, titre, format(bold=True, font_size=14, font_color=PETROLE))
        feuille.write_string(2, gauche, f"Unité\u202f: {tableau.unite}", format(font_color=GRIS))
        debut = self._entetes(feuille, HAUT, grille)
        feuille.freeze_panes(debut, 1)
        feuille.repeat_rows(HAUT, debut - 1)
        for rang in range(len(grille.rangees)):
            self._rangee(feuille, debut, rang, grille, tableau)
        derniere, largeur = _place_des_notes(grille.largeurs[gauche:])
        for rang, note in enumerate(lire_notes(bloc), debut + len(grille.rangees) + 1):
            self._note(feuille, rang, gauche, gauche + derniere, largeur, note)

    def _feuille(self, nom: str, est_large: bool):
        feuille = self.fichier.add_worksheet(nom)
        feuille.hide_gridlines(2)
        feuille.set_paper(A4)
        if est_large:
            feuille.set_landscape()
        feuille.fit_to_pages(1, 0)
        feuille.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        couverture = self.document.couverture
        service, titre = (
            propre(texte)[:60].replace("&", "&&") for texte in (couverture.service, couverture.titre)
        )
        feuille.set_header(f"&L{service}&R{titre}")
        feuille.set_footer("&L&A&R&P / &N")
        return feuille

    def _note(self, feuille, rang: int, premiere: int, derniere: int, largeur: float, texte: str) -> None:
        """Write `texte` over the columns from `premiere` to `derniere`."""
        aspect = self.format(font_size=9, font_color=GRIS, text_wrap=True)
        feuille.merge_range(rang, premiere, rang, derniere, texte, aspect)
        feuille.set_row(rang, _hauteur([texte], [largeur]))

    def _entetes(self, feuille, rang: int, grille: Grille) -> int:
        """Write groups of columns, titles and precisions, from the row `rang`. Return the first row after."""
        titre = self.format(
            bold=True, font_color=PETROLE, bg_color=CLAIR, text_wrap=True, valign="bottom", align="right"
        )
        a_gauche = self.format(
            bold=True,
            font_color=PETROLE,
            bg_color=CLAIR,
            text_wrap=True,
            valign="bottom",
            align="left",
            indent=1,
        )
        au_milieu = self.format(bold=True, font_color=PETROLE, bg_color=CLAIR, align="center")
        precision = self.format(font_size=9, font_color=GRIS, text_wrap=True, align="right")
        a_cote = self.format(font_size=9, font_color=GRIS)
        if any(colonne.groupe for colonne in grille.colonnes):
            feuille.write_blank(rang, 0, None, au_milieu)
            fin = 0
            for groupe, membres in groupby(grille.colonnes, lambda colonne: colonne.groupe):
                debut, fin = fin + 1, fin + len(list(membres))
                if debut < fin:
                    feuille.merge_range(rang, debut, rang, fin, "", au_milieu)
                feuille.write_string(rang, debut, groupe or "", au_milieu)
            rang += 1
        feuille.write_blank(rang, 0, None, titre)
        titres = [colonne.libelle for colonne in grille.colonnes]
        for place, texte in enumerate(titres, 1):
            feuille.write_string(rang, place, texte, titre)
        for place, texte in enumerate(grille.details, len(titres) + 1):
            feuille.write_string(rang, place, texte, a_gauche)
        feuille.set_row(rang, _hauteur(titres, grille.largeurs[1:], est_gras=True))
        for nom in dict.fromkeys(nom for colonne in grille.colonnes for nom, _ in colonne.precisions):
            rang += 1
            textes = [nom, *(dict(colonne.precisions).get(nom, "") for colonne in grille.colonnes)]
            for place, texte in enumerate(textes):
                feuille.write_string(rang, place, texte, precision if place else a_cote)
            feuille.set_row(rang, _hauteur(textes, grille.largeurs))
        return rang + 1

    def _rangee(self, feuille, debut: int, numero: int, grille: Grille, tableau: Tableau) -> None:
        genre, entete, cellules = grille.rangees[numero]
        rang = debut + numero
        aspect = {"bottom": 1, "bottom_color": FILET, **ASPECTS[genre]}
        retrait = {"align": "left", "indent": 1} if genre == "dans-groupe" else {}
        feuille.write_string(rang, 0, entete.libelle, self.format(**aspect, **retrait, text_wrap=True))
        for place, cellule in enumerate(cellules):
            formule = tableau.est_additif and _somme(debut, grille, numero, place)
            self._cellule(feuille, rang, place + 1, cellule, tableau.decimales, aspect, formule)
        details = [dict(entete.precisions).get(detail, "") for detail in grille.details]
        for place, texte in enumerate(details, len(cellules) + 1):
            feuille.write_string(
                rang,
                place,
                texte,
                self.format(**aspect, font_color=GRIS, text_wrap=True, align="left", indent=1),
            )
        largeurs = [grille.largeurs[0], *grille.largeurs[len(cellules) + 1 :]]
        feuille.set_row(rang, _hauteur([entete.libelle, *details], largeurs))

    def _cellule(self, feuille, rang, place, cellule, decimales, aspect, formule) -> None:
        couleur = {"font_color": GRIS} if not isinstance(cellule, int | Decimal) or cellule == 0 else {}
        if not isinstance(cellule, int | Decimal):
            format = self.format(**aspect, **couleur, align="right")
            feuille.write_string(rang, place, afficher(cellule).texte, format)
            return
        format = self.format(**aspect, **couleur, num_format=_motif(cellule, decimales))
        if formule:
            feuille.write_formula(rang, place, formule, format, cellule)
        else:
            feuille.write_number(rang, place, cellule, format)


def _nom(numero: int, tableau: Tableau) -> str:
    """Return the name of a sheet: 31 characters at most, without those that Excel forbids."""
    debut = f"{numero}. "
    titre = re.sub(r"[\[\]:*?/\\']", " ", propre(tableau.titre))
    return debut + shorten(titre, 31 - len(debut), placeholder="…")


def _disposer(tableau: Tableau) -> Grille:
    """Return the table as it stands on a sheet.

    « Total » comes after what it adds up, before the columns « dont … »; last, when columns are in several groups.
    """
    colonnes, place = list(tableau.colonnes), None
    if tableau.totaux_lignes is not None:
        est_coupe = len({colonne.groupe for colonne in colonnes}) > 1
        place = len(colonnes) if est_coupe else sum(not colonne.est_hors_total for colonne in colonnes)
        colonnes.insert(place, TOTAL)
    rangees = list(_rangees(tableau, place))
    details = list(dict.fromkeys(nom for _, entete, _ in rangees for nom, _ in entete.precisions))
    return Grille(
        colonnes, rangees, details, _largeurs(colonnes, rangees) + [LARGEUR_DE_DETAIL] * len(details)
    )


def _rangees(tableau: Tableau, place: int | None) -> Iterator[Rangee]:
    """Yield every row of the body: its kind, its header, its cells with the row total at its place."""

    def avec_total(cellules, total):
        return tuple(cellules) if place is None else (*cellules[:place], total, *cellules[place:])

    totaux = tableau.totaux_lignes or [None] * len(tableau.lignes)
    a_part = []
    for groupe, lignes in tableau.lignes_par_groupe():
        if groupe:
            yield "groupe", Entete("", groupe.libelle), avec_total(groupe.cellules, groupe.total)
        for entete, rang in lignes:
            cellules = avec_total(tableau.cellules[rang], totaux[rang])
            if entete.est_hors_total:
                a_part.append(("a-part", entete, cellules))
            else:
                yield "dans-groupe" if groupe else "ligne", entete, cellules
    if tableau.totaux_colonnes is not None:
        yield "total", TOTAL, avec_total(tableau.totaux_colonnes, tableau.total)
    yield from a_part


def _somme(debut: int, grille: Grille, numero: int, place: int) -> str | None:
    """Return the formula of a margin, None for another cell or when its addends do not give it exactly."""
    colonnes, rangees = grille.colonnes, grille.rangees
    genre, _, cellules = rangees[numero]
    if colonnes[place] is TOTAL:
        termes = [
            (numero, rang)
            for rang, colonne in enumerate(colonnes)
            if colonne is not TOTAL and not colonne.est_hors_total
        ]
    elif genre == "total":
        termes = [
            (rang, place) for rang, (sorte, _, _) in enumerate(rangees) if sorte in ("ligne", "dans-groupe")
        ]
    elif genre == "groupe":
        suite = takewhile(lambda rang: rangees[rang][0] == "dans-groupe", range(numero + 1, len(rangees)))
        termes = [(rang, place) for rang in suite]
    else:
        return None
    valeurs = [rangees[rang][2][colonne] for rang, colonne in termes]
    nombres = [valeur for valeur in valeurs if isinstance(valeur, int | Decimal)]
    if not nombres or sum(nombres) != cellules[place]:
        return None
    plages = []
    # Neighbours share their distance to their rank in the list.
    for _, groupe in groupby(enumerate(termes), lambda couple: sum(couple[1]) - couple[0]):
        (_, premier), *_, (_, dernier) = [*(paire := list(groupe)), paire[-1]]
        plages.append(xl_range(debut + premier[0], premier[1] + 1, debut + dernier[0], dernier[1] + 1))
    return f"=SUM({','.join(plages)})"


def _motif(valeur: int | Decimal, decimales: int) -> str:
    """Return the number format, that Excel writes with the separators of its language."""
    decimales = decimales or decimales_de(valeur)
    return "#,##0" + ("." + "0" * decimales if decimales else "")


def _largeurs(colonnes: list[Entete], rangees: list[Rangee]) -> list[float]:
    """Return the width of the row headers, then of each column, in characters."""
    largeurs = [min(max([14, *(len(entete.libelle) + 2 for _, entete, _ in rangees)]), 44)]
    for rang, colonne in enumerate(colonnes):
        mot = max(map(len, colonne.libelle.split(" ")))
        nombre = max((len(afficher(cellules[rang], 2).texte) for _, _, cellules in rangees), default=0)
        precision = max((len(texte) for _, texte in colonne.precisions), default=0)
        largeurs.append(min(max(9, mot + 3, nombre + 2, len(colonne.libelle) / 3, precision / 6), 20))
    return largeurs


def _coupures(grille: Grille) -> list[int]:
    """Return the columns where a new page begins: a group that does not fit begins one, unless it is wider still."""
    coupures, pris, rang = [], grille.largeurs[0], 1
    for _, membres in groupby(grille.colonnes, lambda colonne: colonne.groupe):
        largeurs = [grille.largeurs[rang + place] for place, _ in enumerate(membres)]
        tient_seul = grille.largeurs[0] + sum(largeurs) <= PAGE
        for place, largeur in enumerate(largeurs):
            besoin = sum(largeurs) if tient_seul and not place else largeur
            if pris + besoin > PAGE and rang > 1:
                coupures.append(rang)
                pris = grille.largeurs[0]
            pris += largeur
            rang += 1
    return coupures


def _hauteur(textes: Iterable[str], largeurs: Iterable[float], est_gras: bool = False) -> int:
    """Return the height of a row that holds each text in its width: not every reader finds it by itself."""
    serrage = 0.95 if est_gras else 1.15
    lignes = (
        len(wrap(texte, max(1, int(largeur * serrage))))
        for texte, largeur in zip(textes, largeurs, strict=False)
    )
    return min(HAUTEUR * max([1, *lignes]) + 3, HAUTEUR_MAXIMALE)


def _place_des_notes(largeurs: list[float]) -> tuple[int, float]:
    """Return the last column that notes stand over, and their width: about one line of the page."""
    for rang, largeur in enumerate(accumulate(largeurs)):
        if largeur >= LIGNE:
            return rang, largeur
    en_plus = math.ceil((LIGNE - sum(largeurs)) / LARGEUR_PAR_DEFAUT)
    return len(largeurs) - 1 + en_plus, sum(largeurs) + en_plus * LARGEUR_PAR_DEFAUT
