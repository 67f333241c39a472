"""Two files of one youth become one, and two again: nothing is lost, nothing overlaps, all comes back."""

import re
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.db import models
from django.utils import timezone

from allervers.activite.models import Accueil, DemiJournee, Intervention, Presence
from allervers.comptes.models import Equipe, EtatAnterieur
from allervers.conservation.models import Origine
from allervers.conservation.purge import effacer
from allervers.jeunes.alertes.lecture import listes_du_jour
from allervers.jeunes.fusion.plan import Plan
from allervers.jeunes.fusion.regles import liens_du_jeune
from allervers.jeunes.models import (
    Distinction,
    Ecrit,
    Fusion,
    Jeune,
    ObjectifJeune,
    Orientation,
    PeriodeSituation,
    PeriodeStatut,
    ProblematiqueJeune,
    Rattachement,
    Referent,
    RevueStatut,
    identifiants_de,
    jeunes_nommes,
)
from allervers.jeunes.operations import (
    FichesChangees,
    JeuneRefuse,
    changer_statut,
    defaire_fusion,
    distinguer,
    noter_contact,
    retirer_accord,
    reunir_fiches,
)
from allervers.jeunes.operations.fusion import oublier_les_fusions
from allervers.journal.models import LigneJournal
from allervers.partenaires.models import Reseau
from allervers.sauvegarde import effacements

from . import fusions


@pytest.fixture
def autre(service):
    return Jeune.objects.create(
        service=service, code="P3QX", sexe="non_renseigne", annee_naissance=2009, premier_contact=date(2023, 11, 2),
        dernier_contact=date(2024, 6, 1), niveau="c", accord_le=date(2024, 2, 1), accord_mode="oral",
    )  # fmt: skip


@pytest.fixture
def reunir(jeune, autre, educatrice):
    def reunir(garde=jeune, absorbe=autre, choix=None):
        return fusions.reunir(garde, absorbe, educatrice, choix)

    return reunir


@pytest.fixture
def histoire(service, jeune, autre, statut, terme, educatrice):
    """Two halves of a life: a status that covers another, the same presence twice, the same problématique."""
    entretien = terme("type_activite", "entretien")

    def de(jeune, modele, **champs):
        return modele.objects.create(service=service, jeune=jeune, **champs)

    de(jeune, PeriodeStatut, statut=statut("en_accroche"), debut=date(2024, 1, 12))
    de(autre, PeriodeStatut, statut=statut("asep"), debut=date(2024, 3, 1), fin=date(2024, 9, 1),
       motif_cloture=terme("motif_cloture", "amelioration"))  # fmt: skip
    de(jeune, PeriodeSituation, situation=terme("situation", "college"), debut=date(2024, 1, 12))
    de(autre, PeriodeSituation, situation=terme("situation", "college"), debut=date(2023, 11, 2))
    for un in (jeune, autre):
        de(
            un,
            ProblematiqueJeune,
            problematique=terme("problematique", "mobilite"),
            reperee_le=un.premier_contact,
        )
        de(un, Referent, professionnel=educatrice, debut=un.premier_contact)
    de(
        autre,
        ProblematiqueJeune,
        problematique=terme("problematique", "logement"),
        reperee_le=date(2024, 3, 1),
    )
    de(autre, Orientation, nature=terme("orientation", "mission_locale"), date=date(2024, 4, 1))
    de(autre, RevueStatut, statut=statut("asep"), date=date(2024, 5, 1))
    de(autre, Ecrit, date=date(2024, 3, 2))
    de(autre, ObjectifJeune, pose_le=date(2024, 3, 3))
    equipe = Equipe.objects.create(service=service, code="nord", nom="Nord")
    de(autre, Rattachement, equipe=equipe, debut=date(2023, 11, 2))
    educatrice.affectations.create(service=service, equipe=equipe, debut=date(2020, 1, 1))
    reseau = Reseau.objects.create(
        service=service, code="college", nom="Collège", dispositif=terme("dispositif_accueil", "exclusion")
    )
    de(autre, Accueil, reseau=reseau, date=date(2024, 5, 6), demi_journees=2)
    for jour, presents in ((date(2024, 2, 1), (jeune, autre)), (date(2024, 6, 1), (autre,))):
        intervention = Intervention.objects.create(
            service=service, type=entretien, date=jour, heure=time(14), duree_minutes=45
        )
        for un in presents:
            Presence.objects.create(service=service, intervention=intervention, jeune=un)


def lignes(jeune) -> dict:
    """Return all that names a youth, and the youth: every column but the version."""

    def dire(ligne):
        colonnes = {champ.attname: getattr(ligne, champ.attname) for champ in ligne._meta.concrete_fields}
        return {
            nom: valeur
            for nom, valeur in colonnes.items()
            if nom not in ("version", "modifie_le", "modifie_par_id")
        }

    dites = {"jeune": dire(jeune)}
    for modele, lien in liens_du_jeune():
        siennes = modele._base_manager.filter(**{lien: jeune.pk}).order_by("pk")
        dites[modele._meta.label] = [dire(une) for une in siennes]
    return dites


def statuts(jeune) -> list:
    return [*jeune.periodestatuts.order_by("debut").values_list("statut__code", "debut", "fin")]


MATIN, APRES_MIDI = (date(2024, 5, 6), "matin"), (date(2024, 5, 6), "apres_midi")


@pytest.mark.parametrize(
    ("garde", "absorbe", "reste"),
    [
        ({MATIN}, {MATIN}, [{MATIN}]),
        ({MATIN}, {MATIN, APRES_MIDI}, [{MATIN, APRES_MIDI}]),
        ({MATIN, APRES_MIDI}, {MATIN}, [{MATIN, APRES_MIDI}]),
        ({MATIN}, {APRES_MIDI}, [{MATIN}, {APRES_MIDI}]),
        ({MATIN, APRES_MIDI}, 2, [{MATIN, APRES_MIDI}]),
        ({MATIN}, 2, [{MATIN}, 2]),
        (None, 3, [3]),
        (4, 3, [4]),
    ],
)
def test_a_placement_said_on_both_files_counts_once_and_comes_back_whole(
    service, jeune, autre, reunir, terme, educatrice, garde, absorbe, reste
):
    reseau = Reseau.objects.create(
        service=service, code="college", nom="Collège", dispositif=terme("dispositif_accueil", "exclusion")
    )
    for un, dit in ((jeune, garde), (autre, absorbe)):
        nombre = None if isinstance(dit, set) else dit
        accueil = Accueil.objects.create(
            service=service, jeune=un, reseau=reseau, date=date(2024, 5, 6), demi_journees=nombre
        )
        for jour, moment in dit if isinstance(dit, set) else ():
            DemiJournee.objects.create(service=service, accueil=accueil, date=jour, moment=moment)

    def dits(un) -> list:
        return [
            set(accueil.journees.values_list("date", "moment")) or accueil.demi_journees
            for accueil in un.accueils.order_by("pk")
        ]

    fusion = reunir()
    assert dits(jeune) == reste
    revenu = defaire_fusion(fusion=fusion, par=educatrice)
    assert (dits(jeune), dits(revenu)) == ([garde], [absorbe])


def test_what_is_dated_moves_and_what_was_said_twice_is_said_once(jeune, autre, reunir, histoire, statut):
    reunir()
    jeune = Jeune.objects.get()
    assert jeune.code == "K7M2"
    assert (jeune.premier_contact, jeune.dernier_contact) == (date(2023, 11, 2), date(2024, 6, 1))
    # The agreement given on the other file is that of the youth.
    assert (jeune.niveau, jeune.accord_le) == ("c", date(2024, 2, 1))
    nb = {
        modele.__name__: modele.objects.count()
        for modele in (Presence, ProblematiqueJeune, Referent, Orientation)
    }
    assert nb == {"Presence": 2, "ProblematiqueJeune": 2, "Referent": 1, "Orientation": 1}
    assert jeune.problematiques.get(problematique__code="mobilite").reperee_le == date(2023, 11, 2)
    assert jeune.referents.get().debut == date(2023, 11, 2)
    for siens in (jeune.ecrits, jeune.objectifs, jeune.revues, jeune.accueils, jeune.rattachements):
        assert siens.count() == 1
    # On each day, the status that began last; what it covered goes on afterwards.
    assert statuts(jeune) == [
        ("en_accroche", date(2024, 1, 12), date(2024, 3, 1)),
        ("asep", date(2024, 3, 1), date(2024, 9, 1)),
        ("en_accroche", date(2024, 9, 1), None),
    ]
    assert jeune.periodestatuts.get(statut=statut("asep")).motif_cloture.code == "amelioration"
    # The same situation on both files is one.
    assert [*jeune.periodesituations.values_list("debut", "fin")] == [(date(2023, 11, 2), None)]


def test_undone_each_file_is_what_it_was(jeune, autre, reunir, histoire, educatrice):
    distinguer(jeune=jeune, autre=autre, par=educatrice)
    avant = [lignes(Jeune.objects.get(code=code)) for code in ("K7M2", "P3QX")]
    for garde, absorbe in ((jeune, autre), (autre, jeune)):
        fusion = reunir(garde, absorbe)
        defaire_fusion(fusion=fusion, par=educatrice)
        assert [lignes(Jeune.objects.get(code=code)) for code in ("K7M2", "P3QX")] == avant
        assert (Fusion.objects.count(), Distinction.objects.count()) == (0, 1)
        absorbe = Jeune.objects.get(code=absorbe.code)
        jeune, autre = (Jeune.objects.get(code=code) for code in ("K7M2", "P3QX"))


@pytest.mark.parametrize("est_garde", [True, False])
def test_undone_a_status_that_the_other_file_cut_and_then_ended_goes_on_again(
    jeune, autre, reunir, statut, educatrice, est_garde
):
    def noter(de, code, debut, fin=None):
        PeriodeStatut.objects.create(
            service=de.service, jeune=de, saisi_par=educatrice, statut=statut(code), debut=debut, fin=fin
        )

    noter(jeune, "en_accroche", date(2024, 1, 12))
    noter(autre, "asep", date(2024, 3, 1), date(2024, 5, 1))
    noter(autre, "asep", date(2024, 9, 1))
    avant = {un.code: lignes(un) for un in (jeune, autre)}
    garde, absorbe = (jeune, autre) if est_garde else (autre, jeune)
    fusion = reunir(garde, absorbe)
    # Cut in two by the other file, then ended by it.
    assert [un.fin for un in garde.periodestatuts.filter(statut=statut("en_accroche")).order_by("debut")] == [
        date(2024, 3, 1), date(2024, 9, 1)
    ]  # fmt: skip
    defaire_fusion(fusion=fusion, par=educatrice)
    assert {un.code: lignes(un) for un in Jeune.objects.all()} == avant


def test_what_was_added_since_stays_with_the_file_kept_or_goes_when_asked(
    jeune, autre, reunir, histoire, educatrice, statut, terme, service
):
    fusion = reunir()
    jeune = Jeune.objects.get()
    changer_statut(
        jeune=jeune, uuid=uuid4(), statut=statut("paei"), le=date(2024, 10, 1), raison=terme("raison_statut", "projet"),
        par=educatrice,
    )  # fmt: skip
    intervention = Intervention.objects.create(
        service=service, type=terme("type_activite", "entretien"), date=date(2024, 11, 1), duree_minutes=30
    )
    Presence.objects.create(service=service, intervention=intervention, jeune=jeune)
    Orientation.objects.create(
        service=service, jeune=jeune, nature=terme("orientation", "mda"), date=date(2024, 11, 1)
    )
    noter_contact(jeune=jeune, le=date(2024, 11, 2), par=educatrice)
    defaire_fusion(fusion=fusion, avec=[f"activite.Presence:{intervention.pk}"], par=educatrice)
    jeune, autre = (Jeune.objects.get(code=code) for code in ("K7M2", "P3QX"))
    assert statuts(jeune) == [
        ("en_accroche", date(2024, 1, 12), date(2024, 10, 1)),
        ("paei", date(2024, 10, 1), None),
    ]
    assert statuts(autre) == [("asep", date(2024, 3, 1), date(2024, 9, 1))]
    assert autre.presences.filter(intervention=intervention).exists()
    assert [*jeune.orientations.values_list("nature__code", flat=True)] == ["mda"]
    assert (jeune.dernier_contact, autre.dernier_contact) == (date(2024, 11, 2), date(2024, 6, 1))


def test_after_thirty_days_it_can_no_longer_be_undone(jeune, reunir, histoire, educatrice):
    fusion = reunir()
    Fusion.objects.update(fait_le=timezone.now() - timedelta(31))
    assert [*oublier_les_fusions(jeune.service, date.today())]
    assert Fusion.objects.get().recit is None
    with pytest.raises(JeuneRefuse, match="plus de trente jours"):
        defaire_fusion(fusion=fusion, par=educatrice)
    assert Jeune.objects.count() == 1


def test_three_files_are_undone_in_the_order_of_their_merging(
    jeune, autre, reunir, histoire, service, educatrice
):
    troisieme = Jeune.objects.create(service=service, code="T5RW", premier_contact=date(2024, 7, 1))
    distinguer(jeune=troisieme, autre=autre, par=educatrice)
    premiere = reunir(autre, jeune)
    assert jeunes_nommes(service, [jeune.uuid]) == {jeune.uuid: autre}
    seconde = reunir(troisieme, autre)
    assert {un.code for un in jeunes_nommes(service, [jeune.uuid, autre.uuid]).values()} == {"T5RW"}
    assert set(identifiants_de(troisieme)) == {troisieme.uuid, autre.uuid, jeune.uuid}
    with pytest.raises(JeuneRefuse, match="P3QX"):
        defaire_fusion(fusion=premiere, par=educatrice)
    defaire_fusion(fusion=seconde, par=educatrice)
    defaire_fusion(fusion=Fusion.objects.get(), par=educatrice)
    assert {*Jeune.objects.values_list("code", flat=True)} == {"K7M2", "P3QX", "T5RW"}
    assert Distinction.objects.count() == 1


def test_what_changed_since_the_page_was_read_is_seen_first(jeune, autre, histoire, educatrice):
    lue = Plan(jeune, autre, listes_du_jour(jeune.service)).empreinte
    noter_contact(jeune=autre, le=date(2024, 12, 1), par=educatrice)
    with pytest.raises(FichesChangees):
        reunir_fiches(garde=jeune, absorbe=autre, lue=lue, choix={}, textes={}, par=educatrice)
    assert Jeune.objects.count() == 2


def test_an_agreement_withdrawn_on_one_file_and_not_on_the_other_is_settled_first(
    jeune, autre, reunir, educatrice
):
    Jeune.objects.filter(pk=jeune.pk).update(accord_retire_le=date(2024, 3, 1), accord_le=date(2024, 1, 20))
    with pytest.raises(JeuneRefuse, match="a retiré son accord"):
        reunir()
    Jeune.objects.filter(pk=jeune.pk).update(accord_retire_le=date(2024, 1, 25))
    reunir()
    assert Jeune.objects.get().niveau == "c"


def test_an_agreement_withdrawn_since_is_for_both(jeune, autre, reunir, histoire, educatrice):
    fusion = reunir()
    retirer_accord(jeune=Jeune.objects.get(), le=date(2024, 12, 1), par=educatrice)
    defaire_fusion(fusion=fusion, par=educatrice)
    assert {*Jeune.objects.values_list("niveau", "accord_retire_le")} == {("b", date(2024, 12, 1))}
    assert not Ecrit.objects.exists()


def test_each_choice_is_taken_from_the_file_it_names(jeune, autre, reunir):
    reunir(choix={"age": "absorbe", "sexe": "garde"})
    jeune = Jeune.objects.get()
    assert (jeune.annee_naissance, jeune.sexe) == (2009, "fille")


def test_the_journal_tells_a_merge_on_both_files(jeune, autre, reunir, educatrice):
    fusion = reunir()
    defaire_fusion(fusion=fusion, par=educatrice)
    operations = [
        *LigneJournal.objects.exclude(objet=None).values_list("operation", "objet").order_by("numero")
    ]
    assert operations == [
        ("reunir_fiches", jeune.uuid), ("reunir_fiches", autre.uuid),
        ("defaire_fusion", jeune.uuid), ("defaire_fusion", autre.uuid),
    ]  # fmt: skip


def test_two_who_look_alike_are_said_to_be_two_once(jeune, autre, educatrice):
    for _ in range(2):
        distinguer(jeune=autre, autre=jeune, par=educatrice)
    assert Distinction.objects.count() == 1


def test_the_two_files_are_compared_chosen_from_and_made_one_on_screen(
    client, jeune, autre, histoire, educatrice
):
    client.force_login(educatrice)
    adresse = f"/jeunes/{jeune.uuid}/reunir/{autre.uuid}/"
    page = client.get(adresse).text
    for texte in (
        "né·e en 2009",
        "né·e en 2010",
        "ASEP",
        "dates ajustées",
        "1 déjà là, compté une fois",
        "2 novembre 2023",
    ):
        assert texte in page, texte
    lue = re.search(r'name="lue" value="(\w+)"', page)[1]
    refusee = client.post(adresse, {"lue": "0", "age": "absorbe", "textes_lus": "oui"})
    assert refusee.status_code == 409
    assert re.search(r'name="age" value="absorbe" checked', refusee.text)
    assert client.post(adresse, {"lue": lue, "age": "absorbe", "textes_lus": "oui"}).status_code == 302
    assert Jeune.objects.get().annee_naissance == 2009
    # What named the other file finds the youth.
    assert client.get(f"/jeunes/{autre.uuid}/").url == f"/jeunes/{jeune.uuid}/"
    assert client.post(f"/jeunes/{autre.uuid}/contact/", {"le": "2024-12-01"}).url == f"/jeunes/{jeune.uuid}/"
    fiche = client.get(f"/jeunes/{jeune.uuid}/").text
    assert "La fiche P3QX est réunie à celle-ci" in fiche
    assert "P3QX" in client.get("/jeunes/doublons/").text
    ecrite = client.post(f"/jeunes/{autre.uuid}/scelle/alias/", {"alias": "AAAA", "alias_lue": ""})
    assert ecrite.status_code == 409
    assert Jeune.objects.get().alias is None

    assert [ligne[-1] for ligne in client.get("/jeunes/liste.json").json()["jeunes"]] == [["P3QX"]]

    separer = f"/jeunes/{jeune.uuid}/separer/{Fusion.objects.get().uuid}/"
    assert "Séparer les deux fiches" in client.get(separer).text
    assert client.post(separer).url == f"/jeunes/{autre.uuid}/"
    assert client.post(f"/jeunes/{jeune.uuid}/distinguer/{autre.uuid}/").status_code == 302
    distincts = client.get("/jeunes/liste.json").json()["distincts"]
    assert [{*paire} for paire in distincts] == [{str(jeune.uuid), str(autre.uuid)}]


@pytest.mark.django_db
def test_nothing_that_names_a_youth_forbids_the_merge():
    """A link that is unique for a youth needs a rule in fusion/regles.py: moved as it is, it could clash."""
    from allervers.jeunes.fusion.regles import REGLES

    for modele, lien in liens_du_jeune():
        champ = modele._meta.get_field(lien)
        uniques = [
            une.name
            for une in modele._meta.constraints
            if isinstance(une, models.UniqueConstraint) and champ.name in une.fields
        ]
        assert modele._meta.label in REGLES or not (uniques or champ.unique), (modele, uniques)


def test_the_purge_of_a_youth_erases_the_merged_file_too_and_no_backup_brings_it_back(
    jeune, autre, reunir, histoire, educatrice, settings, tmp_path
):
    settings.DONNEES = tmp_path
    reunir()
    effacer(service=jeune.service, jeunes=[Jeune.objects.get()], origine=Origine.DEMANDE, par=educatrice)
    assert not Jeune.objects.connus().exists()
    assert not Fusion.objects.exists()
    assert {jeune.uuid, autre.uuid} <= effacements.effaces()
    assert not EtatAnterieur.objects.filter(objet__in=[jeune.uuid, autre.uuid]).exists()
    assert not LigneJournal.objects.filter(objet__in=[jeune.uuid, autre.uuid]).exists()
