"""The feed, read back by a reader that knows the standard and nothing of the writer."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from allervers.activite.agenda.ics import en_ics
from allervers.activite.agenda.lecture import Occurrence, TypePrevu
from allervers.activite.agenda.liens import creer_lien_d_agenda, revoquer_lien_d_agenda
from allervers.activite.agenda.models import LienAgenda
from allervers.activite.agenda.operations import annuler_occurrence, deplacer_prevision
from allervers.comptes.models import Affectation, Role

from .conftest import TOUS_LES_MARDIS

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Composant:
    nom: str
    proprietes: dict
    composants: list


def lire(octets: bytes) -> Composant:
    """Read a stream of RFC 5545: content lines unfolded (3.1), components nested (3.6)."""
    assert octets.endswith(b"\r\n")
    lignes = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert all(b"\n" not in ligne and b"\r" not in ligne and len(ligne) <= 75 for ligne in lignes)
    for ligne in lignes:
        ligne.decode("utf-8")  # No character is cut by a fold.
    pile = [Composant("", {}, [])]
    for ligne in b"\r\n".join(lignes).replace(b"\r\n ", b"").decode("utf-8").split("\r\n"):
        entete, valeur = re.fullmatch(r'([A-Z-]+(?:;[A-Z-]+=[^":;,]+)*):(.*)', ligne).groups()
        nom = entete.split(";")[0]
        if nom == "BEGIN":
            pile.append(Composant(valeur, {}, []))
        elif nom == "END":
            fini = pile.pop()
            assert fini.nom == valeur
            pile[-1].composants.append(fini)
        else:
            assert nom not in pile[-1].proprietes, nom
            pile[-1].proprietes[nom] = valeur
    (calendrier,) = pile[0].composants
    assert calendrier.nom == "VCALENDAR" and calendrier.proprietes["VERSION"] == "2.0"
    assert calendrier.proprietes["PRODID"] and calendrier.composants
    return calendrier


def evenements(octets: bytes) -> list[dict]:
    return [un.proprietes for un in lire(octets).composants if un.nom == "VEVENT"]


def texte(valeur: str) -> str:
    """Read a TEXT (3.3.11): a backslash escapes one of four signs, and nothing else stands bare."""
    assert re.fullmatch(r"(?:\\[\\;,nN]|[^\\;,\x00-\x08\x0b-\x1f\x7f])*", valeur), valeur
    return re.sub(r"\\(.)", lambda trouve: "\n" if trouve[1] in "nN" else trouve[1], valeur)


def instant(valeur: str) -> datetime:
    return datetime.strptime(valeur, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def une_occurrence(**autres) -> Occurrence:
    champs = dict.fromkeys(Occurrence.__dataclass_fields__) | {
        "uuid": uuid4(), "jour": date(2026, 9, 1), "date": date(2026, 9, 1), "heure": time(14),
        "duree_minutes": 60, "titre": "", "type": TypePrevu("permanence", "Permanence", 0), "lieu_nom": "",
        "nommes": (), "recurrence": "", "est_annulee": False, "change_le": datetime(2026, 8, 1, tzinfo=UTC),
    }  # fmt: skip
    return Occurrence(**(champs | autres))


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=30))
def test_every_text_comes_back_as_it_was_written(titre, lieu, nom):
    prevue = une_occurrence(titre=titre, lieu_nom=lieu, nommes=(SimpleNamespace(prenom=nom, code="e1"),))
    (lu,) = evenements(en_ics(titre, [prevue], avec_noms=False))

    def dicible(dit):
        return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub(r"\r\n?", "\n", dit))

    assert texte(lu["SUMMARY"]) == dicible(titre or "Permanence")
    assert texte(lu.get("LOCATION", "")) == dicible(lieu)
    (avec,) = evenements(en_ics(titre, [prevue], avec_noms=True))
    assert texte(avec["SUMMARY"]) == dicible(f"{titre or 'Permanence'} ({nom or 'e1'})")


@given(
    st.dates(date(2000, 1, 1), date(2080, 1, 1)),
    st.times().map(lambda heure: heure.replace(second=0, microsecond=0)),
    st.integers(1, 1440),
)
def test_an_hour_is_that_of_the_clock_on_the_wall_whatever_the_season(jour, heure, duree):
    (lu,) = evenements(en_ics("", [une_occurrence(date=jour, heure=heure, duree_minutes=duree)], False))
    debut = instant(lu["DTSTART"]).astimezone(PARIS)
    sur_le_mur = datetime.combine(jour, heure)
    # One hour a year does not exist: what is expected then comes an hour later.
    existe = (
        sur_le_mur.replace(tzinfo=PARIS).astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) == sur_le_mur
    )
    assert debut.replace(tzinfo=None) == sur_le_mur + (timedelta(0) if existe else timedelta(hours=1))
    assert lu["DURATION"] == f"PT{duree}M"


def test_a_calendar_without_an_event_is_a_calendar():
    assert evenements(en_ics("Rien", [], False)) == []


@pytest.fixture(autouse=True)
def sans_limite():
    cache.clear()


@pytest.fixture
def demain():
    jour = date.today()
    return jour + timedelta((1 - jour.weekday()) % 7)  # A Tuesday.


def lire_le_flux(client, jeton) -> list[dict]:
    reponse = client.get(f"/agenda/flux/{jeton}.ics")
    assert reponse.status_code == 200
    assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
    return evenements(reponse.content)


def test_a_telephone_reads_the_agenda_of_its_owner(client, maison, demain):
    serie = maison.prevoir(date=demain, titre="Réunion, à l’étage", recurrence=TOUS_LES_MARDIS)
    maison.prevoir(date=demain, equipe=maison.oignies)
    jeton = creer_lien_d_agenda(proprietaire=maison.awa, equipe=None)
    lus = lire_le_flux(client, jeton)
    assert 50 <= len(lus) <= 54
    assert len({lu["UID"] for lu in lus}) == len(lus)
    assert {texte(lu["SUMMARY"]) for lu in lus} == {"Réunion, à l’étage"}

    deplacer_prevision(
        prevision=serie, jour=demain, date=demain + timedelta(1), heure=time(9), duree_minutes=45, lue=0,
        par=maison.awa,
    )  # fmt: skip
    annuler_occurrence(prevision=serie, jour=demain + timedelta(7), lue=0, par=maison.awa)
    apres = {lu["UID"]: lu for lu in lire_le_flux(client, jeton)}
    assert len(apres) == len(lus) - 1
    deplace = apres[lus[0]["UID"]]
    assert instant(deplace["DTSTART"]).astimezone(PARIS).hour == 9
    assert deplace["DURATION"] == "PT45M"
    assert instant(deplace["DTSTAMP"]) > instant(lus[0]["DTSTAMP"]) or deplace["DTSTAMP"] == lus[0]["DTSTAMP"]


def test_a_team_has_a_feed_that_says_who(client, maison, demain):
    maison.prevoir(date=demain, equipe=None, professionnels=[maison.ines])
    jeton = creer_lien_d_agenda(proprietaire=maison.awa, equipe=maison.carvin)
    assert [texte(lu["SUMMARY"]) for lu in lire_le_flux(client, jeton)] == ["Permanence (Ines)"]


def test_a_link_is_worth_nothing_once_it_is_revoked_replaced_or_its_owner_gone(client, maison):
    def statut(jeton):
        return client.get(f"/agenda/flux/{jeton}.ics").status_code

    premier = creer_lien_d_agenda(proprietaire=maison.awa, equipe=maison.carvin)
    assert statut(premier) == 200
    second = creer_lien_d_agenda(proprietaire=maison.awa, equipe=maison.carvin)
    assert (statut(premier), statut(second)) == (404, 200)
    lien = LienAgenda.objects.get()
    assert second not in str(vars(lien))

    affectations = Affectation.objects.filter(professionnel=maison.awa)
    affectations.update(equipe=maison.oignies)
    assert statut(second) == 404
    affectations.update(equipe=maison.carvin)
    type(maison.awa).objects.filter(pk=maison.awa.pk).update(role=Role.STATISTIQUES)
    assert statut(second) == 404
    type(maison.awa).objects.filter(pk=maison.awa.pk).update(role=Role.EDUCATEUR, is_active=False)
    assert statut(second) == 404
    type(maison.awa).objects.filter(pk=maison.awa.pk).update(is_active=True)
    assert statut(second) == 200
    revoquer_lien_d_agenda(lien=lien)
    assert statut(second) == statut("inconnu") == 404


def test_guessing_is_slowed_down_and_no_log_keeps_a_token(client, maison, caplog):
    statuts = [client.get(f"/agenda/flux/{rang}.ics").status_code for rang in range(65)]
    assert statuts[0] == 404 and statuts[-1] == 429
    assert caplog.text == ""
