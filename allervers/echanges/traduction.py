"""From cells to rows: read each value, look up what it names, give each line its id."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Field, PositiveIntegerField, PositiveSmallIntegerField

from allervers.comptes.operations import BilanDeLot

from .correspondances import Correspondance
from .fautes import Fautes, ValeurRefusee
from .format import Colonne, Type
from .lecture import Feuille
from .references import Communes, Referentiels, Registre, Repere, identifiant
from .valeurs import comparable, en_texte, lire_valeur

_ENTIER_MAX = {PositiveSmallIntegerField: 32_767, PositiveIntegerField: 2_147_483_647}


@dataclass(slots=True)
class Ligne:
    """A line being read.

    `valeurs`: what each column means (a code for what it names); `champs`: what is stored, a `Repere` for a line
    that it names; `reperes`: those lines, by column; `rattaches`: keys or `Repere`s, for the columns that hold
    several; `repere`: what others name this line by.
    """

    numero: int
    cellules: dict[str, Any]
    valeurs: dict[str, Any] = field(default_factory=dict)
    champs: dict[str, Any] = field(default_factory=dict)
    reperes: dict[str, Repere | None] = field(default_factory=dict)
    rattaches: dict[str, list] = field(default_factory=dict)
    uuid: UUID | None = None
    repere: Repere | None = None
    est_fautive: bool = False

    @property
    def est_prete(self) -> bool:
        """Whether every line that this one names is recorded."""
        lies = chain(self.reperes.values(), *self.rattaches.values())
        return all(repere.pk for repere in lies if isinstance(repere, Repere))


class Traducteur:
    """Reads the lines of one sheet, lot by lot. What is wrong is added to `fautes` and marks the line."""

    def __init__(
        self,
        feuille: Feuille,
        correspondance: Correspondance,
        fautes: Fautes,
        *,
        service=None,
        referentiels: Referentiels | None = None,
        communes: Communes | None = None,
        registre: Registre | None = None,
    ):
        self.feuille, self.correspondance, self.fautes = feuille, correspondance, fautes
        self.service, self.referentiels, self.communes, self.registre = (
            service, referentiels, communes, registre,
        )  # fmt: skip
        self._lignes_par_uuid: dict[int, int] = {}

    def faute(self, ligne: Ligne, colonne: str | None, raison: str) -> None:
        ligne.est_fautive = True
        est_scellee = any(
            une.nom == colonne and une.type is Type.SCELLE for une in self.feuille.genre.colonnes
        )
        self.fautes.ajouter(
            self.feuille.nom,
            raison,
            ligne=ligne.numero,
            colonne=colonne,
            # A name is printed nowhere, not even where it is at fault.
            valeur="" if est_scellee else en_texte(ligne.cellules.get(colonne)),
        )

    def lire(self, ligne: Ligne) -> None:
        """Fill `valeurs`: what the cells mean, before anything is looked up."""
        for colonne in self.feuille.genre.colonnes:
            valeur = None
            if colonne.nom in ligne.cellules:
                try:
                    valeur = lire_valeur(colonne, ligne.cellules[colonne.nom])
                except ValeurRefusee as refus:
                    self.faute(ligne, colonne.nom, str(refus))
            ligne.valeurs[colonne.nom] = valeur

    def traduire(self, lot: list[Ligne]) -> None:
        """Fill the rest of each line of `lot`; the registre is read once for the whole lot."""
        genre, correspondance = self.feuille.genre, self.correspondance
        for ligne in lot:
            self.lire(ligne)
        if correspondance.est_cible:
            self._noter(lot)
        for colonne, (vers, cle) in correspondance.liens.items():
            cles = {_cle(ligne, cle) for ligne in lot if ligne.valeurs[colonne] is not None}
            self.registre.charger(vers, cles)
        for colonne, vers in correspondance.listes_de_liens.items():
            self.registre.charger(vers, {(c,) for ligne in lot for c in ligne.valeurs[colonne] or ()})
        for ligne in lot:
            for colonne in genre.colonnes:
                if colonne.type in (Type.LIEN, Type.LIENS) or colonne.nom in correspondance.liens_composes:
                    self._suivre(ligne, colonne)
            for colonne in genre.colonnes:
                self._ranger(ligne, colonne)
            if self.service and not correspondance.est_cible and not ligne.est_fautive:
                self._identifier(ligne)

    def rapporter(self, lignes: Iterable[Ligne], bilan: BilanDeLot) -> None:
        """Turn what could not be recorded into faults of the lines it comes from."""
        par_uuid = {ligne.uuid: ligne for ligne in lignes}
        colonnes = {champ.attname: (colonne, champ) for colonne, champ in self.correspondance.champ.items()}
        for ecart in bilan.ecarts:
            colonne, champ = colonnes[ecart.champ]
            self.faute(par_uuid[ecart.uuid], colonne, deja_autrement(_en_clair(champ, ecart.enregistre)))
        for uuid, raison in bilan.refus.items():
            self.faute(par_uuid[uuid], None, raison)

    def _noter(self, lot: list[Ligne]) -> None:
        """Record the lines of `lot` before their links are followed: a territoire may name a later one."""
        genre, donnee = self.feuille.genre, self.correspondance.donnee
        entieres = [
            ligne for ligne in lot if all(ligne.valeurs[colonne] is not None for colonne in genre.cle)
        ]
        self.registre.charger(genre.nom, {_cle(ligne, genre.cle) for ligne in entieres})
        for ligne in entieres:
            ligne.repere, premiere = self.registre.noter(
                genre.nom, _cle(ligne, genre.cle), ligne.numero, donnee and ligne.valeurs[donnee]
            )
            ligne.uuid = ligne.repere.uuid
            self._refuser_double(ligne, premiere)

    def _identifier(self, ligne: Ligne) -> None:
        genre = self.feuille.genre
        ligne.uuid = identifiant(self.service.uuid, genre.nom, _cle(ligne, genre.cle))
        self._refuser_double(ligne, self._lignes_par_uuid.setdefault(ligne.uuid.int, ligne.numero))

    def _refuser_double(self, ligne: Ligne, premiere: int | None) -> None:
        if premiere not in (None, ligne.numero):
            cle = self.feuille.genre.cle
            quoi = "ce code est déjà donné" if cle == ("code",) else f"même {', '.join(cle)} que"
            lieu = f"à la ligne {premiere}" if cle == ("code",) else f"la ligne {premiere}"
            self.faute(ligne, cle[0], f"{quoi} {lieu} ; n'en gardez qu'une, ou réunissez les deux.")

    def _suivre(self, ligne: Ligne, colonne: Colonne) -> None:
        """Look up the line, or lines, that `colonne` names."""
        nom, valeur = colonne.nom, ligne.valeurs[colonne.nom]
        try:
            if colonne.type is Type.LIENS:
                reperes = [self.registre.trouver(colonne.vers, (code,)) for code in valeur or ()]
                ligne.rattaches[nom] = [repere for repere in reperes if repere]
            else:
                vers, cle = self.correspondance.liens[nom]
                ligne.reperes[nom] = valeur and self.registre.trouver(vers, _cle(ligne, cle))
                ligne.est_fautive |= valeur is not None and ligne.reperes[nom] is None
        except ValeurRefusee as refus:
            self.faute(ligne, nom, str(refus))
            ligne.reperes[nom] = None

    def _ranger(self, ligne: Ligne, colonne: Colonne) -> None:
        """Put the value of `colonne` where it is stored, once the lists have been asked."""
        nom, valeur = colonne.nom, ligne.valeurs[colonne.nom]
        champ = self.correspondance.champ.get(nom)
        try:
            if valeur is None:
                stocke = None if champ is None or champ.null else champ.get_default()
                ligne.valeurs[nom] = stocke
            elif nom in ligne.reperes:
                stocke = ligne.reperes[nom]
            elif colonne.type is Type.TERMES:
                termes = dict(self.referentiels.terme(colonne.liste, texte) for texte in valeur)
                ligne.rattaches[nom] = list(termes.values())
            else:
                ligne.valeurs[nom], stocke = self._stocke(ligne, colonne, champ, valeur)
        except ValeurRefusee as refus:
            self.faute(ligne, nom, str(refus))
            return
        if nom in self.correspondance.rattaches:
            ligne.rattaches.setdefault(nom, [])
        elif champ is not None:
            ligne.champs[champ.attname] = stocke

    def _stocke(self, ligne: Ligne, colonne: Colonne, champ: Field | None, valeur) -> tuple[Any, Any]:
        """Return (what the value means, what is stored)."""
        match colonne.type:
            case Type.TERME:
                return self.referentiels.terme(colonne.liste, valeur)
            case Type.STATUT:
                return self.referentiels.statut(valeur)
            case Type.TRANCHE:
                annee = self.correspondance.annee_de_tranche(ligne.valeurs, ligne.reperes)
                # Without a year, it is the year, or the line that has it, that is at fault.
                return self.referentiels.tranche(valeur, annee) if annee else (valeur, None)
            case Type.COMMUNE:
                code = self.communes.trouver(valeur)
                return code, code
            case Type.CHOIX if champ.choices:
                valeur = comparable(valeur)
        if champ is not None:
            _verifier(champ, valeur)
        return valeur, valeur


def deja_autrement(enregistre: str) -> str:
    """Return why a line that says otherwise than what is recorded is refused."""
    return (
        f"déjà enregistré avec « {enregistre} » ; un import ne remplace rien : écrivez cette valeur,"
        " ou corrigez à l'écran."
    )


def _en_clair(champ: Field, valeur) -> str:
    if valeur is None or valeur == "":
        return "vide"
    if champ.is_relation:
        cible = champ.related_model._base_manager.get(pk=valeur)
        return str(cible.code)
    if champ.choices:
        return str(dict(champ.flatchoices)[valeur])
    return en_texte(valeur)


def _cle(ligne: Ligne, colonnes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_canonique(ligne.valeurs[colonne]) for colonne in colonnes)


def _canonique(valeur) -> str:
    """Return the one way in which a value is written in a key, whatever the file says."""
    match valeur:
        case None:
            return ""
        case bool():
            return "oui" if valeur else "non"
        case date():
            return valeur.isoformat()
        case _:
            return str(valeur)


def _verifier(champ: Field, valeur) -> None:
    """Raise ValeurRefusee when the database could not hold `valeur` as it is."""
    if isinstance(champ, BooleanField):
        return
    maximum = _ENTIER_MAX.get(type(champ))
    if maximum and not 0 <= valeur <= maximum:
        raise ValeurRefusee(f"il faut un nombre entre 0 et {maximum}.")
    try:
        champ.run_validators(valeur)
    except ValidationError as erreur:
        raise ValeurRefusee(" ".join(erreur.messages)) from None
