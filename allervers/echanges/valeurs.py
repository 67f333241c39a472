"""Reading one value: what a person wrote in a cell → the Python value that it means.

A cell is text (CSV) or already typed (Excel). Everything here is pure, and refuses with a `ValeurRefusee`
whose message says what to write instead. References to lists and other lines are only cleaned here;
`references` looks them up.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from .fautes import ValeurRefusee
from .format import Colonne, Type

ANNEES = range(1900, 2101)
MOIS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre",
)  # fmt: skip
OUI = {"oui", "o", "vrai", "1", "x"}
NON = {"non", "n", "faux", "0"}

_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d+)")
_DATE_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DATE_EN_LETTRES = re.compile(r"(\d{1,2})(?:er)?_([a-z]+)_(\d+)")
_NOMBRE = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?")
_HEURE = re.compile(r"(\d{1,2})\s*(?:[hH]|:(?=\d))\s*(\d{2})?(?::00)?")
_MINUTES = re.compile(r"(\d{1,5})\s*(?:min|mn|minutes?)?", re.IGNORECASE)
_HEURES = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|heures?)", re.IGNORECASE)
_HEURES_MINUTES = re.compile(r"(\d{1,3})\s*[:hH]\s*(\d{2})\s*(?::00|min|mn)?")
_CODE = re.compile(r"[\w.-]+")


def comparable(texte: str) -> str:
    """Return `texte` without case, accents or punctuation: « Année naissance » → « annee_naissance »."""
    texte = unicodedata.normalize("NFKD", texte).casefold().replace("œ", "oe").replace("æ", "ae")
    sans_accents = "".join(c for c in unicodedata.normalize("NFKD", texte) if not unicodedata.combining(c))
    return "_".join(re.findall(r"[^\W_]+", sans_accents))


def en_texte(brut) -> str:
    """Return a cell as a person sees it: 62.0 → « 62 », an Excel date → « 05/03/2024 »."""
    match brut:
        case None:
            return ""
        case str():
            return brut.strip()
        case bool():
            return "oui" if brut else "non"
        case float():
            return format(brut, ".15g").replace(".", ",")
        case Decimal():
            return str(brut).replace(".", ",")
        case datetime() if brut.time() != time():
            return f"{brut:%d/%m/%Y %H:%M}"
        case date():
            return f"{brut:%d/%m/%Y}"
        case time():
            return f"{brut:%H:%M}"
        case _:
            return str(brut)


def lire_valeur(colonne: Colonne, brut):
    """Return the value that the cell `brut` means for `colonne`, None when it is empty.

    « NC » is None too, where the column allows it. Raises ValeurRefusee.
    """
    texte = en_texte(brut)
    if not texte:
        if colonne.est_obligatoire:
            raise ValeurRefusee("cette case est obligatoire.")
        return None
    if colonne.type is Type.CHOIX:
        return _choix(texte, colonne.choix)
    return _LECTURES[colonne.type](brut if not isinstance(brut, str) else texte, texte)


def _texte(brut, texte: str) -> str:
    if "\x00" in texte:
        raise ValeurRefusee("cette case contient un caractère illisible : retapez-la.")
    return texte


def _code(brut, texte: str) -> str:
    if not _CODE.fullmatch(texte):
        raise ValeurRefusee("un code s'écrit sans espace, avec des lettres, des chiffres et des tirets.")
    return texte


def _codes(brut, texte: str) -> tuple[str, ...]:
    return tuple(_code(code, code) for code in _separer(texte))


def _textes(brut, texte: str) -> tuple[str, ...]:
    return _separer(_texte(brut, texte))


def _separer(texte: str) -> tuple[str, ...]:
    parties = tuple(partie.strip() for partie in texte.split("|") if partie.strip())
    if len(set(parties)) < len(parties):
        raise ValeurRefusee("la même valeur est écrite deux fois : n'en gardez qu'une.")
    if not parties:
        raise ValeurRefusee("écrivez au moins une valeur, ou laissez la case vide.")
    return parties


def _choix(texte: str, choix: tuple[str, ...]) -> str:
    for possible in choix:
        if comparable(possible) == comparable(texte):
            return possible
    raise ValeurRefusee(f"valeur inconnue ; choisissez parmi : {', '.join(choix)}.")


def _decimal(brut, texte: str) -> Decimal:
    if isinstance(brut, int | float | Decimal) and not isinstance(brut, bool):
        # Excel computes in floating point and shows 15 digits: those are the number that was meant.
        nombre = Decimal(format(brut, ".15g")) if isinstance(brut, float) else Decimal(brut)
        if nombre.is_finite():
            return nombre
    elif _NOMBRE.fullmatch(texte):
        return Decimal(re.sub(r"[ \u00a0\u202f]", "", texte).replace(",", "."))
    raise ValeurRefusee("ce n'est pas un nombre ; écrivez par exemple 31,4, sans unité.")


def _decimal_ou_nc(brut, texte: str) -> Decimal | None:
    return None if comparable(texte) in ("nc", "n_c") else _decimal(brut, texte)


def _entier(brut, texte: str) -> int:
    try:
        nombre = _decimal(brut, texte)
    except ValeurRefusee:
        raise ValeurRefusee("ce n'est pas un nombre entier ; écrivez par exemple 28, sans unité.") from None
    if nombre != nombre.to_integral_value():
        raise ValeurRefusee("il faut un nombre entier, sans virgule.")
    return int(nombre)


def _annee(brut, texte: str) -> int:
    if not re.fullmatch(r"\d{4}", texte):
        raise ValeurRefusee("une année s'écrit sur quatre chiffres, par exemple 2024.")
    return _annee_plausible(int(texte))


def _annee_plausible(annee: int) -> int:
    if annee not in ANNEES:
        raise ValeurRefusee(f"l'année doit être entre {ANNEES[0]} et {ANNEES[-1]}.")
    return annee


def _date(brut, texte: str) -> date:
    if isinstance(brut, datetime):
        if brut.time() != time():
            raise ValeurRefusee("il faut une date seule, sans heure.")
        brut = brut.date()
    if isinstance(brut, date):
        _annee_plausible(brut.year)
        return brut
    if isinstance(brut, int | float):
        raise ValeurRefusee("ce n'est pas une date ; mettre la cellule au format « Date ».")
    if trouve := _DATE_ISO.fullmatch(texte):
        annee, mois, jour = trouve.groups()
    elif trouve := _DATE.fullmatch(texte):
        jour, _, mois, annee = trouve.groups()
    elif (trouve := _DATE_EN_LETTRES.fullmatch(comparable(texte))) and trouve[2] in MOIS:
        jour, annee = trouve[1], trouve[3]
        mois = MOIS.index(trouve[2]) + 1
    else:
        raise ValeurRefusee("ce n'est pas une date ; écrivez 05/03/2024 ou 2024-03-05.")
    if len(annee) != 4:
        raise ValeurRefusee("l'année doit avoir quatre chiffres ; écrivez par exemple 05/03/2024.")
    try:
        return date(_annee_plausible(int(annee)), int(mois), int(jour))
    except ValeurRefusee:
        raise
    except ValueError:
        raise ValeurRefusee("ce jour n'existe pas ; écrivez jour/mois/année.") from None


def _heure(brut, texte: str) -> time:
    if isinstance(brut, time):
        return brut.replace(second=0, microsecond=0)
    trouve = _HEURE.fullmatch(texte)
    if not isinstance(brut, str) or not trouve:
        raise ValeurRefusee("ce n'est pas une heure ; écrivez 14:30 ou 14h30.")
    heures, minutes = int(trouve[1]), int(trouve[2] or 0)
    if heures > 23 or minutes > 59:
        raise ValeurRefusee("cette heure n'existe pas ; de 0:00 à 23:59.")
    return time(heures, minutes)


def _duree(brut, texte: str) -> int:
    """Return whole minutes."""
    if isinstance(brut, time):
        brut = timedelta(hours=brut.hour, minutes=brut.minute, seconds=brut.second)
    if isinstance(brut, timedelta):
        return round(brut / timedelta(minutes=1))
    if trouve := _MINUTES.fullmatch(texte):
        return int(trouve[1])
    if trouve := _HEURES_MINUTES.fullmatch(texte):
        heures, minutes = int(trouve[1]), int(trouve[2])
        if minutes > 59:
            raise ValeurRefusee("il y a 60 minutes dans une heure ; écrivez par exemple 1h30.")
        return heures * 60 + minutes
    if trouve := _HEURES.fullmatch(texte):
        minutes = Decimal(f"{trouve[1]}.{trouve[2] or 0}") * 60
        if minutes == minutes.to_integral_value():
            return int(minutes)
    raise ValeurRefusee("ce n'est pas une durée ; écrivez 90 (minutes), 1h30 ou 1:30.")


def _oui_non(brut, texte: str) -> bool:
    mot = comparable(texte)
    if mot in OUI:
        return True
    if mot in NON:
        return False
    raise ValeurRefusee("répondez par oui ou non.")


_LECTURES = {
    Type.TEXTE: _texte,
    Type.SCELLE: _texte,
    Type.CODE: _code,
    Type.ENTIER: _entier,
    Type.DECIMAL: _decimal,
    Type.DECIMAL_OU_NC: _decimal_ou_nc,
    Type.DATE: _date,
    Type.ANNEE: _annee,
    Type.HEURE: _heure,
    Type.DUREE: _duree,
    Type.OUI_NON: _oui_non,
    Type.TERME: _texte,
    Type.STATUT: _texte,
    Type.TRANCHE: _texte,
    Type.COMMUNE: _texte,
    Type.LIEN: _code,
    Type.LIENS: _codes,
    Type.TERMES: _textes,
}
