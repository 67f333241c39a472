"""Importing: all or nothing, twice adds nothing, and every fault in French at its place."""

from datetime import date, time
from decimal import Decimal

import pytest
import xlsxwriter
from django.db import IntegrityError
from python_calamine import CalamineWorkbook

from allervers.actions.models import ActionCollective, Effectif
from allervers.activite.models import Comptage, Intervention, Presence
from allervers.comptes.models import Service, Utilisateur
from allervers.comptes.refus import raison_du_refus
from allervers.echanges import operations
from allervers.echanges.commandes import importe, modele_import
from allervers.echanges.fautes import Fautes, ImportRefuse
from allervers.echanges.format import GENRES
from allervers.echanges.operations import importer
from allervers.jeunes.models import Jeune, PeriodeStatut
from allervers.journal.models import LigneJournal
from allervers.moyens.models import PartPoste
from allervers.referentiel.models import LibelleTerme
from allervers.territoires.models import Territoire, ValeurIndicateur
from tests.jeunes.fusions import reunir
from tests.personnages import INTERVENTION, JEUNE, SERVICE, ecrire_annee, ecrire_dossier

pytestmark = pytest.mark.django_db


def fautes(source) -> list[tuple]:
    """Return (file, line, column, reason) for each fault, and check that nothing was kept."""
    avant = (Service.objects.count(), Jeune.objects.count(), LigneJournal.objects.count())
    with pytest.raises(ImportRefuse) as refus:
        importer(source=source)
    assert (Service.objects.count(), Jeune.objects.count(), LigneJournal.objects.count()) == avant
    assert refus.value.nombre == len(refus.value.fautes)
    return [(faute.fichier, faute.ligne, faute.colonne, faute.raison) for faute in refus.value.fautes]


def lieux(source) -> list[tuple]:
    return [faute[:3] for faute in fautes(source)]


def une_faute(source, *, dans) -> str:
    """Check that the only fault is at `dans` (file, line, column) and return its reason."""
    [(*lieu, raison)] = fautes(source)
    assert tuple(lieu) == dans
    return raison


def test_a_whole_year_is_recorded(tmp_path):
    bilan = importer(source=ecrire_annee(tmp_path))
    assert bilan.comptes["jeunes"].crees == 2
    intervention = Intervention.objects.get()
    assert (intervention.date, intervention.heure, intervention.duree_minutes) == (
        date(2024, 3, 5), time(16, 30), 120,
    )  # fmt: skip
    assert intervention.type.code == "travail_de_rue"
    assert {i.professionnel.code for i in intervention.intervenants.all()} == {"e1", "e2"}
    assert Territoire.objects.get(code="germinal").parent.commune_id == "62215"
    assert ValeurIndicateur.objects.get(indicateur__code="population").valeur == 17520
    assert ValeurIndicateur.objects.get(indicateur__code="chomage").valeur is None
    action = ActionCollective.objects.get()
    assert [lien.partenaire.code for lien in action.partenaires.all()] == ["vinci"]
    assert {f.financeur.code for f in action.financements.all()} == {"sps", "departement"}
    assert Effectif.objects.get().sexe == "garcon"
    assert Comptage.objects.get().tranche.code == "15_a_18"
    assert PartPoste.objects.get().poste.etp == Decimal("0.72")
    assert not Utilisateur.objects.get(code="e1").has_usable_password()


def test_the_same_content_twice_adds_nothing(tmp_path):
    source = ecrire_annee(
        tmp_path,
        termes=[{"liste": "orientation", "code": "mediatheque", "depuis": "2024", "libelle": "Médiathèque"}],
    )
    premier = importer(source=source)
    lignes = LigneJournal.objects.count()
    second = importer(source=source)
    assert premier.nb_crees > 25
    assert second.nb_crees == 0
    assert {nom: c.deja_la for nom, c in second.comptes.items()} == {
        nom: c.crees for nom, c in premier.comptes.items()
    }
    assert LigneJournal.objects.count() == lignes


def test_two_files_made_one_on_screen_stay_one_when_the_folder_is_imported_again(tmp_path):
    dossier = ecrire_annee(tmp_path)
    importer(source=dossier)
    garde, absorbe = (Jeune.objects.get(code=code) for code in ("K7M2", "P3Q9"))
    reunir(garde, absorbe, Utilisateur.objects.get(code="e1"))
    assert importer(source=dossier).nb_crees == 0
    assert Jeune.objects.get() == garde


def test_a_trial_keeps_nothing(tmp_path):
    bilan = importer(source=ecrire_annee(tmp_path), essai=True)
    assert bilan.nb_crees > 25
    assert not Service.objects.exists()
    assert not LigneJournal.objects.exists()


def test_the_journal_keeps_nothing_but_numbers(tmp_path):
    importer(source=ecrire_annee(tmp_path))
    ligne = LigneJournal.objects.get(operation="importer")
    assert ligne.details["crees"]["jeunes"] == 2
    assert all(isinstance(nombre, int) for nombre in ligne.details["crees"].values())


def test_a_workbook_gives_the_same_rows_as_the_folder(tmp_path):
    dossier = ecrire_annee(tmp_path / "csv")
    with xlsxwriter.Workbook(tmp_path / "annee.xlsx", {"strings_to_numbers": True}) as classeur:
        for fichier in dossier.iterdir():
            feuille = classeur.add_worksheet(fichier.stem)
            for rang, ligne in enumerate(fichier.read_text("utf-8").splitlines()):
                feuille.write_row(rang, 0, ligne.split(";"))
    premier = importer(source=tmp_path / "annee.xlsx")
    assert premier.nb_crees > 25
    assert importer(source=dossier).nb_crees == 0


def test_every_fault_is_told_with_its_place(tmp_path):
    source = ecrire_annee(
        tmp_path,
        jeunes=[JEUNE | {"couleur": "bleu"}, {"code": "P3Q9", "premier_contact": "5/3/24"}],
        presences=[{"intervention": "I1", "jeune": "K7M3"}],
        comptages=[{"intervention": "I1", "tranche": "11 à 15 ans", "nombre": "cinq"}],
    )
    assert lieux(source) == [
        ("jeunes.csv", 1, "couleur"),
        ("jeunes.csv", 3, "premier_contact"),
        ("presences.csv", 2, "jeune"),
        ("comptages.csv", 2, "nombre"),
        ("comptages.csv", 2, "tranche"),
    ]


def test_a_fault_in_a_file_makes_none_in_the_files_that_cite_it(tmp_path):
    source = ecrire_annee(
        tmp_path, jeunes=[{"code": "K7M2", "sexe": "fille"}, {"code": "P3Q9", "sexe": "fille"}]
    )
    assert lieux(source) == [("jeunes.csv", 1, "premier_contact")]


def test_a_recorded_row_with_another_content_is_a_fault(tmp_path):
    importer(source=ecrire_annee(tmp_path / "a"))
    source = ecrire_annee(
        tmp_path / "b",
        interventions=[INTERVENTION | {"lieu": "carvin", "heure": "16h30", "professionnels": "e2"}],
    )
    lieu, professionnels = fautes(source)
    assert lieu[:3] == ("interventions.csv", 2, "lieu")
    assert "«\u202fgerminal\u202f»" in lieu[3]
    assert "ne remplace rien" in lieu[3]
    assert professionnels[:3] == ("interventions.csv", 2, "professionnels")
    assert "«\u202fe1|e2\u202f»" in professionnels[3]


def test_a_key_given_twice_names_the_first_row(tmp_path):
    reason = une_faute(
        ecrire_annee(tmp_path, presences=[{"intervention": "I1", "jeune": "K7M2"}] * 2),
        dans=("presences.csv", 3, "intervention"),
    )
    assert "ligne 2" in reason
    assert "ligne 2" in une_faute(
        ecrire_annee(
            tmp_path / "b", equipes=[{"code": "carvin", "nom": "A"}, {"code": "carvin", "nom": "B"}]
        ),
        dans=("equipes.csv", 3, "code"),
    )


@pytest.mark.parametrize(
    ("genre", "lignes", "ligne", "colonne", "raison"),
    [
        ("statuts", [("PAEI", "01/03/2024", "01/02/2024")], 2, "fin", "après le début"),
        ("statuts", [("PAEI", "01/03/2024", "")] * 1 + [("ASEP", "01/06/2024", "")], 3, "debut", "ligne 2"),
        ("statuts", [("PAIE", "01/03/2024", "")], 2, "statut", "«\u202fPAEI\u202f»"),
    ],
)
def test_statuses_follow_each_other(tmp_path, genre, lignes, ligne, colonne, raison):
    statuts = [{"jeune": "K7M2", "statut": s, "debut": d, "fin": f} for s, d, f in lignes]
    assert raison in une_faute(ecrire_annee(tmp_path, statuts=statuts), dans=("statuts.csv", ligne, colonne))


def test_a_status_that_overlaps_a_recorded_one_is_a_fault(tmp_path):
    importer(source=ecrire_annee(tmp_path / "a"))
    source = ecrire_dossier(
        tmp_path / "b", service=(), statuts=[{"jeune": "K7M2", "statut": "ASEP", "debut": "01/09/2024"}]
    )
    assert "déjà enregistré" in une_faute(source, dans=("statuts.csv", 2, "debut"))
    assert PeriodeStatut.objects.count() == 2


@pytest.mark.parametrize(
    ("genre", "ligne", "colonne", "raison"),
    [
        ("statuts", {"jeune": "K7M2", "statut": "PAEI", "debut": "01/03/2024", "motif_cloture": "Orientation"},
         "motif_cloture", "date de fin"),
        ("jeunes", JEUNE | {"niveau": "c"}, "accord_le", "niveau b"),
        ("jeunes", JEUNE | {"tranche": "11 à 14 ans", "annee_tranche": "2024"}, "tranche", "suffit"),
        ("jeunes", {"code": "K7M2", "premier_contact": "12/01/2024", "tranche": "11 à 14 ans"},
         "annee_tranche", "quelle année"),
        ("jeunes", JEUNE | {"annee_naissance": "2025"}, "annee_naissance", "né après"),
        ("jeunes", JEUNE | {"dernier_contact": "01/01/2024"}, "dernier_contact", "avant le premier"),
        ("jeunes", JEUNE | {"code": "K" * 21}, "code", "20"),
        ("jeunes", JEUNE | {"commune": "Saint-Denis"}, "commune", "code INSEE"),
        ("jeunes", JEUNE | {"commune": "99999"}, "commune", "code postal"),
        ("jeunes", JEUNE | {"commune": "Carvinn"}, "commune", "Carvin"),
        ("interventions", INTERVENTION | {"duree": "25h"}, "duree", "24 heures"),
        ("interventions", INTERVENTION | {"duree": "0"}, "duree", "24 heures"),
        ("interventions", INTERVENTION | {"professionnels": "e1|e9"}, "professionnels", "professionnels"),
        ("interventions", INTERVENTION | {"date": "11/01/2024"}, None, None),
        ("comptages", {"intervention": "I1", "nombre": "0"}, "nombre", "plus grand que zéro"),
        ("comptages", {"intervention": "I1", "nombre": "40000"}, "nombre", "32767"),
        ("accueils", {"code": "A1", "reseau": "colleges", "date": "05/03/2024"}, "jeune", "sinon le nombre"),
        ("accueils", {"code": "A1", "reseau": "colleges", "date": "05/03/2024", "jeune": "K7M2", "nombre": "2"},
         "nombre", "pas les deux"),
        ("accueils", {"code": "A1", "reseau": "colleges", "date": "05/03/2024", "nombre": "2", "demi_journees": "0"},
         "demi_journees", "non communiquées"),
        ("demi_journees", {"accueil": "A1", "date": "05/03/2024", "moment": "soir"}, "moment", "après-midi"),
        ("postes", {"code": "x", "annee": "2024", "intitule": "Psychologue", "etp": "1", "debut": "01/05/2023"},
         "debut", "1er janvier"),
        ("postes", {"code": "x", "annee": "2024", "intitule": "Psychologue", "etp": "1", "fin": "01/01/2025"},
         "fin", "31 décembre"),
        ("plages_accueil", {"nature": "ouverture", "intitule": "Siège", "jour": "lundi", "ouvre": "14h", "ferme": "9h",
                            "debut": "01/01/2024"}, "ferme", "14:00"),
        ("formations", {"code": "f", "theme": "Écrits", "debut": "05/03/2024", "dernier_jour": "04/03/2024",
                        "heures": "7", "professionnels": "e1"}, "dernier_jour", "avant le premier"),
        ("groupes", {"territoire": "germinal", "annee": "2024", "saison": "été", "nombre": "1", "description": "x"},
         "nombre", "au moins deux"),
        ("vehicules", {"code": "v", "nom": "Minibus", "provenance": "loué", "debut": "05/03/2024", "fin": "05/03/2024"},
         "fin", "après le début"),
        ("postes", {"code": "educ-1", "annee": "2024", "intitule": "Psychologue", "etp": "0,725"},
         "etp", "après la virgule"),
        ("parts_postes", {"annee": "2023", "poste": "educ-1", "financeur": "Département", "etp": "0,5"},
         "poste", "postes"),
        ("territoires", {"code": "germinal", "nature": "commune", "nom": "Germinal"}, "commune", "INSEE"),
        ("territoires", {"code": "germinal", "nature": "quartier", "nom": "G", "parent": "germinal"},
         "parent", "lui-même"),
        ("orientations", {"jeune": "K7M2", "nature": "Medicale.", "date": "01/06/2024"}, None, None),
        ("professionnels", {"code": "e1", "role": "educateur", "courriel": "pas-une-adresse"}, "courriel", "courriel"),
        ("effectifs", {"action": "foot", "tranche": "0 à 99 ans", "nombre": "3"}, "tranche", "tranches d'âge"),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_is_a_fault(tmp_path, genre, ligne, colonne, raison):
    vides = ("presences", "comptages", "indicateurs", "parts_postes", "interventions", "statuts")
    autres = dict.fromkeys(vides, ())
    base = {
        "interventions": [INTERVENTION],
        "professionnels": [{"code": "e1", "role": "educateur"}],
        "affectations": (),
    }
    source = ecrire_annee(tmp_path, **(autres | base | {genre: [ligne]}))
    if colonne is None:
        assert importer(source=source).nb_crees
    else:
        fautives = [f for f in fautes(source) if f[0] == f"{genre}.csv"]
        assert [f[:3] for f in fautives] == [(f"{genre}.csv", 2, colonne)]
        assert raison in fautives[0][3]


def test_a_placement_has_a_number_of_half_days_or_a_calendar(tmp_path):
    accueil = {"code": "A1", "reseau": "colleges", "date": "05/03/2024", "nombre": "2", "demi_journees": "4"}
    source = ecrire_annee(tmp_path, accueils=[accueil])
    assert "déjà un nombre" in une_faute(source, dans=("demi_journees.csv", 2, "accueil"))


def test_a_presence_before_the_first_contact_is_a_fault(tmp_path):
    source = ecrire_annee(tmp_path, jeunes=[JEUNE | {"premier_contact": "06/03/2024"}], statuts=())
    assert "avant son premier contact (06/03/2024)" in une_faute(source, dans=("presences.csv", 2, "jeune"))


def test_a_territory_does_not_contain_itself_through_another(tmp_path):
    territoires = [
        {"code": "a", "nature": "quartier", "nom": "A", "parent": "b"},
        {"code": "b", "nature": "quartier", "nom": "B", "parent": "a"},
    ]
    source = ecrire_dossier(tmp_path, territoires=territoires)
    assert lieux(source) == [("territoires.csv", 2, "parent"), ("territoires.csv", 3, "parent")]


def test_a_term_is_given_by_code_or_label_and_an_ambiguous_label_is_refused(tmp_path):
    termes = [
        {"liste": "situation", "code": "autre_a", "depuis": "2023", "libelle": "Autre"},
        {"liste": "situation", "code": "autre_b", "depuis": "2023", "libelle": "Autre"},
    ]
    situations = [
        {"jeune": "K7M2", "situation": "AUTRE_B", "debut": "01/02/2024", "fin": "01/03/2024"},
        {"jeune": "K7M2", "situation": "autre", "debut": "01/03/2024"},
    ]
    raison = une_faute(
        ecrire_annee(tmp_path, termes=termes, situations=situations), dans=("situations.csv", 3, "situation")
    )
    assert "autre_a, autre_b" in raison


def test_a_retired_term_is_still_accepted(tmp_path):
    termes = [{"liste": "situation", "code": "college", "depuis": "2024", "retire": "oui"}]
    importer(source=ecrire_annee(tmp_path, termes=termes))
    assert LibelleTerme.objects.get(terme__code="college", millesime__annee=2024).est_retire
    assert not LibelleTerme.objects.get(terme__code="college", millesime__annee=2023).est_retire


@pytest.mark.parametrize(
    ("terme", "colonne", "raison"),
    [
        ({"libelle": "X", "parent": "paei"}, "parent", "pas dans la liste"),
        ({"libelle": "X", "parent": "rue"}, "parent", "«\u202forigine\u202f»"),
        ({"libelle": "X", "parent": "x"}, "parent", "lui-même"),
        ({}, "libelle", "demande un libellé"),
        ({"libelle": "X", "depuis": "2019"}, "depuis", "2019"),
        ({"libelle": "X", "ordre": "0"}, "ordre", "commence à 1"),
    ],
)
def test_an_addition_to_a_list_that_contradicts_it_is_a_fault(tmp_path, terme, colonne, raison):
    ligne = {"liste": "orientation", "code": "x", "depuis": "2024"} | terme
    source = ecrire_dossier(tmp_path, termes=[ligne])
    assert raison in une_faute(source, dans=("termes.csv", 2, colonne))


def test_the_age_band_is_that_of_the_year_of_the_intervention(tmp_path):
    termes = [{"liste": "orientation", "code": "mediatheque", "depuis": "2025", "libelle": "Médiathèque"}]
    interventions = [INTERVENTION, INTERVENTION | {"code": "I2", "date": "05/03/2025"}]
    comptages = [{"intervention": i, "tranche": "11 à 14 ans", "nombre": "1"} for i in ("I1", "I2")]
    importer(source=ecrire_annee(tmp_path, termes=termes, interventions=interventions, comptages=comptages))
    annees = Comptage.objects.order_by("intervention__date").values_list(
        "tranche__millesime__annee", flat=True
    )
    assert list(annees) == [2023, 2025]


def test_a_millesime_opened_between_two_imports_changes_no_row(tmp_path):
    importer(source=ecrire_annee(tmp_path / "a"))
    termes = [{"liste": "orientation", "code": "mediatheque", "depuis": "2024", "libelle": "Médiathèque"}]
    importer(source=ecrire_annee(tmp_path / "a", termes=termes))
    assert importer(source=tmp_path / "a").nb_crees == 0


def test_without_the_service_file_the_only_service_receives(tmp_path):
    equipes = [{"code": "lens", "nom": "Équipe de Lens"}]
    seul = ecrire_dossier(tmp_path / "seul", service=(), equipes=equipes)
    assert "aucun service" in une_faute(seul, dans=("service", None, None))
    importer(source=ecrire_dossier(tmp_path / "a"))
    assert importer(source=seul).service == "sps-terrils"
    importer(source=ecrire_dossier(tmp_path / "b", service=[SERVICE | {"code": "autre"}]))
    assert "plusieurs services" in une_faute(seul, dans=("service", None, None))


def test_an_import_does_not_change_the_service(tmp_path):
    importer(source=ecrire_dossier(tmp_path / "a"))
    autre = SERVICE | {"nom": "Autre nom", "depuis": "2020"}
    assert lieux(ecrire_dossier(tmp_path / "b", service=[autre])) == [
        ("service.csv", 2, "nom"), ("service.csv", 2, "depuis"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "ligne", "colonne"),
    [
        ([SERVICE | {"preset": "999"}], 2, "preset"),
        ([SERVICE | {"code": "sps.terrils"}], 2, "code"),
        ([SERVICE, SERVICE | {"code": "b"}], None, None),
        ([{"code": "a", "nom": "A"}], 1, "preset"),
    ],
)
def test_a_service_badly_described_is_a_fault(tmp_path, service, ligne, colonne):
    assert lieux(ecrire_dossier(tmp_path, service=service))[0] == ("service.csv", ligne, colonne)


def test_two_services_may_have_the_same_codes(tmp_path):
    importer(source=ecrire_annee(tmp_path / "a"))
    importer(source=ecrire_annee(tmp_path / "b", service=[SERVICE | {"code": "autre"}]))
    assert Jeune.objects.filter(code="K7M2").count() == 2
    assert Presence.objects.filter(jeune__code="K7M2").count() == 2


def test_a_row_that_the_database_refuses_is_a_fault_at_its_place(tmp_path):
    importer(source=ecrire_annee(tmp_path / "a", professionnels=[
        {"code": "e1", "role": "educateur", "courriel": "awa@exemple.fr"}, {"code": "e2", "role": "educateur"},
    ]))  # fmt: skip
    professionnels = [
        {"code": "z1", "role": "educateur", "courriel": ""},
        {"code": "z2", "role": "educateur", "courriel": "awa@exemple.fr"},
    ]
    source = ecrire_dossier(
        tmp_path / "b", service=[SERVICE | {"code": "autre"}], professionnels=professionnels
    )
    assert "courriel" in une_faute(source, dans=("professionnels.csv", 3, None))


def test_every_constraint_has_its_reason_in_french():
    erreur = IntegrityError(
        "UNIQUE constraint failed: activite_presence.intervention_id, activite_presence.jeune_id"
    )
    assert "intervention, jeune" in raison_du_refus(Presence, erreur)
    erreur = IntegrityError("periodestatut_sans_chevauchement")
    assert raison_du_refus(PeriodeStatut, erreur) == "Ce jeune a déjà un statut à ces dates."
    assert "refuse cette ligne" in raison_du_refus(PeriodeStatut, IntegrityError("autre"))


def test_every_fault_is_counted_even_those_that_are_not_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(Fautes, "GARDEES", 3)
    comptages = [{"intervention": f"X{n}", "nombre": "1"} for n in range(10)]
    assert importe(ecrire_annee(tmp_path, comptages=comptages)) == 1
    erreur = capsys.readouterr().err
    assert erreur.count("comptages.csv") == 3
    assert "… et 7 autres fautes" in erreur
    assert "10 fautes" in erreur


def test_several_batches_give_the_same_result_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(operations, "TAILLE_DE_LOT", 2)
    jeunes = [JEUNE | {"code": f"J{n}"} for n in range(7)]
    source = ecrire_dossier(
        tmp_path, jeunes=jeunes,
        statuts=[{"jeune": f"J{n}", "statut": "PAEI", "debut": "01/03/2024"} for n in range(7)],
    )  # fmt: skip
    avancees = []
    bilan = importer(source=source, progression=lambda fait, total: avancees.append((fait, total)))
    assert bilan.comptes["statuts"].crees == 7
    assert [fait for fait, _ in avancees] == [2, 4, 6, 7, 9, 11, 13, 14]
    assert importer(source=source).nb_crees == 0


def test_the_command_says_in_french_what_it_did(tmp_path, capsys):
    source = ecrire_annee(tmp_path / "a")
    assert importe(source, essai=True) == 0
    assert "Rien n'est enregistré" in capsys.readouterr().out
    assert importe(source) == 0
    assert "Jeunes\u202f: 2 " in capsys.readouterr().out
    assert importe(source) == 0
    assert "Tout était déjà là" in capsys.readouterr().out
    assert importe(ecrire_annee(tmp_path / "b", jeunes=[JEUNE | {"premier_contact": "5/3/24"}])) == 1
    erreur = capsys.readouterr().err
    assert (
        "jeunes.csv, ligne 2, colonne «\u202fpremier_contact\u202f», valeur «\u202f5/3/24\u202f»\u202f: "
        in erreur
    )


def test_the_command_writes_a_template_and_overwrites_nothing(tmp_path, capsys):
    assert modele_import(tmp_path / "m.xlsx") == 0
    assert len(CalamineWorkbook.from_path(tmp_path / "m.xlsx").sheet_names) == len(GENRES) + 2
    assert modele_import(tmp_path / "m.xlsx") == 1
    assert modele_import(tmp_path / "m.csv") == 1
    assert modele_import(tmp_path / "n.xlsx", preset="999") == 1
    assert modele_import(tmp_path / "absent" / "n.xlsx") == 1
    assert "existe déjà" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("genre", "ligne", "colonne"),
    [
        ("statuts", {"jeune": "K7M2", "statut": "PAEI", "debut": "11/01/2024"}, "debut"),
        ("orientations", {"jeune": "K7M2", "nature": "Mission locale", "date": "11/01/2024"}, "date"),
        ("accueils", {"code": "x", "reseau": "colleges", "date": "11/01/2024", "jeune": "K7M2"}, "date"),
    ],
)
def test_nothing_is_done_with_a_youth_before_the_first_contact(db, tmp_path, genre, ligne, colonne):
    with pytest.raises(ImportRefuse) as refus:
        importer(source=ecrire_annee(tmp_path, demi_journees=(), **{genre: [ligne]}))
    assert [(faute.colonne, "premier contact" in faute.raison) for faute in refus.value.fautes] == [
        (colonne, True)
    ]


def test_faults_are_told_in_the_order_of_the_lines(tmp_path):
    impossible = {"code": "A", "premier_contact": "31/02/2024"}
    jeunes = [JEUNE, impossible | {"code": JEUNE["code"]}, impossible, JEUNE | {"code": ""}]
    lignes = [ligne for fichier, ligne, _ in lieux(ecrire_dossier(tmp_path, jeunes=jeunes))]
    assert lignes == sorted(lignes)
    assert set(lignes) == {3, 4, 5}
