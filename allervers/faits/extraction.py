"""Models → facts: the only place that reads records in order to count them.

The large tables are fetched as the database gives them and turned into Arrow columns at once: a Python object
a row would cost seconds on a million presences.
"""

import gc
from contextlib import contextmanager
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from allervers.actions.comptes import comptes_aux_seances
from allervers.actions.models import ActionCollective, AppelAProjets, Effectif, EtatAppel, Financement
from allervers.activite.models import Accueil, Comptage, DemiJournee, Intervenant, Intervention, Presence
from allervers.jeunes.models import (
    CoAccompagnement,
    Jeune,
    Orientation,
    PeriodeSituation,
    PeriodeStatut,
    ProblematiqueJeune,
)
from allervers.referentiel.models import TrancheAge
from allervers.signalements.models import Signalement
from allervers.territoires.models import NomDeTerritoire, Territoire, ValeurIndicateur

from .colonnes import Liste, Nombre, ages, bornes, centiemes, colonne, lire, par_intervention, sexes
from .extraction_equipes import ExtractionDesEquipes
from .extraction_moyens import ExtractionDesMoyens
from .faits import Faits
from .schema import TABLES, schema


def extraire(service, annee: int, jusqu_au: date | None = None) -> Faits:
    """Return the facts of `service` in `annee`, read in one transaction. They hold no identifier of a person.

    `jusqu_au`: as the year stood at the end of that day, as far as dates tell.
    """
    return extraire_avec_les_interventions(service, annee, jusqu_au)[0]


def extraire_avec_les_interventions(
    service, annee: int, jusqu_au: date | None = None
) -> tuple[Faits, list[int]]:
    """Return the facts, and the database's key of each intervention, by its rank: how one comes back to a record."""
    with transaction.atomic(), _sans_ramasse_miettes():
        extraction = _Extraction(service, annee, jusqu_au)
        faits = extraction.faits()
        return faits, extraction.ids["intervention"].to_pylist()


def annees_saisies(service) -> list[int]:
    """Return the years in which `service` has an intervention, the latest first."""
    return Intervention.objects.filter(service=service).annees()


@contextmanager
def _sans_ramasse_miettes():
    """Hundreds of thousands of new rows make the collector walk them over and over, with nothing to collect."""
    etait_actif = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if etait_actif:
            gc.enable()


def codes_des_jeunes(service, annee: int) -> list[str]:
    """Return the codes of the youths of the facts of that year, in the order of their ranks.

    The facts hold no identifier: this is how who has the right comes back from a figure to its records.
    """
    return list(jeunes_connus(service, annee).values_list("code", flat=True))


def jeunes_connus(service, annee: int):
    """The youths known by the end of that year, by UUID: a rank must not tell in which order youths were met."""
    return Jeune.objects.filter(service=service, premier_contact__lt=date(annee + 1, 1, 1)).order_by("uuid")


def actions_comptees(service, annee: int):
    """The actions that the facts of that year hold, in the order of their ranks: an idea is none."""
    return (
        ActionCollective.objects.comptees()
        .filter(service=service, annee=annee)
        .order_by("ordre", "intitule", "pk")
    )


class _Extraction(ExtractionDesMoyens, ExtractionDesEquipes):
    """One pass over the records of a service for a year; the ranks it gives link the tables it makes."""

    def __init__(self, service, annee: int, jusqu_au: date | None = None):
        self.service, self.annee = service, annee
        self.debut, self.fin = date(annee, 1, 1), date(annee + 1, 1, 1)
        if jusqu_au is not None:
            self.fin = min(self.fin, jusqu_au + timedelta(1))
        self.ids: dict[str, pa.Array] = {}

    def faits(self) -> Faits:
        # Ranks are given by `jeunes`, `actions`, `interventions` and `postes`, which come before their users.
        premieres = ("jeunes", "actions", "interventions", "postes")
        tables = {}
        for nom in (*premieres, *(nom for nom in TABLES if nom not in premieres)):
            tables[nom] = self._table(nom, getattr(self, nom)())
        return Faits({nom: tables[nom] for nom in TABLES})

    def _table(self, nom: str, colonnes: dict) -> pa.Table:
        attendu = schema(nom)
        if "service" in attendu.names:
            longueur = len(next(iter(colonnes.values())))
            colonnes = {"service": pa.repeat(self.service.code, longueur)} | colonnes
        return pa.Table.from_arrays(
            [colonne(colonnes[champ.name], champ.type) for champ in attendu], schema=attendu
        )

    def _lignes(self, modele, **filtres):
        return modele.objects.filter(service=self.service, **filtres).order_by()

    def _rang(self, genre: str, ids) -> pa.Array:
        return pc.index_in(colonne(ids, pa.int64()), value_set=self.ids[genre])

    def _numeroter(self, genre: str, ids) -> pa.Array:
        self.ids[genre] = colonne(ids, pa.int64())
        return pa.array(range(len(self.ids[genre])), pa.int32())

    def _actions(self):
        return actions_comptees(self.service, self.annee).filter(Q(debut=None) | Q(debut__lt=self.fin))

    # One method a table, in the order of `schema.TABLES`.

    def services(self):
        return {"nom": [self.service.nom], "annee": [self.annee]}

    def territoires(self):
        lieux = {
            lieu.pk: lieu
            for lieu in self._lignes(Territoire).select_related("commune").order_by("ordre", "nom")
        }
        rangs = {pk: rang for rang, pk in enumerate(lieux)}
        noms = NomDeTerritoire.objects.de_l_annee(self.service, self.annee)

        def commune_de(lieu):
            while lieu is not None and lieu.commune is None:
                lieu = lieux.get(lieu.parent_id)
            return lieu

        rangs_communes = {}
        for lieu in lieux.values():
            if lieu.nature == "commune":
                rangs_communes.setdefault(lieu.commune_id, rangs[lieu.pk])
        lignes = [(lieu, commune_de(lieu)) for lieu in lieux.values()]
        return {
            "territoire": [lieu.code for lieu, _ in lignes],
            "nom": [noms.get(lieu.code, lieu.nom) for lieu, _ in lignes],
            "nature": [lieu.nature for lieu, _ in lignes],
            "commune": [commune and commune.commune_id for _, commune in lignes],
            "nom_commune": [commune and commune.commune.nom for _, commune in lignes],
            "ordre": [rangs[lieu.pk] for lieu, _ in lignes],
            "ordre_commune": [
                commune and rangs_communes.get(commune.commune_id, rangs[commune.pk]) for _, commune in lignes
            ],
        }

    def jeunes(self):
        situation = (
            PeriodeSituation.objects.filter(jeune=OuterRef("pk"), debut__lt=self.fin)
            .filter(Q(fin__isnull=True) | Q(fin__gt=self.debut))
            .order_by("-debut")
            .values("situation__code")[:1]
        )
        ids, sexe, naissance, age_min, age_sous, notee, contact, commune, nom_commune, situations = lire(
            jeunes_connus(self.service, self.annee).filter(premier_contact__lt=self.fin),
            "pk", "sexe", "annee_naissance", "tranche__age_min", "tranche__age_sous", "annee_tranche",
            "premier_contact", "commune_id", "commune__nom", Subquery(situation),
        )  # fmt: skip
        age_min, age_max = ages(self.annee, naissance, age_min, age_sous, notee)
        return {
            "jeune": self._numeroter("jeune", ids),
            "sexe": sexes(sexe),
            "age_min": age_min,
            "age_max": age_max,
            "est_nouveau": pc.greater_equal(colonne(contact, pa.date32()), pa.scalar(self.debut)),
            "commune": commune,
            "nom_commune": nom_commune,
            "situation": situations,
        }

    def statuts(self):
        jeune, statut, debut, fin, motif = lire(
            self._lignes(PeriodeStatut, debut__lt=self.fin, jeune__premier_contact__lt=self.fin),
            "jeune", "statut__code", "debut", "fin", "motif_cloture__code",
        )  # fmt: skip
        return {
            "jeune": self._rang("jeune", jeune), "statut": statut, "debut": debut, "fin": fin, "motif_cloture": motif,
        }  # fmt: skip

    def problematiques(self):
        jeune, problematique, est_a_l_origine = lire(
            self._lignes(ProblematiqueJeune, reperee_le__lt=self.fin, jeune__premier_contact__lt=self.fin),
            "jeune", "problematique__code", "est_a_l_origine",
        )  # fmt: skip
        return {
            "jeune": self._rang("jeune", jeune), "problematique": problematique, "est_a_l_origine": est_a_l_origine,
        }  # fmt: skip

    def co_accompagnements(self):
        jeune, categorie = lire(
            self._lignes(CoAccompagnement, debut__lt=self.fin, jeune__premier_contact__lt=self.fin)
            .filter(Q(fin__isnull=True) | Q(fin__gt=self.debut))
            .distinct(),
            "jeune", "partenaire__categorie__code",
        )  # fmt: skip
        return {"jeune": self._rang("jeune", jeune), "categorie": categorie}

    def orientations(self):
        jeune, nature, est_de_fin, jonction = lire(
            self._lignes(Orientation, date__gte=self.debut, date__lt=self.fin),
            "jeune", "nature__code", "est_de_fin", "jonction",
        )  # fmt: skip
        return {
            "jeune": self._rang("jeune", jeune), "nature": nature, "est_de_fin": est_de_fin, "jonction": jonction,
        }  # fmt: skip

    def signalements(self):
        """Only once the year is over: a number that moves would tell the team that there is one."""
        finies = date(timezone.localdate().year, 1, 1)
        lignes = self._lignes(Signalement, date__gte=self.debut, date__lt=min(self.fin, finies))
        [destinataire] = lire(lignes, "destinataire__code")
        return {"destinataire": destinataire}

    def interventions(self):
        # One pass: the professionals are counted and the youths present gathered in a text beside each
        # intervention. Reading a million presences row by row would take longer than all the rest.
        ids, jour, type, minutes, lieu, action, instance, professionnels, presents = lire(
            self._lignes(Intervention, date__gte=self.debut, date__lt=self.fin),
            "pk", "date", "type__code", "duree_minutes", "lieu__code", "action", "instance__code",
            par_intervention(Intervenant, Nombre("intervention")), par_intervention(Presence, Liste("jeune")),
        )  # fmt: skip
        self.presents = pc.split_pattern(colonne(presents, pa.string()), ",")
        return {
            "intervention": self._numeroter("intervention", ids),
            "date": jour,
            "type": type,
            "minutes": minutes,
            "nb_professionnels": professionnels,
            "territoire": lieu,
            "action": self._rang("action", action),
            "instance": instance,
        }

    def presences(self):
        return {
            "intervention": pc.list_parent_indices(self.presents).cast(pa.int32()),
            "jeune": self._rang("jeune", pc.list_flatten(self.presents)),
        }

    def comptages(self):
        intervention, sexe, age_min, age_sous, est_nouveau, nombre = lire(
            self._lignes(Comptage, intervention__date__gte=self.debut, intervention__date__lt=self.fin),
            "intervention", "sexe", "tranche__age_min", "tranche__age_sous", "est_nouveau", "nombre",
        )  # fmt: skip
        return {
            "intervention": self._rang("intervention", intervention),
            "sexe": sexes(sexe),
            **bornes(age_min, age_sous),
            "est_nouveau": est_nouveau,
            "nombre": nombre,
        }

    def actions(self):
        actions = list(
            self._actions()
            .select_related("nature", "territoire")
            .prefetch_related("partenaires__partenaire", "financements__financeur")
        )
        partenaires = [sorted(lien.partenaire.nom for lien in action.partenaires.all()) for action in actions]
        return {
            "action": self._numeroter(
                "action", lire(self._actions(), "pk")[0],
            ),
            "nature": [action.nature.code for action in actions],
            "territoire": [action.territoire and action.territoire.code for action in actions],
            "partenaires": [", ".join(noms) or None for noms in partenaires],
            "nb_partenaires": [len(noms) for noms in partenaires],
            "financeurs": [
                "|".join(sorted({lien.financeur.code for lien in action.financements.all()})) or None
                for action in actions
            ],
            "ordre": list(range(len(actions))),
            "cout_centimes": [None if action.cout is None else int(action.cout * 100) for action in actions],
        } | {
            champ: [getattr(action, champ) for action in actions]
            for champ in ("intitule", "unite_duree", "familles", "visiteurs", "nb_classes", "est_non_communique")
        }  # fmt: skip

    def effectifs(self):
        """Those counted for the whole action; failing that, those tallied at the session where most were."""
        lignes = list(
            self._lignes(Effectif, action__in=self._actions().values("pk")).values_list(
                "action", "sexe", "tranche", "nombre"
            )
        )
        for action, seance in comptes_aux_seances(self._actions()).items():
            lignes += [(action, *cle, nombre) for cle, nombre in seance.nombres.items()]
        action, sexe, tranche, nombre = zip(*lignes, strict=True) if lignes else ((), (), (), ())
        tranches = {
            pk: ages for pk, *ages in self._lignes(TrancheAge).values_list("pk", "age_min", "age_sous")
        } | {None: (None, None)}
        return {
            "action": self._rang("action", action),
            "sexe": sexes(sexe),
            **bornes([tranches[pk][0] for pk in tranche], [tranches[pk][1] for pk in tranche]),
            "nombre": nombre,
        }

    def financements(self):
        appels = list(
            zip(
                *lire(
                    self._lignes(AppelAProjets, annee=self.annee).exclude(etat=EtatAppel.ABANDONNE),
                    "financeur__code", centiemes("demande"), centiemes("accorde"), "etat",
                ),
                strict=True,
            )
        )  # fmt: skip
        action, financeur, appel, demande, montant = lire(
            self._lignes(Financement, action__in=self._actions().values("pk")),
            "action", "financeur__code", "appel", centiemes("demande"), centiemes("montant"),
        )  # fmt: skip
        nb = len(action)
        rangs = self._rang("action", action).to_pylist()
        return {
            "financeur": [*(un[0] for un in appels), *financeur],
            "action": pa.array([None] * len(appels) + rangs, pa.int32()),
            "est_part_d_un_appel": [False] * len(appels) + [un is not None for un in appel],
            "demande_centimes": pa.array([*(un[1] for un in appels), *demande], pa.int64()),
            "accorde_centimes": pa.array([*(un[2] for un in appels), *montant], pa.int64()),
            "est_accorde": [un[3] == EtatAppel.ACCORDE for un in appels] + [True] * nb,
        }

    def accueils(self):
        # On the calendar, a placement counts in the years of its half-days; otherwise, in that of its date.
        posees = DemiJournee.objects.filter(accueil=OuterRef("pk")).order_by()
        siennes = posees.filter(date__gte=self.debut, date__lt=self.fin)
        reseau, jeune, nombre, demi_journees = lire(
            self._lignes(Accueil).filter(
                Exists(siennes) | Q(~Exists(posees), date__gte=self.debut, date__lt=self.fin)
            ),
            "reseau__code", "jeune", "nombre",
            Coalesce(
                F("demi_journees"),
                NullIf(Subquery(siennes.sans_doubles().values(nb=Nombre("pk"))) * Coalesce(F("nombre"), 1), 0),
            ),
        )  # fmt: skip
        return {
            "reseau": reseau, "jeune": self._rang("jeune", jeune), "nombre": nombre, "demi_journees": demi_journees,
        }  # fmt: skip

    def indicateurs(self):
        plus_recente = (
            ValeurIndicateur.objects.filter(
                territoire=OuterRef("territoire"), indicateur=OuterRef("indicateur"), annee__lte=self.annee
            )
            .order_by("-annee")
            .values("annee")[:1]
        )
        territoire, indicateur, annee, valeur, source = lire(
            self._lignes(ValeurIndicateur).filter(annee=Subquery(plus_recente)),
            "territoire__code", "indicateur__code", "annee", centiemes("valeur"), "source",
        )  # fmt: skip
        return {
            "territoire": territoire,
            "indicateur": indicateur,
            "annee": annee,
            "valeur_centiemes": valeur,
            "source": source,
        }
