"""What the file of a youth shows, read once, in the words of the service's lists."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel, Statut, Terme

from .alertes.catalogue import alertes_de
from .alertes.dossier import StatutCourant
from .alertes.lecture import delais_du_service, dossiers
from .alertes.regle import Alerte
from .episodes import accompagnements, termine
from .fil import Scelle, scelle
from .models import FINAUX, Avancement, Jeune, ObjectifJeune, RevisionObjectif, en_vigueur


@dataclass(frozen=True)
class Barreau:
    """A rung of the ladder; `raisons`: why one may go there, or, when it ends an accompaniment, why it ends."""

    statut: Statut | None
    est_courant: bool
    est_une_fin: bool
    raisons: tuple[Terme, ...]
    uuid: UUID = field(default_factory=uuid4)

    @property
    def formulaire(self) -> str:
        return f"jeunes/barreaux/{'fin' if self.est_une_fin else 'changement'}.html"


@dataclass(frozen=True)
class Accompagnement:
    debut: date
    fin: date | None
    statuts: tuple[str, ...]
    motif: str


@dataclass(frozen=True)
class ObjectifLu:
    """An objective with its present words, and how far it is."""

    objectif: ObjectifJeune
    texte: tuple[Scelle, ...]
    revisions: tuple[tuple[RevisionObjectif, tuple[Scelle, ...]], ...]

    @property
    def avancement(self) -> Avancement:
        return Avancement(self.revisions[0][0].avancement if self.revisions else Avancement.A_COMMENCER)

    @property
    def est_clos(self) -> bool:
        return self.avancement in FINAUX


class Fiche:
    """One youth, for one reader, today. What is not asked for is not read."""

    def __init__(self, jeune: Jeune, user, listes: Referentiel):
        self.jeune, self.user, self.listes, self.jour = jeune, user, listes, timezone.localdate()
        self.dossier = dossiers(Jeune.objects.filter(pk=jeune.pk), self.jour, listes)[jeune.pk]

    @property
    def statut(self) -> StatutCourant | None:
        return self.dossier.statut

    def alertes(self) -> list[Alerte]:
        return alertes_de(self.dossier, self.jour, delais_du_service(self.jeune.service))

    def echelle(self) -> list[Barreau]:
        """Return the present rung and those where one may go, in the order of the ladder, then the end."""
        courant = self.statut.code if self.statut else None
        permis = self.listes.statuts_apres(courant)
        barreaux = [
            self._barreau(statut, courant)
            for statut in self.listes.statuts
            if statut in permis or statut.code == courant
        ]
        if courant:
            barreaux.append(Barreau(None, False, True, self.raisons(Liste.MOTIF_CLOTURE)))
        return barreaux

    def _barreau(self, statut: Statut, courant: str | None) -> Barreau:
        est_une_fin = courant is not None and termine(self.listes, courant, statut.code)
        liste = Liste.MOTIF_CLOTURE if est_une_fin else Liste.RAISON_STATUT
        return Barreau(statut, statut.code == courant, est_une_fin, self.raisons(liste))

    def raisons_de_revue(self) -> tuple[Terme, ...]:
        return self.raisons(Liste.RAISON_REVUE)

    def raisons(self, liste: str) -> tuple[Terme, ...]:
        return tuple(terme for terme in self.listes.listes.get(liste, ()) if not terme.est_retire)

    def accompagnements(self) -> list[Accompagnement]:
        """Return the accompaniments of the youth, the latest first: who came back has several."""
        lignes = self.jeune.periodestatuts.visible_par(self.user).select_related("statut", "motif_cloture")
        periodes = [(une, self.listes.statut(une.statut.code)) for une in lignes.order_by("debut")]
        episodes = accompagnements(
            (une.debut, une.fin, definition is not None and definition.compte_comme_accompagne)
            for une, definition in periodes
        )
        lus = []
        for episode in reversed(episodes):
            dedans = [
                (une, definition)
                for une, definition in periodes
                if definition and definition.compte_comme_accompagne and _est_dans(une, episode)
            ]
            motif = (
                self.listes.libelle(Liste.MOTIF_CLOTURE, m.code) if (m := dedans[-1][0].motif_cloture) else ""
            )
            noms = tuple(definition.libelle for _, definition in dedans)
            lus.append(Accompagnement(episode.debut, episode.fin, noms, motif))
        return lus

    def situation(self):
        """Return (label, period) of the present situation, or None."""
        lignes = self.jeune.periodesituations.visible_par(self.user).filter(en_vigueur(self.jour))
        if (une := lignes.select_related("situation").first()) is None:
            return None
        return self.listes.libelle(Liste.SITUATION, une.situation.code), une

    def problematiques(self) -> list[str]:
        lignes = self.jeune.problematiques.visible_par(self.user).select_related("problematique")
        return [
            self.listes.libelle(Liste.PROBLEMATIQUE, une.problematique.code)
            for une in lignes.order_by("reperee_le", "pk")
        ]

    def co_accompagnements(self):
        lignes = self.jeune.coaccompagnements.visible_par(self.user).filter(en_vigueur(self.jour))
        return list(lignes.select_related("partenaire").order_by("debut"))

    def orientations(self) -> list[tuple[str, object]]:
        """Return (towards whom, orientation) of those whose outcome is not known."""
        lignes = self.jeune.orientations.visible_par(self.user).filter(jonction=None)
        return [
            (
                une.partenaire.nom
                if une.partenaire
                else self.listes.libelle(Liste.ORIENTATION, une.nature.code),
                une,
            )
            for une in lignes.select_related("nature", "partenaire").order_by("date", "pk")
        ]

    def referents(self):
        lignes = self.jeune.referents.visible_par(self.user).filter(en_vigueur(self.jour))
        return list(lignes.select_related("professionnel").order_by("debut", "pk"))

    def rattachements(self):
        lignes = self.jeune.rattachements.visible_par(self.user).filter(en_vigueur(self.jour))
        return list(lignes.select_related("equipe").order_by("debut", "pk"))

    def objectifs(self) -> list[ObjectifLu]:
        """Return the objectives, those still open first."""
        lignes = self.jeune.objectifs.visible_par(self.user).prefetch_related(
            "revisions__presents__professionnel", "revisions__saisi_par"
        )
        lus = []
        for objectif in lignes:
            revisions = sorted(objectif.revisions.all(), key=lambda une: (une.date, une.pk), reverse=True)
            texte = next((scelle(une, "texte") for une in revisions if une.texte), ())
            paroles = tuple(
                (
                    une,
                    (
                        *scelle(une, "parole", "Ce que le jeune en dit"),
                        *scelle(une, "entourage", "Étaient là aussi"),
                    ),
                )
                for une in revisions
            )
            lus.append(ObjectifLu(objectif, texte, paroles))
        return sorted(lus, key=lambda lu: lu.est_clos)


def _est_dans(periode, episode) -> bool:
    return periode.debut >= episode.debut and (episode.fin is None or periode.debut < episode.fin)
