"""The restricted register: who leads and who wrote an entry read it; nobody else learns that there is one."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from allervers.coffre.cles import en_texte
from allervers.comptes.models import Role
from allervers.faits.extraction import extraire
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.referentiel.models import Terme
from allervers.referentiel.operations import charger_preset
from allervers.signalements.models import Signalement
from allervers.signalements.operations import (
    SignalementRefuse,
    completer_signalement,
    retirer_signalement,
    signaler,
)
from allervers.signalements.rappels import REGLES, rappels_de
from tests.coffre_ouvert import Coffre
from tests.comptes_ouverts import embaucher

SANS_SUITE = {"parents_informes_le": None, "sans_informer": "", "suite": None, "suite_le": None}
USUELS = {regle.code: regle.delai for regle in REGLES}


@pytest.fixture
def registre(coffre: Coffre):
    """Awa wrote an entry about K7M2, whom Basile knows too."""
    service = coffre.service
    charger_preset(service=service, annee=2023, preset="62")
    jeune = Jeune.objects.create(service=service, code="K7M2", premier_contact=date(2024, 1, 12))
    awa, basile = coffre.embaucher("awa"), coffre.embaucher("basile")

    def inscrire(par=awa, le=date(2024, 3, 4), **faits):
        une = Signalement(uuid=uuid4())
        textes = {"observe": (coffre.sceller(une, "observe", "Des marques."), "")}
        faits = SANS_SUITE | {"destinataire": crip(service)} | faits
        return signaler(jeune=jeune, uuid=une.uuid, date=le, textes=textes, par=par, **faits)

    inscrire.jeune, inscrire.awa, inscrire.basile, inscrire.service = jeune, awa, basile, service
    return inscrire


def crip(service) -> Terme:
    return Terme.objects.get(service=service, liste="destinataire_signalement", code="crip")


def suite(service) -> Terme:
    return Terme.objects.get(service=service, liste="suite_signalement", code="sans_suite")


def test_only_who_leads_and_its_author_read_an_entry(registre):
    une = registre()
    lecteurs = {
        "auteur": registre.awa,
        "collegue": registre.basile,
        **{
            role: embaucher(registre.service, role, code=f"x-{role}", courriel=f"x-{role}@t.fr")
            for role in Role
        },
    }
    lisent = {qui for qui, user in lecteurs.items() if une in Signalement.objects.visible_par(user)}
    assert lisent == {"auteur", Role.CHEF_DE_SERVICE, Role.DIRECTION}


def test_a_colleague_learns_nothing_of_it_anywhere(client, registre):
    registre()
    client.force_login(registre.basile)
    fiche = f"/jeunes/{registre.jeune.uuid}/"
    siennes = [fiche, f"{fiche}lire/", f"{fiche}droit-d-acces/"]
    listes = ["/jeunes/", "/jeunes/liste.json", "/jeunes/suivi.json", "/terrain/donnees.json"]
    adresses = [*siennes, *listes, "/", "/signalements/"]
    avec = [client.get(adresse).text for adresse in adresses]
    Signalement.objects.all().delete()
    client.get(fiche)
    sans = [client.get(adresse).text for adresse in adresses]
    for adresse, une, autre in zip(adresses, avec, sans, strict=True):
        assert "signalement/" not in une.lower() and "Des marques" not in une, adresse
        assert une.count("préoccupante") == autre.count("préoccupante"), adresse


def test_two_files_made_one_take_it_along_and_do_not_say_so_to_who_may_not_read_it(client, registre):
    registre()
    autre = Jeune.objects.create(service=registre.service, code="P3QX", premier_contact=date(2024, 1, 2))
    adresse = f"/jeunes/{autre.uuid}/reunir/{registre.jeune.uuid}/"
    client.force_login(registre.basile)
    assert client.get(adresse).text.count("préoccupantes") == 1  # the menu
    client.force_login(registre.awa)
    assert "Informations préoccupantes" in client.get(adresse).text


def test_what_is_opened_is_noted_against_the_entry_and_never_against_the_youth(client, registre):
    une = registre()
    client.force_login(registre.awa)
    assert client.get(f"/signalements/{une.uuid}/").status_code == 200
    operations = LigneJournal.objects.filter(objet=une.uuid).values_list("operation", "details")
    assert list(operations) == [("signaler", {}), ("lire_signalement", {})]
    assert not LigneJournal.objects.filter(objet=registre.jeune.uuid).exists()
    client.force_login(registre.basile)
    assert client.get(f"/signalements/{une.uuid}/").status_code == 404


def test_parents_and_the_outcome_are_asked_for_until_they_are_said(registre):
    une = registre(le=date(2024, 3, 4))

    def dits(jour):
        return [alerte.code for alerte in rappels_de(une, jour, USUELS)]

    assert dits(date(2024, 3, 5)) == []
    assert dits(date(2024, 3, 6)) == ["parents_a_informer"]
    assert dits(date(2024, 6, 4)) == ["parents_a_informer", "suite_inconnue"]
    faits = SANS_SUITE | {"date": une.date, "destinataire": une.destinataire, "sans_informer": "interet"}
    completer_signalement(signalement=une, lue=1, textes={}, par=registre.awa, **faits)
    assert dits(date(2024, 6, 4)) == ["suite_inconnue"]
    faits |= {"suite": suite(registre.service), "suite_le": date(2024, 6, 4)}
    completer_signalement(signalement=une, lue=2, textes={}, par=registre.awa, **faits)
    assert dits(date(2030, 1, 1)) == []
    assert (
        rappels_de(registre(), date(2024, 6, 4), {**USUELS, "suite_inconnue": None})[0].code
        == "parents_a_informer"
    )


def test_what_is_due_stands_on_the_home_page_of_who_may_read_it(client, registre):
    registre(le=timezone.localdate() - timedelta(10))
    for user, lit in ((registre.awa, True), (registre.basile, False)):
        client.force_login(user)
        assert ("parents à informer" in client.get("/").text) == lit, user


def test_who_leads_is_told_of_an_entry_until_it_is_opened(client, registre):
    une = registre()
    chef = embaucher(registre.service, Role.CHEF_DE_SERVICE, code="chef", courriel="chef@t.fr")
    client.force_login(chef)
    assert "Information préoccupante à lire" in client.get("/").text
    client.get(f"/signalements/{une.uuid}/")
    assert "Information préoccupante à lire" not in client.get("/").text
    client.force_login(registre.basile)
    assert "Information préoccupante à lire" not in client.get("/").text


@pytest.mark.parametrize(
    "faits",
    [
        {"parents_informes_le": date(2024, 3, 5), "sans_informer": "interet"},
        {"suite_le": date(2024, 3, 5)},
    ],
)
def test_the_database_refuses_an_entry_that_contradicts_itself(registre, faits):
    with pytest.raises(SignalementRefuse):
        registre(**faits)


def test_the_page_refuses_in_french_and_keeps_what_was_sealed(client, registre, coffre):
    client.force_login(registre.awa)
    une = Signalement(uuid=uuid4())
    observe = en_texte(coffre.sceller(une, "observe", "Des marques."))
    envoi = {"uuid": str(une.uuid), "date": "2024-03-04", "destinataire": "crip", "observe": observe}
    adresse = f"/signalements/nouvelle/{registre.jeune.uuid}/"
    reponse = client.post(adresse, envoi | {"suite": "sans_suite"})
    assert (reponse.status_code, observe in reponse.text) == (422, True)
    assert "Dites quand cette suite a été connue" in reponse.text
    assert client.post(adresse, envoi | {"observe": ""}).status_code == 422
    assert not Signalement.objects.exists()
    for _ in range(2):
        assert client.post(adresse, envoi).status_code == 302
    assert coffre.lire(coffre.direction, Signalement.objects.get(), "observe") == "Des marques."


def test_over_a_newer_version_both_are_shown_and_nothing_is_written(client, registre):
    une = registre()
    client.force_login(registre.awa)
    envoi = {"lue": "1", "date": "2024-03-04", "destinataire": "crip"}
    page = f"/signalements/{une.uuid}/"
    assert client.post(page, envoi | {"parents_informes_le": "2024-03-06"}).status_code == 302
    reponse = client.post(page, envoi | {"sans_informer": "interet"})
    assert reponse.status_code == 409
    assert "06/03/2024" in reponse.text
    une.refresh_from_db()
    assert (une.parents_informes_le, une.sans_informer, une.version) == (date(2024, 3, 6), "", 2)


def test_an_entry_made_by_mistake_vanishes_with_its_words(registre):
    une = registre()
    retirer_signalement(signalement=une, lue=1, par=registre.awa)
    assert not Signalement.objects.exists()


def test_who_leads_sets_the_delays(client, registre):
    client.force_login(registre.basile)
    assert client.post("/signalements/rappels/suite_inconnue/", {"nombre": "1"}).status_code == 403
    client.force_login(embaucher(registre.service, Role.CHEF_DE_SERVICE, code="chef", courriel="chef@t.fr"))
    assert client.post("/signalements/rappels/inconnu/", {"nombre": "1"}).status_code == 404
    assert client.post("/signalements/rappels/suite_inconnue/", {"nombre": "x"}).status_code == 422
    client.post("/signalements/rappels/suite_inconnue/", {"nombre": "1"})
    assert "1 mois après sa transmission" in client.get("/signalements/").text


def test_a_year_counts_its_entries_once_it_is_over_and_none_of_them_names_a_youth(registre):
    jour = timezone.localdate()
    registre(le=date(jour.year - 1, 12, 31))
    registre(le=jour)
    lues = {
        annee: extraire(registre.service, annee).tables["signalements"]
        for annee in (jour.year - 1, jour.year)
    }
    assert [table.num_rows for table in lues.values()] == [1, 0]
    assert lues[jour.year].column_names == ["service", "destinataire"]
