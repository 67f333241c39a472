"""Reading an official file (INSEE, SIG Ville): its columns, and the lines of the places of the service.

Only what is about these places is kept: a file of all the communes of France leaves a few lines.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..models import Nature, Territoire

TAILLE_MAX = 60_000_000  # bytes: the largest of the INSEE's files by commune has 40 millions
COLONNES_MAX = 2_000
SEPARATEURS = ";\t,|"
# Where the codes of the places stand: columns called so, or among the first.
_NOM_DE_CODE = re.compile(r"CODE|COM|IRIS|QP|GEO|EPCI|SIREN|UAI|^DEP", re.IGNORECASE)
_PREMIERES = 8
_HORS_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_NOMBRE = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?(?:[eE][+-]?\d{1,2})?")
_NON_COMMUNIQUE = {"nc", "nd", "ns", "na", "s", "c", "secret", "-", "–", "…", "...", "."}
_MAXIMUM = Decimal(10) ** 12
EN_CSV = "ouvrez-le dans un tableur, enregistrez-le au format CSV, puis choisissez le fichier obtenu."


class FichierRefuse(ValueError):
    """This file cannot be read; the message, in French, says why and what to do."""


class ChiffreRefuse(ValueError):
    """This cell is no figure; the message, in French, says what it should be."""


@dataclass(frozen=True)
class Fichier:
    """What is kept of a file: its name, its columns of figures, and (line number, place, cells) of each known place.

    `cle`: the column where the places were recognised; `nb_lignes`: how many lines the file has.
    """

    nom: str
    cle: str
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[int, str, tuple[str, ...]], ...]
    nb_lignes: int


def codes_des_lieux(lieux: Sequence[Territoire]) -> Mapping[str, list[Territoire]]:
    """Return official code → the places that have it: INSEE, SIREN, QPV, IRIS, UAI."""
    codes: dict[str, list[Territoire]] = {}
    for lieu in lieux:
        code = lieu.commune_id if lieu.nature == Nature.COMMUNE else lieu.code_officiel
        if code:
            codes.setdefault(_comparable(code), []).append(lieu)
    return codes


def lire_fichier(flux, nom: str, taille: int, codes: Mapping[str, list[Territoire]]) -> Fichier:
    """Return what `flux`, an open file of `taille` bytes, says of the places. Raises FichierRefuse."""
    if taille > TAILLE_MAX:
        raise FichierRefuse(
            f"Ce fichier dépasse {TAILLE_MAX // 1_000_000} Mo\u202f: n’y gardez que les lignes de votre département."
        )
    octets = flux.read(TAILLE_MAX + 1)
    rangees = _rangees(octets, _encodage(octets))
    entete, suite = _entete(rangees)
    noms = _noms(entete)
    candidates = [
        rang for rang, titre in enumerate(noms) if titre and (rang < _PREMIERES or _NOM_DE_CODE.search(titre))
    ]
    trouvees: dict[int, list] = {rang: [] for rang in candidates}
    nb_lignes = 0
    for numero, cellules in suite:
        nb_lignes += 1
        for rang in candidates:
            if rang < len(cellules) and (lieux := codes.get(_comparable(cellules[rang]))):
                trouvees[rang].append((numero, lieux, cellules))
    # A file by IRIS has a column of communes too, where each comes back many times.
    cle = max(candidates, key=lambda rang: _reconnus(trouvees[rang]), default=None)
    if cle is None or not trouvees[cle]:
        raise FichierRefuse(_aucun_lieu(noms, codes))
    return _reduire(nom, noms, cle, trouvees[cle], nb_lignes)


def _reconnus(lignes: list) -> tuple[bool, bool, int]:
    """Return what tells the column of the places: it has some, each once, and the most."""
    lieux = [lieu.uuid for _, trouves, _ in lignes for lieu in trouves]
    return bool(lieux), len(lieux) == len(set(lieux)), len(lieux)


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


def _encodage(octets: bytes) -> str:
    """Return which of the two usual encodings a text has. Raises FichierRefuse."""
    if octets.startswith(b"PK\x03\x04"):
        if b"xl/" in octets[:4096] or b"[Content_Types].xml" in octets[:4096] or b"mimetype" in octets[:64]:
            raise FichierRefuse(f"C’est un classeur\u202f: {EN_CSV}")
        raise FichierRefuse(
            "C’est une archive\u202f: ouvrez-la, puis choisissez le fichier CSV qu’elle contient."
        )
    if octets.startswith(b"\xd0\xcf\x11\xe0"):
        raise FichierRefuse(f"C’est un classeur\u202f: {EN_CSV}")
    if not octets.strip():
        raise FichierRefuse("Ce fichier est vide.")
    if b"\0" not in octets:
        try:
            octets.decode("utf-8-sig")
            return "utf-8-sig"
        except UnicodeDecodeError:
            if not _HORS_WINDOWS_1252.search(octets):
                return "cp1252"
    raise FichierRefuse(
        "Ce fichier n’est pas un texte\u202f: on attend ici un fichier CSV de l’INSEE ou du SIG Ville."
    )


def _rangees(octets: bytes, encodage: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of the lines that are not blank. Raises FichierRefuse."""
    premieres = octets[:20_000].decode(encodage, "ignore").splitlines()[:20]
    separateur = max(SEPARATEURS, key=lambda signe: sum(ligne.count(signe) for ligne in premieres))
    texte = io.TextIOWrapper(io.BytesIO(octets), encodage, newline="")
    lecteur = csv.reader(texte, delimiter=separateur, strict=True)
    numero = 1
    try:
        for cellules in lecteur:
            if any(cellule.strip() for cellule in cellules):
                yield numero, cellules
            numero = lecteur.line_num + 1
    except csv.Error:
        raise FichierRefuse(
            f"Ligne {numero}\u202f: un guillemet est mal placé, ou une case est trop longue\u202f: corrigez-la."
        ) from None


def _entete(rangees: Iterator[tuple[int, list[str]]]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return (the names of the columns, the lines below): titles above them are left out. Raises FichierRefuse."""
    premieres = [rangee for rangee, _ in zip(rangees, range(20), strict=False)]
    remplies = [sum(bool(cellule.strip()) for cellule in cellules) for _, cellules in premieres]
    rang = next((rang for rang, nb in enumerate(remplies) if nb > 1 and nb * 2 >= max(remplies)), None)
    if rang is None:
        raise FichierRefuse(
            "Ce fichier n’a qu’une colonne\u202f: on attend un fichier CSV, une colonne par donnée, séparées par « ; »."
        )
    if len(premieres[rang][1]) > COLONNES_MAX:
        raise FichierRefuse(
            f"Ce fichier a plus de {COLONNES_MAX} colonnes\u202f: gardez celles qui vous servent."
        )

    def suite():
        yield from premieres[rang + 1 :]
        yield from rangees

    return premieres[rang][1], suite()


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


def _reduire(nom: str, noms: list[str], cle: int, trouvees: list, nb_lignes: int) -> Fichier:
    vus: dict[str, int] = {}
    for numero, _, cellules in trouvees:
        code = _comparable(cellules[cle])
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
        if titre and rang != cle and any(_est_un_chiffre(case(cellules, rang)) for _, _, cellules in trouvees)
    ]
    return Fichier(
        nom=nom[:120],
        cle=noms[cle],
        colonnes=tuple(noms[rang] for rang in gardees),
        lignes=tuple(
            (numero, lieu.uuid.hex, tuple(case(cellules, rang)[:60] for rang in gardees))
            for numero, lieux, cellules in trouvees
            for lieu in lieux
        ),
        nb_lignes=nb_lignes,
    )


def _est_un_chiffre(texte: str) -> bool:
    try:
        return bool(texte) and lire_chiffre(texte) is not None
    except ChiffreRefuse:
        return False


def _comparable(code: str) -> str:
    """Return a code as it is compared: a spreadsheet drops the zero of « 01004 »."""
    propre = code.strip().upper()
    return f"0{propre}" if len(propre) == 4 and propre.isdecimal() else propre


def _aucun_lieu(noms: list[str], codes: Mapping[str, list[Territoire]]) -> str:
    if not codes:
        return "Aucun de vos lieux n’a de code officiel\u202f: notez-les d’abord (INSEE, QPV, SIREN) dans les réglages."
    exemples = ", ".join(f"{lieux[0].nom} ({code})" for code, lieux in list(codes.items())[:3])
    return (
        f"Aucun de vos lieux n’est reconnu dans ce fichier. On y cherche leurs codes officiels\u202f: {exemples}… "
        f"Ses colonnes commencent par\u202f: {', '.join(filter(None, noms[:4]))}."
    )
