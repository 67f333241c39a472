"""What making two files one would change: worked out before anything is written."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from uuid import uuid4

from django.db import models

from allervers.referentiel.valeur import Referentiel

from ..episodes import termine
from ..models import Jeune, Niveau, PeriodeStatut, Sexe
from .periodes import Morceau, Tranche
from .regles import REGLES, Contenant, Periodes, Unique, liens_du_jeune, nom_de_ligne

# What one chooses between the two files, and the columns that it fills.
CHOIX = {
    "sexe": ("sexe",),
    "age": ("annee_naissance", "tranche_id", "annee_tranche"),
    "commune": ("commune_id",),
    "quartier": ("quartier_id",),
    "origine": ("origine_id",),
}
# How a person calls the rows of a kind; others go by the plural of their model.
NOMS = {
    "jeunes.PeriodeStatut": "statuts",
    "jeunes.PeriodeSituation": "situations",
    "jeunes.Rattachement": "équipes",
    "jeunes.Referent": "référents",
    "jeunes.CoAccompagnement": "autres services",
    "jeunes.ProblematiqueJeune": "problématiques",
    "jeunes.RevueStatut": "revues",
    "jeunes.Ecrit": "écrits",
    "jeunes.ObjectifJeune": "objectifs",
    "jeunes.Fusion": "fiches déjà réunies",
    "activite.Accueil": "accueils à la journée",
}
SCELLES = ("alias", "identite", "note")
CONSERVATION = ("conserve_jusqu_au", "conserve_motif")
ACCORD = ("niveau", "accord_le", "accord_mode", "accord_par_id", "accord_retire_le")


class Inconciliables(Exception):
    """These two files cannot be made one; the message, in French, says what to do."""


@dataclass(frozen=True)
class Changement:
    """`champs`: column → what it becomes."""

    ligne: models.Model
    champs: Mapping


@dataclass
class Mouvements:
    """What becomes of the rows of one kind. `retirees` were said twice, `suites` are their own, of another kind;
    `ajoutees` go on after what covered them.
    """

    modele: type[models.Model]
    lien: str
    deplacees: list[models.Model] = field(default_factory=list)
    changees: list[Changement] = field(default_factory=list)
    retirees: list[models.Model] = field(default_factory=list)
    suites: list[models.Model] = field(default_factory=list)
    ajoutees: list[models.Model] = field(default_factory=list)


@dataclass
class Plan:
    """The file `absorbe` becomes one with `garde`."""

    garde: Jeune
    absorbe: Jeune
    listes: Referentiel

    @property
    def deux(self) -> tuple[Jeune, Jeune]:
        return self.garde, self.absorbe

    @cached_property
    def mouvements(self) -> list[Mouvements]:
        return [self._de(modele, lien) for modele, lien in liens_du_jeune()]

    def _de(self, modele: type[models.Model], lien: str) -> Mouvements:
        siennes, autres = (
            list(modele._base_manager.filter(**{lien: jeune.pk}).order_by("pk"))
            for jeune in (self.garde, self.absorbe)
        )
        regle = REGLES.get(modele._meta.label)
        resultat = Mouvements(modele, lien)
        if isinstance(regle, Periodes):
            arrangees = arranger(regle, [*siennes, *autres], self.garde, self.listes)
            resultat.changees, resultat.retirees, resultat.ajoutees = arrangees
        elif isinstance(regle, Unique):
            deja = {cle_de(une, regle): une for une in siennes}
            for autre in autres:
                gardee = deja.get(cle_de(autre, regle))
                if gardee is None:
                    resultat.deplacees.append(autre)
                else:
                    resultat.retirees.append(autre)
                    champs = _qui_changent(gardee, regle.completer(gardee, autre))
                    resultat.changees += [Changement(gardee, champs)] if champs else []
        elif isinstance(regle, Contenant):
            _ranger_les_contenants(regle, siennes, autres, resultat)
        else:
            resultat.deplacees = autres
        return resultat

    @property
    def empreinte(self) -> str:
        """Return a print of all that the page showed: what changes it meanwhile is seen before anything is done."""
        dits = [
            repr([jeune.uuid, *(getattr(jeune, nom) for nom in sorted(_FAITS))])
            for jeune in (self.garde, self.absorbe)
        ]
        for un in self.mouvements:
            for ligne in (*un.deplacees, *(c.ligne for c in un.changees), *un.retirees):
                dits.append(repr([nom_de_ligne(ligne), getattr(ligne, "version", 0)]))
        return hashlib.sha256("\n".join(sorted(dits)).encode()).hexdigest()

    def faits(self, choix: Mapping[str, str]) -> dict:
        """Return the columns of the youth's facts that change. Raises Inconciliables.

        Met first on the first day, seen last on the last; the agreement that holds is kept, and its first day.
        """
        g, a = self.garde, self.absorbe
        nouveaux = {
            "premier_contact": min(g.premier_contact, a.premier_contact),
            "dernier_contact": _dernier(g.dernier_contact, a.dernier_contact),
            "informe_le": _premier(g.informe_le, a.informe_le),
            "parents_informes_le": _premier(g.parents_informes_le, a.parents_informes_le),
            **self._accord(),
            **self._conservation(),
        }
        for nom, colonnes in CHOIX.items():
            source = a if choix.get(nom, self.propose(nom)) == "absorbe" else g
            nouveaux |= {colonne: getattr(source, colonne) for colonne in colonnes}
        return _qui_changent(g, nouveaux)

    def propose(self, nom: str) -> str:
        """Return which file says it: the one kept, unless it says nothing."""
        return "absorbe" if not dit(self.garde, nom) and dit(self.absorbe, nom) else "garde"

    def _conservation(self) -> dict:
        """The longest legal hold stays."""
        source = max(self.deux, key=lambda un: un.conserve_jusqu_au or date.min)
        return {nom: getattr(source, nom) for nom in CONSERVATION}

    def _accord(self) -> dict:
        fiches = [un for un in (self.garde, self.absorbe) if un.niveau == Niveau.FICHE]
        retraits = [
            un for un in (self.garde, self.absorbe) if un.accord_retire_le and un.niveau != Niveau.FICHE
        ]
        if fiches and retraits and retraits[0].accord_retire_le >= fiches[0].accord_le:
            raise Inconciliables(
                f"Sur la fiche {retraits[0].code}, le jeune a retiré son accord le "
                f"{retraits[0].accord_retire_le:%d/%m/%Y}, après l’avoir donné sur {fiches[0].code}. Notez d’abord ce "
                "retrait, ou un nouvel accord, sur les deux."
            )
        if fiches:
            source = min(fiches, key=lambda un: un.accord_le)
        elif retraits:
            source = max(retraits, key=lambda un: un.accord_retire_le)
        else:
            source = self.garde
        return {nom: getattr(source, nom) for nom in ACCORD}

    def parcours(self) -> list[tuple[str, date, date | None, bool]]:
        """Return the statuses as they would be: (label, from, until, whether a date is not the one that was noted)."""
        [siens] = [un for un in self.mouvements if un.modele is PeriodeStatut]
        codes = dict(_codes_des_statuts(siens))
        changees = {c.ligne.pk: c for c in siens.changees}
        autres = PeriodeStatut.objects.filter(jeune=self.garde).exclude(
            pk__in=[*changees, *(un.pk for un in siens.retirees)]
        )
        lignes = [(un.statut_id, un.debut, un.fin, False) for un in autres]
        lignes += [
            (
                c.ligne.statut_id, c.champs["debut"], c.champs["fin"],
                (c.champs["debut"], c.champs["fin"]) != (c.ligne.debut, c.ligne.fin),
            )
            for c in siens.changees
        ]  # fmt: skip
        lignes += [(un.statut_id, un.debut, un.fin, True) for un in siens.ajoutees]
        codes |= dict(autres.values_list("statut_id", "statut__code"))
        return [
            (
                definition.libelle if (definition := self.listes.statut(codes[pk])) else codes[pk],
                debut,
                fin,
                change,
            )
            for pk, debut, fin, change in sorted(lignes, key=lambda ligne: ligne[1])
        ]

    def quantites(self, user) -> list[tuple[str, int, int]]:
        """Return (what, how many join the file, how many were said twice), of what the files have and `user` may read:
        the rest moves too, and nobody else learns of it.
        """
        lignes = []
        for un in self.mouvements:
            changees = [c.ligne for c in un.changees if getattr(c.ligne, un.lien) == self.absorbe.pk]
            venues, doubles = (
                lisibles(siennes, user) for siennes in ([*un.deplacees, *changees], un.retirees)
            )
            if venues or doubles:
                nom = NOMS.get(un.modele._meta.label, str(un.modele._meta.verbose_name_plural))
                lignes.append((nom, len(venues), len(doubles)))
        return lignes


def lisibles(lignes: Sequence[models.Model], user) -> list[models.Model]:
    """Return those of `lignes`, all of one kind, that `user` may read."""
    if not lignes:
        return []
    vues = type(lignes[0]).objects.visible_par(user).filter(pk__in=[une.pk for une in lignes])
    pks = set(vues.values_list("pk", flat=True))
    return [une for une in lignes if une.pk in pks]


# What a change of one of the two files is seen by.
_FAITS = {
    "premier_contact", "dernier_contact", "informe_le", "parents_informes_le", "version", *ACCORD, *CONSERVATION,
    *(colonne for colonnes in CHOIX.values() for colonne in colonnes),
}  # fmt: skip


def dit(jeune: Jeune, nom: str) -> bool:
    """Return whether the file says anything of what one chooses."""
    return any(getattr(jeune, colonne) not in (None, "", Sexe.NON_RENSEIGNE) for colonne in CHOIX[nom])


def _ranger_les_contenants(regle: Contenant, siennes: list, autres: list, resultat: Mouvements) -> None:
    for autre in autres:
        jumelles = [une for une in siennes if cle_de(une, regle) == cle_de(autre, regle)]
        if any(regle.tient(une, autre) for une in jumelles):
            resultat.retirees.append(autre)
            continue
        moindre = next((une for une in jumelles if regle.tient(autre, une)), None)
        if moindre is not None:
            siennes.remove(moindre)
            resultat.retirees.append(moindre)
        resultat.deplacees.append(autre)
    resultat.suites = [suite for une in resultat.retirees for suite in getattr(une, regle.dedans).all()]


def cle_de(ligne: models.Model, regle: Unique | Contenant) -> tuple:
    return tuple(getattr(ligne, nom) for nom in regle.cle)


def arranger(regle: Periodes, lignes: Iterable[models.Model], jeune: Jeune, listes: Referentiel):
    """Return (changes, rows covered entirely, rows to add) that give `jeune` all these periods, without overlaps."""
    par_cle = {ligne.pk: ligne for ligne in lignes}
    morceaux = regle.arranger(
        [
            # Two that began the same day: the file kept says it, then who wrote last.
            Tranche(pk, un.debut, un.fin, getattr(un, regle.valeur), (un.jeune_id == jeune.pk, un.saisi_le))
            for pk, un in par_cle.items()
        ]
    )
    suites = {un.debut: par_cle[un.cle] for un in morceaux}
    changees, ajoutees = [], []
    for pk, siens in groupby(sorted(morceaux, key=lambda un: (un.cle, un.debut)), key=lambda un: un.cle):
        ligne = par_cle[pk]
        premier, *autres = [_champs(ligne, un, jeune, suites, listes) for un in siens]
        if _qui_changent(ligne, premier):
            changees.append(Changement(ligne, premier))
        ajoutees += [_suite(ligne, champs) for champs in autres]
    retirees = [ligne for pk, ligne in par_cle.items() if pk not in {un.cle for un in morceaux}]
    return changees, retirees, ajoutees


def _champs(ligne, morceau: Morceau, jeune: Jeune, suites: Mapping, listes: Referentiel) -> dict:
    champs = {"jeune_id": jeune.pk, "debut": morceau.debut, "fin": morceau.fin}
    if isinstance(ligne, PeriodeStatut):
        finit = morceau.fin is not None and morceau.fin == ligne.fin
        suite = suites.get(morceau.fin)
        if finit and suite is not None and suite.jeune_id != ligne.jeune_id:
            # The other file tells what came next.
            finit = termine(listes, ligne.statut.code, suite.statut.code)
        champs["motif_cloture_id"] = ligne.motif_cloture_id if finit else None
    return champs


def _suite(ligne: models.Model, champs: Mapping) -> models.Model:
    """Return a new row that says the same as `ligne`, at other dates."""
    propres = {
        champ.attname: getattr(ligne, champ.attname)
        for champ in ligne._meta.concrete_fields
        if champ.name not in ("id", "uuid", "version", "saisi_le")
    }
    if isinstance(ligne, PeriodeStatut):
        propres["raison_id"] = None
    return type(ligne)(**propres | {"uuid": uuid4()} | dict(champs))


def _qui_changent(ligne: models.Model, champs: Mapping) -> dict:
    return {nom: valeur for nom, valeur in champs.items() if getattr(ligne, nom) != valeur}


def _codes_des_statuts(siens: Mouvements):
    pks = {c.ligne.statut_id for c in siens.changees} | {un.statut_id for un in siens.ajoutees}
    return PeriodeStatut.statut.field.related_model.objects.filter(pk__in=pks).values_list("pk", "code")


def _premier(une: date | None, autre: date | None) -> date | None:
    return min((jour for jour in (une, autre) if jour), default=None)


def _dernier(une: date | None, autre: date | None) -> date | None:
    return max((jour for jour in (une, autre) if jour), default=None)
