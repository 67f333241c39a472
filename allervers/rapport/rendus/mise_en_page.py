"""Tables on paper: how wide a column must be, which page a table needs, where it is cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, groupby

from allervers.rapport.document import PhotoDuDocument, TableauDuDocument
from allervers.rapport.presentation import CelluleAffichee, GrilleAffichee, LigneAffichee
from allervers.tableaux.tableau import Entete

# All lengths are in centimetres. What the margins of A4 leave:
PORTRAIT, PAYSAGE = 17, 25.7
# The longest side of a photo.
PHOTO = 11
# How large drawings stand on paper: their letters are then about those of the tables.
POINTS_PAR_PIXEL = 0.68
# A table that is at ease in half a page is not stretched over the whole of it: tables have two widths, no more.
ETROIT = 0.5
# A column of numbers wider than this parts the numbers from what they count.
COLONNE_MAXIMALE = 3.2
# The size of the letters, that of the precisions, and what stands beside a text in its cell.
CORPS, CORPS_SERRE, PETIT = 9 * 2.54 / 72, 8 * 2.54 / 72, 7.6 * 2.54 / 72
BORDS = 0.32
# How wide our letters are, bold, in parts of their size; Calibri's are no wider.
CHASSES = {
    0.2: " \u00a0\u202f",
    0.3: "ijlfIÎîï.,;:!'’()[]·-",
    0.37: "rt/",
    0.45: "cszç?«»",
    0.52: "aegkvxyàâéèêëFJLY0123456789–+",
    0.6: "bdhnopquôùûüABCDEKPRSTVXZÀÉÈÊÇ",
    0.7: "GHNOQUÔ&",
    0.87: "wmMWœ—%@",
}
CHASSE = {lettre: chasse for chasse, lettres in CHASSES.items() for lettre in lettres}
CHASSE_INCONNUE = 0.7


@dataclass(frozen=True)
class Besoin:
    """How wide a column must be: `serre`, so that no word is cut; `aise`, to be read at ease."""

    serre: float
    aise: float


@dataclass(frozen=True)
class Morceau:
    """Some columns of a grid, by their ranks, as one table on paper: the widths of its row headers and columns.

    `est_serre`: its letters are smaller. `est_suite`: it goes on with a grid that is too wide.
    """

    rangs: list[int]
    largeurs: list[float]
    est_serre: bool
    est_suite: bool


def largeur_de_la_photo(photo: PhotoDuDocument) -> float:
    """Return how many centimetres wide a photo stands, so that it takes less than half a page."""
    return min(PHOTO, PHOTO * photo.largeur / photo.hauteur)


def est_large(bloc) -> bool:
    """Tell whether `bloc` is a table that needs a landscape page.

    In a table that is already cut in several, most of these must be too wide: one alone is cut again.
    """
    if not isinstance(bloc, TableauDuDocument):
        return False
    grilles = bloc.affiche.grilles
    larges = [grille for grille in grilles if not _tient(_mesurer(grille, CORPS_SERRE), PORTRAIT)]
    return 2 * len(larges) > len(grilles)


def couper(grille: GrilleAffichee, place: float) -> Iterator[Morceau]:
    """Cut the columns in as few tables of about the same width as fit. Letters are smaller where it avoids a cut."""
    besoins = _mesurer(grille, CORPS)
    est_serre = not _tient(besoins, place)
    if est_serre:
        serres = _mesurer(grille, CORPS_SERRE)
        est_serre = _tient(serres, place)
        besoins = serres if est_serre else besoins
    entete, *colonnes = besoins
    # One column a table always ends the search, however long its words are.
    for nombre in count(1):
        parts = _partager([colonne.serre for colonne in colonnes], nombre)
        tiennent = all(_tient([entete, *(colonnes[rang] for rang in rangs)], place) for rangs in parts)
        if tiennent or nombre >= len(colonnes):
            break
    est_precise = any(ligne.entete.precisions for _, ligne in rangees(grille))
    for numero, rangs in enumerate(parts):
        largeurs = _repartir(entete, [colonnes[rang] for rang in rangs], place, est_precise)
        yield Morceau(rangs, largeurs, est_serre, est_suite=numero > 0)


def _partager(largeurs: Sequence[float], nombre: int) -> list[list[int]]:
    """Cut a row of columns in `nombre` parts at most; a column goes to the part where its middle falls."""
    tout = sum(largeurs)
    milieux = [fin - largeur / 2 for fin, largeur in zip(accumulate(largeurs), largeurs, strict=True)]
    parts = groupby(range(len(largeurs)), lambda rang: int(milieux[rang] * nombre / tout))
    return [list(rangs) for _, rangs in parts]


def _repartir(entete: Besoin, colonnes: list[Besoin], place: float, est_precise: bool) -> list[float]:
    """Share `place` between the row headers and the columns.

    Columns are of one width where they can be. What they leave goes to the row headers, first of all where these
    have texts below them.
    """
    besoins = [entete, *colonnes]
    serre, aise = (sum(getattr(besoin, nom) for besoin in besoins) for nom in ("serre", "aise"))
    if aise > place:
        part = max(place - serre, 0) / (aise - serre)
        return [besoin.serre + (besoin.aise - besoin.serre) * part for besoin in besoins]
    cible = place * ETROIT if aise <= place * ETROIT and not est_precise else place
    egale = max((colonne.aise for colonne in colonnes), default=0)
    if not est_precise:
        egale = max(egale, min((cible - entete.aise) / len(colonnes), COLONNE_MAXIMALE))
    if entete.aise + egale * len(colonnes) <= cible:
        return [cible - egale * len(colonnes), *[egale] * len(colonnes)]
    reste = (cible - aise) / len(besoins)
    return [besoin.aise + reste for besoin in besoins]


def _tient(besoins: Sequence[Besoin], place: float) -> bool:
    return sum(besoin.serre for besoin in besoins) <= place


def _mesurer(grille: GrilleAffichee, corps: float) -> list[Besoin]:
    """Return what the row headers, then each column, need."""
    lignes = list(rangees(grille))
    titres = next(ligne for genre, ligne in lignes if genre == "titre")
    besoins = [_mesurer_entetes([ligne.entete for _, ligne in lignes], corps)]
    for rang, titre in enumerate(titres.cellules):
        grands = [ligne.cellules[rang].texte for genre, ligne in lignes if genre != "precision"]
        petits = [ligne.cellules[rang].texte for genre, ligne in lignes if genre == "precision"]
        mot = max(_mot(grands, corps), _mot(petits, PETIT)) + BORDS
        entier, precision = _largeur(titre.texte, corps), max((_largeur(p, PETIT) for p in petits), default=0)
        besoins.append(
            Besoin(
                max(mot, entier / 3.2 + BORDS, precision / 6 + BORDS),
                max(mot, min(max(entier / 1.8, precision / 2.5) + BORDS, 4.5), 1.4),
            )
        )
    return besoins


def _mesurer_entetes(entetes: list[Entete], corps: float) -> Besoin:
    """Rows can have a text of several lines below their label."""
    libelle = max(_largeur(entete.libelle, corps) for entete in entetes) + 2 * BORDS
    precision = max((_largeur(" : ".join(p), PETIT) for un in entetes for p in un.precisions), default=0)
    # A long label has a few lines: the longer, the more room it asks.
    aise = max(libelle if libelle < 6 else min(max(6, libelle / 3), 10), min(precision + BORDS, 10))
    mot = _mot([entete.libelle for entete in entetes], corps) + BORDS
    return Besoin(max(mot, min(aise, max(2.9, aise / 2))), max(mot, aise))


def _largeur(texte: str, corps: float) -> float:
    return corps * sum(CHASSE.get(lettre, CHASSE_INCONNUE) for lettre in texte)


def _mot(textes: Sequence[str], corps: float) -> float:
    """Return the width of the longest word; one that no column can hold is cut."""
    return min(max((_largeur(mot, corps) for texte in textes for mot in texte.split(" ")), default=0), 6)


def rangees(grille: GrilleAffichee) -> Iterator[tuple[str, LigneAffichee]]:
    """Yield every row of the table, with its kind: titre, precision, groupe, dans-groupe, ligne, total, a-part."""
    yield "titre", _ligne("", [colonne.libelle for colonne in grille.colonnes])
    libelles = dict.fromkeys(libelle for colonne in grille.colonnes for libelle, _ in colonne.precisions)
    for libelle in libelles:
        yield (
            "precision",
            _ligne(libelle, [dict(colonne.precisions).get(libelle, "") for colonne in grille.colonnes]),
        )
    for bloc in grille.blocs:
        if bloc.groupe:
            yield "groupe", bloc.groupe
        for ligne in bloc.lignes:
            yield "dans-groupe" if bloc.groupe else "ligne", ligne
    if grille.total:
        yield "total", grille.total
    for ligne in grille.a_part:
        yield "a-part", ligne


def _ligne(libelle: str, textes: list[str]) -> LigneAffichee:
    return LigneAffichee(Entete("", libelle), tuple(CelluleAffichee(texte) for texte in textes))
