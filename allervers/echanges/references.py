"""Finding what a cell names: an entry of the service's lists, a commune, or a line of another kind."""

import difflib
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from allervers.jeunes.models import Fusion
from allervers.referentiel.models import DefinitionStatut, LibelleTerme, Liste, Millesime, TrancheAge
from allervers.territoires.models import Commune

from .correspondances import CORRESPONDANCES
from .fautes import ValeurRefusee
from .valeurs import comparable

ALLERVERS = uuid.UUID("4a11e57e-0000-4000-8000-a11e57e25000")
_CODE_INSEE = re.compile(r"(?:\d{4,5}|2[AB]\d{3})", re.IGNORECASE)
_CANDIDATS_MAX = 3000
_REFUS_AIDES = 200


def identifiant(espace: uuid.UUID, genre: str, cle: tuple[str, ...]) -> uuid.UUID:
    """Return the UUID of a line: always the same for the same service, kind and key."""
    return uuid.uuid5(espace, "\x1f".join((genre, *cle)))


def _propositions(texte: str, noms: Iterable[str]) -> str:
    """Return « peut-être « a » ou « b » ? », or nothing when no name is close to `texte`."""
    candidats = {}
    for nom in noms:
        if abs(len(nom) - len(texte)) <= max(3, len(texte) // 2):
            candidats.setdefault(nom.casefold(), nom)
        if len(candidats) >= _CANDIDATS_MAX:
            break
    proches = difflib.get_close_matches(texte.casefold(), candidats, n=3, cutoff=0.7)
    if not proches:
        return ""
    return "peut-être " + " ou ".join(f"« {candidats[proche]} »" for proche in proches) + " ?"


class Choix:
    """The entries of one list, found by code, else by label, whatever the case and accents."""

    def __init__(self, titre: str, entrees: Iterable[tuple[str, str, Any]]):
        self.titre = titre
        self._codes: dict[str, tuple[str, Any]] = {}
        self._libelles: dict[str, dict[str, Any]] = {}
        self._noms: dict[str, None] = {}
        self._trouves: dict[str, tuple[str, Any]] = {}
        self._refus: dict[str, str] = {}
        for code, libelle, pk in entrees:
            self._codes[comparable(code)] = (code, pk)
            self._libelles.setdefault(comparable(libelle), {})[code] = pk
            self._noms |= {libelle: None, code: None}

    def trouver(self, texte: str) -> tuple[str, Any]:
        """Return (code, primary key). Raises ValeurRefusee, with the closest entries."""
        if texte in self._refus:
            raise ValeurRefusee(self._refus[texte])
        if texte not in self._trouves:
            try:
                self._trouves[texte] = self._chercher(texte)
            except ValeurRefusee as refus:
                self._refus[texte] = str(refus)
                raise
        return self._trouves[texte]

    def _chercher(self, texte):
        nom = comparable(texte)
        if nom in self._codes:
            return self._codes[nom]
        memes = self._libelles.get(nom, {})
        if len(memes) > 1:
            raise ValeurRefusee(
                f"plusieurs entrées s'appellent ainsi ; écrivez le code : {', '.join(memes)}."
            )
        if memes:
            return next(iter(memes.items()))
        aide = _propositions(texte, self._noms) or f"choisissez parmi : {', '.join(self._apercu())}."
        raise ValeurRefusee(f"absent de la liste « {self.titre} » ; {aide}")

    def _apercu(self):
        codes = [code for code, _ in self._codes.values()]
        return codes if len(codes) <= 20 else [*codes[:20], "…"]


class Referentiels:
    """The lists of one service, over all its millésimes: a retired entry can still be named."""

    def __init__(self, service):
        self._service = service

    @cached_property
    def _termes(self) -> dict[str, Choix]:
        entrees: dict[str, list] = {liste: [] for liste in Liste.values}
        libelles = LibelleTerme.objects.filter(service=self._service).order_by("millesime__annee", "ordre")
        for liste, *entree in libelles.values_list("terme__liste", "terme__code", "libelle", "terme_id"):
            entrees[liste].append(entree)
        return {liste: Choix(Liste(liste).label, lignes) for liste, lignes in entrees.items()}

    @cached_property
    def _statuts(self) -> Choix:
        definitions = DefinitionStatut.objects.filter(service=self._service).order_by(
            "millesime__annee", "ordre"
        )
        return Choix("statuts", definitions.values_list("statut__code", "libelle", "statut_id"))

    @cached_property
    def _tranches(self) -> dict[int, Choix]:
        """Return first year → bands, the latest year first."""
        annees = Millesime.objects.filter(service=self._service).order_by("-annee").values_list("annee", "pk")
        return {
            annee: Choix(
                "tranches d'âge",
                TrancheAge.objects.filter(millesime=pk).values_list("code", "libelle", "pk"),
            )
            for annee, pk in annees
        }

    @cached_property
    def _code_de_tranche(self) -> dict[int, str]:
        return dict(TrancheAge.objects.filter(service=self._service).values_list("pk", "code"))

    def terme(self, liste: str, texte: str):
        return self._termes[liste].trouver(texte)

    def statut(self, texte: str):
        return self._statuts.trouver(texte)

    def tranche(self, texte: str, annee: int):
        """Look in the bands in force in `annee`."""
        for depuis, choix in self._tranches.items():
            if depuis <= annee:
                return choix.trouver(texte)
        raise ValeurRefusee(
            f"le service n'a pas de tranches d'âge pour {annee} ; vérifiez la date, ou la colonne"
            " « depuis » du service."
        )

    def memes_tranches(self, une, autre) -> bool:
        """Whether two bands have the same code: a later millésime repeats those of the one before."""
        return self._code_de_tranche.get(une) == self._code_de_tranche.get(autre)


class Communes:
    """The official communes, by INSEE code or by name; read at the first question."""

    @cached_property
    def _codes(self) -> dict[str, tuple[str, str | None]]:
        return {
            code: (nom, departement)
            for code, nom, departement in Commune.objects.values_list("code", "nom", "departement_id")
        }

    @cached_property
    def _noms(self) -> dict[str, list[str]]:
        noms: dict[str, list[str]] = {}
        for code, (nom, _) in self._codes.items():
            noms.setdefault(comparable(nom), []).append(code)
        return noms

    def trouver(self, texte: str) -> str:
        """Return the INSEE code. Raises ValeurRefusee."""
        if _CODE_INSEE.fullmatch(texte):
            code = texte.upper().zfill(5)
            if code in self._codes:
                return code
            raise ValeurRefusee("ce code INSEE n'existe pas ; vérifiez qu'il ne s'agit pas du code postal.")
        codes = self._noms.get(comparable(texte), [])
        if len(codes) == 1:
            return codes[0]
        if codes:
            choix = ", ".join(
                f"{code} (département {self._codes[code][1] or '?'})" for code in sorted(codes)[:8]
            )
            raise ValeurRefusee(f"plusieurs communes portent ce nom ; écrivez le code INSEE : {choix}.")
        initiale = comparable(texte)[:1]
        voisines = (nom for nom, _ in self._codes.values() if comparable(nom[:1]) == initiale)
        aide = _propositions(texte, voisines)
        raise ValeurRefusee(f"commune inconnue ; {aide or 'écrivez son nom entier, ou son code INSEE.'}")


@dataclass(slots=True)
class Repere:
    """What is known of a line that others may name: `ligne`, its number in the file, and `pk`, its key in the
    database. One of them can be None. `est_reuni`: its file was merged with that of the youth it names."""

    uuid: uuid.UUID
    ligne: int | None
    donnee: Any = None
    pk: int | None = None
    est_reuni: bool = False


class Registre:
    """The lines that others may name, of the files or of the database."""

    def __init__(self, service):
        self._service = service
        self._reperes: dict[str, dict[tuple[str, ...], Repere]] = {}
        self._refus: dict[tuple, str] = {}
        self.illisibles: set[str] = set()

    def charger(self, genre: str, cles: Iterable[tuple[str, ...]]) -> None:
        """Read from the database, in one query, those of `cles` that are not known yet."""
        reperes = self._reperes.setdefault(genre, {})
        if not (inconnues := {cle for cle in cles if cle not in reperes}):
            return
        correspondance = CORRESPONDANCES[genre]
        lignes = correspondance.modele.objects.filter(service=self._service)
        if genre in (
            "interventions",
            "accueils",
        ):  # their codes are not unique: those of the screens have none
            lignes = lignes.filter(
                uuid__in=[identifiant(self._service.uuid, genre, cle) for cle in inconnues]
            )
        else:
            lignes = lignes.filter(code__in={cle[-1] for cle in inconnues})
        colonnes = correspondance.genre.cle
        champs = ("pk", "uuid", correspondance.donnee or "pk", *colonnes)
        for pk, uuid_, donnee, *cle in lignes.values_list(*champs):
            cle = tuple(map(str, cle))
            if cle in inconnues:
                reperes[cle] = Repere(uuid_, None, donnee, pk)
        if genre == "jeunes":
            reunies = Fusion.objects.filter(
                service=self._service, absorbe_code__in={cle[-1] for cle in inconnues}
            )
            for code, *champs in reunies.values_list(
                "absorbe_code", "jeune__uuid", "jeune__premier_contact", "jeune_id"
            ):
                reperes[(code,)] = Repere(champs[0], None, champs[1], champs[2], est_reuni=True)

    def noter(self, genre: str, cle: tuple[str, ...], ligne: int, donnee) -> tuple[Repere, int | None]:
        """Record a line of the file and return (what names it, the number of an earlier line with that key)."""
        reperes = self._reperes.setdefault(genre, {})
        repere = reperes.get(cle)
        if repere is None:
            repere = reperes[cle] = Repere(identifiant(self._service.uuid, genre, cle), ligne, donnee)
        elif repere.ligne is None:
            repere.ligne = ligne
            repere.donnee = repere.donnee if repere.est_reuni else donnee
        else:
            return repere, repere.ligne
        return repere, None

    def trouver(self, genre: str, cle: tuple[str, ...]) -> Repere | None:
        """Return what is known of a line, None if its whole sheet is unreadable. Raises ValeurRefusee.

        Call `charger` first.
        """
        reperes = self._reperes.get(genre, {})
        if repere := reperes.get(cle):
            return repere
        if genre in self.illisibles:
            return None
        raise ValeurRefusee(self._raison(genre, cle))

    def _raison(self, genre: str, cle: tuple[str, ...]) -> str:
        """Return why `cle` is refused, once for all; close codes are sought for the first refusals only."""
        if (genre, cle) not in self._refus:
            aide = ""
            if len(self._refus) < _REFUS_AIDES:
                aide = _propositions(cle[-1], (autre[-1] for autre in self._reperes.get(genre, {})))
            self._refus[genre, cle] = (
                f"aucune ligne de « {genre} » n'a ce code ; {aide or 'ajoutez cette ligne, ou corrigez le code.'}"
            )
        return self._refus[genre, cle]
