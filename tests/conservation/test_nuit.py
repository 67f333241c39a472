"""Every night, what has passed its delay is erased; a file waits for somebody to review it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from allervers.actions.models import ActionCollective, Photo
from allervers.activite.models import Intervenant
from allervers.coffre.models import EnveloppeAnterieure
from allervers.comptes.models import EtatAnterieur, Invitation
from allervers.connexion.operations import inviter, retirer_personne
from allervers.conservation.nuit import effacer_ce_qui_est_du
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.journal.operations import verifier
from allervers.rapport.lecture import lire_annee

AUJOURD_HUI = timezone.localdate()


def passer(maison, jours: int) -> list[str]:
    """Do what the night does, so many days from now."""
    return list(effacer_ce_qui_est_du(maison.service, AUJOURD_HUI + timedelta(days=jours)))


def test_a_file_at_its_term_waits_for_its_review(maison):
    jeune = maison.connaitre()
    passer(maison, 4000)
    assert Jeune.objects.get() == jeune


def test_what_is_not_due_is_left_and_nothing_is_told(maison):
    inviter(utilisateur=maison.awa, par=None)
    avant = LigneJournal.objects.count()
    assert passer(maison, 30) == []
    assert Invitation.objects.exists() and LigneJournal.objects.count() == avant


def test_invitations_and_sessions_go_once_over(maison):
    inviter(utilisateur=maison.awa, par=None)
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
    Session.objects.create(session_key="b", session_data="", expire_date=timezone.now() + timedelta(days=60))
    assert len(passer(maison, 40)) == 1
    assert not Invitation.objects.exists()
    assert Session.objects.get().session_key == "b"


@pytest.mark.parametrize(
    ("accord", "jours", "reste"), [(None, 360, 1), (None, 370, 0), (200, 560, 1), (200, 570, 0)]
)
def test_a_photo_goes_a_year_after_its_image_rights_or_after_it_came_without_any(
    maison, accord, jours, reste
):
    action = ActionCollective.objects.create(
        service=maison.service,
        code="foot",
        annee=2024,
        intitule="Tournoi",
        nature=maison.terme("nature_action"),
    )
    photo = Photo(
        service=maison.service, action=action, legende="Le tournoi", image=b"", largeur=1, hauteur=1
    )
    photo.accord_de = maison.coffre.sceller(photo, "accord_de", "Léa") if accord else None
    photo.accord_le = AUJOURD_HUI if accord else None
    photo.accord_jusqu_au = AUJOURD_HUI + timedelta(days=accord) if accord else None
    photo.save()
    commun = {"service": maison.service, "objet": photo.uuid, "genre": "photo"}
    EnveloppeAnterieure.objects.create(**commun, champ="accord_de", enveloppe=b"Avant")
    EtatAnterieur.objects.create(**commun, version=1, etat={"legende": "Avant"})
    passer(maison, jours)
    assert [Photo.objects.count(), EnveloppeAnterieure.objects.count(), EtatAnterieur.objects.count()] == [
        reste
    ] * 3


def test_the_journal_forgets_whose_file_was_read_after_three_years_never_who_read_it(maison):
    maison.connaitre()
    passer(maison, 3 * 365 - 5)
    assert LigneJournal.objects.get(operation="ouvrir_fiche").objet is not None
    passer(maison, 3 * 366 + 5)
    ligne = LigneJournal.objects.get(operation="ouvrir_fiche")
    assert (ligne.objet, ligne.par) == (None, maison.awa.pk)
    assert LigneJournal.objects.filter(operation="noter_accord", objet__isnull=False).exists()
    assert verifier(maison.service).est_intacte


def test_whoever_left_long_ago_has_no_name_any_more_and_the_hours_stay_right(maison):
    maison.connaitre()
    avant = lire_annee(maison.service, 2023).tableaux
    retirer_personne(utilisateur=maison.awa, par=maison.coffre.direction)
    passer(maison, 5 * 365 - 5)
    maison.awa.refresh_from_db()
    assert maison.awa.courriel == "awa@terrils.fr"
    passer(maison, 5 * 366 + 5)
    maison.awa.refresh_from_db()
    assert (maison.awa.nom, maison.awa.prenom, maison.awa.courriel, maison.awa.cle_publique) == (
        "",
        "",
        None,
        None,
    )
    assert maison.awa.code.startswith("parti-")
    assert Intervenant.objects.filter(professionnel=maison.awa).exists()
    assert lire_annee(maison.service, 2023).tableaux == avant
    assert not LigneJournal.objects.filter(details__professionnel="awa").exists()
    assert verifier(maison.service).est_intacte
