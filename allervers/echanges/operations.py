"""Importing a folder or a workbook: all of it or nothing, and the same content twice adds nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from allervers.comptes.cloison import Enregistrement
from allervers.comptes.models import Utilisateur
from allervers.comptes.operations import TAILLE_DE_LOT, enregistrer_lot
from allervers.journal.operations import inscrire
from allervers.sauvegarde import effacements

from .correspondances import CORRESPONDANCES, Correspondance, Rattache
from .fautes import Fautes, ImportRefuse
from .identites import sceller_identites
from .lecture import Feuille, ouvrir
from .preparation import completer, ouvrir_service
from .references import Communes, Referentiels, Registre, Repere
from .regles import Chevauchements, boucles, objections
from .traduction import Ligne, Traducteur, deja_autrement

EFFACE = (
    "ce jeune a été effacé, à son terme ou à sa demande\u202f: il ne revient pas ; retirez ses lignes de "
    "tous les tableaux."
)
Progression = Callable[[int, int], None]  # lines done, lines in all (about)


@dataclass
class Compte:
    """Lines of one kind: `crees` were added, `deja_la` stood there already, identical."""

    crees: int = 0
    deja_la: int = 0


@dataclass
class Bilan:
    """What an import did, or would do with `est_essai`. `comptes`: by kind, in the order of GENRES."""

    service: str
    est_essai: bool
    comptes: dict[str, Compte] = field(default_factory=dict)

    @property
    def nb_crees(self) -> int:
        return sum(compte.crees for compte in self.comptes.values())


def importer(*, source: Path, essai: bool = False, par=None, progression: Progression | None = None) -> Bilan:
    """Record what `source`, a folder of CSV files or an .xlsx, says; with `essai`, check it and keep nothing.

    Raises ImportRefuse, with every fault, and then nothing at all is kept. Writes one line of journal when
    something was added. `progression` is called after each lot.
    """
    fautes = Fautes()
    contenu = ouvrir(source, fautes)
    if contenu.est_vide:
        raise ImportRefuse(fautes)
    try:
        with transaction.atomic():
            bilan = _Import(contenu, fautes, par, progression).executer(essai)
            if fautes.nombre:
                raise ImportRefuse(fautes)
            if essai:
                transaction.set_rollback(True)
    except IntegrityError:
        # Checked only when the transaction ends: links between rows.
        fautes.ajouter(
            source.name, "des lignes se contredisent dans la base de données ; rien n'est importé."
        )
        raise ImportRefuse(fautes) from None
    return bilan


class _Import:
    """One import under way, inside its transaction."""

    def __init__(self, contenu, fautes: Fautes, par, progression: Progression | None):
        self.feuilles = {feuille.genre.nom: feuille for feuille in contenu.feuilles}
        self.fautes, self.par = fautes, par
        self._progression = progression or (lambda fait, total: None)
        self._faites, self._total = 0, contenu.nb_lignes
        self.effaces = effacements.effaces()

    def executer(self, essai: bool) -> Bilan | None:
        """Return what was done, or None after adding to `fautes` why the service cannot be told."""
        ouvert = ouvrir_service(self.feuilles.pop("service", None), self.fautes, self.par)
        if ouvert is None:
            return None
        self.service, est_nouveau = ouvert
        bilan = Bilan(self.service.code, essai, {"service": Compte(int(est_nouveau), int(not est_nouveau))})
        if termes := self.feuilles.pop("termes", None):
            bilan.comptes["termes"] = Compte(*completer(termes, self.service, self.fautes, self.par))
        self.referentiels, self.communes = Referentiels(self.service), Communes()
        self.registre = Registre(self.service)
        for nom, feuille in self.feuilles.items():
            bilan.comptes[nom] = self._importer_feuille(feuille)
        if bilan.nb_crees:
            crees = {nom: compte.crees for nom, compte in bilan.comptes.items() if compte.crees}
            inscrire(service=self.service, operation="importer", par=self.par, details={"crees": crees})
        return bilan

    def _importer_feuille(self, feuille: Feuille) -> Compte:
        nom, compte = feuille.genre.nom, Compte()
        if feuille.manquantes:
            self.registre.illisibles.add(nom)
            return compte
        correspondance = CORRESPONDANCES[nom]
        traducteur = Traducteur(
            feuille,
            correspondance,
            self.fautes,
            service=self.service,
            referentiels=self.referentiels,
            communes=self.communes,
            registre=self.registre,
        )
        chevauchements = Chevauchements.pour(correspondance, self.service)
        # A territoire may name a later one: they are read in one lot.
        taille = None if nom == "territoires" else TAILLE_DE_LOT
        for lot in _lots(feuille, taille):
            traducteur.traduire(lot)
            self._verifier(lot, traducteur, chevauchements)
            reste = [ligne for ligne in lot if not ligne.est_fautive]
            if nom == "jeunes":
                # What a merged file said was chosen on screen: an import does not say it again.
                reunies = [ligne for ligne in reste if ligne.repere.est_reuni]
                reste = [ligne for ligne in reste if not ligne.repere.est_reuni]
                compte.deja_la += len(reunies)
            # A line is recorded after those that it names: a territoire may name a later one. What names a line at
            # fault is left: that fault says it all.
            while prets := [ligne for ligne in reste if ligne.est_prete]:
                reste = [ligne for ligne in reste if not ligne.est_prete]
                if nom == "identites":
                    nouvelles, connues = sceller_identites(self.service, prets, traducteur)
                    compte.crees, compte.deja_la = compte.crees + nouvelles, compte.deja_la + connues
                else:
                    self._enregistrer(prets, traducteur, compte)
            self._faites += len(lot)
            self._progression(self._faites, self._total)
        return compte

    def _verifier(
        self, lot: list[Ligne], traducteur: Traducteur, chevauchements: Chevauchements | None
    ) -> None:
        genre = traducteur.feuille.genre
        for ligne in lot:
            if not ligne.est_fautive:
                for colonne, raison in list(objections(genre, ligne)):
                    traducteur.faute(ligne, colonne, raison)
        if genre.nom == "jeunes":
            for ligne in (ligne for ligne in lot if ligne.uuid in self.effaces):
                traducteur.faute(ligne, "code", EFFACE)
        if genre.nom == "territoires":
            for ligne in boucles(lot):
                traducteur.faute(ligne, "parent", "ce territoire se contient lui-même à travers d'autres.")
        if chevauchements:
            bonnes = [ligne for ligne in lot if not ligne.est_fautive]
            chevauchements.charger(bonnes)
            for ligne in bonnes:
                if objection := chevauchements.objection(ligne):
                    traducteur.faute(ligne, *objection)

    def _enregistrer(self, lignes: list[Ligne], traducteur: Traducteur, compte: Compte) -> None:
        """Write the rows of `lignes`, then those of their columns that hold several codes."""
        correspondance = traducteur.correspondance
        champs = [champ.attname for champ in correspondance.champ.values()]
        lot = enregistrer_lot(
            correspondance.modele,
            [self._objet(correspondance, ligne) for ligne in lignes],
            champs,
            identiques=self._identiques,
        )
        traducteur.rapporter(lignes, lot)
        if correspondance.est_cible:
            for ligne in lignes:
                ligne.repere.pk = lot.cles.get(ligne.uuid)
        for colonne, rattache in correspondance.rattaches.items():
            gardees = {lot.cles[ligne.uuid]: ligne for ligne in lignes if ligne.uuid in lot.cles}
            self._rattacher(gardees, lot.nouveaux, colonne, rattache, traducteur)
        bonnes = [ligne for ligne in lignes if not ligne.est_fautive]
        compte.crees += len(lot.nouveaux)
        compte.deja_la += len(bonnes) - len(lot.nouveaux)

    def _objet(self, correspondance: Correspondance, ligne: Ligne):
        champs = {champ: _cle(valeur) for champ, valeur in ligne.champs.items()}
        if issubclass(correspondance.modele, Enregistrement):
            champs["saisi_par"] = self.par
        if correspondance.modele is Utilisateur:
            champs["password"] = make_password(None)
        return correspondance.modele(uuid=ligne.uuid, service=self.service, **champs)

    def _identiques(self, champ: str, une, autre) -> bool:
        return une == autre or (champ == "tranche_id" and self.referentiels.memes_tranches(une, autre))

    def _rattacher(
        self,
        lignes: dict[int, Ligne],
        nouvelles: set,
        colonne: str,
        rattache: Rattache,
        traducteur: Traducteur,
    ) -> None:
        """Record the several codes of `colonne` for the new `lignes` (by key); compare them for the others."""
        modele, parent, cible = rattache.modele, rattache.parent, rattache.cible
        modele.objects.bulk_create(
            [
                modele(service=self.service, **{parent: pk, cible: _cle(autre)})
                for pk, ligne in lignes.items()
                if ligne.uuid in nouvelles
                for autre in ligne.rattaches[colonne]
            ],
            batch_size=TAILLE_DE_LOT,
        )
        anciennes = {pk: ligne for pk, ligne in lignes.items() if ligne.uuid not in nouvelles}
        connus: dict = {pk: {} for pk in anciennes}
        champ = modele._meta.get_field(cible.removesuffix("_id"))
        couples = modele.objects.filter(**{f"{parent}__in": list(anciennes)})
        for pk, autre, code in couples.values_list(parent, cible, f"{champ.name}__code"):
            connus[pk][autre] = code
        for pk, ligne in anciennes.items():
            if connus[pk].keys() != set(map(_cle, ligne.rattaches[colonne])):
                codes = "|".join(sorted(connus[pk].values())) or "vide"
                traducteur.faute(ligne, colonne, deja_autrement(codes))


def _cle(valeur):
    """Return the key of a line that is named; any other value as it is."""
    return valeur.pk if isinstance(valeur, Repere) else valeur


def _lots(feuille: Feuille, taille: int | None) -> Iterator[list[Ligne]]:
    lignes = (Ligne(numero, cellules) for numero, cellules in feuille.lignes())
    return iter(lambda: list(islice(lignes, taille)), [])
