"""Reading an official file (INSEE, SIG Ville): its columns, and the lines of the places of the service.

Only what is about these places is kept: a file of all the communes of France leaves a few lines. In a file by IRIS, a
commune has the lines of all its own, and a quartier those of the IRIS that it names.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ..models import Territoire
from .ouverture import TAILLE_MAX, FichierRefuse, Rangees, ouvrir

COLONNES_MAX = 2_000
# Where the codes of the places stand: columns called so, or among the first.
_NOM_DE_CODE = re.compile(r"CODE|COM|IRIS|QP|GEO|EPCI|SIREN|UAI|^DEP", re.IGNORECASE)
_PREMIERES = 8
# Files of the INSEE that have one figure a line: its column, and those that only qualify it.
VALEUR = "OBS_VALUE"
_SUR_LA_VALEUR = re.compile("OBS_|CONF_|DECIMALS|UNIT_")
_NOM_DE_COLONNE = re.compile("[A-Z][A-Z0-9_]{2,}")
# The code of an IRIS begins with that of its commune; a spreadsheet drops the zero of « 010040101 ».
_IRIS = re.compile(r"(?:\d{2}|2[AB])\d{7}")
_NOMBRE = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?(?:[eE][+-]?\d{1,2})?")
_NON_COMMUNIQUE = {"nc", "nd", "ns", "na", "s", "c", "secret", "-", "–", "…", "...", "."}
_MAXIMUM = Decimal(10) ** 12


class ChiffreRefuse(ValueError):
    """This cell is no figure; the message, in French, says what it should be."""


class SansLieu(FichierRefuse):
    """Nothing here is about the places of the service."""


class Ligne(NamedTuple):
    """A line of the file: its number, its place (in hexadecimal), the code that it has there, its cells."""

    numero: int
    lieu: str
    code: str
    cellules: tuple[str, ...]


@dataclass(frozen=True)
class Fichier:
    """What is kept of a file: its name, its columns of figures, and the lines of each known place.

    `cle`: the column where the places were recognised; `nb_lignes`: how many lines the file has; `manquants`: place →
    the codes that it names and that the file does not have: it is left out; `libelles`: what each column means, if the
    file says it.
    """

    nom: str
    cle: str
    colonnes: tuple[str, ...]
    lignes: tuple[Ligne, ...]
    nb_lignes: int
    manquants: tuple[tuple[str, str], ...] = ()
    libelles: tuple[str, ...] = ()

    @property
    def par_lieu(self) -> Mapping[str, list[Ligne]]:
        """Place → its lines: several when it is made of several IRIS."""
        lieux: dict[str, list[Ligne]] = {}
        for ligne in self.lignes:
            lieux.setdefault(ligne.lieu, []).append(ligne)
        return lieux


def codes_des_lieux(lieux: Sequence[Territoire]) -> Mapping[str, list[Territoire]]:
    """Return official code → the places that have it: INSEE, SIREN, QPV, IRIS, UAI."""
    codes: dict[str, list[Territoire]] = {}
    for lieu in lieux:
        for code in lieu.codes_officiels:
            codes.setdefault(_comparable(code), []).append(lieu)
    return codes


def lire_fichier(flux, nom: str, taille: int, codes: Mapping[str, list[Territoire]]) -> Fichier:
    """Return what `flux`, an open file of `taille` bytes, says of the places. Raises FichierRefuse."""
    if taille > TAILLE_MAX:
        raise FichierRefuse(
            f"Ce fichier dépasse {TAILLE_MAX // 1_000_000} Mo\u202f: envoyez l’archive ZIP telle qu’on la télécharge, "
            "ou n’y gardez que les lignes de votre département."
        )
    lus, refus = [], []
    feuilles, libelles = ouvrir(flux.read(TAILLE_MAX + 1))
    for rangees in feuilles:
        try:
            lus.append(_lire_feuille(rangees, nom, codes, libelles))
        except FichierRefuse as raison:
            refus.append(raison)
    if not lus:
        raise next((un for un in refus if not isinstance(un, SansLieu)), refus[0])
    return max(lus, key=lambda lu: len(lu.par_lieu))


def _lire_feuille(
    rangees: Rangees, nom: str, codes: Mapping[str, list[Territoire]], libelles: Mapping[str, str]
) -> Fichier:
    entete, dessus, suite = _entete(rangees)
    noms = _noms(entete)
    libelles = libelles | dict(zip(noms, dessus, strict=False))
    candidates = [
        rang for rang, titre in enumerate(noms) if titre and (rang < _PREMIERES or _NOM_DE_CODE.search(titre))
    ]
    trouvees: dict[int, list[_Trouvee]] = {rang: [] for rang in candidates}
    nb_lignes = 0
    cherchees = [(rang, est_par_iris(noms[rang])) for rang in candidates]
    for numero, cellules in suite:
        nb_lignes += 1
        for rang, est_iris in cherchees:
            if rang < len(cellules) and (code := _comparable(cellules[rang], est_iris)):
                lieux = codes.get(code)
                if est_iris and _IRIS.fullmatch(code):
                    lieux = [*(lieux or ()), *codes.get(code[:5], ())]
                if lieux:
                    trouvees[rang].append(_Trouvee(numero, code, lieux, cellules))
    # A file by IRIS has a column of communes too, where each comes back many times.
    cle = max(candidates, key=lambda rang: _reconnus(trouvees[rang]), default=None)
    if cle is None or not trouvees[cle]:
        raise SansLieu(_aucun_lieu(noms, codes))
    siennes = trouvees[cle]
    if VALEUR in noms:
        noms, libelles, cle, siennes = _etaler(noms, libelles, cle, siennes)
    return _reduire(nom, noms, libelles, cle, siennes, nb_lignes)


class _Trouvee(NamedTuple):
    numero: int
    code: str
    lieux: list[Territoire]
    cellules: list[str]


def est_par_iris(colonne: str) -> bool:
    return "IRIS" in colonne.upper()


def _reconnus(trouvees: list[_Trouvee]) -> tuple[bool, bool, int]:
    """Return what tells the column of the places: it has some, each code once, and the most."""
    codes = {une.code for une in trouvees}
    lieux = {lieu.uuid for une in trouvees for lieu in une.lieux}
    return bool(codes), len(codes) == len(trouvees), len(lieux)


def lire_chiffre(texte: str) -> Decimal | None:
    """Return the figure that a cell means, None when it is not communicated. Raises ChiffreRefuse."""
    propre = texte.strip().removesuffix("%").strip()
    if propre.casefold().replace("/", "") in _NON_COMMUNIQUE:
        return None
    if not _NOMBRE.fullmatch(propre):
        raise ChiffreRefuse("ce n’est pas un nombre (31,4), ni « NC »")
    nombre = Decimal(re.sub(r"[ \u00a0\u202f]", "", propre).replace(",", "."))
    if abs(nombre) >= _MAXIMUM:
        raise ChiffreRefuse("ce nombre est trop grand")
    return nombre


def arrondir(nombre: Decimal, est_une_part: bool) -> Decimal:
    """Return a figure as it is recorded: the INSEE estimates its numbers of persons with decimals that mean nothing."""
    if nombre == (aux_centiemes := nombre.quantize(Decimal("0.01"), ROUND_HALF_UP)) or est_une_part:
        return aux_centiemes
    return nombre.quantize(Decimal(1), ROUND_HALF_UP)


def _entete(rangees: Rangees) -> tuple[list[str], list[str], Rangees]:
    """Return (the names of the columns, what they mean when it stands above, the lines below): titles are left out.

    Raises FichierRefuse.
    """
    premieres = [rangee for rangee, _ in zip(rangees, range(20), strict=False)]
    remplies = [sum(bool(cellule.strip()) for cellule in cellules) for _, cellules in premieres]
    rang = next((rang for rang, nb in enumerate(remplies) if nb > 1 and nb * 2 >= max(remplies)), None)
    if rang is None:
        raise SansLieu(
            "Ce fichier n’a qu’une colonne\u202f: on attend un fichier CSV, une colonne par donnée, séparées par « ; »."
        )
    dessus: list[str] = []
    if rang + 1 < len(premieres) and _sont_des_noms(premieres[rang + 1][1], remplies[rang]):
        dessus, rang = premieres[rang][1], rang + 1
    if len(premieres[rang][1]) > COLONNES_MAX:
        raise FichierRefuse(
            f"Ce fichier a plus de {COLONNES_MAX} colonnes\u202f: gardez celles qui vous servent."
        )

    def suite():
        yield from premieres[rang + 1 :]
        yield from rangees

    return premieres[rang][1], dessus, suite()


def _sont_des_noms(cellules: list[str], nb: int) -> bool:
    """Whether a line holds the names of the columns, below what they mean: a workbook of the INSEE has both."""
    dites = [cellule.strip() for cellule in cellules if cellule.strip()]
    return len(dites) * 2 >= nb and all(map(_NOM_DE_COLONNE.fullmatch, dites))


def _noms(entete: list[str]) -> list[str]:
    """Return the names of the columns, each once; empty for those without one."""
    noms: list[str] = []
    for titre in (" ".join(cellule.split())[:120] for cellule in entete):
        rang = 2
        unique = titre
        while unique and unique in noms:
            unique, rang = f"{titre} ({rang})", rang + 1
        noms.append(unique)
    return noms


def _etaler(noms: list[str], libelles: Mapping[str, str], cle: int, trouvees: list[_Trouvee]):
    """Return (names of the columns, what they mean, that of the places, one line a place) of a file that has one figure
    a line: each kind of figure becomes a column, called by what tells it from the others.
    """

    def case(une: _Trouvee, rang: int) -> str:
        return une.cellules[rang].strip() if rang < len(une.cellules) else ""

    valeur = noms.index(VALEUR)
    dimensions = [
        rang
        for rang, titre in enumerate(noms)
        if titre and rang not in (cle, valeur) and not _SUR_LA_VALEUR.match(titre)
    ]
    variables = [rang for rang in dimensions if len({case(une, rang) for une in trouvees}) > 1]
    sortes: dict[tuple[str, ...], int] = {}
    lignes: dict[str, _Trouvee] = {}
    for une in trouvees:
        rang = sortes.setdefault(tuple(case(une, variable) for variable in variables), len(sortes) + 1)
        ligne = lignes.setdefault(une.code, une._replace(cellules=[une.cellules[cle]]))
        ligne.cellules.extend([""] * (rang + 1 - len(ligne.cellules)))
        if ligne.cellules[rang]:
            raise FichierRefuse(f"Ligne {une.numero}\u202f: {une.code} y a deux fois le même chiffre.")
        ligne.cellules[rang] = case(une, valeur)
    if len(sortes) > COLONNES_MAX:
        raise FichierRefuse(
            f"Ce fichier a plus de {COLONNES_MAX} sortes de chiffres\u202f: gardez celles qui vous servent."
        )
    dites = [
        [f"{noms[variable]} {mot}" for variable, mot in zip(variables, sorte, strict=True)]
        for sorte in sortes
    ]
    etales = _noms([noms[cle], *(", ".join(mots) or VALEUR for mots in dites)])
    sens = [", ".join(libelles.get(mot, "") or mot for mot in mots) for mots in dites]
    return etales, dict(zip(etales[1:], sens, strict=True)), 0, list(lignes.values())


def _reduire(
    nom: str,
    noms: list[str],
    libelles: Mapping[str, str],
    cle: int,
    trouvees: list[_Trouvee],
    nb_lignes: int,
) -> Fichier:
    vus: dict[str, int] = {}
    for numero, code, _, cellules in trouvees:
        if code in vus:
            raise FichierRefuse(
                f"Ligne {numero}, colonne «\u00a0{noms[cle]}\u00a0»\u202f: {cellules[cle]} est déjà ligne {vus[code]}. "
                "Il faut une seule ligne par lieu\u202f: gardez une année, un sexe, un âge."
            )
        vus[code] = numero

    def case(cellules: list[str], rang: int) -> str:
        return cellules[rang].strip() if rang < len(cellules) else ""

    gardees = [
        rang
        for rang, titre in enumerate(noms)
        if titre and rang != cle and any(_est_un_chiffre(case(une.cellules, rang)) for une in trouvees)
    ]
    manquants = _manquants(trouvees)
    return Fichier(
        nom=nom[:120],
        cle=noms[cle],
        colonnes=tuple(noms[rang] for rang in gardees),
        lignes=tuple(
            Ligne(numero, lieu.uuid.hex, code, tuple(case(cellules, rang)[:60] for rang in gardees))
            for numero, code, lieux, cellules in trouvees
            for lieu in lieux
            if lieu.uuid.hex not in manquants
        ),
        nb_lignes=nb_lignes,
        manquants=tuple(manquants.items()),
        libelles=tuple(" ".join(libelles.get(noms[rang], "").split())[:120] for rang in gardees),
    )


def _manquants(trouvees: list[_Trouvee]) -> dict[str, str]:
    """Return place → its codes that are not there, of the kind of those that are: its lines would be a part of it."""
    presents = {une.code for une in trouvees}
    manquants = {}
    for lieu in {lieu.uuid: lieu for une in trouvees for lieu in une.lieux}.values():
        siens = {_comparable(code) for code in lieu.codes_officiels}
        formes = {len(code) for code in siens & presents}
        if absents := sorted(code for code in siens - presents if len(code) in formes):
            manquants[lieu.uuid.hex] = ", ".join(absents)
    return manquants


def _est_un_chiffre(texte: str) -> bool:
    try:
        return bool(texte) and lire_chiffre(texte) is not None
    except ChiffreRefuse:
        return False


def _comparable(code: str, est_iris: bool = False) -> str:
    """Return a code as it is compared: a spreadsheet drops the zero of « 01004 », and of the IRIS « 010040101 »."""
    propre = code.strip().upper()
    est_court = len(propre) == 4 or (est_iris and len(propre) == 8)
    return f"0{propre}" if est_court and propre.isdecimal() else propre


def _aucun_lieu(noms: list[str], codes: Mapping[str, list[Territoire]]) -> str:
    if not codes:
        return "Aucun de vos lieux n’a de code officiel\u202f: notez-les d’abord (INSEE, QPV, SIREN) dans les réglages."
    exemples = ", ".join(f"{lieux[0].nom} ({code})" for code, lieux in list(codes.items())[:3])
    return (
        f"Aucun de vos lieux n’est reconnu dans ce fichier. On y cherche leurs codes officiels\u202f: {exemples}… "
        f"Ses colonnes commencent par\u202f: {', '.join(filter(None, noms[:4]))}."
    )
