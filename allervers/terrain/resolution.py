"""From the codes of an entry to the rows of the service. What a list does not know is told, never refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from allervers.actions.models import ActionCollective
from allervers.activite.agenda.models import Prevision
from allervers.activite.operations import Compte, Releve
from allervers.comptes.models import Service, Utilisateur
from allervers.jeunes.models import Jeune
from allervers.partenaires.models import Instance, Partenaire
from allervers.referentiel.lecture import SansReferentiel, millesime_en_vigueur
from allervers.referentiel.models import LibelleTerme, Liste, Terme, TrancheAge
from allervers.territoires.models import Territoire

from .document import ActiviteSaisie, CompteSaisi, DocumentRefuse


@dataclass
class Resolution:
    """Finds the rows of one entry; `signalements` says what was not found, or is no longer used."""

    service: Service
    signalements: list[dict] = field(default_factory=list)

    def releve(self, saisie: ActiviteSaisie, auteur: Utilisateur) -> Releve:
        """Return what the entry tells, in rows. Raises DocumentRefuse for a youth who is not in the service."""
        annee = saisie.date.year
        prevision = self._un(Prevision, saisie.prevision, "prevision")
        return Releve(
            type=self.terme(Liste.TYPE_ACTIVITE, saisie.type, annee, "type"),
            date=saisie.date,
            heure=saisie.heure,
            duree_minutes=saisie.duree_minutes,
            lieu=self._un(Territoire, saisie.lieu, "lieu"),
            professionnels=self._lignes(Utilisateur, saisie.professionnels, "professionnels") or [auteur],
            jeunes=self._jeunes(saisie.jeunes),
            comptages=self._comptages(saisie.comptages, annee),
            etiquettes=[self.terme(Liste.ETIQUETTE, code, annee, "etiquettes") for code in saisie.etiquettes],
            observation_lieu=saisie.observation,
            action=self._un(ActionCollective, saisie.action, "action"),
            instance=self._un(Instance, saisie.instance, "instance"),
            partenaires=self._lignes(Partenaire, saisie.partenaires, "partenaires"),
            prevision=prevision,
            prevision_jour=saisie.prevision_jour if prevision else None,
        )

    def terme(self, liste: str, code: str, annee: int, champ: str) -> Terme:
        """Return the term `code`; one that no list knows is kept under its code, and read as « hors liste »."""
        code = code[:60]
        terme, est_nouveau = Terme.objects.get_or_create(service=self.service, liste=liste, code=code)
        libelle = None if est_nouveau else self._libelle(terme, annee)
        if libelle is None:
            self._signaler(champ, code, "inconnu")
        elif libelle.est_retire:
            self._signaler(champ, libelle.libelle, "retire")
        return terme

    def tranche(self, code: str | None, annee: int) -> TrancheAge | None:
        """Return the age band `code` of that year; one that has left the lists is taken as it last was, and an unknown
        one is « non renseigné ».
        """
        if code is None:
            return None
        siennes = TrancheAge.objects.filter(service=self.service, code=code)
        if tranche := siennes.filter(millesime=self._millesime(annee), millesime__isnull=False).first():
            return tranche
        retiree = siennes.order_by("-pk").first()
        self._signaler("comptages", code, "retire" if retiree else "inconnu")
        return retiree

    def _libelle(self, terme: Terme, annee: int) -> LibelleTerme | None:
        return LibelleTerme.objects.filter(terme=terme, millesime=self._millesime(annee)).first()

    def _millesime(self, annee: int):
        try:
            return millesime_en_vigueur(self.service, annee)
        except SansReferentiel:
            return None

    def _comptages(self, comptages: Iterable[CompteSaisi], annee: int) -> list[Compte]:
        """Two unknown bands are one « non renseigné »: their numbers are added."""
        cases: dict[tuple, int] = {}
        tranches = {code: self.tranche(code, annee) for code in {un.tranche for un in comptages}}
        for un in comptages:
            case = (un.sexe, tranches[un.tranche], un.est_nouveau)
            cases[case] = cases.get(case, 0) + un.nombre
        return [Compte(*case, nombre) for case, nombre in cases.items()]

    def _jeunes(self, uuids: tuple[UUID, ...]) -> list[Jeune]:
        # Of the whole service: the youth may have changed teams since the phone learnt of it.
        jeunes = list(Jeune.objects.filter(service=self.service, uuid__in=uuids))
        if len(jeunes) < len(uuids):
            raise DocumentRefuse(
                "jeunes",
                "Un jeune de cette saisie n'existe pas, ou plus, dans le service. Retirez-le, puis renvoyez.",
            )
        return jeunes

    def _un(self, modele, uuid: UUID | None, champ: str):
        lignes = self._lignes(modele, () if uuid is None else (uuid,), champ)
        return lignes[0] if lignes else None

    def _lignes(self, modele, uuids: tuple[UUID, ...], champ: str) -> list:
        lignes = {ligne.uuid: ligne for ligne in modele.objects.filter(service=self.service, uuid__in=uuids)}
        for uuid in uuids:
            if uuid not in lignes:
                self._signaler(champ, str(uuid), "inconnu")
        return [lignes[uuid] for uuid in uuids if uuid in lignes]

    def _signaler(self, champ: str, valeur: str, motif: str) -> None:
        self.signalements.append({"champ": champ, "valeur": valeur, "motif": motif})
