"""The diagnosis of a place: what is typed, what outings bring, two years side by side, what was copied."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.activite import diagnostic
from allervers.activite.operations import Releve, enregistrer_intervention
from allervers.comptes.versions import histoire
from allervers.faits.extraction import extraire
from allervers.journal.models import LigneJournal
from allervers.referentiel.lecture import referentiel_du_service
from allervers.tableaux.calcul import calculer
from allervers.territoires.formulaires import GENRES
from allervers.territoires.indicateurs import dire, dire_ecart, invraisemblable
from allervers.territoires.models import (
    Diagnostic,
    Equipement,
    GroupeDeJeunes,
    NomDeTerritoire,
    ValeurIndicateur,
)


def chiffrer(client, lieu, annee=2024, versions=(), source="INSEE", **valeurs):
    """Send the grid of a place with these values."""
    corps = {"annee": annee, "source": source}
    for code, valeur in valeurs.items():
        corps[f"valeur_{code}"] = valeur
        corps[f"version_{code}"] = dict(versions).get(code, 0)
    return client.post(f"/territoires/{lieu.uuid}/indicateurs/", corps)


def noter(client, lieu, genre, **valeurs):
    return client.post(
        f"/territoires/{lieu.uuid}/{genre}/ajouter/?annee={valeurs.pop('annee', 2024)}",
        {"uuid": str(uuid4())} | valeurs,
    )


def page(client, lieu, annee=2024, mois="") -> str:
    return client.get(f"/territoires/{lieu.uuid}/?annee={annee}&mois={mois}").text


def sortir(maison, lieu, jour=date(2024, 7, 3), texte="", etiquettes=()):
    releve = Releve(
        type=maison.terme("type_activite", "travail_de_rue"), date=jour, duree_minutes=60, lieu=lieu,
        professionnels=[maison.educatrice], observation_lieu=texte,
        etiquettes=[maison.terme("etiquette", code) for code in etiquettes],
    )  # fmt: skip
    return enregistrer_intervention(
        service=maison.service, uuid=uuid4(), releve=releve, par=maison.educatrice
    )


def test_a_service_without_places_is_told_what_to_do_first(secretaire, client, maison):
    assert "les ajoute dans les réglages" in secretaire.get("/territoires/").text


def test_a_service_that_begins_can_fill_the_year_before_too(secretaire, lieux):
    avant = timezone.localdate().year - 1
    for adresse in ("", f"{lieux['carvin'].uuid}/"):
        assert f'href="?annee={avant}"' in secretaire.get(f"/territoires/{adresse}").text


def test_figures_are_typed_in_one_go_and_feed_the_report(secretaire, maison, lieux):
    reponse = chiffrer(
        secretaire, lieux["carvin"], population="17 399", chomage="NC", menages_imposes="31,4 %"
    )
    assert reponse.url.endswith("?annee=2024")
    lues = {ligne.indicateur.code: ligne.valeur for ligne in ValeurIndicateur.objects.all()}
    assert lues == {"population": 17399, "chomage": None, "menages_imposes": Decimal("31.4")}
    texte = page(secretaire, lieux["carvin"])
    assert "17\u202f399" in texte and "31,4" in texte and ">NC<" in texte and "INSEE" in texte
    faits, referentiel = extraire(maison.service, 2024), referentiel_du_service(maison.service, 2024)
    tableau = calculer(faits, referentiel, 2024, ["donnees_socio_economiques"])[0]
    assert 17399 in [cellule for ligne in tableau.cellules for cellule in ligne]


def test_the_same_figures_again_change_nothing_and_an_emptied_line_is_erased(secretaire, lieux):
    chiffrer(secretaire, lieux["carvin"], population="17399")
    journal = LigneJournal.objects.count()
    chiffrer(secretaire, lieux["carvin"], versions={"population": 1}, population="17 399")
    assert (ValeurIndicateur.objects.get().version, LigneJournal.objects.count()) == (1, journal)
    chiffrer(secretaire, lieux["carvin"], versions={"population": 1}, population="")
    assert not ValeurIndicateur.objects.exists()


def test_a_figure_that_cannot_be_is_refused_and_none_is_written(secretaire, lieux):
    for faux, dit in (
        ("beaucoup", "Écrivez un nombre, par exemple 31,4, ou NC."),
        ("1,234", "deux chiffres au plus"),
        ("9" * 20, "trop grand"),
    ):
        reponse = chiffrer(secretaire, lieux["carvin"], population="17399", chomage=faux)
        assert reponse.status_code == 422 and dit in reponse.text and f'value="{faux}"' in reponse.text
    assert not ValeurIndicateur.objects.exists()


def test_a_figure_below_zero_or_a_share_beyond_the_whole_is_a_slip(secretaire, lieux):
    for valeurs, dit in (
        ({"population": "-5"}, "Ce chiffre ne peut pas être négatif."),
        ({"chomage": "554"}, "Une part ne dépasse pas 100\u00a0%."),
    ):
        reponse = chiffrer(secretaire, lieux["germinal"], **valeurs)
        assert reponse.status_code == 422 and dit in reponse.text
    assert not invraisemblable("Évolution de la population, %", Decimal(-5))
    assert not invraisemblable("Revenu médian", Decimal(18200))


def test_over_a_newer_figure_nothing_is_written_and_both_are_shown(secretaire, lieux):
    chiffrer(secretaire, lieux["carvin"], population="100")
    chiffrer(secretaire, lieux["carvin"], versions={"population": 1}, population="200")
    reponse = chiffrer(secretaire, lieux["carvin"], versions={"population": 1}, population="300", chomage="8")
    assert reponse.status_code == 409
    assert 'value="300"' in reponse.text and "<dd>200 (INSEE)</dd>" in reponse.text
    assert 'name="version_population" value="2"' in reponse.text
    assert ValeurIndicateur.objects.get().valeur == 200
    chiffrer(secretaire, lieux["carvin"], versions={"population": 2}, population="300", chomage="8")
    assert ValeurIndicateur.objects.count() == 2
    assert histoire(ValeurIndicateur.objects.get(valeur=300)).count() == 2


def test_two_years_stand_side_by_side_with_their_difference(secretaire, lieux):
    chiffrer(secretaire, lieux["carvin"], annee=2023, population="17 000", chomage="NC")
    chiffrer(secretaire, lieux["carvin"], annee=2024, population="17 399", chomage="8,2")
    noter(secretaire, lieux["carvin"], "diagnostics", annee=2023, texte="C’était calme.")
    noter(secretaire, lieux["carvin"], "diagnostics", texte="Le quartier rajeunit.")
    texte = page(secretaire, lieux["carvin"])
    assert "+399" in texte and "17\u202f000" in texte
    assert "C’était calme." in texte and "Le quartier rajeunit." in texte


def test_what_outings_saw_is_read_by_month_and_tags_by_season_never_typed_again(secretaire, maison, lieux):
    sortir(maison, lieux["germinal"], texte="Le city stade est plein.", etiquettes=["regroupement"])
    sortir(maison, lieux["germinal"], jour=date(2024, 12, 4), etiquettes=["regroupement", "ennui"])
    sortir(maison, lieux["germinal"], jour=date(2023, 7, 4), etiquettes=["regroupement"])
    sortir(maison, lieux["stade"], texte="Ailleurs.")
    texte = page(secretaire, lieux["germinal"])
    # The latest month first; the others are one tap away.
    assert "2 en 2024, 1 en 2023" in texte and "4 décembre" in texte and "Le city stade" not in texte
    assert "Juillet (1)" in texte and "Décembre (1)" in texte
    juillet = page(secretaire, lieux["germinal"], mois=7)
    assert "Le city stade est plein." in juillet and "Ailleurs." not in juillet
    # The year, the year before, then winter, spring, summer, autumn.
    rangee = texte.split('<th scope="row">Regroupement</th>')[1].split("</tr>")[0]
    assert re.findall(r">(\d+)<", rangee) == ["2", "1", "1", "0", "1", "0"]
    # A commune gathers its quartiers.
    commune = page(secretaire, lieux["carvin"], mois=7)
    assert "Ailleurs." in commune and "3 en 2024" in commune


def test_a_long_month_is_read_page_by_page(secretaire, maison, lieux, monkeypatch):
    monkeypatch.setattr(diagnostic, "TAILLE_DE_PAGE", 2)
    for jour in (1, 2, 30):
        sortir(maison, lieux["germinal"], date(2024, 7, jour), texte=f"Vu le {jour}.")
    sortir(maison, lieux["germinal"], date(2024, 6, 30), texte="En juin.")
    adresse = f"/territoires/{lieux['carvin'].uuid}/?annee=2024&mois=7"
    assert re.findall(r"Vu le \d+|En juin", secretaire.get(adresse).text) == ["Vu le 30", "Vu le 2"]
    assert re.findall(r"Vu le \d+|En juin", secretaire.get(f"{adresse}&page=2").text) == ["Vu le 1"]


def test_a_place_is_called_as_it_was_in_the_year_that_is_looked_at(secretaire, maison, lieux):
    germinal = lieux["germinal"]
    NomDeTerritoire.objects.create(service=maison.service, territoire=germinal, nom="Cité 4", jusqu_en=2023)
    for jour in (date(2023, 7, 1), date(2024, 7, 1)):
        sortir(maison, germinal, jour, texte="Vu.")
    for adresse in ("", f"{germinal.uuid}/", f"{lieux['carvin'].uuid}/"):
        for annee, nom, autre in ((2023, "Cité 4", "Germinal"), (2024, "Germinal", "Cité 4")):
            texte = secretaire.get(f"/territoires/{adresse}?annee={annee}").text
            assert nom in texte and autre not in texte, (adresse, annee)


def test_groups_and_equipment_are_noted_corrected_and_erased(secretaire, lieux):
    germinal = lieux["germinal"]
    noter(secretaire, germinal, "groupes", saison="ete", nombre="8", description="Le soir, au city stade")
    vu = noter(
        secretaire, germinal, "equipements", nature="structure", nom="Centre social", debut="2024-03-01"
    )
    assert vu.url.endswith("/?annee=2024")
    texte = page(secretaire, germinal)
    assert "8 jeunes environ" in texte and "nouveau en 2024" in texte
    assert "nouveau" not in page(secretaire, germinal, 2025)
    assert "Centre social" not in page(secretaire, germinal, 2023)
    groupe = GroupeDeJeunes.objects.get()
    adresse = f"/territoires/groupes/{groupe.uuid}/"
    valeurs = {"saison": "ete", "nombre": "12", "description": "Le soir, au city stade", "version": "1"}
    assert secretaire.post(f"{adresse}modifier/", valeurs).status_code == 302
    assert secretaire.post(f"{adresse}modifier/", valeurs | {"nombre": "9"}).status_code == 409
    assert GroupeDeJeunes.objects.get().nombre == 12
    secretaire.post(f"{adresse}effacer/", {"version": "2"})
    assert not GroupeDeJeunes.objects.exists() and Equipement.objects.exists()
    refus = noter(secretaire, germinal, "groupes", saison="ete", nombre="1", description="Un seul")
    assert refus.status_code == 422
    noter(secretaire, germinal, "diagnostics", texte="Une fois.")
    assert noter(secretaire, germinal, "diagnostics", texte="Deux fois.").status_code == 422


def test_every_kind_opens_and_says_what_it_misses(secretaire, lieux):
    for genre in GENRES:
        adresse = f"/territoires/{lieux['germinal'].uuid}/{genre}/ajouter/"
        assert secretaire.get(adresse).status_code == 200
        reponse = secretaire.post(adresse, {"uuid": str(uuid4())})
        assert reponse.status_code == 422 and "Ce champ est obligatoire." in reponse.text


def test_what_is_taken_again_from_last_year_is_pointed_out_until_it_is_corrected_or_said_right(
    secretaire, lieux
):
    germinal = lieux["germinal"]
    chiffrer(secretaire, germinal, annee=2023, population="1200", chomage="NC")
    # An official figure is of its own year: it is not taken again.
    noter(secretaire, germinal, "groupes", annee=2023, saison="ete", nombre="8", description="Au city stade")
    noter(secretaire, germinal, "diagnostics", annee=2023, texte="Calme.")
    assert "2 lignes de 2023" in page(secretaire, germinal)
    for _ in range(2):
        secretaire.post(f"/territoires/{germinal.uuid}/2024/reprendre/")
    assert not ValeurIndicateur.objects.filter(annee=2024).exists()
    assert GroupeDeJeunes.objects.filter(annee=2024).count() == 1
    chiffrer(secretaire, germinal, population="1200", chomage="NC")
    assert LigneJournal.objects.filter(operation="reprendre_le_diagnostic").count() == 1
    texte = page(secretaire, germinal)
    assert "Même valeur en 2024 qu’en 2023\u202f: Population globale." in texte
    assert "Le même groupe (été) qu’en 2023" in texte and "est celui de 2023" in texte
    assert "À relire" not in page(secretaire, germinal, 2023)

    chiffrer(secretaire, germinal, versions={"population": 1, "chomage": 1}, population="1250", chomage="NC")
    assert "Même valeur" not in page(secretaire, germinal)
    secretaire.post(f"/territoires/{germinal.uuid}/2024/relu/")
    assert "À relire" not in page(secretaire, germinal)
    # Corrected back to a copy, it is pointed out again.
    texte = Diagnostic.objects.get(annee=2024)
    adresse = f"/territoires/diagnostics/{texte.uuid}/modifier/"
    secretaire.post(adresse, {"texte": "calme. ", "version": texte.version})
    assert "est celui de 2023" in page(secretaire, germinal)


def test_a_place_that_has_the_figures_of_another_is_pointed_out_on_both_until_said_right(secretaire, lieux):
    germinal, stade = lieux["germinal"], lieux["stade"]
    chiffrer(secretaire, germinal, population="1200", chomage="12,5", retard_3e="NC")
    chiffrer(secretaire, stade, population="1200", chomage="12,5")
    assert "ici et à Stade sont les mêmes" in page(secretaire, germinal)
    assert "ici et à Germinal sont les mêmes" in page(secretaire, stade)
    assert secretaire.get("/territoires/?annee=2024").text.count(">à relire<") == 2
    secretaire.post(f"/territoires/{stade.uuid}/2024/relu/")
    assert "À relire" not in page(secretaire, germinal) + page(secretaire, stade)


def test_one_row_pasted_for_another_is_pointed_out_on_the_page_of_all_places(secretaire, lieux):
    for lieu, valeur in ((lieux["germinal"], "12"), (lieux["stade"], "15")):
        chiffrer(secretaire, lieu, chomage=valeur, menages_imposes=valeur)
    liste = secretaire.get("/territoires/?annee=2024").text
    assert "ont les mêmes valeurs partout" in liste and "2 chiffres sur 9" in liste
    secretaire.post("/territoires/2024/relu/")
    assert "ont les mêmes valeurs partout" not in secretaire.get("/territoires/?annee=2024").text


def test_what_is_no_kind_and_no_year_does_not_exist(secretaire, lieux):
    uuid = lieux["germinal"].uuid
    for adresse in ("?annee=demain", f"{uuid}/avions/ajouter/", f"{uuid}/?annee=99999", f"{uuid4()}/"):
        assert secretaire.get(f"/territoires/{adresse}").status_code == 404, adresse
    assert secretaire.post(f"/territoires/{uuid}/9999/reprendre/").status_code == 404


def test_a_longer_year_asks_no_more_queries(secretaire, maison, lieux):
    germinal = lieux["germinal"]

    def compter(nombre: int) -> int:
        for numero in range(nombre):
            sortir(maison, germinal, texte="Vu.", etiquettes=["ennui"])
            noter(secretaire, germinal, "groupes", saison="ete", nombre="8", description=f"{nombre} {numero}")
            noter(secretaire, germinal, "equipements", nature="structure", nom="Centre")
        with CaptureQueriesContext(connection) as requetes:
            for adresse in ("?annee=2024", f"{germinal.uuid}/?annee=2024", f"{germinal.uuid}/indicateurs/"):
                assert secretaire.get(f"/territoires/{adresse}").status_code == 200
        return len(requetes)

    chiffrer(secretaire, germinal, population="1200")
    assert compter(1) == compter(6) <= 48


def test_figures_are_said_as_they_are_written_in_french():
    assert [dire(Decimal(texte)) for texte in ("17400.00", "31.40", "0.00", "1234567.5")] == [
        "17\u202f400", "31,4", "0", "1\u202f234\u202f567,5",
    ]  # fmt: skip
    assert [dire_ecart(Decimal(texte)) for texte in ("1.20", "-340", "0.00")] == ["+1,2", "−340", "="]
