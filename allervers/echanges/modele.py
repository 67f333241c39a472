"""The empty workbook that a person fills: one sheet a kind, drop-down lists, and its instructions."""

from pathlib import Path

import xlsxwriter

from allervers.referentiel.presets import lire_preset
from allervers.referentiel.valeur import Referentiel

from .fautes import typographie
from .format import GENRES, Colonne, Genre, Type
from .lecture import MODE_D_EMPLOI

LIGNES = 100_000
_LISTES = "_listes"
_POLICE = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_BLEU, _GRIS, _OBLIGATOIRE = "#1F4E79", "#E7ECF2", "#FFF2CC"
_NOMBRES = {
    Type.DATE: "dd/mm/yyyy",
    Type.ANNEE: "0",
    Type.HEURE: "hh:mm",
    Type.ENTIER: "0",
    Type.DECIMAL: "General",
    Type.DECIMAL_OU_NC: "General",
    Type.DUREE: "General",
}
_TEXTE = "@"  # keeps the zeros in front of « 01004 », and a code that looks like a date
_LARGEURS = {
    Type.TEXTE: 28,
    Type.TERME: 26,
    Type.TERMES: 24,
    Type.LIENS: 22,
    Type.COMMUNE: 18,
    Type.STATUT: 18,
}
_LARGEURS_MODE_D_EMPLOI = (22, 20, 52, 13, 22, 66)
_LIBELLE_MAX = 80

ETAPES = (
    "Remplissez les feuilles utiles, une ligne par enregistrement ; une feuille vide est ignorée.",
    "Ne pas changer les titres des colonnes ; l'ordre des colonnes est libre, les colonnes inutiles peuvent"
    " être supprimées. Sur fond jaune : colonne obligatoire.",
    "Le code est ce qui désigne une ligne dans les autres feuilles : choisissez-le court, et n'en changez jamais.",
    "N'écrivez jamais le nom, le prénom ni le téléphone d'un jeune : Allervers n'enregistre aucune identité"
    " en clair.",
    "Pour vérifier sans rien enregistrer : allervers importe FICHIER.xlsx --essai",
    "Importer : allervers importe FICHIER.xlsx. Tout est importé, ou rien : chaque faute est montrée avec sa"
    " feuille, sa ligne et sa colonne. Importer deux fois le même contenu n'ajoute rien.",
)


def ecrire_modele(fichier: Path, preset: str = "62") -> None:
    """Write the empty workbook to the new file `fichier`, with the lists of `preset`.

    Raises PresetInconnu; FileExistsError, or another OSError, when `fichier` cannot be made.
    """
    referentiel = lire_preset(preset)
    with fichier.open("xb") as flux, xlsxwriter.Workbook(flux) as classeur:
        classeur.set_properties({"title": "Modèle d'import Allervers", "comments": "allervers importe"})
        classeur.set_size(2400, 1400)
        styles = _Styles(classeur)
        mode_d_emploi = classeur.add_worksheet(MODE_D_EMPLOI)
        feuilles = {genre.nom: classeur.add_worksheet(genre.nom) for genre in GENRES}
        plages = _ecrire_listes(classeur.add_worksheet(_LISTES), referentiel)
        _ecrire_mode_d_emploi(mode_d_emploi, styles, referentiel.nom)
        for genre in GENRES:
            _ecrire_feuille(feuilles[genre.nom], genre, styles, plages)


class _Styles:
    def __init__(self, classeur):
        def style(**options):
            return classeur.add_format(_POLICE | options)

        self.titre = style(bold=True, font_size=18, font_color=_BLEU)
        self.section = style(bold=True, font_size=13, font_color=_BLEU)
        self.normal = style(text_wrap=True)
        self.lien = style(font_color=_BLEU, underline=1)
        self.entete = style(bold=True, bg_color=_GRIS, bottom=1, valign="vcenter")
        self.entete_obligatoire = style(bold=True, bg_color=_OBLIGATOIRE, bottom=1, valign="vcenter")
        self.gras = style(bold=True)
        self.obligatoire = style(bg_color=_OBLIGATOIRE)
        self.par_type = {type_: style(num_format=_NOMBRES.get(type_, _TEXTE)) for type_ in Type}


def _ecrire_listes(feuille, referentiel: Referentiel) -> dict:
    """Write each list in a column of the hidden sheet; return list → range of cells."""
    feuille.hide()
    listes = {
        liste: [(terme.code, terme.libelle) for terme in termes if not terme.est_retire]
        for liste, termes in referentiel.listes.items()
    }
    listes[Type.STATUT] = [(statut.code, statut.libelle) for statut in referentiel.statuts]
    listes[Type.TRANCHE] = [(tranche.code, tranche.libelle) for tranche in referentiel.tranches]
    # Written beside its column, a choice would be limited to 255 letters.
    choix = (colonne.choix for genre in GENRES for colonne in genre.colonnes if colonne.type is Type.CHOIX)
    listes |= {tuple(un): [(code, code) for code in un] for un in choix}
    plages = {}
    for rang, (liste, entrees) in enumerate(listes.items()):
        libelles = [libelle for _, libelle in entrees]
        for ligne, (code, libelle) in enumerate(entrees):
            est_clair = len(libelle) <= _LIBELLE_MAX and libelles.count(libelle) == 1
            feuille.write_string(ligne, rang, libelle if est_clair else code)
        lettre = xlsxwriter.utility.xl_col_to_name(rang)
        plages[liste] = f"={_LISTES}!${lettre}$1:${lettre}${max(1, len(entrees))}"
    return plages


def _ecrire_feuille(feuille, genre: Genre, styles: _Styles, plages: dict) -> None:
    feuille.freeze_panes(1, 0)
    feuille.set_row(0, 22)
    feuille.set_landscape()
    feuille.repeat_rows(0)
    feuille.fit_to_pages(1, 0)
    for rang, colonne in enumerate(genre.colonnes):
        largeur = max(_LARGEURS.get(colonne.type, 13), len(colonne.nom) + 3)
        feuille.set_column(rang, rang, largeur, styles.par_type[colonne.type])
        entete = styles.entete_obligatoire if colonne.est_obligatoire else styles.entete
        feuille.write_string(0, rang, colonne.nom, entete)
        feuille.write_comment(0, rang, _note(colonne), {"x_scale": 1.8, "y_scale": 1.2, "font_size": 10})
        if validation := _validation(colonne, plages):
            feuille.data_validation(1, rang, LIGNES, rang, validation)


def _note(colonne: Colonne) -> str:
    parties = [colonne.aide, f"Écriture : {ecriture(colonne)}."]
    if colonne.exemple:
        parties.append(f"Exemple : {colonne.exemple}")
    parties.append("Obligatoire." if colonne.est_obligatoire else "Facultatif.")
    return typographie("\n".join(parties))


def ecriture(colonne: Colonne) -> str:
    """Return, in French, how the values of `colonne` are written."""
    if colonne.type is Type.CHOIX:
        return typographie(" ; ".join(colonne.choix))
    precision = f" ({colonne.liste.label})" if colonne.liste else ""
    precision = f" ({colonne.vers})" if colonne.vers else precision
    return typographie(colonne.type.value + precision)


def _validation(colonne: Colonne, plages: dict) -> dict | None:
    """Return the drop-down list of a column. Where a code is accepted too, another value is only a warning."""
    strict = {
        "validate": "list",
        "error_title": "Valeur inconnue",
        "error_message": "Choisissez dans la liste.",
    }
    souple = strict | {
        "error_type": "warning",
        "error_message": typographie(
            "Cette valeur n'est pas dans la liste. Voulez-vous la garder quand même ?"
        ),
    }
    match colonne.type:
        case Type.OUI_NON:
            return strict | {"source": ["oui", "non"]}
        case Type.CHOIX:
            return strict | {"source": plages[tuple(colonne.choix)]}
        case Type.TERME:
            return souple | {"source": plages[colonne.liste.value]}
        case Type.STATUT | Type.TRANCHE:
            return souple | {"source": plages[colonne.type]}
        case Type.LIEN:
            codes = f"{colonne.vers}!$A$2:$A${LIGNES + 1}"
            return souple | {"source": f"=OFFSET({colonne.vers}!$A$2,0,0,MAX(1,COUNTA({codes})),1)"}
    return None


def _ecrire_mode_d_emploi(feuille, styles: _Styles, preset: str) -> None:
    feuille.hide_gridlines(2)
    feuille.set_landscape()
    feuille.fit_to_pages(1, 0)
    feuille.set_row(0, 28)
    for rang, largeur in enumerate(_LARGEURS_MODE_D_EMPLOI):
        feuille.set_column(rang, rang, largeur, styles.normal)
    feuille.write_string(0, 0, "Modèle d'import Allervers", styles.titre)
    feuille.write_string(1, 0, typographie(f"Listes déroulantes : {preset}"), styles.gras)
    ligne = 3
    for numero, etape in enumerate(ETAPES, start=1):
        texte = typographie(f"{numero}. {etape}")
        feuille.set_row(ligne, _hauteur(texte, sum(_LARGEURS_MODE_D_EMPLOI)))
        feuille.merge_range(ligne, 0, ligne, 5, texte, styles.normal)
        ligne += 1
    feuille.write_string(ligne + 1, 0, "Les feuilles", styles.section)
    ligne += 2
    for genre in GENRES:
        feuille.write_url(ligne, 0, f"internal:'{genre.nom}'!A1", styles.lien, genre.nom)
        feuille.merge_range(ligne, 1, ligne, 5, typographie(f"{genre.titre}. {genre.aide}"), styles.normal)
        ligne += 1
    feuille.write_string(ligne + 1, 0, "Les colonnes", styles.section)
    ligne += 2
    titres = ("feuille", "colonne", "écriture", "obligatoire", "exemple", "explication")
    feuille.write_row(ligne, 0, titres, styles.entete)
    for genre in GENRES:
        for colonne in genre.colonnes:
            ligne += 1
            texte = ecriture(colonne)
            feuille.set_row(ligne, _hauteur(texte, _LARGEURS_MODE_D_EMPLOI[2]))
            feuille.write_string(ligne, 0, genre.nom)
            feuille.write_string(ligne, 1, colonne.nom, styles.gras)
            feuille.write_string(ligne, 2, texte, styles.normal)
            if colonne.est_obligatoire:
                feuille.write_string(ligne, 3, "oui", styles.obligatoire)
            feuille.write_string(ligne, 4, colonne.exemple, styles.normal)
            feuille.write_string(ligne, 5, typographie(colonne.aide), styles.normal)


def _hauteur(texte: str, largeur: int) -> float:
    """Return the height of a row that shows all of `texte`, in points; LibreOffice does not fit it alone."""
    return 15.0 * -(-len(texte) // largeur)
