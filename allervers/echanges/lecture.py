"""Opening what is to be imported: a folder of CSV files, or one .xlsx → sheets → rows of cells.

The shape is checked here (files, encodings, headers); `valeurs` says what the cells mean. A CSV is read as a
stream, whatever its size.
"""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from allervers.classeurs import ClasseurRefuse, lire_feuille, ouvrir_classeur

from .fautes import Fautes
from .format import GENRES, Colonne, Genre
from .valeurs import comparable, en_texte

MODE_D_EMPLOI = "Mode d'emploi"
SEPARATEURS = ";,\t"
_MORCEAU = 2**20
_HORS_WINDOWS_1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_GENRES = {comparable(genre.nom): genre for genre in GENRES}
_VIDE = (
    "il n'y a rien à importer : aucun tableau rempli ici. Les tableaux possibles sont :"
    f" {', '.join(genre.nom for genre in GENRES)}."
)
_IDENTITE = {
    "nom", "nom_de_famille", "nom_prenom", "nom_et_prenom", "nom_jeune", "prenom", "prenoms", "surnom",
    "telephone", "tel", "portable", "mobile", "courriel", "email", "e_mail", "mail", "adresse",
    "date_naissance", "date_de_naissance",
}  # fmt: skip


@dataclass
class Feuille:
    """One sheet: the lines of one kind, blank ones left out.

    `nom`: how a person finds it; `colonnes`: what the header was understood to be, None where it was not.
    """

    nom: str
    genre: Genre
    colonnes: list[Colonne | None]
    rangees: Iterator[tuple[int, list]]
    fautes: Fautes

    @property
    def manquantes(self) -> list[Colonne]:
        """Return the obligatory columns that the header lacks."""
        return [c for c in self.genre.colonnes if c.est_obligatoire and c not in self.colonnes]

    def lignes(self) -> Iterator[tuple[int, dict[str, object]]]:
        """Yield (line number, column name → cell) for each line; a line that is too long is a fault."""
        largeur = len(self.colonnes)
        rangs = [(rang, colonne.nom) for rang, colonne in enumerate(self.colonnes) if colonne]
        for numero, cellules in self.rangees:
            if trop := [texte for texte in map(en_texte, cellules[largeur:]) if texte]:
                self.fautes.ajouter(
                    self.nom,
                    "cette ligne a plus de cases que la première ; une valeur qui contient le séparateur"
                    " s'écrit entre guillemets droits.",
                    ligne=numero,
                    valeur=trop[0],
                )
                continue
            nb = len(cellules)
            yield numero, {nom: cellules[rang] if rang < nb else "" for rang, nom in rangs}


@dataclass
class Source:
    """What was opened. `feuilles`: in the order of GENRES. `nb_lignes`: about how many lines to read."""

    feuilles: list[Feuille]
    nb_lignes: int

    @property
    def est_vide(self) -> bool:
        return not self.feuilles


def ouvrir(chemin: Path, fautes: Fautes) -> Source:
    """Open a folder or a workbook. What is wrong in its shape is added to `fautes`; nothing is raised."""
    chemin = chemin.resolve()
    source = Source([], 0)
    try:
        if chemin.is_dir():
            source = _ouvrir_dossier(chemin, fautes)
        elif chemin.is_file() and chemin.suffix.lower() == ".xlsx":
            source = _ouvrir_xlsx(chemin, fautes)
        else:
            fautes.ajouter(str(chemin), _pourquoi_pas(chemin))
    except OSError as erreur:
        fautes.ajouter(
            str(erreur.filename or chemin), "ce fichier ne peut pas être lu ; vérifier ses droits."
        )
    source.feuilles.sort(key=lambda feuille: GENRES.index(feuille.genre))
    return source


def _pourquoi_pas(chemin: Path) -> str:
    if not chemin.exists():
        return "ce fichier ou ce dossier n'existe pas ; vérifiez le chemin."
    if chemin.suffix.lower() == ".csv":
        return "donnez le dossier qui contient les fichiers CSV, non un seul fichier."
    return "donnez un dossier de fichiers CSV, ou un classeur au format .xlsx."


def _ouvrir_dossier(dossier: Path, fautes: Fautes) -> Source:
    source = Source([], 0)
    for fichier in sorted(dossier.iterdir()):
        if _est_a_ignorer(fichier.name):
            continue
        if fichier.suffix.lower() != ".csv" or not fichier.is_file():
            fautes.ajouter(fichier.name, "on attend ici des fichiers .csv ; retirer ce fichier du dossier.")
        elif (genre := _genre(fichier.stem, fichier.name, source, fautes)) and (
            encodage := _encodage(fichier, source, fautes)
        ):
            _ajouter_feuille(source, fichier.name, genre, _rangees_csv(fichier, encodage, fautes), fautes)
    if source.est_vide and not fautes.nombre:
        fautes.ajouter(dossier.name, _VIDE)
    return source


def _ouvrir_xlsx(chemin: Path, fautes: Fautes) -> Source:
    source = Source([], 0)

    def en_erreur(ligne: int, colonne: str) -> None:
        raison = "cette cellule contient une formule en erreur ; remplacez-la par sa valeur."
        fautes.ajouter(chemin.name, raison, ligne=ligne, colonne=colonne)

    try:
        with chemin.open("rb") as flux:
            classeur = ouvrir_classeur(flux, en_erreur)
    except ClasseurRefuse as refus:
        fautes.ajouter(chemin.name, str(refus))
        return source
    for onglet in classeur.sheet_names:
        if onglet.startswith("_") or comparable(onglet) == comparable(MODE_D_EMPLOI):
            continue
        nom = f"{chemin.name}, feuille « {onglet} »"
        if genre := _genre(onglet, nom, source, fautes):
            try:
                feuille = lire_feuille(classeur, onglet)
            except ClasseurRefuse as refus:
                fautes.ajouter(nom, str(refus))
                continue
            source.nb_lignes += feuille.total_height
            _ajouter_feuille(source, nom, genre, enumerate(feuille.iter_rows(), start=1), fautes)
    if source.est_vide and not fautes.nombre:
        fautes.ajouter(chemin.name, _VIDE)
    return source


def _est_a_ignorer(nom: str) -> bool:
    return (
        nom.startswith((".", "~$")) or nom.lower().endswith(".md") or comparable(nom).startswith("lisezmoi")
    )


def _genre(nom: str, lieu: str, source: Source, fautes: Fautes) -> Genre | None:
    genre = _GENRES.get(comparable(nom))
    if genre is None:
        fautes.ajouter(
            lieu, f"nom inconnu ; les noms possibles sont : {', '.join(genre.nom for genre in GENRES)}."
        )
    elif any(feuille.genre is genre for feuille in source.feuilles):
        fautes.ajouter(lieu, f"« {genre.nom} » est donné deux fois ; n'en garder qu'un.")
        genre = None
    return genre


def _ajouter_feuille(source: Source, nom: str, genre: Genre, rangees: Iterator, fautes: Fautes) -> None:
    """Read the header and add the sheet to `source`, unless it has nothing below."""
    rangees = (rangee for rangee in rangees if _est_remplie(rangee[1]))
    numero, entete = next(rangees, (None, []))
    if numero is None:
        fautes.ajouter(nom, "il manque la première ligne, qui porte les noms des colonnes.")
        return
    while entete and not en_texte(entete[-1]):
        entete.pop()
    par_nom = {comparable(colonne.nom): colonne for colonne in genre.colonnes}
    feuille = Feuille(nom, genre, [], rangees, fautes)
    for rang, titre in enumerate(map(en_texte, entete), start=1):
        colonne, raison = par_nom.get(comparable(titre)), None
        if colonne and colonne in feuille.colonnes:
            colonne, raison = None, "cette colonne est donnée deux fois ; n'en garder qu'une."
        elif colonne is None and genre.nom == "jeunes" and comparable(titre) in _IDENTITE:
            raison = (
                "Allervers n'enregistre aucune identité en clair ; retirer cette colonne du fichier"
                " (l'année de naissance seule a sa place, dans annee_naissance)."
                if "naissance" in comparable(titre)
                else "Allervers n'enregistre aucune identité en clair ; mettre cette colonne dans le tableau"
                " « identites », qui est chiffré à la lecture."
            )
        elif colonne is None and titre:
            raison = f"colonne inconnue ; les colonnes possibles sont : {', '.join(par_nom)}."
        elif colonne is None:
            raison = f"la colonne n° {rang} n'a pas de nom ; donnez-lui-en un, ou supprimez-la."
        if raison:
            fautes.ajouter(nom, raison, ligne=numero, colonne=titre)
        feuille.colonnes.append(colonne)
    for colonne in feuille.manquantes:
        fautes.ajouter(
            nom, "il manque cette colonne, qui est obligatoire.", ligne=numero, colonne=colonne.nom
        )
    if premiere := next(rangees, None):
        feuille.rangees = chain([premiere], rangees)
        source.feuilles.append(feuille)


def _est_remplie(cellules: list) -> bool:
    return any(cellule not in ("", None) and en_texte(cellule) for cellule in cellules)


def _encodage(fichier: Path, source: Source, fautes: Fautes) -> str | None:
    """Return « utf-8-sig » or « cp1252 », reading the file once; counts its lines into `source`."""
    decodeur = codecs.getincrementaldecoder("utf-8")()
    est_utf8, est_cp1252, est_binaire = True, True, False
    with fichier.open("rb") as flux:
        for morceau in chain(iter(lambda: flux.read(_MORCEAU), b""), [b""]):
            source.nb_lignes += morceau.count(b"\n")
            est_binaire |= b"\0" in morceau
            est_cp1252 &= not any(octet in morceau for octet in _HORS_WINDOWS_1252)
            if est_utf8:
                try:
                    decodeur.decode(morceau, final=not morceau)
                except UnicodeDecodeError:
                    est_utf8 = False
    if est_binaire or not (est_utf8 or est_cp1252):
        fautes.ajouter(
            fichier.name,
            "ce fichier n'est pas un texte lisible ; dans le tableur, enregistrez-le au format « CSV UTF-8 ».",
        )
        return None
    return "utf-8-sig" if est_utf8 else "cp1252"


def _rangees_csv(fichier: Path, encodage: str, fautes: Fautes) -> Iterator[tuple[int, list[str]]]:
    """Yield (physical line number, cells). A misplaced quote is a fault, and ends the file."""
    with fichier.open(encoding=encodage, newline="") as flux:
        entete = next((ligne for ligne in flux if ligne.strip()), "")
        separateur = max(SEPARATEURS, key=entete.count)
        flux.seek(0)
        lecteur = csv.reader(flux, delimiter=separateur, strict=True)
        derniere = 0
        try:
            for cellules in lecteur:
                yield derniere + 1, cellules
                derniere = lecteur.line_num
        except csv.Error:
            fautes.ajouter(
                fichier.name,
                "un guillemet droit est mal placé à partir d'ici (la suite du fichier n'a pas été lue) ;"
                " retirez-le, ou doublez-le à l'intérieur d'une valeur entre guillemets.",
                ligne=derniere + 1,
            )
