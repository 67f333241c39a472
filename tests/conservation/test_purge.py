"""Erasing a file: nothing of the youth is left, and everything that was counted still is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from allervers.activite.models import Accueil, Intervention, Presence
from allervers.coffre.models import EnveloppeAnterieure
from allervers.comptes.models import EtatAnterieur
from allervers.conservation.models import Bordereau, Origine
from allervers.conservation.purge import PurgeRefusee, avec_ce_qui_le_suit
from allervers.jeunes.models import Jeune, MotifConservation, Niveau, PeriodeStatut, Sexe
from allervers.jeunes.operations import noter_contact
from allervers.journal.models import LigneJournal
from allervers.journal.operations import verifier
from allervers.rapport.gel import figer_annee, matiere_figee
from allervers.sauvegarde import effacements
from allervers.signalements.models import Signalement

from .conftest import citations, tout_ce_que_tient_la_base


def secrets_de(jeune) -> list:
    """All that identifies a youth: its code, the UUID of each of its rows, each envelope of now and before."""
    lignes = list(avec_ce_qui_le_suit(jeune))
    enveloppes = [
        bytes(valeur)
        for ligne in lignes
        for champ in ligne._meta.concrete_fields
        if isinstance(valeur := getattr(ligne, champ.attname), bytes | memoryview)
    ]
    uuids = [ligne.uuid for ligne in lignes]
    enveloppes += [bytes(une.enveloppe) for une in EnveloppeAnterieure.objects.filter(objet__in=uuids)]
    return [jeune.code, *(str(un) for un in uuids), *(un.hex for un in uuids), *enveloppes]


def test_nothing_of_the_youth_is_left_in_any_field_of_any_row(maison):
    jeune, autre = maison.connaitre(), maison.connaitre()
    maison.sortie([jeune, autre], date(2023, 5, 5))
    secrets, siens = secrets_de(jeune), secrets_de(autre)
    avant = [place for place, valeur in tout_ce_que_tient_la_base() if citations(valeur, secrets)]
    maison.effacer(jeune)
    apres = [place for place, valeur in tout_ce_que_tient_la_base() if citations(valeur, secrets)]
    assert apres == []
    # The search sees what there is to see: everywhere that the file makes one, and the other youth, still there.
    assert {"jeunes.Jeune.code", "jeunes.Ecrit.texte", "coffre.EnveloppeAnterieure.enveloppe", "terrain.Saisie.uuid",
            "terrain.Saisie.contenu", "comptes.EtatAnterieur.objet", "journal.LigneJournal.objet",
            "journal.LigneJournal.details"} <= set(avant)  # fmt: skip
    assert all(any(citations(valeur, [un]) for _, valeur in tout_ce_que_tient_la_base()) for un in siens[:3])
    assert Jeune.objects.visible_par(maison.coffre.direction).get() == autre


def test_every_table_of_every_year_stays_what_it_was(maison):
    jeune = maison.connaitre()
    maison.connaitre(premier_contact=date(2022, 1, 10))
    avant = maison.tableaux()
    assert any(tableau.total for tableau in avant[2023])
    maison.effacer(jeune)
    assert maison.tableaux() == avant
    Jeune.objects.connus().get()


def test_a_youth_of_whom_almost_nothing_is_known_is_erased_too(maison):
    Jeune.objects.create(service=maison.service, code="seul", premier_contact=date(2023, 1, 1))
    maison.effacer(Jeune.objects.get())
    assert not Jeune.objects.exists()


def test_a_frozen_year_stays_what_it_was(maison):
    jeune = maison.connaitre()
    figee = figer_annee(service=maison.service, annee=2023, par=maison.coffre.direction)
    avant = matiere_figee(figee)
    maison.effacer(jeune)
    figee.refresh_from_db()
    assert matiere_figee(figee).lecture.tableaux == avant.lecture.tableaux


def test_what_remains_to_count_is_anonymous_and_comes_in_parts_that_do_not_meet(maison):
    jeune = maison.connaitre()
    maison.effacer(jeune)
    ombres = Jeune.objects.filter(niveau=Niveau.ANONYME)
    # The course, the presences of 2022, those of 2023, the day placements, the information préoccupante.
    assert ombres.count() == 5
    [signalement] = Signalement.objects.select_related("jeune")
    assert (signalement.date, signalement.suite, signalement.saisi_par) == (date(2022, 1, 1), None, None)
    assert (signalement.jeune.sexe, signalement.jeune.annee_naissance) == (Sexe.NON_RENSEIGNE, None)
    assert not EtatAnterieur.objects.filter(etat__jeune=jeune.pk).exists()
    for ombre in ombres:
        assert ombre.quartier is None and ombre.saisi_par is None and ombre.dernier_contact is None
        assert ombre.alias is None and ombre.identite is None and ombre.note is None
        assert ombre.premier_contact == date(2022, 1, 1)
        assert (ombre.saisi_le.year, ombre.pk < 0) == (2000, True)
        sortes = [
            lignes.exists()
            for lignes in (ombre.periodestatuts, ombre.presences, ombre.accueils, ombre.signalements)
        ]
        assert sortes.count(True) == 1
        assert len({une.intervention.date.year for une in ombre.presences.all()}) <= 1
    [parcours] = PeriodeStatut.objects.values_list("jeune", flat=True).distinct()
    assert {un.pk for un in ombres if un.commune_id} == {parcours}
    assert set(PeriodeStatut.objects.values_list("saisi_par", "raison")) == {(None, None)}
    assert set(Accueil.objects.values_list("precision", "code")) == {("", "")}


def test_nobody_sees_what_remains(maison):
    jeune = maison.connaitre()
    maison.effacer(jeune)
    for user in (maison.awa, maison.coffre.direction):
        assert not Jeune.objects.visible_par(user).exists()
        assert not Presence.objects.visible_par(user).exists()
        assert not PeriodeStatut.objects.visible_par(user).exists()


def test_an_outing_corrected_after_a_purge_still_counts_who_is_gone(maison):
    jeune = maison.connaitre()
    maison.effacer(jeune)
    intervention = Intervention.objects.filter(date=date(2023, 2, 1)).get()
    assert intervention.presences.count() == 1
    maison.sortie([], intervention.date, remplace=str(intervention.derniere_saisie), duree_minutes=30)
    intervention.refresh_from_db()
    assert (intervention.duree_minutes, intervention.presences.count()) == (30, 1)


def test_a_file_is_not_erased_before_its_term_nor_against_a_legal_hold(maison):
    jeune = maison.connaitre()
    noter_contact(jeune=jeune, le=timezone.localdate(), par=maison.awa)
    with pytest.raises(PurgeRefusee, match="signe de vie"):
        maison.effacer(jeune)
    Jeune.objects.filter(pk=jeune.pk).update(
        conserve_jusqu_au=timezone.localdate() + timedelta(days=30),
        conserve_motif=MotifConservation.PROCEDURE,
    )
    for origine in (Origine.TERME, Origine.DEMANDE):
        with pytest.raises(PurgeRefusee, match="procédure judiciaire"):
            maison.effacer(jeune, origine=origine)
    assert not effacements.effaces()
    Jeune.objects.filter(pk=jeune.pk).update(conserve_jusqu_au=None, conserve_motif="")
    maison.effacer(jeune, origine=Origine.DEMANDE)
    assert effacements.effaces() == {jeune.uuid}


def test_the_bordereau_says_how_much_and_by_whom_never_whom(maison):
    bordereaux = [maison.effacer(maison.connaitre()), maison.effacer(maison.connaitre(), maison.connaitre())]
    assert [un.numero for un in bordereaux] == [1, 2]
    bordereau = Bordereau.objects.get(numero=2)
    assert (bordereau.nb_fiches, bordereau.annee_debut, bordereau.annee_fin) == (2, 2022, 2023)
    assert bordereau.decide_par == maison.coffre.direction
    assert "24 mois" in bordereau.regle
    quantites = dict(bordereau.quantites)
    assert quantites["présences"] == 10
    assert bordereau.origine == Origine.TERME and all(isinstance(nb, int) for nb in quantites.values())


def test_the_journal_no_longer_says_whom_it_speaks_of_and_its_chain_still_holds(maison):
    jeune = maison.connaitre()
    maison.effacer(jeune)
    assert verifier(maison.service).est_intacte
    lecture = LigneJournal.objects.get(operation="ouvrir_fiche")
    assert (lecture.objet, lecture.details, lecture.par) == (None, {}, maison.awa.pk)


def test_a_youth_erased_twice_is_erased_once(maison):
    jeune = maison.connaitre()
    maison.effacer(jeune)
    with pytest.raises(PurgeRefusee, match="déjà effacées"):
        maison.effacer(jeune)
    assert Bordereau.objects.count() == 1


def test_a_purge_that_fails_leaves_the_file_whole(maison, monkeypatch):
    jeune = maison.connaitre()
    avant = sorted(map(str, tout_ce_que_tient_la_base()))
    monkeypatch.setattr("allervers.conservation.purge.effacer_du_journal", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        maison.effacer(jeune)
    assert sorted(map(str, tout_ce_que_tient_la_base())) == avant
