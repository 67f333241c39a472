"""What was told of a youth to another service: on the thread, in the youth's own documents, never in clear."""

from datetime import date
from uuid import uuid4

import pytest

from allervers.coffre.cles import en_texte
from allervers.comptes.models import Equipe
from allervers.jeunes.models import Jeune, Partage, Rattachement
from allervers.jeunes.operations import noter_accord, retirer_accord
from allervers.partenaires.models import Partenaire
from allervers.referentiel.operations import charger_preset


@pytest.fixture
def jeune(coffre):
    charger_preset(service=coffre.service, annee=2023, preset="62")
    Partenaire.objects.create(service=coffre.service, code="vinci", nom="Collège Vinci")
    return Jeune.objects.create(service=coffre.service, code="K7M2", premier_contact=date(2024, 1, 12))


@pytest.fixture
def envoi(coffre, jeune):
    partage = Partage(uuid=uuid4())
    textes = {nom: en_texte(coffre.sceller(partage, nom, f"Le {nom}.")) for nom in ("contenu", "motif")}
    partenaire = Partenaire.objects.get().pk
    return textes | {
        "uuid": str(partage.uuid), "le": "2024-03-04", "partenaire": partenaire, "nature": "scolarite",
        "jeune_informe": "oui", "parents_informes": "interet",
    }  # fmt: skip


def test_a_sharing_is_recorded_once_and_stands_on_the_thread_and_in_the_youths_documents(
    client, coffre, jeune, envoi
):
    client.force_login(coffre.embaucher("awa"))
    for _ in range(2):
        assert client.post(f"/jeunes/{jeune.uuid}/partages/", envoi).status_code == 302
    partage = Partage.objects.get()
    assert coffre.lire(coffre.direction, partage, "motif") == "Le motif."
    for page in ("", "lire/", "droit-d-acces/"):
        texte = client.get(f"/jeunes/{jeune.uuid}/{page}").text
        assert "École, formation, emploi, avec Collège Vinci" in texte
        assert envoi["contenu"] in texte and envoi["motif"] in texte
        assert "non, contraire à l’intérêt de l’enfant" in texte


def test_the_team_reads_the_log_of_its_youths_and_the_words_stay_on_their_files(client, coffre, jeune, envoi):
    client.force_login(coffre.embaucher("awa"))
    client.post(f"/jeunes/{jeune.uuid}/partages/", envoi)
    page = client.get("/jeunes/partages/?annee=2024").text
    assert "K7M2" in page and "école, formation, emploi, avec Collège Vinci" in page
    assert envoi["contenu"] not in page
    assert "Collège Vinci" not in client.get("/jeunes/partages/").text
    equipe = Equipe.objects.create(service=coffre.service, code="autre", nom="Autre")
    Rattachement.objects.create(service=coffre.service, jeune=jeune, equipe=equipe, debut=date(2024, 1, 12))
    assert "Collège Vinci" not in client.get("/jeunes/partages/?annee=2024").text


def test_a_sharing_without_words_or_without_saying_who_was_told_is_refused_and_loses_nothing(
    client, coffre, jeune, envoi
):
    client.force_login(coffre.embaucher("awa"))
    for manque in ("motif", "contenu", "parents_informes", "nature", "partenaire"):
        reponse = client.post(f"/jeunes/{jeune.uuid}/partages/", envoi | {manque: ""})
        assert reponse.status_code == 422, manque
        autre = "contenu" if manque == "motif" else "motif"
        assert envoi[autre] in reponse.text, manque
    assert not Partage.objects.exists()


def test_being_of_age_says_nothing_of_what_the_youth_knew(client, coffre, jeune, envoi):
    client.force_login(coffre.embaucher("awa"))
    reponse = client.post(f"/jeunes/{jeune.uuid}/partages/", envoi | {"jeune_informe": "majeur"})
    assert reponse.status_code == 422


def test_a_sharing_is_corrected_and_outlives_the_agreement(client, coffre, jeune, envoi):
    awa = coffre.embaucher("awa")
    client.force_login(awa)
    noter_accord(jeune=jeune, le=date(2024, 2, 1), mode="oral", par=awa)
    client.post(f"/jeunes/{jeune.uuid}/partages/", envoi)
    partage = Partage.objects.get()
    correction = {nom: envoi[nom] for nom in ("partenaire", "nature", "jeune_informe")}
    correction |= {"date": "2024-03-05", "parents_informes": "oui", "lue": 1}
    adresse = f"/jeunes/{jeune.uuid}/corriger/partage/{partage.uuid}/"
    assert client.get(adresse).status_code == 200
    assert client.post(adresse, correction).status_code == 302
    retirer_accord(jeune=jeune, le=date(2024, 6, 1), par=awa)
    partage.refresh_from_db()
    assert (partage.date, partage.parents_informes) == (date(2024, 3, 5), "oui")
    assert coffre.lire(coffre.direction, partage, "contenu") == "Le contenu."
