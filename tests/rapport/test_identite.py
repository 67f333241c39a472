"""The service's name, coordinates and logo, as its report says them."""

from base64 import b64encode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from allervers.demo.chargement import LOGO
from allervers.images import ImageRefusee
from allervers.journal.models import LigneJournal
from allervers.rapport.identite import changer_logo, decrire_service

from .annees import directrice, importer_deux_annees


@pytest.fixture
def service(db, tmp_path):
    return importer_deux_annees(tmp_path)


@pytest.fixture
def cliente(client, service):
    client.force_login(directrice(service))
    return client


def test_only_what_changes_is_written_and_the_journal_holds_no_content(service):
    decrire_service(service=service, par=None, nom=service.nom, direction="Camille Exemple")
    ligne = LigneJournal.objects.get(operation="decrire_service")
    assert ligne.details == {"champs": ["direction"]}
    decrire_service(service=service, par=None, nom=service.nom, direction="Camille Exemple")
    assert LigneJournal.objects.filter(operation="decrire_service").count() == 1


def test_a_logo_is_kept_and_taken_away(service):
    changer_logo(service=service, image=LOGO.read_bytes(), par=None)
    service.refresh_from_db()
    assert bytes(service.logo).startswith(b"\x89PNG")
    changer_logo(service=service, image=None, par=None)
    service.refresh_from_db()
    assert service.logo is None


def test_the_page_of_the_service_shows_the_present_logo(cliente, service):
    assert "<img" not in cliente.get("/service/").text.split('id="logo"')[1].split("</section>")[0]
    cliente.post("/service/", {"quoi": "logo", "logo": SimpleUploadedFile("logo.png", LOGO.read_bytes())})
    service.refresh_from_db()
    assert f'src="data:image/png;base64,{b64encode(service.logo).decode()}"' in cliente.get("/service/").text


@pytest.mark.parametrize(
    "image",
    [b"", b"GIF89a", LOGO.read_bytes()[:100], b"\x89PNG\r\n\x1a\n" + b"0" * 15_000_001, b"<svg></svg>"],
    ids=["vide", "gif", "coupée", "trop lourde", "svg"],
)
def test_what_is_no_picture_is_refused_and_the_logo_stays(service, image):
    changer_logo(service=service, image=LOGO.read_bytes(), par=None)
    service.refresh_from_db()
    garde = bytes(service.logo)
    with pytest.raises(ImageRefusee):
        changer_logo(service=service, image=image, par=None)
    service.refresh_from_db()
    assert bytes(service.logo) == garde


def test_a_mistake_in_the_form_keeps_what_was_typed(cliente, service):
    reponse = cliente.post(
        "/service/", {"nom": "", "association": "Une association", "courriel": "pas un courriel"}
    )
    assert reponse.status_code == 400
    assert "Une association" in reponse.text and "pas un courriel" in reponse.text
    service.refresh_from_db()
    assert service.association != "Une association"


def test_the_form_changes_the_cover(cliente):
    champs = {"nom": "Le Service", "association": "Une association", "courriel": "a@exemple.fr"}
    assert cliente.post("/service/", champs).status_code == 302
    assert "Le Service" in cliente.get("/annees/2024/rapport.html").text
