"""The weekly digest: numbers only, once a week, to who knows the youths."""

from datetime import date
from smtplib import SMTPException

import pytest

from allervers.__main__ import main
from allervers.comptes.models import Role
from allervers.jeunes.models import PeriodeStatut, Referent
from allervers.jeunes.resume import envoyer_les_resumes
from allervers.journal.models import LigneJournal
from allervers.veille import veiller
from tests.comptes_ouverts import embaucher

LUNDI = date(2024, 9, 2)


@pytest.fixture
def en_retard(jeune, statut):
    return PeriodeStatut.objects.create(
        service=jeune.service, jeune=jeune, statut=statut("asep"), debut=date(2024, 3, 1)
    )


def test_it_tells_how_many_and_names_nobody(en_retard, jeune, educatrice, mailoutbox, settings):
    settings.SITE = "https://allervers.exemple.fr"
    embaucher(jeune.service, Role.SECRETARIAT)
    Referent.objects.create(
        service=jeune.service, jeune=jeune, professionnel=educatrice, debut=date(2024, 3, 1)
    )
    assert [*envoyer_les_resumes(jeune.service, LUNDI)]
    [message] = mailoutbox
    assert message.to == [educatrice.courriel]
    assert "Statut à revoir\u202f: 1, en retard" in message.body
    assert "dont vous êtes référent·e" in message.body
    assert "https://allervers.exemple.fr/jeunes/?alerte=toutes&tri=alertes" in message.body
    assert jeune.code not in message.body + message.subject
    assert str(jeune.uuid) not in message.body


def test_it_leaves_once_a_week_whatever_calls_it(en_retard, mailoutbox, educatrice):
    for jour in (LUNDI, LUNDI, date(2024, 9, 8)):
        [*veiller(jour)]
    assert len(mailoutbox) == 1
    [*veiller(date(2024, 9, 9))]
    assert len(mailoutbox) == 2


def test_who_has_nothing_waiting_receives_nothing(jeune, educatrice, mailoutbox):
    [*envoyer_les_resumes(jeune.service, date(2024, 1, 15))]
    assert mailoutbox == []


def test_a_message_that_does_not_leave_is_sent_by_the_next_pass(
    en_retard, jeune, educatrice, monkeypatch, mailoutbox, capsys
):
    def panne(*args, **options):
        raise SMTPException("refusé")

    with monkeypatch.context() as patch:
        patch.setattr("allervers.jeunes.resume.send_mail", panne)
        assert main(["veille"]) == 1
    assert "Le courrier ne part pas" in capsys.readouterr().err
    assert not LigneJournal.objects.filter(operation="envoyer_resume").exists()
    assert main(["veille"]) == 0
    assert len(mailoutbox) == 1
