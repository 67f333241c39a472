"""The screens of the actions and calls, through HTTP: what is typed is kept, what is refused is told."""

import io
import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from allervers.actions.models import ActionCollective, AppelAProjets, Financement, Photo
from allervers.actions.operations import modifier_projet
from allervers.jeunes.models import Jeune
from allervers.territoires.models import Territoire

from .maison import ANNEE

OBJECTIFS = {"objectif-TOTAL_FORMS": "2", "objectif-INITIAL_FORMS": "0"}


def jpeg() -> io.BytesIO:
    sortie = io.BytesIO()
    Image.new("RGB", (40, 30)).save(sortie, "JPEG")
    sortie.seek(0)
    sortie.name = "photo.html"
    return sortie


@pytest.fixture
def educatrice(client, maison):
    client.force_login(maison.educatrice)
    return client


def page(nom, action):
    return reverse(nom, args=[action.uuid])


def projet(version=1, **autres):
    valeurs = {
        "version": version, "intitule": "Fête", "nature": "dsl", "initiative": "service", "unite_duree": "jours",
        "debut": "2024-06-01", "fin": "2024-06-02", "territoire": "", "objectif-0-texte": "Se connaître",
    }  # fmt: skip
    return OBJECTIFS | valeurs | autres


def test_a_service_without_an_action_is_told_what_to_do(educatrice):
    assert "Noter la première" in educatrice.get("/actions/").text
    assert "Noter le premier" in educatrice.get("/appels-a-projets/").text


def test_an_action_is_created_then_shown(educatrice, maison):
    valeurs = projet(annee=str(date.today().year), uuid=str(uuid4()), est_une_idee="on", debut="", fin="")
    reponse = educatrice.post("/actions/nouvelle/", valeurs, follow=True)
    assert ActionCollective.objects.get().objectifs.get().texte == "Se connaître"
    assert "Fête" in reponse.text and "C’est encore une idée" in reponse.text


@pytest.mark.parametrize(
    ("qui", "adresse", "valeurs"),
    [
        ("educatrice", "/actions/nouvelle/", projet(est_une_idee="on", debut="", fin="")),
        (
            "secretaire",
            "/appels-a-projets/nouveau/",
            {"intitule": "Été", "financeur": "sps", "etat": "depose"},
        ),
    ],
)
def test_a_page_that_one_goes_back_to_makes_another_record_when_it_says_something_else(
    client, maison, qui, adresse, valeurs
):
    client.force_login(getattr(maison, qui))
    modele = ActionCollective if "actions" in adresse else AppelAProjets
    envoi = valeurs | {"annee": str(date.today().year), "uuid": str(uuid4())}
    for _ in range(2):
        assert client.post(adresse, envoi).status_code == 302
    assert modele.objects.count() == 1
    demande = client.post(adresse, envoi | {"intitule": "Une autre"})
    assert demande.status_code == 422
    assert "Cette page a déjà servi" in demande.text
    (uuid,) = re.findall(r'name="uuid" value="([^"]+)"', demande.text)
    assert client.post(adresse, envoi | {"intitule": "Une autre", "uuid": uuid}).status_code == 302
    assert set(modele.objects.values_list("intitule", flat=True)) == {valeurs["intitule"], "Une autre"}


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(educatrice, maison):
    action = maison.action()
    reponse = educatrice.post(page("projet_de_l_action", action), projet(fin="2024-05-01", lieu="Au parc"))
    assert reponse.status_code == 422
    assert "La fin vient avant le début" in reponse.text and "Au parc" in reponse.text
    assert "Compléter tout de suite" not in reponse.text
    assert ActionCollective.objects.get().version == 1


@pytest.mark.parametrize(
    ("faux", "dit"),
    [
        ({"debut": "2023-06-01"}, "elle commence cette année-là"),
        ({"debut": "", "fin": "2026-06-01"}, "corrigez la date de fin"),
        ({"debut": "2024-12-31", "fin": "2025-01-02"}, ""),
    ],
    ids=["un autre début", "une autre fin", "à cheval"],
)
def test_an_action_begins_in_its_year(educatrice, maison, faux, dit):
    reponse = educatrice.post(page("projet_de_l_action", maison.action()), projet(**faux))
    assert (dit in reponse.text) if dit else reponse.status_code == 302


def test_who_started_an_action_follows_from_its_nature_unless_somebody_says_it(educatrice, maison):
    neuf = projet(
        nature="evenement_partenaire", annee=str(date.today().year), uuid=str(uuid4()), initiative="", debut="",
        fin="",
    )  # fmt: skip
    educatrice.post("/actions/nouvelle/", neuf)
    assert ActionCollective.objects.get().initiative == "partenaire"
    action = maison.action()
    for version, nature, dite, retenue in (
        (1, "evenement_partenaire", "service", "partenaire"),
        (2, "evenement_partenaire", "service", "service"),
        (3, "dsl", "partenaire", "partenaire"),
    ):
        educatrice.post(
            page("projet_de_l_action", action),
            projet(version, nature=nature, initiative=dite, intitule=version),
        )
        action.refresh_from_db()
        assert action.initiative == retenue


def test_an_older_action_is_done_again_this_year(educatrice, maison):
    action = maison.action()
    assert f"Refaire en {date.today().year}" in educatrice.get(page("action", action)).text
    educatrice.post(page("refaire_action", action), {"uuid": str(uuid4())})
    assert ActionCollective.objects.exclude(pk=action.pk).get().annee == date.today().year


def test_done_again_from_a_page_that_one_went_back_to_leads_to_the_same_copy_as_it_is_now(educatrice, maison):
    action, envoi = maison.action(), {"uuid": str(uuid4())}
    educatrice.post(page("refaire_action", action), envoi)
    ActionCollective.objects.filter(uuid=envoi["uuid"]).update(intitule="Autrement")
    encore = educatrice.post(page("refaire_action", action), envoi)
    copie = ActionCollective.objects.exclude(pk=action.pk).get()
    assert (encore.status_code, encore.url) == (302, page("projet_de_l_action", copie))
    assert copie.intitule == "Autrement"


def test_the_pages_of_actions_and_calls_ask_as_much_of_the_database_for_many_as_for_one(
    educatrice, maison, django_assert_max_num_queries
):
    sps, type = maison.terme("financeur", "sps"), maison.terme("type_activite", "action_collective")
    for numero in range(4):
        appel = AppelAProjets.objects.create(
            service=maison.service, code=f"{numero}", annee=2024, intitule=f"Été {numero}", financeur=sps,
            echeance=date(2024, 6, 1),
        )  # fmt: skip
        action = maison.action(
            partenaires=(maison.partenaire(f"P{numero}"),), objectifs=((None, "Un"), (None, "Deux"))
        )
        for un in AppelAProjets.objects.all():
            Financement.objects.create(service=maison.service, action=action, financeur=sps, appel=un)
        for _ in range(3):
            seance = action.interventions.create(
                service=maison.service, type=type, date=date(2024, 6, 1), duree_minutes=60
            )
            seance.comptages.create(service=maison.service, sexe="fille", nombre=2)
    # What a session asks once is asked before.
    educatrice.get("/actions/")
    for adresse, nb in (
        ("/actions/?annee=2024", 12),
        (page("action", action), 20),
        ("/appels-a-projets/", 11),
        (page("appel", appel), 16),
    ):
        with django_assert_max_num_queries(nb):
            assert educatrice.get(adresse).status_code == 200


def test_who_was_counted_at_a_session_is_on_the_sheet_until_the_action_is_counted(educatrice, maison):
    action = maison.action()
    for jour, nombre in ((1, 3), (8, 5)):
        seance = action.interventions.create(
            service=maison.service, type=maison.terme("type_activite", "action_collective"),
            date=date(2024, 6, jour), duree_minutes=60,
        )  # fmt: skip
        seance.comptages.create(service=maison.service, sexe="fille", nombre=nombre)
    assert "à la séance du 8 juin 2024, la plus nombreuse" in educatrice.get(page("action", action)).text
    assert "5 personnes ont été comptées" in educatrice.get(page("participants_de_l_action", action)).text
    educatrice.post(page("participants_de_l_action", action), {"version": 1, "n-fille-0": "6"})
    assert "la plus nombreuse" not in educatrice.get(page("action", action)).text


def test_an_older_version_answers_409_and_shows_both(educatrice, maison):
    action = maison.action(lieu="Au stade")
    modifier_projet(action=action, lue=1, projet=maison.projet(lieu="À la salle"), par=maison.educatrice)
    reponse = educatrice.post(page("projet_de_l_action", action), projet(lieu="Au parc"))
    assert reponse.status_code == 409
    assert "Au parc" in reponse.text and "À la salle" in reponse.text
    # Sent again, knowingly: the version is now the one that was shown.
    assert educatrice.post(page("projet_de_l_action", action), projet(2, lieu="Au parc")).status_code == 302
    assert ActionCollective.objects.get().lieu == "Au parc"


def test_amounts_are_typed_as_people_write_them(educatrice, maison):
    action = maison.action()
    valeurs = {
        "version": 1, "budget": "1 250,50 €", "cout": "", "financement-TOTAL_FORMS": "2",
        "financement-INITIAL_FORMS": "0", "financement-0-financeur": "sps", "financement-0-montant": "1\u202f000",
        "financement-1-financeur": "", "financement-1-montant": "",
    }  # fmt: skip
    assert educatrice.post(page("financement_de_l_action", action), valeurs).status_code == 302
    action.refresh_from_db()
    assert (action.budget, action.financements.get().montant) == (Decimal("1250.50"), Decimal(1000))
    reponse = educatrice.post(
        page("financement_de_l_action", action), valeurs | {"version": 2, "budget": "beaucoup"}
    )
    assert "Écrivez un montant en euros" in reponse.text and "beaucoup" in reponse.text


def test_participants_are_counted_by_band_and_sex(educatrice, maison):
    action, tranche = maison.action(), maison.tranche("11 à 14")
    valeurs = {"version": 1, f"n-fille-{tranche.pk}": "12", "n-garcon-0": "3", "visiteurs": "200"}
    assert educatrice.post(page("participants_de_l_action", action), valeurs).status_code == 302
    assert action.effectifs.get(sexe="fille").nombre == 12
    refus = educatrice.post(
        page("participants_de_l_action", action), {"version": 2, "n-fille-0": "3", "est_non_communique": "on"}
    )
    assert refus.status_code == 422 and "videz les nombres" in refus.text


def test_a_photo_is_kept_served_and_erased(educatrice, maison):
    action = maison.action()
    valeurs = {"uuid": str(uuid4()), "legende": "La fresque finie", "fichiers": jpeg()}
    assert educatrice.post(page("ajouter_photo", action), valeurs).status_code == 302
    photo = Photo.objects.get()
    image = educatrice.get(page("image_de_la_photo", photo))
    assert (image["Content-Type"], image["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "no-store" in image["Cache-Control"]
    assert Image.open(io.BytesIO(image.content)).size == (40, 30)
    assert "sans accord, reste ici" in educatrice.get(page("action", action)).text
    educatrice.post(page("retirer_photo", photo))
    assert not Photo.objects.exists()


def test_several_photos_come_together_all_or_none(educatrice, maison):
    action = maison.action()
    adresse, valeurs = page("ajouter_photo", action), {"uuid": str(uuid4()), "legende": "La fresque"}
    abimee = io.BytesIO(jpeg().getvalue()[:300])
    abimee.name = "abimee.jpg"
    refus = educatrice.post(adresse, valeurs | {"fichiers": [jpeg(), abimee]})
    assert refus.status_code == 422 and "« abimee.jpg »" in refus.text and not Photo.objects.exists()
    for _ in range(2):
        reponse = educatrice.post(adresse, valeurs | {"fichiers": [jpeg(), jpeg()]}, follow=True)
    assert "2 photos sont ajoutées" in reponse.text and Photo.objects.count() == 2
    assert "Choisissez une photo" in educatrice.post(adresse, valeurs).text


def test_a_hostile_file_is_refused_beside_its_field(educatrice, maison):
    action = maison.action()
    dessin = io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    dessin.name = "photo.jpg"
    reponse = educatrice.post(
        page("ajouter_photo", action), {"uuid": str(uuid4()), "legende": "La fresque", "fichiers": dessin}
    )
    assert reponse.status_code == 422
    assert "un dessin ou une page web" in reponse.text and "La fresque" in reponse.text


def test_the_secretary_keeps_the_funding_and_sees_neither_youth_nor_photo(client, maison):
    action = maison.action()
    jeune = Jeune.objects.create(service=maison.service, code="K7M2", premier_contact=date(ANNEE, 1, 1))
    seance = action.interventions.create(
        service=maison.service, type=maison.terme("type_activite", "action_collective"), date=date(ANNEE, 6, 1),
        duree_minutes=60,
    )  # fmt: skip
    seance.presences.create(service=maison.service, jeune=jeune)
    Photo.objects.create(
        service=maison.service, action=action, legende="La fresque", image=b"x", largeur=1, hauteur=1
    )
    client.force_login(maison.secretaire)
    texte = client.get(page("action", action)).text
    assert "Financement" in texte and "K7M2" not in texte and "La fresque" not in texte
    assert "jeune connu" not in texte
    valeurs = {
        "uuid": str(uuid4()), "intitule": "Été", "financeur": "sps", "annee": "2024", "etat": "depose",
        "demande": "500",
    }  # fmt: skip
    assert client.post("/appels-a-projets/nouveau/", valeurs).status_code == 302
    appel = AppelAProjets.objects.get()
    document = io.BytesIO(b"%PDF-1.7 <script> %%EOF")
    document.name = "demande.html"
    valeurs = {"uuid": str(uuid4()), "nom": "Demande déposée", "fichier": document}
    assert client.post(page("ajouter_piece", appel), valeurs).status_code == 302
    recu = client.get(reverse("piece", args=[appel.pieces.get().uuid]))
    assert recu["Content-Type"] == "application/pdf"
    assert recu["Content-Disposition"] == 'attachment; filename="demande-deposee.pdf"'
    refus = client.post(
        page("modifier_appel", appel), valeurs | {"version": "1", "etat": "refuse", "accorde": "5"}
    )
    assert refus.status_code == 422


def test_a_place_that_the_service_left_is_not_offered_but_stays_where_it_is(educatrice, maison):
    parc = Territoire.objects.create(
        service=maison.service, code="parc", nom="Le parc", nature="quartier", retire_le=date(2023, 6, 1)
    )
    sans, avec = maison.action(), maison.action(territoire=parc)
    assert "Le parc" not in educatrice.get(page("projet_de_l_action", sans)).text
    assert "Le parc</option>" in educatrice.get(page("projet_de_l_action", avec)).text
    assert "Le parc" not in educatrice.get(page("nouvelle_seance", sans)).text
