"""From a figure back to its records, for who has the right, and in the own service only."""

import re
from html import unescape

import pytest

from allervers.activite.models import Intervention
from allervers.comptes.droits import Droit, peut
from allervers.comptes.models import Role
from allervers.jeunes.models import Jeune
from allervers.rapport.dossiers import a_completer, dossiers_de_la_cellule
from allervers.tableaux.tableau import Entete

from .annees import compte, importer_deux_annees, lecture_de
from .test_presentation import tableau


@pytest.fixture
def service(db, tmp_path):
    return importer_deux_annees(tmp_path)


def avec_leur_uuid(cles):
    return dict(Intervention.objects.filter(pk__in=cles).values_list("pk", "uuid"))


def test_a_cell_leads_to_the_youths_that_its_reader_may_know(service):
    lecture = lecture_de(service)
    total = lecture.tableau("jeunes_rencontres_travail_de_rue").total
    tous = dict(Jeune.objects.filter(service=service).values_list("code", "uuid"))
    ou = (service, lecture, "jeunes_rencontres_travail_de_rue", None, None)
    dossiers = dossiers_de_la_cellule(*ou, tous, lambda cles: {})
    assert len(dossiers.jeunes) == dossiers.nombre == total > 0
    assert set(dossiers.jeunes) <= tous.items()

    # Those of other teams are counted, and not named.
    restreints = dossiers_de_la_cellule(*ou, dict(dossiers.jeunes[1:]), lambda cles: {})
    assert restreints.jeunes == dossiers.jeunes[1:]
    assert (restreints.nombre, restreints.nb_ailleurs) == (total, 1)


def test_hours_lead_to_their_interventions(service):
    lecture = lecture_de(service)
    dossiers = dossiers_de_la_cellule(
        service, lecture, "heures_par_type_activite", None, "travail_de_rue", {}, avec_leur_uuid
    )
    assert {une.uuid for une in dossiers.interventions} == set(
        Intervention.objects.filter(type__code="travail_de_rue", date__year=2024).values_list(
            "uuid", flat=True
        )
    )
    assert {une.type for une in dossiers.interventions} == {"Travail de rue"}
    assert {une.date.year for une in dossiers.interventions} == {2024}


def test_what_has_no_record_says_nothing(service):
    assert (
        dossiers_de_la_cellule(
            service, lecture_de(service), "organigramme_etp", None, None, {}, avec_leur_uuid
        ).nombre
        == 0
    )


def test_what_is_not_known_is_pointed_out_with_its_count():
    un = tableau(
        lignes=(Entete("a", "a"), Entete("non_renseigne", "Non renseigné")),
        colonnes=(Entete("x", "x"), Entete("non_renseigne", "Non renseigné")),
    )
    assert [(m.ligne, m.colonne, m.nombre) for m in a_completer(un)] == [
        ("non_renseigne", "", 7),
        ("", "non_renseigne", 6),
    ]
    assert a_completer(tableau()) == []


@pytest.mark.parametrize(
    ("role", "voit"), [(Role.EDUCATEUR, True), (Role.STATISTIQUES, False), (Role.SECRETARIAT, False)]
)
def test_codes_are_shown_by_right_of_access(client, service, role, voit):
    client.force_login(compte(service, role))
    page = client.get("/annees/2024/tableaux/jeunes_rencontres_travail_de_rue/?ligne=&colonne=").text
    codes = [code for code in Jeune.objects.values_list("code", flat=True) if f"<code>{code}</code>" in page]
    assert bool(codes) == voit


@pytest.mark.parametrize(("role", "voit"), [(Role.EDUCATEUR, True), (Role.STATISTIQUES, False)])
def test_each_number_leads_to_its_records_for_those_who_may_see_them(client, service, role, voit):
    client.force_login(compte(service, role))
    page = client.get("/annees/2024/tableaux/jeunes_rencontres_travail_de_rue/").text
    liens = re.findall(r'<a href="(\?ligne=[^"]*#dossiers)">', page)
    assert bool(liens) == voit
    for lien in map(unescape, liens):
        suite = client.get(f"/annees/2024/tableaux/jeunes_rencontres_travail_de_rue/{lien}").text
        assert "Aucun dossier à montrer" not in suite


@pytest.mark.parametrize(("role", "voit"), [(Role.EDUCATEUR, True), (Role.STATISTIQUES, False)])
@pytest.mark.parametrize("page", ["", "ecrire/jeunes-accompagnes/"], ids=["lire", "ecrire"])
def test_what_is_not_known_leads_from_the_report_to_the_records_to_complete(
    client, service, page, role, voit
):
    user = compte(service, role)
    client.force_login(user)
    reponse = client.get(f"/annees/2024/{page}")
    if reponse.status_code == 403:
        assert not peut(user, Droit.ECRIRE_LE_RAPPORT)
        return
    liens = set(re.findall(r'href="(/annees/2024/tableaux/[^"]*=non_renseigne[^"]*#dossiers)"', reponse.text))
    assert bool(liens) == voit
    for lien in map(unescape, liens):
        assert "Aucun dossier à montrer" not in client.get(lien).text


def test_what_no_record_makes_has_no_link(client, service):
    client.force_login(compte(service, Role.DIRECTION))
    assert "#dossiers" not in client.get("/annees/2024/tableaux/organigramme_etp/").text.split("<form")[0]


@pytest.mark.parametrize("adresse", ["absent/", "statuts/?ligne=absente", "statuts/?colonne=absente"])
def test_a_cell_that_does_not_exist_is_not_found(client, service, adresse):
    client.force_login(compte(service, Role.DIRECTION))
    assert client.get(f"/annees/2024/tableaux/{adresse}").status_code == 404


@pytest.mark.parametrize(("role", "combien"), [(Role.CHEF_DE_SERVICE, 1), (Role.EDUCATEUR, 0)])
def test_an_activity_is_completed_by_who_may_change_it(client, service, role, combien):
    user = compte(service, role)
    client.force_login(user)
    page = client.get("/annees/2024/tableaux/heures_par_type_activite/?ligne=&colonne=travail_de_rue").text
    liens = re.findall(r'href="/terrain/#activite=([^"]*)"', page)
    assert len(liens) == combien
    for uuid in Intervention.objects.values_list("uuid", flat=True):
        reponse = client.get(f"/terrain/saisies/{uuid}/")
        assert reponse.status_code == (200 if combien else 404)
        if combien:
            assert (reponse.json()["uuid"], reponse.json()["modifiable"]) == (str(uuid), True)
