"""Undoing a merge: each row returns to its file, in its present state; what the merge changed in it is as it was.

What somebody changed since stays changed. An end that another period makes, of the other file or added since, is no
change of its own: it is taken back when that period stays with the other file.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.apps import apps
from django.db import models

from allervers.coffre.operations import reprendre, revenir
from allervers.comptes import versions
from allervers.comptes.cloison import Enregistrement
from allervers.referentiel.valeur import Referentiel

from ..models import Fusion, Jeune, Niveau
from .places import de_cote, en_champs, lire_valeurs, placer, remettre, retirer
from .plan import ACCORD, CHOIX, CONSERVATION, Changement, arranger
from .regles import NOMS_DES_LIGNES, REGLES, Periodes, liens_du_jeune, nom_de_ligne


class Retour:
    """What undoing `fusion` does, to the file kept and to the one that comes back."""

    def __init__(self, fusion: Fusion, garde: Jeune, listes: Referentiel):
        self.fusion, self.garde, self.listes, self.recit = fusion, garde, listes, fusion.recit

    def ajoutees(self) -> list[models.Model]:
        """Return what was added to the file since, and could go with either: the person who undoes says which.

        Statuses and other periods stay with the file kept.
        """
        connues = {(label, str(nom)) for label, noms in self.recit["deplacees"].items() for nom in noms}
        connues |= {
            (label, str(nom)) for label, nom, *_ in (*self.recit["changees"], *self.recit["ajoutees"])
        }
        lignes = []
        for modele, lien in liens_du_jeune():
            if modele is Fusion or isinstance(REGLES.get(modele._meta.label), Periodes):
                continue
            for ligne in modele._base_manager.filter(**{lien: self.garde.pk}):
                quand = _ecrite_le(ligne)
                nouvelle = quand is not None and quand > self.fusion.fait_le
                if nouvelle and (modele._meta.label, str(nom_de_ligne(ligne))) not in connues:
                    lignes.append(ligne)
        return lignes

    def faire(self, avec: Collection[str], par) -> Jeune:
        """Do it, inside a transaction, and return the youth who comes back."""
        absorbe = self._recreer()
        suivent = [une for une in self.ajoutees() if nom_complet(une) in avec]
        self._effacer_les_ajouts()
        self._rendre_les_lignes(absorbe, par)
        for modele in apps.get_models():
            regle = REGLES.get(modele._meta.label)
            if isinstance(regle, Periodes):
                self._rendre_les_periodes(modele, regle, absorbe, par)
        for ligne in suivent:
            lien = next(lien for modele, lien in liens_du_jeune() if modele is type(ligne))
            type(ligne)._base_manager.filter(pk=ligne.pk).update(**{lien: absorbe.pk})
        self._rendre_les_textes()
        self._rendre_les_faits(par)
        return absorbe

    def _recreer(self) -> Jeune:
        valeurs, champs = dict(self.recit["absorbe"]), self.recit["scelles_absorbe"]
        est_retire = self.garde.niveau != Niveau.FICHE and self.garde.accord_retire_le is not None
        if valeurs["niveau"] == Niveau.FICHE and est_retire:
            # Withdrawn since: it is for both.
            valeurs |= {"niveau": Niveau.ALIAS, "accord_retire_le": self.garde.accord_retire_le}
            champs = [champ for champ in champs if champ == "alias"]
        absorbe = remettre(Jeune, valeurs)
        reprendre(objet=absorbe, champs=champs)
        return absorbe

    def _effacer_les_ajouts(self) -> None:
        for label, nom in self.recit["ajoutees"]:
            if not isinstance(REGLES.get(label), Periodes):
                _lignes(label, [nom]).delete()

    def _rendre_les_lignes(self, absorbe: Jeune, par) -> None:
        liens = dict(liens_du_jeune())
        for label, noms in self.recit["deplacees"].items():
            lien = liens[apps.get_model(label)]
            _lignes(label, noms).filter(**{lien: self.garde.pk}).update(**{lien: absorbe.pk})
        for label, nom, champs in self.recit["changees"]:
            ligne = (
                None if isinstance(REGLES.get(label), Periodes) else _lignes(label, [nom], self.garde).first()
            )
            if ligne is not None:
                avant, apres = _avant_apres(type(ligne), champs)
                repris = {n: avant[n] for n in avant if getattr(ligne, n) == apres[n]}
                placer([Changement(ligne, repris)] if repris else [], par)
        for label, valeurs in self.recit["retirees"]:
            modele = apps.get_model(label)
            if not isinstance(REGLES.get(label), Periodes) and self._a_sa_place(modele, valeurs):
                remettre(modele, _suivante(valeurs))

    def _a_sa_place(self, modele: type[models.Model], valeurs: dict) -> bool:
        """Return whether what was said twice is still true: what the row names is there, and the other one too."""
        for champ in modele._meta.concrete_fields:
            cle = valeurs.get(champ.attname)
            if champ.is_relation and cle and not champ.related_model._base_manager.filter(pk=cle).exists():
                return False
        if nom := NOMS_DES_LIGNES.get(modele._meta.label):
            return modele._base_manager.filter(**{"jeune": self.garde, nom: valeurs[nom]}).exists()
        return True

    def _rendre_les_periodes(self, modele, regle: Periodes, absorbe: Jeune, par) -> None:
        """Give both files their periods back, then those added since to the one kept, which are arranged again."""
        label = modele._meta.label
        touchees = {str(nom): champs for un, nom, champs in self.recit["changees"] if un == label}
        suites = {str(nom) for un, nom in self.recit["ajoutees"] if un == label}
        actuelles = {str(une.uuid): une for une in modele._base_manager.filter(jeune=self.garde)}
        # An end that another period makes, of the other file or added since, is no change of its own.
        debuts = {une.debut for nom, une in actuelles.items() if nom not in suites}
        lignes: dict[int, list] = defaultdict(list)
        # What each period becomes, before those of one file are arranged; a row that is put back is saved first.
        changements = []
        for nom, ligne in actuelles.items():
            if nom in suites:
                retirer(ligne, par)
            elif nom in touchees:
                rendus = self._telle_quelle(ligne, touchees[nom], actuelles, suites, debuts)
                changements.append(Changement(ligne, rendus))
            else:
                lignes[self.garde.pk].append(ligne)
        revenues = [
            modele(**lire_valeurs(modele, _suivante(valeurs)))
            for un, valeurs in self.recit["retirees"]
            if un == label
        ]
        for un in changements:
            copie = modele._base_manager.get(pk=un.ligne.pk)
            for champ, valeur in un.champs.items():
                setattr(copie, champ, valeur)
            lignes[copie.jeune_id].append(copie)
        for une in revenues:
            lignes[une.jeune_id].append(une)
        finaux: dict[int, dict] = {un.ligne.pk: dict(un.champs) for un in changements}
        couvertes, ajoutees = set(), []
        for jeune in (self.garde, absorbe):
            arrangees, retirees, nouvelles = arranger(regle, lignes[jeune.pk], jeune, self.listes)
            for un in arrangees:
                finaux.setdefault(un.ligne.pk, {}).update(un.champs)
            couvertes |= {une.pk for une in retirees}
            ajoutees += nouvelles
        pks_revenues = {une.pk: une for une in revenues}
        for une in actuelles.values():
            if une.pk in couvertes:
                retirer(une, par)
        restent = [une for nom, une in actuelles.items() if une.pk not in couvertes and nom not in suites]
        placer([Changement(une, c) for une in restent if (c := _differents(une, finaux.get(une.pk)))], par)
        for pk, une in pks_revenues.items():
            if pk not in couvertes:
                remettre(modele, de_cote(une) | finaux.get(pk, {}))
        modele._base_manager.bulk_create(ajoutees)

    def _telle_quelle(self, ligne, champs: dict, actuelles: dict, suites: set, debuts: set) -> dict:
        """Return what a row says once the merge is undone."""
        avant, apres = _avant_apres(type(ligne), champs)
        # What went on after it was a row of its own meanwhile: it may have been ended since.
        suite = max(
            (une for nom, une in actuelles.items() if nom in suites and une.debut >= (apres["fin"] or une.debut)
             and une.debut >= avant["debut"] and (avant["fin"] is None or une.debut < avant["fin"])
             and _dit_pareil(une, ligne)),
            key=lambda une: une.debut, default=None,
        )  # fmt: skip
        fin_apres = avant["fin"] if suite is not None else apres["fin"]
        fin_actuelle = suite.fin if suite is not None else ligne.fin
        rendus = {
            nom: avant[nom] if getattr(ligne, nom) == apres[nom] else getattr(ligne, nom) for nom in avant
        }
        est_finie_depuis = fin_actuelle != fin_apres and fin_actuelle not in debuts
        rendus["fin"] = fin_actuelle if est_finie_depuis else avant["fin"]
        if "motif_cloture_id" in rendus:
            rendus["motif_cloture_id"] = (
                (suite or ligne).motif_cloture_id if est_finie_depuis else avant["motif_cloture_id"]
            )
        return rendus

    def _rendre_les_textes(self) -> None:
        for champ, (avant, ecrite) in self.recit["scelles"].items():
            if avant != ecrite:
                revenir(objet=self.garde, champ=champ, ecrite=ecrite, avant=avant)

    def _rendre_les_faits(self, par) -> None:
        """Take back what the merge wrote; the agreement stays while something that asks for it is there."""
        garde = Jeune._base_manager.get(pk=self.garde.pk)
        avant, apres = _avant_apres(Jeune, self.recit["garde"])
        repris = dict(avant)
        # What goes together is taken back together, or stays.
        for colonnes in (*CHOIX.values(), ACCORD, CONSERVATION, *((nom,) for nom in avant)):
            if any(getattr(garde, nom) != apres[nom] for nom in colonnes if nom in apres):
                repris = {nom: valeur for nom, valeur in repris.items() if nom not in colonnes}
        ecrits = garde.identite or garde.note or garde.ecrits.exists() or garde.objectifs.exists()
        if repris.get("niveau") == Niveau.ALIAS and ecrits:
            repris = {nom: valeur for nom, valeur in repris.items() if nom not in ACCORD}
        dernier = repris.get("dernier_contact", garde.dernier_contact)
        if dernier and dernier < repris.get("premier_contact", garde.premier_contact):
            repris.pop("premier_contact")
        versions.modifier(objet=garde, lue=garde.version, par=par, **en_champs(Jeune, repris))


def nom_complet(ligne: models.Model) -> str:
    """Return what a page names a row of any kind by."""
    return f"{ligne._meta.label}:{nom_de_ligne(ligne)}"


def _lignes(label: str, noms: Collection, jeune: Jeune | None = None) -> models.QuerySet:
    lignes = apps.get_model(label)._base_manager.filter(**{f"{NOMS_DES_LIGNES.get(label, 'uuid')}__in": noms})
    return lignes if jeune is None else lignes.filter(jeune=jeune)


def _avant_apres(modele, champs: dict) -> tuple[dict, dict]:
    avant = lire_valeurs(modele, {nom: un for nom, (un, _) in champs.items()})
    return avant, lire_valeurs(modele, {nom: un for nom, (_, un) in champs.items()})


def _suivante(valeurs: dict) -> dict:
    """Return a row that was put aside as its next version: the one that it was is kept."""
    return valeurs | ({"version": valeurs["version"] + 1} if "version" in valeurs else {})


def _dit_pareil(une: models.Model, autre: models.Model) -> bool:
    valeur = REGLES[une._meta.label].valeur
    return getattr(une, valeur) == getattr(autre, valeur)


def _differents(ligne: models.Model, champs: dict | None) -> dict:
    champs = champs or {}
    return champs if any(getattr(ligne, nom) != valeur for nom, valeur in champs.items()) else {}


def _ecrite_le(ligne: models.Model) -> datetime | None:
    """Return when a row was written, as far as it or what it is part of says."""
    if isinstance(ligne, Enregistrement):
        return ligne.saisi_le
    entree = getattr(ligne, "intervention", None)
    return entree and entree.saisi_le
