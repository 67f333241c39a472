"""Networks, placements and their calendar, bodies and who sat: through the pages."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.activite import reseaux
from allervers.activite.accueils import ajouter_accueil
from allervers.activite.models import Accueil, Intervention
from allervers.activite.partenariat import reseaux_de_l_annee
from allervers.comptes.models import Equipe
from allervers.faits.extraction import extraire
from allervers.jeunes.models import Jeune
from allervers.partenaires.models import Instance, Reseau
from allervers.referentiel.lecture import referentiel_du_service
from allervers.tableaux.calcul import calculer

LUNDI = date(2024, 3, 4)


@pytest.fixture
def educatrice(client, maison):
    client.force_login(maison.educatrice)
    return client


@pytest.fixture
def reseau(maison):
    exclusion = maison.terme("dispositif_accueil", "exclusion")
    return Reseau.objects.create(
        service=maison.service, code="colleges", nom="Les collèges", dispositif=exclusion
    )


@pytest.fixture
def jeune(maison):
    return Jeune.objects.create(service=maison.service, code="K7M2", premier_contact=date(2024, 1, 1))


def test_a_service_without_network_nor_body_is_told_what_to_do_first(educatrice):
    assert "Noter le premier" in educatrice.get("/partenaires/reseaux/").text
    assert "Noter la première" in educatrice.get("/partenaires/instances/").text


def test_a_network_then_a_youth_then_the_days_that_are_ticked(educatrice, maison, jeune):
    reponse = educatrice.post(
        "/partenaires/reseaux/ajouter/", {"uuid": str(uuid4()), "nom": "Les collèges", "dispositif": "exclusion"}
    )  # fmt: skip
    reseau = Reseau.objects.get()
    assert reponse.url == f"/partenaires/reseaux/{reseau.uuid}/"
    valeurs = {
        "uuid": str(uuid4()),
        "date": "2024-03-04",
        "jeune": str(jeune.uuid),
        "precision": "Trois jours",
    }
    reponse = educatrice.post(f"{reponse.url}accueils/nouveau/", valeurs)
    accueil = Accueil.objects.get()
    assert reponse.url == f"/partenaires/accueils/{accueil.uuid}/" and accueil.jeune == jeune
    assert "Mars 2024" in educatrice.get(reponse.url).text
    coches = ["2024-03-04 matin", "2024-03-05 matin", "2024-03-05 apres_midi"]
    educatrice.post(f"{reponse.url}calendrier/", {"version": "1", "mois": "2024-03", "journees": coches})
    assert "1 jour ½" in educatrice.get(reponse.url).text
    assert "Les collèges, 3 demi-journées" in educatrice.get(f"/jeunes/{jeune.uuid}/").text
    assert "1 personne, 1 jour ½" in educatrice.get("/partenaires/reseaux/?annee=2024").text


def test_neither_a_youth_nor_a_number_is_refused_and_nothing_is_lost(educatrice, reseau):
    adresse = f"/partenaires/reseaux/{reseau.uuid}/accueils/nouveau/"
    reponse = educatrice.post(
        adresse, {"uuid": str(uuid4()), "date": "2024-03-04", "jeune": "", "precision": "Conseil de discipline"}
    )  # fmt: skip
    assert reponse.status_code == 422
    assert "Choisissez un jeune connu" in reponse.text and "Conseil de discipline" in reponse.text
    trop = {"uuid": str(uuid4()), "date": "2024-03-04", "jeune": "", "nombre": "0", "demi_journees": "99999"}
    assert educatrice.post(adresse, trop).status_code == 422
    assert not Accueil.objects.exists()


def test_days_in_a_row_are_told_at_once_but_for_weekends_and_holidays(educatrice, reseau, jeune):
    adresse = f"/partenaires/reseaux/{reseau.uuid}/accueils/nouveau/"
    valeurs = {"uuid": str(uuid4()), "jeune": str(jeune.uuid), "moments": ["matin", "apres_midi"]}
    # From a Thursday to the next Tuesday; the Monday is that of Easter. Sent twice, it is one.
    for _ in range(2):
        reponse = educatrice.post(adresse, valeurs | {"date": "2024-03-28", "au": "2024-04-02"})
    assert "3 jours" in educatrice.get(reponse.url).text
    assert [f"{jour:%d/%m}" for jour in Accueil.objects.get().journees.dates("date", "day")] == [
        "28/03", "29/03", "02/04"
    ]  # fmt: skip
    reponse = educatrice.post(adresse, valeurs | {"date": "2024-03-28", "au": "2024-03-29"})
    assert reponse.status_code == 422 and "Cette page a déjà servi" in reponse.text


def test_days_in_a_row_that_make_no_sense_are_refused_beside_their_field(educatrice, reseau, jeune):
    adresse = f"/partenaires/reseaux/{reseau.uuid}/accueils/nouveau/"
    valeurs = {"jeune": str(jeune.uuid), "date": "2024-03-30", "moments": ["matin"]}
    for faux, dit in (
        ({"au": "2024-03-01"}, "Le dernier jour vient après le premier, le 30/03/2024"),
        ({"au": "2034-04-02"}, "C’est plus d’un an après"),
        ({"date": "2099-01-01"}, "Cette date est dans plus d’un an"),
        ({"au": "2024-03-31"}, "Aucun jour n’est ouvré"),
        ({"au": "2024-04-02", "moments": []}, "Cochez le matin"),
        ({"au": "2024-04-02", "demi_journees": "3"}, "laissez leur nombre vide"),
    ):
        reponse = educatrice.post(adresse, valeurs | {"uuid": str(uuid4())} | faux)
        assert reponse.status_code == 422 and dit in reponse.text
    assert not Accueil.objects.exists()


def test_a_week_says_who_is_expected_and_another_is_a_step_away(educatrice, client, maison, reseau, jeune):
    toute = [(LUNDI, "matin"), (LUNDI, "apres_midi"), (date(2024, 3, 12), "matin")]
    for qui in ({"jeune": jeune, "journees": toute}, {"nombre": 2, "journees": toute[:1]}):
        ajouter_accueil(
            service=maison.service, uuid=uuid4(), reseau=reseau, le=LUNDI, par=maison.educatrice, **qui
        )
    texte = educatrice.get("/partenaires/reseaux/?semaine=2024-03-06").text
    assert "Semaine du 4 mars 2024" in texte and "toute la journée, Les collèges" in texte
    assert "2 personnes" in texte and "semaine=2024-03-11#semaine" in texte
    texte = educatrice.get("/partenaires/reseaux/?semaine=2024-03-11").text
    assert "Mardi 12 mars" in texte and "toute la journée" not in texte
    for faux in ("hier", "0001-01-01", "9999-12-31"):
        assert educatrice.get(f"/partenaires/reseaux/?semaine={faux}").status_code == 404
    # Who comes today is on the home page.
    ajouter_accueil(
        service=maison.service, uuid=uuid4(), reseau=reseau, le=LUNDI, nombre=5, par=maison.educatrice,
        journees=[(timezone.localdate(), "apres_midi")],
    )  # fmt: skip
    page = educatrice.get("/").text
    assert "5 personnes" in page and "Après-midi, Les collèges" in page
    # She has no placement to open: the secretary is shown none.
    client.force_login(maison.secretaire)
    assert "2 personnes" not in client.get("/partenaires/reseaux/?semaine=2024-03-06").text
    assert "5 personnes" not in client.get("/").text


def test_a_network_says_how_many_more_the_report_counts_than_one_may_know(educatrice, maison, reseau, jeune):
    for qui in ({"jeune": jeune}, {"nombre": 2}):
        ajouter_accueil(
            service=maison.service, uuid=uuid4(), reseau=reseau, le=LUNDI, par=maison.educatrice, **qui
        )
    adresse = f"/partenaires/reseaux/{reseau.uuid}/?annee=2024"
    assert "que vous ne voyez pas ici" not in educatrice.get(adresse).text
    autre = Equipe.objects.create(service=maison.service, code="ailleurs", nom="Ailleurs")
    jeune.rattachements.create(service=maison.service, equipe=autre, debut=date(2024, 1, 1))
    texte = educatrice.get(adresse).text
    assert "K7M2" not in texte and "Et 1 personne que vous ne voyez pas ici" in texte


def test_a_network_of_several_partners_says_which_sent_whom_and_the_page_of_each_what_it_sent(
    educatrice, maison, reseau, jeune
):
    vinci, debussy = maison.partenaire("Vinci"), maison.partenaire("Debussy")
    reseau.conventions.create(
        service=maison.service, code="c", partenaire=vinci, objet="Exclusions", debut=date(2024, 1, 1)
    )
    adresse = f"/partenaires/reseaux/{reseau.uuid}/accueils/nouveau/"
    formulaire = educatrice.get(adresse).text
    # Who signed a convention for this network comes first.
    assert formulaire.index(">Vinci</option>") < formulaire.index(">Debussy</option>")
    valeurs = {"jeune": str(jeune.uuid), "date": "2024-03-04", "demi_journees": "3"}
    educatrice.post(adresse, valeurs | {"uuid": str(uuid4()), "partenaire": vinci.pk})
    educatrice.post(adresse, valeurs | {"uuid": str(uuid4())})
    assert "4 mars 2024, Vinci" in educatrice.get(f"/partenaires/reseaux/{reseau.uuid}/?annee=2024").text
    assert "1 personne, 1 jour ½" in educatrice.get(f"/partenaires/{vinci.uuid}/?annee=2024").text
    assert "Les collèges" not in educatrice.get(f"/partenaires/{debussy.uuid}/?annee=2024").text
    # A network of one partner asks for none: all that it sends is of that one.
    Reseau.objects.update(partenaire=debussy)
    assert "Envoyé par" not in educatrice.get(adresse).text
    assert "1 personne, 1 jour ½" in educatrice.get(f"/partenaires/{debussy.uuid}/?annee=2024").text


def test_many_placements_are_folded_month_by_month(educatrice, maison, reseau, monkeypatch):
    monkeypatch.setattr(reseaux, "LUS_D_UN_COUP_D_OEIL", 1)
    for jour in (LUNDI, date(2024, 5, 6)):
        ajouter_accueil(
            service=maison.service, uuid=uuid4(), reseau=reseau, le=jour, nombre=1, par=maison.educatrice
        )
    texte = educatrice.get(f"/partenaires/reseaux/{reseau.uuid}/?annee=2024").text
    assert texte.index("<details data-groupe open>") < texte.index("Mai 2024") < texte.index("Mars 2024")


def test_a_calendar_ticked_over_a_newer_one_answers_409_and_shows_both(educatrice, maison, reseau):
    accueil = ajouter_accueil(
        service=maison.service, uuid=uuid4(), reseau=reseau, le=LUNDI, nombre=2, par=maison.educatrice
    )
    adresse = f"/partenaires/accueils/{accueil.uuid}/calendrier/"
    envoi = {"version": "1", "mois": "2024-03", "journees": ["2024-03-04 matin"]}
    assert educatrice.post(adresse, envoi).status_code == 302
    envoi["journees"] = ["2024-03-05 matin"]
    reponse = educatrice.post(adresse, envoi)
    assert reponse.status_code == 409
    assert "lundi 4 mars, matin" in reponse.text and "mardi 5 mars, matin" in reponse.text
    assert educatrice.post(adresse, envoi | {"version": "2"}).status_code == 302
    assert [str(jour) for jour in accueil.journees.values_list("date", flat=True)] == ["2024-03-05"]
    # A half-day that the month does not have is not taken.
    envoi |= {"version": "3", "journees": ["2024-04-05 matin", "n’importe quoi"]}
    educatrice.post(adresse, envoi)
    assert accueil.journees.count() == 1
    assert educatrice.get(f"/partenaires/accueils/{accueil.uuid}/?mois=demain").status_code == 404


def test_what_is_ticked_is_kept_when_one_goes_to_another_month(educatrice, maison, reseau):
    accueil = ajouter_accueil(
        service=maison.service, uuid=uuid4(), reseau=reseau, le=LUNDI, nombre=2, par=maison.educatrice
    )
    adresse = f"/partenaires/accueils/{accueil.uuid}/"
    envoi = {"version": "1", "mois": "2024-03", "journees": ["2024-03-04 matin"], "ensuite": "2024-04"}
    for version, dit in (("1", True), ("2", False)):
        reponse = educatrice.post(f"{adresse}calendrier/", envoi | {"version": version}, follow=True)
        assert "Avril 2024" in reponse.text
        assert ("Mars 2024 est enregistré" in reponse.text) is dit
    assert accueil.journees.count() == 1
    faux = envoi | {"version": "2", "ensuite": "demain"}
    assert educatrice.post(f"{adresse}calendrier/", faux).status_code == 404


def test_the_pages_and_the_report_count_the_same(maison, reseau, jeune):
    def accueillir(**valeurs):
        ajouter_accueil(service=maison.service, uuid=uuid4(), reseau=reseau, par=maison.educatrice, **valeurs)

    accueillir(le=LUNDI, jeune=jeune, journees=[(LUNDI, "matin"), (date(2025, 1, 2), "matin")])
    # Told twice, as on two files that were made one: the Monday morning counts once.
    accueillir(le=LUNDI, jeune=jeune, journees=[(LUNDI, "matin"), (LUNDI, "apres_midi")])
    accueillir(le=LUNDI, jeune=jeune, total=5)
    accueillir(le=LUNDI, nombre=4, journees=[(LUNDI, "matin"), (LUNDI, "apres_midi")])
    accueillir(le=LUNDI, nombre=3)
    for annee in (2024, 2025):
        [un] = reseaux_de_l_annee(Accueil.objects.all(), annee)
        [tableau] = calculer(
            extraire(service=maison.service, annee=annee),
            referentiel_du_service(maison.service, annee),
            annee,
            ["reseaux"],
        )
        assert tableau.cellules == ((un.personnes, Decimal(un.demi_journees) / 2),)
        assert un.demi_journees == {2024: 2 + 5 + 8, 2025: 1}[annee]


def test_the_secretary_reads_how_many_and_never_who(client, maison, reseau, jeune):
    ajouter_accueil(
        service=maison.service, uuid=uuid4(), reseau=reseau, le=LUNDI, jeune=jeune, total=2, par=maison.educatrice
    )  # fmt: skip
    client.force_login(maison.secretaire)
    for adresse in ("/partenaires/reseaux/", f"/partenaires/reseaux/{reseau.uuid}/"):
        texte = client.get(f"{adresse}?annee=2024").text
        assert "1 personne, 1 jour" in texte and "K7M2" not in texte
    assert client.get(f"/partenaires/accueils/{Accueil.objects.get().uuid}/").status_code == 403


def test_a_body_shows_its_meetings_and_who_sat(educatrice, maison):
    educatrice.post(
        "/partenaires/instances/ajouter/", {"uuid": str(uuid4()), "nom": "CLSM", "champ": "Santé mentale"}
    )
    clsm, vinci = Instance.objects.get(), maison.partenaire("Vinci")
    reunion = Intervention.objects.create(
        service=maison.service, type=maison.terme("type_activite", "action_collective"), date=LUNDI,
        duree_minutes=120, instance=clsm,
    )  # fmt: skip
    reunion.intervenants.create(service=maison.service, professionnel=maison.educatrice)
    reunion.partenaires.create(service=maison.service, partenaire=vinci)
    texte = educatrice.get(f"/partenaires/instances/{clsm.uuid}/?annee=2024").text
    assert "4 mars" in texte and "Sacha, Vinci" in texte
    assert "1 réunion" in educatrice.get("/partenaires/instances/?annee=2024").text


def test_longer_lists_ask_no_more_queries(educatrice, maison, reseau):
    def compter(nombre: int) -> int:
        for numero in range(nombre):
            code = f"T{nombre}{numero}"
            jeune = Jeune.objects.create(service=maison.service, code=code, premier_contact=LUNDI)
            ajouter_accueil(
                service=maison.service, uuid=uuid4(), reseau=reseau, le=LUNDI, jeune=jeune, par=maison.educatrice,
                journees=[(LUNDI, "matin")],
            )  # fmt: skip
        with CaptureQueriesContext(connection) as requetes:
            for adresse in ("", f"{reseau.uuid}/", f"{reseau.uuid}/accueils/nouveau/"):
                assert educatrice.get(f"/partenaires/reseaux/{adresse}?annee=2024").status_code == 200
        return len(requetes)

    educatrice.get("/partenaires/reseaux/")
    assert compter(10) == compter(1)
