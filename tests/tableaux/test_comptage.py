"""The tables equal an independent count, over generated years: empty ones, unknown values, years' ends…"""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from allervers.comptes.models import Service
from allervers.echanges.operations import importer
from allervers.faits.extraction import extraire
from allervers.referentiel.lecture import referentiel_du_service
from allervers.tableaux.arrondi import arrondir
from allervers.tableaux.calcul import calculer
from allervers.tableaux.catalogue import CATALOGUE
from allervers.tableaux.coherence import incoherences
from allervers.tableaux.definition import Definition
from allervers.tableaux.moteur import Moteur
from tests.personnages import ecrire_dossier

from .force_brute import (
    CATEGORIES,
    COMMUNES,
    DESTINATAIRES,
    ORIENTATIONS,
    QUARTIERS,
    RACINES,
    SITUATIONS,
    STATUTS,
    compter,
    heures,
)

# Days where mistakes live: the ends of years and of months, leap days, and some others.
JOURS = [
    "2022-12-31", "2023-01-01", "2023-06-30", "2023-12-31", "2024-01-01", "2024-01-31", "2024-02-29", "2024-06-30",
    "2024-07-01", "2024-08-31", "2024-12-31", "2025-01-01", "2025-02-28",
]  # fmt: skip
ITEMS = {
    "Mobilité": "mobilite", "Logement": "logement", "Formation": "formation_professionnelle",
    "Accès aux droits, accompagnement aux démarches administratives": "acces_aux_droits",
}  # fmt: skip
MOTIFS = ["", "Orientation", "Amélioration de la situation"]


@st.composite
def periodes(draw):
    """(first day, day after the last, or nothing) of periods that follow each other, some days left out."""
    bornes = sorted(draw(st.sets(st.sampled_from(JOURS), max_size=5)))
    return [suite for suite in zip(bornes, [*bornes[1:], ""], strict=False) if draw(st.integers(0, 3))]


@st.composite
def annees(draw):
    """A service's records over three years: rows of the import format."""
    codes = [f"J{rang}" for rang in range(draw(st.integers(0, 6)))]
    jeunes = [
        {
            "code": code,
            "sexe": draw(st.sampled_from(["fille", "garçon", "autre", ""])),
            "annee_naissance": draw(
                st.sampled_from(["", "2000", "2003", "2005", "2006", "2010", "2013", "2020"])
            ),
            "commune": draw(st.sampled_from(sorted(COMMUNES))),
            "premier_contact": draw(st.sampled_from(JOURS[:1])) if draw(st.booleans()) else "2024-01-01",
        }
        for code in codes
    ]
    contacts = {jeune["code"]: jeune["premier_contact"] for jeune in jeunes}
    interventions = [
        {
            "code": f"I{rang}",
            "type": draw(st.sampled_from(sorted(RACINES))),
            "date": draw(st.sampled_from(JOURS)),
            "heure": "23:30",
            "duree": str(draw(st.integers(1, 300))),
            "professionnels": draw(st.sampled_from(["e1", "e1|e2"])),
            "lieu": draw(st.sampled_from(sorted(QUARTIERS))),
        }
        for rang in range(draw(st.integers(0, 6)))
    ]
    presences = [
        {"intervention": intervention["code"], "jeune": code}
        for intervention in interventions
        for code in codes
        if intervention["date"] >= contacts[code] and draw(st.booleans())
    ]
    comptages = [
        {
            "intervention": intervention["code"], "sexe": sexe, "tranche": draw(st.sampled_from(["", "15 à 18 ans"])),
            "nouveaux": draw(st.sampled_from(["", "oui"])), "nombre": str(draw(st.integers(1, 9))),
        }
        for intervention in interventions
        for sexe in ("fille", "")
        if draw(st.booleans())
    ]  # fmt: skip
    statuts = [
        {
            "jeune": code, "statut": draw(st.sampled_from(sorted(STATUTS))), "debut": debut, "fin": fin,
            "motif_cloture": draw(st.sampled_from(MOTIFS)) if fin else "",
        }
        for code in codes
        for debut, fin in draw(periodes())
        if debut >= contacts[code]
    ]  # fmt: skip
    situations = [
        {"jeune": code, "situation": draw(st.sampled_from(sorted(SITUATIONS))), "debut": debut, "fin": fin}
        for code in codes
        for debut, fin in draw(periodes())
    ]
    co_accompagnements = [
        {"jeune": code, "partenaire": partenaire, "debut": debut, "fin": fin}
        for code in codes
        for partenaire in sorted(CATEGORIES)
        if draw(st.booleans())
        for debut, fin in draw(periodes())
    ]
    orientations = [
        {
            "jeune": code, "nature": nature, "date": jour, "fin": draw(st.sampled_from(["", "oui"])),
            "jonction": draw(st.sampled_from(["", "oui", "non"])),
        }
        for code in codes
        for nature in sorted(ORIENTATIONS)
        for jour in draw(st.sets(st.sampled_from(JOURS), max_size=2))
        if jour >= contacts[code]
    ]  # fmt: skip
    signalements = [
        {"jeune": code, "destinataire": vers, "date": jour}
        for code in codes
        for vers in sorted(DESTINATAIRES)
        for jour in draw(st.sets(st.sampled_from(JOURS), max_size=2))
        if jour >= contacts[code]
    ]
    problematiques = [
        {"jeune": code, "problematique": item, "reperee_le": draw(st.sampled_from(JOURS[4:]))}
        for code in codes
        for item in ITEMS
        if draw(st.booleans())
    ]
    return {
        "jeunes": jeunes, "interventions": interventions, "presences": presences, "statuts": statuts,
        "problematiques": problematiques, "comptages": comptages, "situations": situations,
        "co_accompagnements": co_accompagnements, "orientations": orientations,
        "signalements": signalements,
        "partenaires": [
            {"code": code, "nom": code, "categorie": categorie} for code, categorie in CATEGORIES.items()
        ],
        "territoires": [
            {"code": "carvin", "nature": "commune", "nom": "Carvin", "commune": "62215", "parent": ""},
            {"code": "germinal", "nature": "quartier", "nom": "Germinal", "commune": "", "parent": "carvin"},
            {"code": "oignies", "nature": "commune", "nom": "Oignies", "commune": "62637", "parent": ""},
        ],
    }  # fmt: skip


def cellules(tableau) -> Counter:
    return Counter(
        {
            (ligne.libelle, colonne.libelle): cellule
            for ligne, valeurs in zip(tableau.lignes, tableau.cellules, strict=True)
            for colonne, cellule in zip(tableau.colonnes, valeurs, strict=True)
            if cellule and colonne.code != "part"
        }
    )


class ComptageTest(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(donnees=annees(), annee=st.sampled_from([2023, 2024]))
    def test_tables_equal_an_independent_count_and_agree_with_each_other(self, donnees, annee):
        service = importer_annees(donnees)
        tableaux = calculer(extraire(service, annee), referentiel_du_service(service, annee), annee)
        par_id = {tableau.id: tableau for tableau in tableaux}
        attendus = compter(donnees, annee)

        minutes = attendus.pop("minutes")
        assert par_id["heures_par_type_activite"].total == arrondir(heures(minutes), 2)
        for id, attendu in attendus.items():
            assert cellules(par_id[id]) == attendu, id
        assert incoherences(tableaux) == []

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(donnees=annees())
    def test_a_cell_is_made_of_as_many_youths_as_it_says(self, donnees):
        service = importer_annees(donnees)
        moteur = Moteur(extraire(service, 2024), referentiel_du_service(service, 2024), 2024)
        for definition in CATALOGUE:
            if definition.mesure != Definition.mesure:
                continue
            [tableau] = moteur.calculer([definition])
            cases = [
                (ligne.code, colonne.code, cellule)
                for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
                for colonne, cellule in zip(tableau.colonnes, cellules, strict=True)
                if cellule and colonne.code != "part"
            ]
            cases.append((None, None, tableau.total))
            for ligne, colonne, cellule in cases:
                composants = moteur.composants(definition, ligne, colonne)
                assert len(composants) == cellule, (definition.id, ligne, colonne)


def importer_annees(donnees) -> Service:
    with TemporaryDirectory() as dossier:
        importer(
            source=ecrire_dossier(
                Path(dossier),
                service=[{"code": "essai", "nom": "Essai", "preset": "62", "depuis": "2022"}],
                professionnels=[{"code": "e1", "role": "educateur"}, {"code": "e2", "role": "educateur"}],
                **donnees,
            )
        )
    return Service.objects.get()
