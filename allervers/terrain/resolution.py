"""From the codes of an entry to the rows of the service. What a list does not know is told, never refused."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from allervers.actions.models import ActionCollective
from allervers.activite.agenda.models import Prevision
from allervers.activite.operations import Compte, Releve
from allervers.comptes.models import Service, Utilisateur
from allervers.jeunes.models import Jeune, Sexe, jeunes_nommes
from allervers.partenaires.models import Instance, Partenaire, Reseau
from allervers.partenaires.operations import reseau_a_completer
from allervers.referentiel.models import LibelleTerme, Liste, Millesime, Terme, TrancheAge
from allervers.sauvegarde import effacements
from allervers.territoires.models import Territoire

from .document import AccueilSaisi, ActiviteSaisie, CompteSaisi, DocumentRefuse


def effaces_parmi(service: Service, uuids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these youths who were erased. Asks nothing of the database when none was."""
    possibles = effacements.effaces().intersection(uuids)
    if not possibles:
        return frozenset()
    connus = Jeune.objects.filter(service=service, uuid__in=possibles).values_list("uuid", flat=True)
    return frozenset(possibles - set(connus))


@dataclass
class Resolution:
    """Finds the rows of one entry; `signalements` says what was not found, or is no longer used.

    `effaces`: the youths of the entry who were erased.
    """

    service: Service
    effaces: frozenset[UUID] = frozenset()
    signalements: list[dict] = field(default_factory=list)
    _millesimes: dict[int, Millesime | None] = field(default_factory=dict)

    def releve(self, saisie: ActiviteSaisie, auteur: Utilisateur, deja: int = 0) -> Releve:
        """Return what the entry tells, in rows. Raises DocumentRefuse for a youth who is not in the service.

        `deja`: the erased youths that the intervention counts already, when this entry corrects it.
        """
        annee = saisie.date.year
        prevision = self._un(Prevision, saisie.prevision, "prevision")
        return Releve(
            type=self.termes(Liste.TYPE_ACTIVITE, (saisie.type,), annee, "type")[0],
            date=saisie.date,
            heure=saisie.heure,
            duree_minutes=saisie.duree_minutes,
            lieu=self._un(Territoire, saisie.lieu, "lieu"),
            professionnels=self._lignes(Utilisateur, saisie.professionnels, "professionnels") or [auteur],
            jeunes=self.jeunes(saisie.jeunes),
            comptages=self._comptages([*saisie.comptages, *self._effaces(deja)], annee),
            etiquettes=self.termes(Liste.ETIQUETTE, saisie.etiquettes, annee, "etiquettes"),
            observation_lieu=saisie.observation,
            action=self._un(ActionCollective, saisie.action, "action"),
            instance=self._un(Instance, saisie.instance, "instance"),
            partenaires=self._lignes(Partenaire, saisie.partenaires, "partenaires"),
            prevision=prevision,
            prevision_jour=saisie.prevision_jour if prevision else None,
        )

    def termes(self, liste: str, codes: Iterable[str], annee: int, champ: str) -> list[Terme]:
        """Return the terms of these codes; one that no list knows keeps its code, and is read as « hors liste »."""
        codes = list(dict.fromkeys(code[:60] for code in codes))
        libelles = {
            libelle.terme.code: libelle
            for libelle in LibelleTerme.objects.filter(
                millesime=self._millesime(annee), terme__liste=liste, terme__code__in=codes
            ).select_related("terme")
        }
        for code in codes:
            if code not in libelles:
                self._signaler(champ, code, "inconnu")
            elif libelles[code].est_retire:
                self._signaler(champ, libelles[code].libelle, "retire")
        return [
            libelles[code].terme
            if code in libelles
            else Terme.objects.get_or_create(service=self.service, liste=liste, code=code)[0]
            for code in codes
        ]

    def tranches(self, codes: Iterable[str | None], annee: int) -> dict[str | None, TrancheAge | None]:
        """Return the age bands of that year by their codes; one that has left the lists is taken as it last was, and an
        unknown one is « non renseigné », as is None.
        """
        codes = set(codes) - {None}
        toutes = TrancheAge.objects.filter(service=self.service, code__in=codes).order_by("pk")
        derniere = {tranche.code: tranche for tranche in toutes}
        millesime = self._millesime(annee)
        en_vigueur = {un.code: un for un in toutes if millesime and un.millesime_id == millesime.pk}
        for code in sorted(codes - en_vigueur.keys()):
            self._signaler("comptages", code, "retire" if code in derniere else "inconnu")
        return dict.fromkeys((None, *codes)) | derniere | en_vigueur

    def reseau(self, saisi: AccueilSaisi, par: Utilisateur) -> Reseau:
        """Return the network of a placement; one that had ended is told, and so is an unknown one: « à compléter »."""
        reseau = Reseau.objects.filter(service=self.service, uuid=saisi.reseau).first()
        if reseau is None:
            self._signaler("reseau", str(saisi.reseau), "inconnu")
            return reseau_a_completer(service=self.service, par=par)
        if reseau.retire_le and reseau.retire_le <= saisi.date:
            self._signaler("reseau", reseau.nom, "retire")
        return reseau

    def _millesime(self, annee: int) -> Millesime | None:
        if annee not in self._millesimes:
            self._millesimes[annee] = Millesime.objects.only("pk").en_vigueur(self.service, annee)
        return self._millesimes[annee]

    def _comptages(self, comptages: Collection[CompteSaisi], annee: int) -> list[Compte]:
        """Two unknown bands are one « non renseigné »: their numbers are added."""
        cases: dict[tuple, int] = {}
        tranches = self.tranches((un.tranche for un in comptages), annee)
        for un in comptages:
            case = (un.sexe, tranches[un.tranche], un.est_nouveau)
            cases[case] = cases.get(case, 0) + un.nombre
        return [Compte(*case, nombre) for case, nombre in cases.items()]

    def jeunes(self, uuids: tuple[UUID, ...]) -> list[Jeune]:
        """Return these youths. Raises DocumentRefuse for one who is not in the service."""
        # Of the whole service: the youth may have changed teams since the phone learnt of it.
        # A phone may not have learnt yet that two files are one: what it names is the youth.
        nommes = jeunes_nommes(self.service, uuids)
        if len(nommes) + len(self.effaces) < len(uuids):
            raise DocumentRefuse(
                "jeunes",
                "Un jeune de cette saisie n'existe pas, ou plus, dans le service. Retirez-le, puis renvoyez.",
            )
        return list({jeune.pk: jeune for jeune in nommes.values()}.values())

    def _effaces(self, deja: int) -> list[CompteSaisi]:
        """Youths erased since the phone learnt of them are met all the same: counted, and nothing is known of them."""
        self.dire_les_effaces()
        nombre = max(0, len(self.effaces) - deja)
        return [CompteSaisi(Sexe.NON_RENSEIGNE, None, False, nombre)] if nombre else []

    def dire_les_effaces(self) -> None:
        if self.effaces:
            self._signaler("jeunes", str(len(self.effaces)), "efface")

    def _un(self, modele, uuid: UUID | None, champ: str):
        lignes = self._lignes(modele, () if uuid is None else (uuid,), champ)
        return lignes[0] if lignes else None

    def _lignes(self, modele, uuids: tuple[UUID, ...], champ: str) -> list:
        trouvees = modele.objects.filter(service=self.service, uuid__in=uuids).only("uuid")
        lignes = {ligne.uuid: ligne for ligne in trouvees}
        for uuid in uuids:
            if uuid not in lignes:
                self._signaler(champ, str(uuid), "inconnu")
        return [lignes[uuid] for uuid in uuids if uuid in lignes]

    def _signaler(self, champ: str, valeur: str, motif: str) -> None:
        self.signalements.append({"champ": champ, "valeur": valeur, "motif": motif})
