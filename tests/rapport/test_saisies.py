"""An empty table says where it is filled, to whom may fill it."""

import re
from html import unescape

from django.urls import reverse

from allervers.comptes.models import Role
from allervers.moyens.models import Local, Vehicule
from allervers.rapport.saisies import PAGES
from allervers.tableaux.catalogue import CATALOGUE
from tests.comptes_ouverts import embaucher

from .annees import importer_deux_annees

DIT = "Rien n’y compte encore"


def test_every_table_has_a_page_where_its_records_are_entered():
    assert PAGES.keys() == {definition.id for definition in CATALOGUE}


def test_an_empty_table_leads_who_may_fill_it_to_its_page(client, db, tmp_path):
    service = importer_deux_annees(tmp_path)
    for moyen in (Local, Vehicule):
        moyen.objects.all().delete()
    client.force_login(embaucher(service, Role.DIRECTION, code="moi", courriel="moi@exemple.fr"))
    for page in set(PAGES.values()):
        suite = "?annee=2024" if page.est_annuelle else ""
        assert client.get(reverse(page.nom) + suite).status_code == 200, page
    vide = unescape(client.get("/annees/2024/tableaux/financements/").text)
    assert DIT in vide and f'href="{reverse("appels")}"' in vide
    assert DIT not in client.get("/annees/2024/tableaux/jeunes_accompagnes_sexe_age/").text
    rapport = unescape(client.get("/annees/2024/").text)
    assert DIT in rapport
    section = re.search(r'href="([^"]+)">Écrire cette section', rapport)[1]
    assert client.get(section).status_code == 200
    client.force_login(embaucher(service, Role.STATISTIQUES, code="stat", courriel="stat@exemple.fr"))
    assert DIT not in client.get("/annees/2024/").text
