"""Whatever is entered, made one, undone and erased: a frozen year says the same, the live one what its rows say."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from allervers.activite.models import Intervention, Presence
from allervers.comptes.models import Utilisateur
from allervers.conservation.models import Origine
from allervers.conservation.purge import effacer
from allervers.faits.extraction import extraire
from allervers.faits.faits import Faits
from allervers.jeunes.models import (
    CoAccompagnement,
    Fusion,
    Jeune,
    Orientation,
    PeriodeSituation,
    PeriodeStatut,
    ProblematiqueJeune,
)
from allervers.jeunes.operations import JeuneRefuse, changer_statut, defaire_fusion
from allervers.referentiel.lecture import referentiel_du_service
from allervers.referentiel.models import Statut, Terme
from allervers.signalements.models import Signalement
from allervers.tableaux.calcul import calculer
from allervers.tableaux.coherence import incoherences
from tests.tableaux.force_brute import compter
from tests.tableaux.test_comptage import JOURS, annees, cellules, importer_annees

from .fusions import reunir
from .test_fusion import lignes

ANNEES = (2023, 2024)
DEUX_JEUNES = st.tuples(st.integers(0, 5), st.integers(0, 5))
CODES = st.sampled_from(["asep", "en_accroche"])
GESTES = st.one_of(
    st.tuples(st.just("reunir"), DEUX_JEUNES),
    st.tuples(st.just("separer"), st.integers(0, 3)),
    st.tuples(st.just("effacer"), st.integers(0, 5)),
    st.tuples(st.just("noter_statut"), st.integers(0, 5), CODES, st.sampled_from(JOURS)),
    st.tuples(st.just("noter_presence"), st.integers(0, 5), st.integers(0, 5)),
)  # fmt: skip


class Histoire:
    """What a team does with its youths; what cannot be done is not."""

    def __init__(self, service):
        self.service, self.par = service, Utilisateur.objects.get(service=service, code="e1")

    def jeune(self, rang: int) -> Jeune | None:
        jeunes = Jeune.objects.connus().order_by("code")
        return jeunes[rang % len(jeunes)] if jeunes else None

    def reunir(self, rangs: tuple[int, int]) -> None:
        garde, absorbe = (self.jeune(rang) for rang in rangs)
        if garde and garde != absorbe:
            reunir(garde, absorbe, self.par)

    def separer(self, rang: int) -> None:
        fusions = Fusion.objects.order_by("-fait_le")
        if fusions:
            self.tenter(defaire_fusion, fusion=fusions[rang % len(fusions)], par=self.par)

    def effacer(self, rang: int) -> None:
        if jeune := self.jeune(rang):
            effacer(service=self.service, jeunes=[jeune], origine=Origine.DEMANDE, par=self.par)

    def noter_statut(self, rang: int, code: str, jour: str) -> None:
        if jeune := self.jeune(rang):
            raison = Terme.objects.filter(service=self.service, liste="motif_cloture").first()
            statut, le = Statut.objects.get(service=self.service, code=code), date.fromisoformat(jour)
            self.tenter(
                changer_statut, jeune=jeune, uuid=uuid4(), statut=statut, le=le, raison=raison, par=self.par
            )

    def noter_presence(self, rang: int, laquelle: int) -> None:
        interventions, jeune = Intervention.objects.order_by("code"), self.jeune(rang)
        if interventions and jeune:
            une = interventions[laquelle % len(interventions)]
            if une.date >= jeune.premier_contact:
                Presence.objects.get_or_create(service=self.service, intervention=une, jeune=jeune)

    @staticmethod
    def tenter(operation, **options) -> None:
        try:
            operation(**options)
        except JeuneRefuse:
            return


def relever(donnees: dict, listes) -> dict:
    """Return the rows that there are, as import rows; what was done in the street is what it was."""
    sexes = {"garcon": "garçon", "non_renseigne": ""}

    def jour(un):
        return un.isoformat() if un else ""

    return {
        "jeunes": [
            {
                "code": un.code, "sexe": sexes.get(un.sexe, un.sexe), "annee_naissance": str(un.annee_naissance or ""),
                "premier_contact": jour(un.premier_contact),
                "commune": un.commune.code if un.commune else "",
            }
            for un in Jeune.objects.select_related("commune")
        ],
        "interventions": donnees["interventions"],
        "comptages": donnees["comptages"],
        "presences": [
            {"intervention": une.intervention.code, "jeune": une.jeune.code}
            for une in Presence.objects.select_related("intervention", "jeune")
        ],
        "statuts": [
            {
                "jeune": une.jeune.code, "statut": une.statut.code, "debut": jour(une.debut), "fin": jour(une.fin),
                "motif_cloture": listes.libelle("motif_cloture", une.motif_cloture.code) if une.motif_cloture else "",
            }
            for une in PeriodeStatut.objects.select_related("jeune", "statut", "motif_cloture")
        ],
        "problematiques": [
            {
                "jeune": une.jeune.code, "problematique": listes.libelle("problematique", une.problematique.code),
                "reperee_le": jour(une.reperee_le),
            }
            for une in ProblematiqueJeune.objects.select_related("jeune", "problematique")
        ],
        "situations": [
            {
                "jeune": une.jeune.code, "situation": une.situation.code,
                "debut": jour(une.debut), "fin": jour(une.fin),
            }
            for une in PeriodeSituation.objects.select_related("jeune", "situation")
        ],
        "co_accompagnements": [
            {
                "jeune": un.jeune.code, "partenaire": un.partenaire.code, "debut": jour(un.debut), "fin": jour(un.fin),
            }
            for un in CoAccompagnement.objects.select_related("jeune", "partenaire")
        ],
        "signalements": [
            {"destinataire": un.destinataire.code, "date": jour(un.date)}
            for un in Signalement.objects.select_related("destinataire")
        ],
        "orientations": [
            {
                "nature": une.nature.code, "date": jour(une.date), "fin": "oui" if une.est_de_fin else "",
                "jonction": {True: "oui", False: "non", None: ""}[une.jonction],
            }
            for une in Orientation.objects.select_related("nature")
        ],
    }  # fmt: skip


class FusionsTest(TestCase):
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(donnees=annees(), gestes=st.lists(GESTES, max_size=8))
    def test_a_frozen_year_says_the_same_and_the_live_one_what_its_rows_say(self, donnees, gestes):
        service = importer_annees(donnees)
        histoire, listes = Histoire(service), referentiel_du_service(service, 2023)
        with TemporaryDirectory() as dossier, self.settings(DONNEES=Path(dossier)):
            extraire(service, 2023).figer(Path(dossier))
            figes = calculer(Faits.du_dossier(Path(dossier)), listes, 2023)
            for nom, *avec in gestes:
                getattr(histoire, nom)(*avec)
            assert calculer(Faits.du_dossier(Path(dossier)), listes, 2023) == figes
        for annee in ANNEES:
            tableaux = calculer(extraire(service, annee), listes, annee)
            attendus = compter(relever(donnees, listes), annee)
            del attendus["minutes"]
            par_id = {tableau.id: tableau for tableau in tableaux}
            for id, attendu in attendus.items():
                assert cellules(par_id[id]) == attendu, id
            assert incoherences(tableaux) == []

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(donnees=annees(), paires=st.lists(DEUX_JEUNES, max_size=4))
    def test_merges_undone_from_the_last_to_the_first_leave_every_row_as_it_was(self, donnees, paires):
        histoire = Histoire(importer_annees(donnees))
        avant = {un.code: lignes(un) for un in Jeune.objects.all()}
        for rangs in paires if avant else ():
            histoire.reunir(rangs)
        while fusion := Fusion.objects.order_by("-fait_le").first():
            defaire_fusion(fusion=fusion, par=histoire.par)
        assert {un.code: lignes(un) for un in Jeune.objects.all()} == avant
