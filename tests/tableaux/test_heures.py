"""The hours by month, place and team equal a naive count; no line of a team is that of one or two persons."""

from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from allervers.comptes.models import Service
from allervers.echanges.operations import importer
from allervers.faits.extraction_equipes import PROFESSIONNELS_AU_MOINS, TempsDEquipe, reunir_les_petites
from allervers.rapport.lecture import lire_annee
from tests.personnages import ecrire_dossier

PROFESSIONNELS = ["e1", "e2", "e3", "e4", "e5", "e6", "e7"]
JOURS = ["2024-01-01", "2024-01-31", "2024-02-29", "2024-06-30", "2024-07-01", "2024-12-31"]
MOIS = {"01": "Janvier", "02": "Février", "06": "Juin", "07": "Juillet", "12": "Décembre"}
TABLES = ["heures_par_type_activite", "heures_par_mois", "heures_par_quartier", "heures_par_equipe"]


@st.composite
def annees(draw):
    def affectation(professionnel, equipe):
        debut, fin = sorted(draw(st.lists(st.sampled_from(JOURS), min_size=2, max_size=2, unique=True)))
        return {
            "professionnel": professionnel, "equipe": equipe, "debut": debut,
            "fin": draw(st.sampled_from([fin, ""])),
        }  # fmt: skip

    return {
        "affectations": [
            affectation(professionnel, equipe)
            for professionnel in PROFESSIONNELS
            for equipe in ("nord", "sud")
            if draw(st.booleans())
        ],
        "interventions": [
            {
                "code": f"I{rang}",
                "type": "Formation",
                "date": draw(st.sampled_from(JOURS)),
                # A multiple of three minutes: hours with two decimals, exactly.
                "duree": str(3 * draw(st.integers(1, 100))),
                "lieu": draw(st.sampled_from(["", "carvin", "oignies"])),
                "professionnels": "|".join(draw(st.sets(st.sampled_from(PROFESSIONNELS), min_size=1))),
            }
            for rang in range(draw(st.integers(0, 6)))
        ],
    }


def equipe_du_jour(donnees, professionnel: str, jour: str) -> str:
    equipes = {
        une["equipe"]
        for une in donnees["affectations"]
        if une["professionnel"] == professionnel
        and une["debut"] <= jour
        and (not une["fin"] or jour < une["fin"])
    }
    return (
        "Plusieurs équipes à la fois" if len(equipes) > 1 else next(iter(equipes), "Hors équipe").capitalize()
    )


class HeuresTest(TestCase):
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(donnees=annees())
    def test_hours_equal_a_naive_count_and_no_team_is_told_of_fewer_than_three(self, donnees):
        service = importer_annee(donnees)
        tableaux = {id: lire_annee(service, 2024, ids=[id]).tableau(id) for id in TABLES}
        mois, lieux, minutes, qui = Counter(), Counter(), Counter(), defaultdict(set)
        for une in donnees["interventions"]:
            for professionnel in une["professionnels"].split("|"):
                duree = int(une["duree"])
                mois[MOIS[une["date"][5:7]]] += duree
                lieux[une["lieu"].capitalize() or "Non renseigné"] += duree
                equipe = equipe_du_jour(donnees, professionnel, une["date"])
                minutes[equipe] += duree
                qui[equipe].add(professionnel)
        assert lues(tableaux["heures_par_mois"]) == mois
        assert lues(tableaux["heures_par_quartier"]) == lieux
        assert {tableau.total * 60 for tableau in tableaux.values()} == {sum(minutes.values())}
        equipes = lues(tableaux["heures_par_equipe"])
        if not donnees["affectations"]:
            assert set(equipes) <= {"Non renseigné"}
            return
        for libelle, nombre in equipes.items():
            noms = libelle.split(" et ")
            assert nombre == sum(minutes[nom] for nom in noms)
            assert (
                len(equipes) == 1 or len(set().union(*(qui[nom] for nom in noms))) >= PROFESSIONNELS_AU_MOINS
            )


@given(st.lists(st.sets(st.integers(0, 9), min_size=1), max_size=6))
def test_telling_small_teams_together_loses_no_minute(equipes):
    temps = [TempsDEquipe((str(rang),), 10**rang, frozenset(qui)) for rang, qui in enumerate(equipes)]
    reunies = reunir_les_petites(temps)
    assert sum(un.minutes for un in reunies) == sum(un.minutes for un in temps)
    assert sorted(code for un in reunies for code in un.codes) == sorted(un.codes[0] for un in temps)
    assert len(reunies) <= 1 or all(len(un.professionnels) >= PROFESSIONNELS_AU_MOINS for un in reunies)


def lues(tableau) -> Counter:
    """Return label → minutes."""
    lignes = zip(tableau.lignes, tableau.cellules, strict=True)
    return Counter({ligne.libelle: heures * 60 for ligne, (heures,) in lignes if heures})


def importer_annee(donnees) -> Service:
    with TemporaryDirectory() as dossier:
        importer(
            source=ecrire_dossier(
                Path(dossier),
                service=[{"code": "essai", "nom": "Essai", "preset": "62", "depuis": "2022"}],
                professionnels=[{"code": code, "role": "educateur"} for code in PROFESSIONNELS],
                equipes=[{"code": "nord", "nom": "Nord"}, {"code": "sud", "nom": "Sud"}],
                territoires=[
                    {"code": "carvin", "nature": "commune", "nom": "Carvin", "commune": "62215"},
                    {"code": "oignies", "nature": "commune", "nom": "Oignies", "commune": "62637"},
                ],
                **donnees,
            )
        )
    return Service.objects.get()
