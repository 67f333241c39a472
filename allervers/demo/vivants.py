"""The demonstration goes on to the present day: some youths are still accompanied, and there is something to do.

What was imported ends with 2024. Everything here comes after it, or is not counted: the tables of 2023 and 2024 stay
exactly what they were published.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from uuid import UUID, uuid5

from django.db import transaction

from allervers.coffre.enveloppe import Scellement
from allervers.coffre.membres import cle_courante
from allervers.comptes.models import Affectation, Service, Utilisateur
from allervers.jeunes.models import (
    Avancement,
    Ecrit,
    Jeune,
    Niveau,
    ObjectifJeune,
    Orientation,
    Partage,
    PeriodeStatut,
    PresentARevision,
    Rattachement,
    Referent,
    RevisionObjectif,
    RevueStatut,
    VueEnregistree,
    en_vigueur,
)
from allervers.journal.models import LigneJournal
from allervers.journal.operations import inscrire
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Liste, Terme
from allervers.signalements.models import SansInformer, Signalement
from allervers.territoires.models import Nature, Territoire

OPERATION = "prolonger_demonstration"
# The first day that the imported years do not count.
APRES = date(2025, 1, 1)
# One youth in so many is still accompanied today.
UN_SUR = 4
VUES = {
    "Statuts à revoir": "alerte=statut_a_revoir&tri=alertes",
    "PAEI sans objectif": "statut=paei&alerte=projet_sans_objectif",
}
OBJECTIFS = (
    (
        "Trouver un stage de troisième dans un garage",
        "« Mon oncle a un garage, mais je veux me débrouiller seul. »",
    ),
    ("Reprendre le sport, deux fois par semaine", "« Si j’y vais avec quelqu’un, je tiens. »"),
    ("Passer le code de la route", "« Je révise dans le bus. »"),
    ("Aller au collège tous les jours jusqu’aux vacances", "« Le matin c’est dur, l’après-midi ça va. »"),
    ("Refaire sa carte d’identité", "« Je n’ose pas demander à la mairie. »"),
)
ECRITS = (
    "Rencontre devant le local. Parle de ses amis, de la fin de l’année, d’un projet de séjour.",
    "Appel dans l’après-midi : le rendez-vous s’est bien passé, il faut renvoyer un papier.",
    "Long échange sur le banc. Des tensions à la maison cette semaine ; on se revoit jeudi.",
)
# (kind, what was told, why)
PARTAGES = (
    (
        "scolarite",
        "Ses absences du mois, et qu’il veut reprendre.",
        "Préparer avec le collège un retour en douceur, à sa demande.",
    ),
    ("demarches", "Il manque une pièce pour sa carte d’identité.", "Qu’il soit reçu sans refaire la queue."),
    ("logement", "La famille doit quitter son logement fin du mois.", "Chercher une solution avec la MDS."),
)
# (days ago, recipient, days until the parents were told, why they were not, outcome)
SIGNALEMENTS = (
    (200, "crip", 1, "", "mesure_administrative"),
    (110, "parquet", None, SansInformer.ENQUETE, None),
    (12, "crip", None, "", None),
)
OBSERVE = (
    "Vu seul dehors tard, trois soirs de suite, sans manteau ; dit qu’il n’y a personne à la maison.",
    "Des traces sur les bras, qu’il n’explique pas. Il demande de ne pas rentrer ce soir.",
    "Sa petite sœur et lui n’ont pas mangé ; la voisine le confirme.",
)


@transaction.atomic
def prolonger(service: Service, jour: date) -> None:
    """Bring the demonstration to `jour`, the first time only."""
    if LigneJournal.objects.filter(service_id=service.pk, operation=OPERATION).exists():
        return
    suite = _Suite(service, jour)
    suite.terminer_les_anciens()
    suite.situer()
    suite.suivre()
    for nom, filtres in VUES.items():
        VueEnregistree.objects.create(service=service, nom=nom, filtres=filtres)
    inscrire(service=service, operation=OPERATION, details={"jusqu_au": f"{jour:%d/%m/%Y}"})


class _Suite:
    def __init__(self, service: Service, jour: date):
        self.service, self.jour = service, jour
        cle = cle_courante(service)
        self.scellement = Scellement(service.uuid, cle.version, bytes(cle.cle_publique))
        ouvertes = PeriodeStatut.objects.filter(service=service, fin=None)
        self.periodes = list(ouvertes.select_related("statut", "jeune").order_by("jeune__code"))
        self.vivants = self.periodes[::UN_SUR]
        self.termes = {(terme.liste, terme.code): terme for terme in Terme.objects.filter(service=service)}
        self.partenaires = list(Partenaire.objects.filter(service=service).order_by("code"))
        self.equipes = self._educateurs_par_equipe()

    def _educateurs_par_equipe(self) -> dict[int, Iterator[Utilisateur]]:
        affectations = Affectation.objects.filter(en_vigueur(self.jour), service=self.service)
        par_equipe: dict[int, list[Utilisateur]] = {}
        for une in affectations.select_related("professionnel").order_by("professionnel__code"):
            par_equipe.setdefault(une.equipe_id, []).append(une.professionnel)
        return {equipe: cycle(membres) for equipe, membres in par_equipe.items()}

    def _creer(self, modele, de: Jeune, quoi: str, **champs):
        """Create a row, always under the same UUID for the same youth."""
        uuid = uuid5(de.uuid, f"{modele._meta.model_name}/{quoi}")
        return modele.objects.create(service=self.service, uuid=uuid, **champs)

    def _sceller(self, objet, champ: str, texte: str) -> None:
        uuid: UUID = objet.uuid
        setattr(objet, champ, self.scellement.sceller(objet._meta.model_name, uuid, champ, texte))
        objet.save(update_fields=[champ])

    def terminer_les_anciens(self) -> None:
        """Those who are not followed any more left in the months after what was published."""
        vivants = {periode.pk for periode in self.vivants}
        motifs = cycle(("amelioration", "orientation", "changement_territoire", "difficulte_mobilisation"))
        anciens = [periode for periode in self.periodes if periode.pk not in vivants]
        for rang, periode in enumerate(anciens):
            periode.fin = APRES + timedelta(30 + rang * 2)
            if periode.statut.code in ("paei", "asep"):
                periode.motif_cloture = self.termes[Liste.MOTIF_CLOTURE, next(motifs)]
        PeriodeStatut.objects.bulk_update(anciens, ["fin", "motif_cloture"])

    def situer(self) -> None:
        """Give each youth a quartier of the commune, and a last sign: some are at the end of what may be kept."""
        quartiers: dict[str, list[Territoire]] = {}
        lieux = Territoire.objects.filter(service=self.service, nature=Nature.QUARTIER)
        for lieu in lieux.exclude(parent__commune=None).select_related("parent"):
            quartiers.setdefault(lieu.parent.commune_id, []).append(lieu)
        jeunes = list(Jeune.objects.filter(service=self.service).order_by("code"))
        for rang, jeune in enumerate(jeunes):
            if siens := quartiers.get(jeune.commune_id):
                jeune.quartier = siens[rang % len(siens)]
            recul = 40 + rang * 7 % 640 if rang % 60 else 700 + rang % 40
            jeune.dernier_contact = max(jeune.premier_contact, self.jour - timedelta(recul))
        Jeune.objects.bulk_update(jeunes, ["quartier", "dernier_contact"])

    def suivre(self) -> None:
        equipes = dict(
            Rattachement.objects.filter(en_vigueur(self.jour), service=self.service).values_list(
                "jeune", "equipe"
            )
        )
        for rang, periode in enumerate(self.vivants):
            jeune = periode.jeune
            referent = next(self.equipes[equipes[jeune.pk]])
            # Most are seen and reviewed in time; a few are not.
            vu, revu = (100 + rang if rang % 9 == 4 else 1 + rang * 5 % 60), 5 + rang * 11 % 190
            Jeune.objects.filter(pk=jeune.pk).update(
                dernier_contact=max(jeune.premier_contact, self.jour - timedelta(vu))
            )
            commun = {"jeune": jeune, "saisi_par": referent}
            self._creer(
                Referent,
                jeune,
                "1",
                professionnel=referent,
                debut=max(jeune.premier_contact, APRES),
                **commun,
            )
            self._creer(
                RevueStatut, jeune, "1", statut=periode.statut, date=self.jour - timedelta(revu),
                raison=self.termes[Liste.RAISON_REVUE, "suit_son_cours"], **commun,
            )  # fmt: skip
            if rang % 6 == 1:
                self._orienter(jeune, rang, commun)
            if rang % 7 == 2:
                self._partager(jeune, rang // 7, commun)
            if rang % 10 == 5 and rang // 10 < len(SIGNALEMENTS):
                self._signaler(jeune, rang // 10, commun)
            if jeune.niveau == Niveau.FICHE:
                self._ecrire(jeune, rang, referent, avec_projet=periode.statut.code == "paei" and rang % 4)

    def _orienter(self, jeune: Jeune, rang: int, commun: dict) -> None:
        il_y_a = self.jour - timedelta(20 + rang)
        nature = self.termes[Liste.ORIENTATION, ("mission_locale", "mda", "mds")[rang % 3]]
        issue = (
            {"jonction": True, "jonction_le": il_y_a + timedelta(9), "est_accompagnee": True}
            if rang % 4 == 3
            else {}
        )
        self._creer(Orientation, jeune, "1", nature=nature, date=il_y_a, **issue, **commun)

    def _partager(self, jeune: Jeune, rang: int, commun: dict) -> None:
        nature, contenu, motif = PARTAGES[rang % len(PARTAGES)]
        partage = self._creer(
            Partage, jeune, "1", date=self.jour - timedelta(6 + rang * 4),
            nature=self.termes[Liste.NATURE_PARTAGE, nature],
            partenaire=self.partenaires[rang % len(self.partenaires)], jeune_informe="oui",
            parents_informes="interet" if rang % 3 == 1 else "oui", **commun,
        )  # fmt: skip
        self._sceller(partage, "contenu", contenu)
        self._sceller(partage, "motif", motif)

    def _signaler(self, jeune: Jeune, rang: int, commun: dict) -> None:
        il_y_a, vers, informes, pourquoi, suite = SIGNALEMENTS[rang]
        le = self.jour - timedelta(il_y_a)
        signalement = self._creer(
            Signalement, jeune, "1", date=le, destinataire=self.termes[Liste.DESTINATAIRE_SIGNALEMENT, vers],
            parents_informes_le=None if informes is None else le + timedelta(informes), sans_informer=pourquoi,
            suite=suite and self.termes[Liste.SUITE_SIGNALEMENT, suite],
            suite_le=suite and le + timedelta(80), **commun,
        )  # fmt: skip
        self._sceller(signalement, "observe", OBSERVE[rang])

    def _ecrire(self, jeune: Jeune, rang: int, referent: Utilisateur, avec_projet: bool) -> None:
        commun = {"jeune": jeune, "saisi_par": referent}
        ecrit = self._creer(Ecrit, jeune, "1", date=self.jour - timedelta(1 + rang % 25), **commun)
        self._sceller(ecrit, "texte", ECRITS[rang % len(ECRITS)])
        if not avec_projet:
            return
        texte, parole = OBJECTIFS[rang % len(OBJECTIFS)]
        pose_le = self.jour - timedelta(120 + rang % 30)
        objectif = self._creer(ObjectifJeune, jeune, "1", pose_le=pose_le, **commun)
        points = (
            (pose_le, Avancement.A_COMMENCER),
            (self.jour - timedelta(10 + rang % 30), Avancement(1 + rang % 3)),
        )
        for numero, (le, avancement) in enumerate(points):
            revision = self._creer(
                RevisionObjectif, jeune, f"1/{numero}", objectif=objectif, date=le, avancement=avancement,
                saisi_par=referent,
            )  # fmt: skip
            PresentARevision.objects.create(service=self.service, revision=revision, professionnel=referent)
            self._sceller(revision, "parole" if numero else "texte", parole if numero else texte)
