"""An action from idea to bilan: what each operation promises."""

from datetime import date, time
from decimal import Decimal
from uuid import uuid4

import pytest

from allervers.actions.comptes import (
    autres_participants,
    comptes_d_une_action,
    dire_par_sexe,
    participants_par_sexe,
)
from allervers.actions.models import ActionCollective, Etape, Financement
from allervers.actions.operations import (
    ActionRefusee,
    PartDeFinanceur,
    Participants,
    compter_participants,
    creer_action,
    dupliquer_action,
    evaluer_action,
    financer_action,
    modifier_projet,
    supprimer_action,
)
from allervers.activite.agenda.models import Prevision
from allervers.activite.models import Intervention
from allervers.comptes.versions import VersionDepassee, histoire
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.rapport.lecture import lire_annee

from .maison import ANNEE


def seance(maison, action):
    return Intervention.objects.create(
        service=maison.service, type=maison.terme("type_activite", "action_collective"), date=date(ANNEE, 6, 1),
        duree_minutes=60, action=action,
    )  # fmt: skip


def test_creating_twice_with_the_same_identifier_makes_one_action(maison):
    uuid = uuid4()
    for _ in range(2):
        creer_action(
            service=maison.service, uuid=uuid, annee=ANNEE, projet=maison.projet(), par=maison.educatrice
        )
    assert ActionCollective.objects.count() == 1
    assert LigneJournal.objects.filter(operation="creer_action").count() == 1


def test_a_new_action_comes_last_in_its_year(maison):
    assert [maison.action().ordre, maison.action().ordre] == [1, 2]


def test_objectives_keep_their_evaluation_when_the_project_is_written_again(maison):
    action = maison.action(objectifs=((None, "Se connaître"), (None, "Embellir la place")))
    connaitre, embellir = action.objectifs.all()
    evaluer_action(
        action=action, lue=1, recit="Il a fait beau.", bilan="À refaire.", est_publiable=True, est_en_annexe=True,
        evaluations={embellir.uuid: ("atteint", "La fresque est là.")}, par=maison.educatrice,
    )  # fmt: skip
    projet = maison.projet(objectifs=((embellir.uuid, "Embellir la place du marché"), (None, "Rire")))
    modifier_projet(action=action, lue=2, projet=projet, par=maison.educatrice)
    assert list(action.objectifs.values_list("texte", "atteinte", "evaluation")) == [
        ("Embellir la place du marché", "atteint", "La fresque est là."),
        ("Rire", "", ""),
    ]
    # What was taken away is still in the history.
    assert histoire(action).first().etat["objectifs"] == ["Se connaître", "Embellir la place"]
    assert connaitre.texte == "Se connaître"


def test_partners_are_those_of_the_last_project(maison):
    college, mairie = maison.partenaire("Collège"), maison.partenaire("Mairie")
    action = maison.action(partenaires=(college,))
    modifier_projet(action=action, lue=1, projet=maison.projet(partenaires=(mairie,)), par=maison.educatrice)
    assert [lien.partenaire for lien in action.partenaires.all()] == [mairie]
    assert action.version == 2


def test_counts_replace_counts_and_what_they_were_is_kept(maison):
    action = maison.action()
    petits, grands = maison.tranche("11 à 14"), maison.tranche("15 à 18")
    qui = {"action": action, "par": maison.educatrice}
    compter_participants(
        lue=1, participants=Participants({("fille", petits.pk): 3, ("garcon", None): 2}, familles=4), **qui
    )
    compter_participants(lue=2, participants=Participants({("fille", grands.pk): 5}, familles=4), **qui)
    assert list(action.effectifs.values_list("sexe", "tranche", "nombre")) == [("fille", grands.pk, 5)]
    assert histoire(action).first().etat["effectifs"] == [["fille", petits.pk, 3], ["garcon", None, 2]]


def test_an_idea_whose_participants_are_counted_took_place(maison):
    action = maison.action(est_une_idee=True)
    assert not ActionCollective.objects.comptees().exists()
    compter_participants(
        action=action, lue=1, participants=Participants({("fille", None): 3}), par=maison.educatrice
    )
    assert ActionCollective.objects.comptees().get() == action


def test_an_idea_counts_from_its_first_session_on(maison):
    action = maison.action(est_une_idee=True)
    assert action.etape is Etape.IDEE
    seance(maison, action)
    assert ActionCollective.objects.comptees().get() == action
    assert ActionCollective.objects.avec_leur_etape().get().etape is not Etape.IDEE
    with pytest.raises(ActionRefusee, match="n'est plus une idée"):
        modifier_projet(action=action, lue=1, projet=maison.projet(est_une_idee=True), par=maison.educatrice)


def test_participants_are_not_both_counted_and_not_communicated(maison):
    action = maison.action()
    with pytest.raises(ActionRefusee, match="non communiqués"):
        compter_participants(
            action=action,
            lue=1,
            participants=Participants({("fille", None): 3}, est_non_communique=True),
            par=maison.educatrice,
        )
    assert not action.effectifs.exists()


def test_amounts_are_exact_to_the_cent(maison):
    action, caf = maison.action(), maison.terme("financeur", "reaap_caf")
    part = PartDeFinanceur(caf, demande=Decimal("1000.10"), montant=Decimal("999.99"))
    financer_action(
        action=action, lue=1, budget=Decimal("2000.00"), cout=None, parts=(part,), par=maison.educatrice
    )
    assert action.financements.get().montant == Decimal("999.99")
    assert ActionCollective.objects.get().budget == Decimal("2000.00")


def test_a_funder_is_not_written_twice(maison):
    action, sps = maison.action(), maison.terme("financeur", "sps")
    with pytest.raises(ActionRefusee, match="deux fois"):
        financer_action(
            action=action,
            lue=1,
            budget=None,
            cout=None,
            parts=(PartDeFinanceur(sps), PartDeFinanceur(sps)),
            par=maison.educatrice,
        )


def test_who_has_not_read_the_last_version_writes_over_nothing(maison):
    action = maison.action()
    ailleurs = ActionCollective.objects.get()
    modifier_projet(action=action, lue=1, projet=maison.projet(lieu="Au parc"), par=maison.educatrice)
    with pytest.raises(VersionDepassee) as depassee:
        modifier_projet(action=ailleurs, lue=1, projet=maison.projet(lieu="Au stade"), par=maison.educatrice)
    assert depassee.value.actuel.lieu == "Au parc"
    # The same words again, from a button pressed twice, change nothing and refuse nothing.
    modifier_projet(action=action, lue=1, projet=maison.projet(lieu="Au parc"), par=maison.educatrice)
    assert ActionCollective.objects.get().version == 2


def test_last_year_s_action_comes_back_as_an_idea_without_dates_nor_figures(maison):
    action = maison.action(
        debut=date(ANNEE, 6, 1), public="Les 11-14 ans", partenaires=(maison.partenaire("Mairie"),),
        objectifs=((None, "Se connaître"),),
    )  # fmt: skip
    financer_action(
        action=action, lue=1, budget=Decimal(100), cout=Decimal(90), par=maison.educatrice,
        parts=(PartDeFinanceur(maison.terme("financeur", "sps"), montant=Decimal(90)),),
    )  # fmt: skip
    compter_participants(
        action=action, lue=2, participants=Participants({("fille", None): 3}), par=maison.educatrice
    )
    uuid = uuid4()
    for _ in range(2):
        copie = dupliquer_action(action=action, annee=ANNEE + 1, uuid=uuid, par=maison.educatrice)
    assert ActionCollective.objects.count() == 2
    assert (copie.annee, copie.est_une_idee, copie.debut, copie.cout) == (ANNEE + 1, True, None, None)
    assert (copie.public, copie.partenaires.get().partenaire.nom) == ("Les 11-14 ans", "Mairie")
    assert copie.objectifs.get().texte == "Se connaître"
    assert Financement.objects.get(action=copie).montant is None
    assert not copie.effectifs.exists()


def test_what_nothing_came_of_is_forgotten_what_took_place_is_not(maison):
    idee, erreur, menee = maison.action(est_une_idee=True), maison.action(), maison.action()
    compter_participants(
        action=menee, lue=1, participants=Participants({}, nb_classes=2), par=maison.educatrice
    )
    for action in (idee, erreur):
        supprimer_action(action=action, par=maison.educatrice)
    with pytest.raises(ActionRefusee, match="a eu lieu"):
        supprimer_action(action=menee, par=maison.educatrice)
    assert ActionCollective.objects.get() == menee


def test_an_action_that_the_agenda_expects_is_not_forgotten(maison):
    action = maison.action(est_une_idee=True)
    Prevision.objects.create(
        service=maison.service, action=action, type=maison.terme("type_activite", "action_collective"),
        date=date(ANNEE, 6, 1), heure=time(14), duree_minutes=60,
    )  # fmt: skip
    with pytest.raises(ActionRefusee, match="prévue à l’agenda"):
        supprimer_action(action=action, par=maison.educatrice)
    assert ActionCollective.objects.get() == action


def test_whole_classes_and_visitors_make_an_idea_an_action(maison):
    for dits in ({"nb_classes": 3}, {"visiteurs": 40}, {"familles": 2}):
        action = maison.action(est_une_idee=True)
        compter_participants(
            action=action, lue=1, participants=Participants({}, **dits), par=maison.educatrice
        )
        assert action in ActionCollective.objects.comptees()


def test_who_came_is_told_by_sex_and_adds_up_to_the_table(maison):
    action, fille = maison.action(), {"sexe": "fille", "premier_contact": date(ANNEE, 1, 1)}
    jeunes = [Jeune.objects.create(service=maison.service, code=code, **fille) for code in ("K7M2", "P3Q9")]
    for _ in range(2):
        une = seance(maison, action)
        for jeune in jeunes:
            une.presences.create(service=maison.service, jeune=jeune)
        une.comptages.create(service=maison.service, sexe="garcon", nombre=4)
    for dit in ("2 filles, 4 garçons", "3 filles, 2 non renseigné"):
        action.refresh_from_db()
        nombres = participants_par_sexe(action, autres_participants(action, comptes_d_une_action(action)))
        assert dire_par_sexe(nombres) == dit
        assert lire_annee(maison.service, ANNEE).tableau("actions_dsl").total == sum(nombres.values())
        comptes = Participants({("fille", None): 1, ("non_renseigne", None): 2})
        compter_participants(action=action, lue=action.version, participants=comptes, par=maison.educatrice)
