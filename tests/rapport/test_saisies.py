"""An empty table says where it is filled, to whom may fill it."""

import re
from html import unescape

from django.urls import reverse

from allervers.activite.models import Intervention
from allervers.comptes.models import Role, Service
from allervers.rapport.saisies import PAGES
from allervers.referentiel.models import Terme
from allervers.referentiel.operations import charger_preset
from allervers.tableaux.catalogue import CATALOGUE
from tests.comptes_ouverts import embaucher

DIT = "Rien n’y compte encore"


def test_every_table_has_a_page_where_its_records_are_entered():
    assert PAGES.keys() == {definition.id for definition in CATALOGUE}


def test_an_empty_table_leads_who_may_fill_it_to_its_page(client, db):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    charger_preset(service=service, annee=2024, preset="62")
    ecrits = Terme.objects.get(service=service, liste="type_activite", code="ecrits")
    educatrice = embaucher(service)
    une = Intervention.objects.create(service=service, type=ecrits, date="2024-03-04", duree_minutes=60)
    une.intervenants.create(service=service, professionnel=educatrice)
    client.force_login(embaucher(service, Role.DIRECTION))
    for page in set(PAGES.values()):
        suite = "?annee=2024" if page.est_annuelle else ""
        assert client.get(reverse(page.nom) + suite).status_code == 200, page
    vide = unescape(client.get("/annees/2024/tableaux/financements/").text)
    assert DIT in vide and f'href="{reverse("appels")}"' in vide
    assert DIT not in unescape(client.get("/annees/2024/tableaux/heures_par_type_activite/").text)
    rapport = unescape(client.get("/annees/2024/").text)
    assert DIT in rapport
    section = re.search(r'href="([^"]+)">Écrire cette section', rapport)[1]
    assert client.get(section).status_code == 200
    client.force_login(embaucher(service, Role.STATISTIQUES))
    assert DIT not in unescape(client.get("/annees/2024/").text)
