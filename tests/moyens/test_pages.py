"""The means through the pages: typed as people write, refused in words, carried over from one year to the next."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.comptes.models import Affectation, Equipe
from allervers.comptes.versions import histoire
from allervers.faits.extraction import extraire
from allervers.journal.models import LigneJournal
from allervers.moyens.formulaires import AJOUTS
from allervers.moyens.models import Benevolat, Formation, Local, MissionPoste, PlageAccueil, Poste, Vehicule
from allervers.referentiel.lecture import referentiel_du_service
from allervers.tableaux.calcul import calculer

POSTE = {"intitule": "secretaire", "etp": "0,72", "part_departement": "0,5"}


def ajouter(client, genre, **valeurs):
    return client.post(f"/moyens/{genre}/ajouter/?annee=2024", {"uuid": str(uuid4())} | valeurs)


def tableau(maison, nom):
    faits, referentiel = extraire(maison.service, 2024), referentiel_du_service(maison.service, 2024)
    return calculer(faits, referentiel, 2024, [nom])[0]


def test_a_service_without_means_is_told_what_to_do_first(secretaire):
    for adresse, dit in {
        "": "Commencez par les postes", "horaires/": "Quand peut-on venir", "biens/": "Le siège",
        "formations/": "Aucune formation notée",
    }.items():  # fmt: skip
        assert dit in secretaire.get(f"/moyens/{adresse}").text


def test_a_post_that_starts_in_may_is_paid_and_counted_from_may(secretaire, maison):
    reponse = ajouter(secretaire, "postes", **POSTE, debut="2024-05-01")
    poste = Poste.objects.get()
    assert (reponse.url, poste.annee, poste.etp) == ("/moyens/?annee=2024", 2024, Decimal("0.72"))
    assert [(part.financeur.code, part.etp) for part in poste.parts.all()] == [
        ("departement", Decimal("0.5"))
    ]
    texte = secretaire.get("/moyens/?annee=2024").text
    assert "À partir du 1er mai" in texte and "0,72 ETP" in texte
    # 245 days of 366.
    assert Decimal("0.48") in [
        cellule for ligne in tableau(maison, "organigramme_etp").cellules for cellule in ligne
    ]


def test_what_the_page_adds_up_is_what_the_organigramme_says(secretaire, maison):
    intitule = maison.terme("poste", "secretaire")
    for numero in range(1, 41):
        debut = date(2024, 1, 1) + timedelta(numero * 5) if numero % 3 else None
        fin = date(2024, 12, 31) - timedelta(numero * 3) if numero % 4 else None
        etp = Decimal(numero * 37 % 300) / 100
        Poste.objects.create(
            service=maison.service,
            annee=2024,
            code=f"p{numero}",
            intitule=intitule,
            etp=etp,
            debut=debut,
            fin=fin,
        )
    total = tableau(maison, "organigramme_etp").total
    assert sum(poste.etp_de_l_annee for poste in Poste.objects.all()) == total
    dit = f"{total:.2f}".replace(".", ",")
    page = secretaire.get("/moyens/?annee=2024").text
    assert f"<strong>{dit} ETP en 2024</strong>" in page and "sur l’année" in page


@pytest.mark.parametrize(
    ("faux", "dit"),
    [
        ({"part_departement": "0,5", "part_bloc_communal": "0,5"}, "paient 1 ETP d’un poste de 0,72 ETP"),
        ({"debut": "2023-05-01"}, "Le 01/05/2023 n’est pas en 2024"),
        ({"etp": "beaucoup"}, "Écrivez un nombre, par exemple 0,72."),
        ({"etp": "0"}, "plus grand que zéro"),
        ({"etp": "0,123"}, "deux chiffres au plus"),
        ({"debut": "2024-05-01", "fin": "2024-04-01"}, "La fin vient après le début"),
    ],
)
def test_a_post_that_cannot_be_is_refused_in_words(secretaire, faux, dit):
    reponse = ajouter(secretaire, "postes", **POSTE | faux)
    assert reponse.status_code == 422 and dit in reponse.text
    assert all(f'value="{valeur}"' in reponse.text for valeur in faux.values())
    assert not Poste.objects.exists()


def test_an_older_version_of_a_post_answers_409_and_shows_who_pays_now(secretaire):
    ajouter(secretaire, "postes", **POSTE)
    poste = Poste.objects.get()
    adresse = f"/moyens/postes/{poste.uuid}/"
    assert secretaire.post(adresse, POSTE | {"version": "1", "part_departement": "0,3"}).status_code == 302
    reponse = secretaire.post(adresse, POSTE | {"version": "1", "part_departement": "0,7"})
    assert reponse.status_code == 409
    assert 'value="0,7"' in reponse.text and "<dd>0,3</dd>" in reponse.text
    assert histoire(poste).get().etat["parts"] == {"departement": "0.50"}
    assert secretaire.post(adresse, POSTE | {"version": "2", "part_departement": "0,7"}).status_code == 302
    assert Poste.objects.get().parts.get().etp == Decimal("0.7")


def test_the_same_hours_open_on_several_days_at_once(secretaire, maison):
    ajouter(
        secretaire, "horaires", nature="permanence", intitule="Permanence", jours=["lundi", "jeudi"], ouvre="14:00",
        ferme="17:30", debut="2024-01-01",
    )  # fmt: skip
    assert sorted(PlageAccueil.objects.values_list("jour", flat=True)) == ["jeudi", "lundi"]
    assert "Lundi, 14:00 à 17:30" in secretaire.get("/moyens/horaires/").text
    refus = ajouter(
        secretaire, "horaires", nature="permanence", intitule="Permanence", jours=["mardi", "jeudi"], ouvre="14:00",
        ferme="15:00", debut="2024-06-01",
    )  # fmt: skip
    # All or nothing: Tuesday is not opened when Thursday is refused.
    assert "est déjà noté de 14:00 à 17:30 à ces dates" in refus.text and PlageAccueil.objects.count() == 2
    refus = ajouter(
        secretaire, "horaires", nature="permanence", intitule="X", jours=["lundi"], ouvre="17:00", ferme="14:00",
        debut="2024-01-01",
    )  # fmt: skip
    assert "L’heure de fin vient après 17:00." in refus.text
    assert tableau(maison, "horaires_accueil").total == 7


def test_hours_that_overlap_are_not_counted_twice_in_the_week(secretaire, maison):
    plage = {"nature": "ouverture", "intitule": "Siège", "debut": "2024-01-01"}
    ajouter(secretaire, "horaires", **plage, jours=["lundi"], ouvre="09:00", ferme="12:00")
    refus = ajouter(secretaire, "horaires", **plage, jours=["lundi"], ouvre="11:00", ferme="13:00")
    assert refus.status_code == 422 and "Siège\u00a0» est déjà noté de 09:00 à 12:00" in refus.text
    # One that follows, another reception, the same hours once these have ended.
    ajouter(secretaire, "horaires", **plage, jours=["lundi"], ouvre="12:00", ferme="13:00")
    ajouter(
        secretaire, "horaires", **plage | {"intitule": "Local"}, jours=["lundi"], ouvre="11:00", ferme="13:00"
    )
    assert tableau(maison, "horaires_accueil").total == 6
    seconde = PlageAccueil.objects.get(intitule="Siège", ouvre="12:00")
    adresse, change = (
        f"/moyens/horaires/{seconde.uuid}/",
        plage | {"jour": "lundi", "version": "1", "ferme": "13:00"},
    )
    assert "est déjà noté" in secretaire.post(adresse, change | {"ouvre": "11:30"}).text
    premiere = PlageAccueil.objects.get(ouvre="09:00")
    secretaire.post(
        f"/moyens/horaires/{premiere.uuid}/",
        change | {"ouvre": "09:00", "ferme": "12:00", "fin": "2024-09-01"},
    )
    assert "Jusqu’au 31 août 2024" in secretaire.get("/moyens/horaires/").text
    ajouter(
        secretaire,
        "horaires",
        **plage | {"debut": "2024-09-01"},
        jours=["lundi"],
        ouvre="10:00",
        ferme="12:00",
    )
    assert tableau(maison, "horaires_accueil").total == 5


def test_what_is_lent_says_by_whom(secretaire):
    refus = ajouter(secretaire, "locaux", nom="Salle", provenance="prete")
    assert refus.status_code == 422 and "Écrivez qui le prête" in refus.text


def test_who_has_just_left_may_have_followed_a_training(secretaire, maison):
    maison.educatrice.is_active = False
    maison.educatrice.save()
    case = f'name="professionnels" value="{maison.educatrice.pk}"'
    assert case not in secretaire.get("/moyens/formations/ajouter/").text
    equipe = Equipe.objects.create(service=maison.service, code="a", nom="A")
    Affectation.objects.create(
        service=maison.service, professionnel=maison.educatrice, equipe=equipe,
        debut=timezone.localdate() - timedelta(400), fin=timezone.localdate() - timedelta(30),
    )  # fmt: skip
    assert case in secretaire.get("/moyens/formations/ajouter/").text


def test_parts_of_a_post_are_shown_as_they_were_typed(secretaire):
    ajouter(secretaire, "postes", **POSTE | {"part_departement": "0,25"})
    assert "0,25" in secretaire.get("/moyens/?annee=2024").text


def test_premises_vehicles_missions_volunteers_and_training_feed_their_tables(secretaire, maison):
    ajouter(secretaire, "locaux", nom="Siège", usage="Bureaux", provenance="loue", preteur="Le bailleur")
    ajouter(
        secretaire,
        "vehicules",
        nom="Minibus",
        places="9",
        provenance="prete",
        preteur="La ville",
        fin="2024-06-01",
    )
    ajouter(secretaire, "missions", intitule="secretaire", texte="L’accueil et les comptes rendus")
    ajouter(secretaire, "benevoles", mission="Fêtes", nombre="4", heures="60")
    ajouter(
        secretaire, "formations", theme="Écrits", organisme="Un institut", debut="2024-03-12", heures="14",
        professionnels=[str(maison.educatrice.pk), str(maison.secretaire.pk)],
    )  # fmt: skip
    for modele in (Local, Vehicule, MissionPoste, Benevolat, Formation):
        assert modele.objects.count() == 1, modele
    biens = secretaire.get("/moyens/biens/").text
    assert "Siège" in biens and "Ce que le service n’a plus (1)" in biens
    assert "14 h, 2 personnes" in secretaire.get("/moyens/formations/").text
    lus = {nom: len(tableau(maison, nom).lignes) for nom in (
        "locaux_du_service", "vehicules_du_service", "missions_par_poste", "benevolat", "formations_suivies"
    )}  # fmt: skip
    assert set(lus.values()) == {1}
    encore = ajouter(secretaire, "missions", intitule="secretaire", texte="Autre chose")
    assert encore.status_code == 422 and "déjà notées cette année" in encore.text


def test_who_followed_a_training_is_corrected_and_kept_in_its_history(secretaire, maison):
    valeurs = {"theme": "Écrits", "debut": "2024-03-12", "heures": "14"}
    ajouter(secretaire, "formations", **valeurs, professionnels=[str(maison.educatrice.pk)])
    formation = Formation.objects.get()
    valeurs |= {"version": "1", "professionnels": [str(maison.secretaire.pk)]}
    secretaire.post(f"/moyens/formations/{formation.uuid}/", valeurs)
    assert formation.suivies.get().professionnel == maison.secretaire
    assert histoire(formation).get().etat["professionnels"] == [maison.educatrice.code]


def test_a_year_begins_with_what_the_one_before_ended_with(secretaire):
    ajouter(secretaire, "postes", **POSTE, debut="2024-05-01")
    ajouter(secretaire, "postes", **POSTE | {"intitule": "comptable"}, fin="2024-06-01")
    ajouter(secretaire, "benevoles", mission="Fêtes", nombre="4", heures="60")
    assert "Reprendre 2024" in secretaire.get("/moyens/?annee=2025").text
    for _ in range(2):
        secretaire.post("/moyens/2025/reprendre/")
    repris = Poste.objects.get(annee=2025)
    assert (repris.intitule.code, repris.debut, repris.parts.get().etp) == (
        "secretaire",
        None,
        Decimal("0.5"),
    )
    assert Benevolat.objects.get(annee=2025).heures is None
    assert LigneJournal.objects.filter(operation="reprendre_l_annee").count() == 1


def test_a_service_that_skipped_a_year_begins_with_the_last_one_recorded(secretaire):
    ajouter(secretaire, "postes", **POSTE)
    assert "Reprendre 2024" in secretaire.get("/moyens/?annee=2026").text
    secretaire.post("/moyens/2026/reprendre/")
    assert list(Poste.objects.order_by("annee").values_list("annee", flat=True)) == [2024, 2026]
    assert "reprendre/" not in secretaire.get("/moyens/?annee=2024").text


@pytest.mark.parametrize("genre", AJOUTS)
def test_every_kind_opens_and_says_what_it_misses(secretaire, genre):
    adresse = f"/moyens/{genre}/ajouter/"
    assert secretaire.get(adresse).status_code == 200
    reponse = secretaire.post(adresse, {"uuid": str(uuid4())})
    assert reponse.status_code == 422 and "Ce champ est obligatoire." in reponse.text


def test_what_is_no_kind_of_means_and_no_year_does_not_exist(secretaire):
    trop = "9" * 5000
    for adresse in ("avions/ajouter/", "?annee=demain", f"?annee={trop}", "postes/ajouter/?annee=1000"):
        assert secretaire.get(f"/moyens/{adresse}").status_code == 404, adresse
    assert secretaire.post(f"/moyens/{10**30}/reprendre/").status_code == 404


def test_longer_lists_ask_no_more_queries(secretaire, maison):
    def compter(nombre: int) -> int:
        for numero in range(nombre):
            ajouter(secretaire, "postes", **POSTE)
            ajouter(secretaire, "benevoles", mission=f"Fête {nombre} {numero}", nombre="1")
            ajouter(
                secretaire, "formations", theme="Écrits", debut="2024-03-12", heures="14",
                professionnels=[str(maison.educatrice.pk)],
            )  # fmt: skip
        with CaptureQueriesContext(connection) as requetes:
            for adresse in ("?annee=2024", "formations/", "biens/", "horaires/"):
                assert secretaire.get(f"/moyens/{adresse}").status_code == 200
        return len(requetes)

    secretaire.get("/moyens/")
    assert compter(1) == compter(8) <= 28
