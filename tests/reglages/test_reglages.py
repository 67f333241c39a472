"""The settings of the service, by their pages: told beforehand, from this year on, never a past year."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from allervers.activite.models import Comptage, Intervention
from allervers.comptes.models import Equipe, Role, Service, Utilisateur
from allervers.echanges.operations import importer
from allervers.faits.extraction import extraire
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.rapport.lecture import lire_annee
from allervers.rapport.matiere import lieux_du_service
from allervers.referentiel.changements import (
    LigneDeListe,
    changer_liste,
    changer_statuts,
    changer_tranches,
)
from allervers.referentiel.cibles import cibles_de, fixer_cibles
from allervers.referentiel.lecture import referentiel_du_service
from allervers.referentiel.models import Liste, Millesime, Terme, TrancheAge
from allervers.referentiel.operations import AnneePassee, modifier_referentiel
from allervers.reglages.lieux import est_employe
from allervers.terrain.donnees import donnees_de
from allervers.terrain.resolution import Resolution
from allervers.territoires.models import Territoire
from tests.comptes_ouverts import embaucher
from tests.personnages import ecrire_annee

ANNEE = timezone.localdate().year


def changer(service, changement, annee=ANNEE, par=None):
    """Change the lists, read just before."""

    def lu(referentiel):
        return repr(referentiel)

    modifier_referentiel(
        service=service, annee=annee, quoi="essai", lu=lu, depuis=lu(referentiel_du_service(service, annee)),
        changement=changement, par=par,
    )  # fmt: skip


def noter_a_la_main(service) -> None:
    """Somebody of a past year, and an encounter of this one, counted with a band of this year's lists."""
    tranche = TrancheAge.objects.get(millesime=Millesime.objects.en_vigueur(service, ANNEE), code="11_a_14")
    Jeune.objects.create(
        service=service, code="B4ND", premier_contact=date(2024, 3, 1), tranche=tranche, annee_tranche=2024
    )
    sortie = Intervention.objects.create(
        service=service, type=Terme.objects.get(liste="type_activite", code="travail_de_rue"),
        date=timezone.localdate(), duree_minutes=60,
    )  # fmt: skip
    Comptage.objects.create(service=service, intervention=sortie, tranche=tranche, nombre=4)


@st.composite
def changements(draw):
    """One change of any kind, as a function of the lists as they are."""

    def de_liste(referentiel):
        familles = {un.parent for un in referentiel.listes[liste]}
        lignes = [
            LigneDeListe(
                un.code,
                draw(st.sampled_from([un.libelle, f"{un.libelle} (bis)"])),
                un.parent,
                un.code not in familles and draw(st.booleans()),
            )
            for un in draw(st.permutations(referentiel.listes[liste]))
        ]
        return changer_liste(referentiel, liste, [*lignes, LigneDeListe("", f"Nouveau {draw(st.uuids())}")])

    def de_statuts(referentiel):
        comptes = draw(st.sets(st.sampled_from([un.code for un in referentiel.statuts]), min_size=1))
        return changer_statuts(
            referentiel,
            [
                un.__class__(**un.__dict__ | {"compte_comme_accompagne": un.code in comptes})
                for un in referentiel.statuts
            ],
        )

    def de_tranches(referentiel):
        return changer_tranches(referentiel, draw(st.sets(st.integers(0, 30), min_size=1, max_size=6)), None)

    liste = draw(st.sampled_from(["type_activite", "situation", "problematique", "nature_action", "poste"]))
    return draw(st.sampled_from([de_liste, de_statuts, de_tranches]))


class AnneesPasseesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        with TemporaryDirectory() as dossier:
            importer(source=ecrire_annee(Path(dossier) / "import"))
        cls.service = Service.objects.get()

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(suite=st.lists(changements(), min_size=1, max_size=2), est_de_l_annee=st.booleans())
    def test_no_table_of_a_past_year_changes_whatever_is_set(self, suite, est_de_l_annee):
        if est_de_l_annee:
            # This year has lists of its own already: they are rewritten where they stand.
            changer(self.service, lambda un: changer_tranches(un, [0, 11, 15], None))
        noter_a_la_main(self.service)
        passees = [2024, ANNEE - 1]
        avant = [lire_annee(self.service, annee).tableaux for annee in passees]
        for changement in suite:
            changer(self.service, changement)
        assert [lire_annee(self.service, annee).tableaux for annee in passees] == avant


@pytest.fixture
def service(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    return Service.objects.get()


@pytest.fixture
def direction(client, service):
    user = embaucher(service, Role.DIRECTION)
    client.force_login(user)
    return user


def champs(page: str) -> dict:
    """Return what a browser would send of the last form of `page`, without a button."""
    formulaire = page[page.rindex("<form", 0, page.rindex("depuis")) :]
    formulaire = formulaire[: formulaire.index("</form>")]
    lus: dict[str, list[str]] = {}
    for balise in re.findall(r"<input[^>]*>", formulaire):
        attributs = dict(re.findall(r'([\w-]+)="([^"]*)"', balise))
        if attributs.get("type") != "checkbox" or " checked" in balise:
            lus.setdefault(attributs["name"], []).append(unescape(attributs.get("value", "")))
    for nom, contenu in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>(.*?)</textarea>', formulaire, re.S):
        lus[nom] = [unescape(contenu)]
    for nom, contenu in re.findall(r'<select id="[^"]*" name="([^"]*)">(.*?)</select>', formulaire, re.S):
        choisi = re.search(r'value="([^"]*)" selected', contenu)
        lus[nom] = [choisi[1] if choisi else ""]
    return lus


def rang(donnees: dict, code: str) -> str:
    return next(
        nom.split("-")[1]
        for nom, [*_, valeur] in donnees.items()
        if nom.startswith("code-") and valeur == code
    )


def test_a_past_year_is_refused(service):
    with pytest.raises(AnneePassee, match="ne changent plus"):
        changer(service, lambda un: changer_tranches(un, [0], None), annee=ANNEE - 1)


@pytest.mark.usefixtures("direction")
def test_a_list_is_changed_after_the_page_said_what_it_changes(client, service):
    page = f"/reglages/listes/situation/?annee={ANNEE}"
    donnees = champs(client.get(page).text)
    donnees[f"libelle-{rang(donnees, 'college')}"] = "Collège ou SEGPA"
    montree = client.post(page, donnees | {"nouveau": "Service civique", "geste": "ajouter"}).text
    donnees = champs(montree)
    donnees = champs(client.post(page, donnees | {"geste": f"retirer-{rang(donnees, 'chomage_rsa')}"}).text)
    confirmation = client.post(page, donnees | {"geste": "voir"})
    for texte in ("« Collège » s’appelle « Collège ou SEGPA »", "« Service civique »", "« Chômage/RSA »"):
        assert texte in unescape(confirmation.text).replace("\xa0", " "), texte
    assert referentiel_du_service(service, ANNEE).libelle("situation", "college") == "Collège"
    reponse = client.post(page, champs(confirmation.text) | {"geste": "enregistrer"})
    assert reponse.status_code == 302
    listes = referentiel_du_service(service, ANNEE).listes["situation"]
    assert {"Collège ou SEGPA", "Service civique"} <= {terme.libelle for terme in listes}
    assert [terme.code for terme in listes if terme.est_retire] == ["chomage_rsa"]
    assert referentiel_du_service(service, ANNEE - 1).libelle("situation", "college") == "Collège"
    ligne = LigneJournal.objects.get(operation="modifier_referentiel")
    assert ligne.details == {"annee": ANNEE, "quoi": "liste situation"}


@pytest.mark.usefixtures("direction")
def test_a_page_tells_how_many_records_and_which_tables_of_the_year_a_change_is_about(client, service):
    Intervention.objects.update(date=timezone.localdate())
    page = "/reglages/listes/type_activite/"
    donnees = champs(client.get(page).text)
    donnees[f"libelle-{rang(donnees, 'travail_de_rue')}"] = "Rue"
    dit = unescape(client.post(page, donnees | {"geste": "voir"}).text)
    nombre = Intervention.objects.filter(type__code="travail_de_rue").count()
    assert f"{nombre} enregistrement{'s' if nombre > 1 else ''}\u202f: ce qui est noté reste" in dit
    assert "Heures par type d" in dit
    assert "seuls les intitulés" in dit


@pytest.mark.usefixtures("direction")
def test_someone_else_changed_the_list_nothing_typed_is_lost(client, service):
    page = "/reglages/listes/situation/"
    donnees = champs(client.get(page).text)
    donnees[f"libelle-{rang(donnees, 'college')}"] = "Collège ou SEGPA"
    changer(
        service,
        lambda un: changer_liste(
            un,
            "situation",
            [LigneDeListe(t.code, t.libelle) for t in un.listes["situation"]]
            + [LigneDeListe("", "Apprenti")],
        ),
    )
    conflit = client.post(page, donnees | {"geste": "enregistrer"})
    assert conflit.status_code == 409
    assert "Collège ou SEGPA" in conflit.text
    assert client.post(page, champs(conflit.text) | {"geste": "enregistrer"}).status_code == 302
    libelles = set(referentiel_du_service(service, ANNEE).libelles("situation").values())
    assert {"Collège ou SEGPA", "Apprenti"} <= libelles


@pytest.mark.usefixtures("direction")
def test_a_status_is_set_with_its_delay(client, service):
    page = "/reglages/statuts/"
    donnees = champs(client.get(page).text)
    donnees[f"delai-{rang(donnees, 'paei')}"] = "douze"
    refus = client.post(page, donnees | {"geste": "voir"})
    assert refus.status_code == 422
    assert 'value="douze"' in refus.text
    donnees[f"delai-{rang(donnees, 'paei')}"] = "12"
    client.post(page, donnees | {"geste": "enregistrer"})
    assert referentiel_du_service(service, ANNEE).statut("paei").delai_revision_mois == 12
    assert referentiel_du_service(service, ANNEE - 1).statut("paei").delai_revision_mois == 6


@pytest.mark.usefixtures("direction")
def test_age_bands_change_for_next_year(client, service):
    page = f"/reglages/tranches/?annee={ANNEE + 1}"
    donnees = champs(client.get(page).text)
    client.post(page, donnees | {"ages": "0, 11, 16", "geste": "enregistrer"})
    libelles = [un.libelle for un in referentiel_du_service(service, ANNEE + 1).tranches]
    assert libelles == ["Moins de 11 ans", "11 à 15 ans", "16 ans et plus"]
    assert len(referentiel_du_service(service, ANNEE).tranches) == 5


def test_what_was_counted_with_a_band_that_went_keeps_its_ages(service):
    changer(service, lambda un: changer_tranches(un, [0, 11, 15], None))
    noter_a_la_main(service)
    changer(service, lambda un: changer_tranches(un, [0, 11, 13], None))
    retiree = Comptage.objects.latest("pk").tranche
    assert (retiree.millesime, retiree.age_min, retiree.age_sous) == (None, 11, 15)
    rue = lire_annee(service, ANNEE).tableau("rencontres_anonymes_travail_de_rue")
    assert rue.total == 4
    assert rue.totaux_lignes[-1] == 4


def test_what_a_phone_sends_with_a_code_that_went_is_accepted_and_told(service):
    changer(service, lambda un: changer_tranches(un, [0, 11, 15], None))
    noter_a_la_main(service)
    changer(service, lambda un: changer_tranches(un, [0, 11, 13], None))
    resolution = Resolution(service)
    tranches = resolution.tranches(["11_a_14", "jamais_vue"], ANNEE)
    assert tranches["11_a_14"].age_sous == 15
    assert tranches["jamais_vue"] is None
    assert [un["motif"] for un in resolution.signalements] == ["retire", "inconnu"]


def test_the_phones_take_the_lists_as_they_are_now(service):
    educatrice = Utilisateur.objects.get(code="e1")
    lignes = [LigneDeListe("tensions", "Tensions", est_retire=True), LigneDeListe("", "Scooters")]
    changer(service, lambda un: changer_liste(un, "etiquette", lignes))
    etiquettes = {une["code"] for une in donnees_de(educatrice)["etiquettes"]}
    assert "scooters" in etiquettes
    assert "tensions" not in etiquettes


def test_a_service_without_lists_begins_with_those_of_a_departement(client, db):
    neuf = Service.objects.create(code="neuf", nom="Neuf")
    client.force_login(embaucher(neuf, Role.DIRECTION))
    assert "Commencer par les listes" in client.get("/reglages/").text
    client.post("/reglages/", {"preset": "92", "annee": ANNEE})
    assert referentiel_du_service(neuf, ANNEE).nom == "Hauts-de-Seine"
    assert client.get("/reglages/listes/situation/").status_code == 200


@pytest.mark.usefixtures("direction")
def test_every_list_has_its_page(client):
    for liste in Liste.values:
        assert client.get(f"/reglages/listes/{liste}/").status_code == 200, liste


@pytest.mark.usefixtures("direction")
def test_what_the_project_plans_is_kept_by_year_and_a_mistake_loses_nothing(client, service):
    page = f"/reglages/prevu/?annee={ANNEE}"
    donnees = champs(client.get(page).text)
    nom = "prevu:heures_par_type_activite:travail_de_rue"
    refus = client.post(page, donnees | {nom: "beaucoup"})
    assert refus.status_code == 422
    assert 'value="beaucoup"' in refus.text
    assert client.post(page, donnees | {nom: "1 200"}).status_code == 302
    assert cibles_de(service, ANNEE) == {("heures_par_type_activite", "travail_de_rue"): 1200}
    assert cibles_de(service, ANNEE + 1) == {}
    # The page was read before: someone set 1 200 meanwhile.
    conflit = client.post(page, donnees | {nom: "1300"})
    assert conflit.status_code == 409
    assert "Il y a maintenant\u202f: 1200" in unescape(conflit.text)
    client.post(page, champs(conflit.text))
    assert cibles_de(service, ANNEE) == {("heures_par_type_activite", "travail_de_rue"): 1300}
    with pytest.raises(AnneePassee):
        fixer_cibles(service=service, annee=ANNEE - 1, cibles={}, depuis="", par=None)


@pytest.mark.usefixtures("direction")
def test_a_year_that_cannot_be_set_is_refused(client):
    assert client.get(f"/reglages/statuts/?annee={ANNEE - 1}").status_code == 400
    assert client.get("/reglages/listes/inconnue/").status_code == 404


@pytest.mark.usefixtures("direction")
def test_a_place_is_added_by_its_official_name_then_a_quartier_inside_it(client, service):
    page = "/reglages/lieux/"
    assert "Code QPV" not in client.get(f"{page}?nature=commune").text
    refus = client.post(page, {"nature": "commune", "commune": "Nulle-Part-les-Bains"})
    assert refus.status_code == 422
    assert "Nulle-Part-les-Bains" in refus.text
    client.post(page, {"nature": "commune", "commune": "62637"})
    oignies = Territoire.objects.get(service=service, nom="Oignies")
    assert "déjà parmi vos lieux" in client.post(page, {"nature": "commune", "commune": "Oignies"}).text
    # A quartier is in a commune, which it does not say again; the next one is asked in the same.
    assert 'name="commune"' not in client.get(f"{page}?nature=quartier").text
    suite = client.post(
        page,
        {
            "nature": "quartier",
            "nom": "Cité De Clercq",
            "parent": oignies.uuid,
            "code_officiel": "626370101 626370102",
        },
    )
    assert f'value="{oignies.uuid}" selected' in client.get(suite.url).text
    encore = client.post(page, {"nature": "quartier", "nom": "cité de clercq", "parent": oignies.uuid})
    assert encore.status_code == 422 and "déjà parmi vos lieux" in encore.text
    assert client.get(f"{page}?nature=plage").status_code == 400
    quartier = Territoire.objects.get(service=service, nom="Cité De Clercq")
    assert (quartier.parent, oignies.commune_id) == (oignies, "62637")
    assert "Cité De Clercq" in client.get(page).text


@pytest.mark.usefixtures("direction")
def test_a_place_no_longer_worked_in_is_no_longer_proposed_and_changes_no_figure(client, service):
    avant = lire_annee(service, 2024).tableaux
    germinal = Territoire.objects.get(code="germinal")
    page = f"/reglages/lieux/{germinal.uuid}/"
    donnees = {
        "nom": germinal.nom,
        "depuis": ANNEE,
        "code_officiel": "",
        "retire_le": "2025-01-01",
        "version": germinal.version,
    }
    if germinal.parent and not est_employe(germinal):
        donnees["parent"] = germinal.parent.uuid
    assert client.post(page, donnees).status_code == 302
    educatrice = Utilisateur.objects.get(code="e1")
    assert "Germinal" not in {lieu["nom"] for lieu in donnees_de(educatrice)["lieux"]}
    assert lire_annee(service, 2024).tableaux == avant
    depasse = client.post(page, donnees | {"nom": "Germinal-Nord"})
    assert depasse.status_code == 409
    assert "Germinal-Nord" in depasse.text


@pytest.mark.usefixtures("direction")
def test_a_place_where_something_was_recorded_stays_where_it_is(client, service):
    oignies = Territoire.objects.create(service=service, code="o", nom="Oignies", nature="quartier")
    germinal = Territoire.objects.get(code="germinal")
    Intervention.objects.update(lieu=germinal)
    client.post(
        f"/reglages/lieux/{germinal.uuid}/",
        {"nom": "Germinal", "depuis": "toutes", "parent": oignies.uuid, "version": germinal.version},
    )
    germinal.refresh_from_db()
    assert germinal.parent.code == "carvin"


@pytest.mark.usefixtures("direction")
def test_a_team_is_named_again_and_shows_its_dated_members(client, service):
    equipe = Equipe.objects.get(code="carvin")
    page = f"/equipe/equipes/{equipe.uuid}/"
    assert "1er janvier 2024" in client.get(page).text
    lu = {"lu": equipe.nom, "depuis": ANNEE}
    assert client.post(page, lu | {"nom": "Équipe du bassin"}).status_code == 302
    assert client.post(page, lu | {"nom": "Autre nom"}).status_code == 409
    assert Equipe.objects.get(code="carvin").nom == "Équipe du bassin"


@pytest.mark.usefixtures("direction")
def test_a_new_name_leaves_the_years_before_as_they_were_and_a_mistake_is_corrected_in_all(client, service):
    germinal, carvin = Territoire.objects.get(code="germinal"), Equipe.objects.get(code="carvin")
    avant = lire_annee(service, 2024).tableaux

    def renommer(nom, depuis):
        lieu = client.post(
            f"/reglages/lieux/{germinal.uuid}/",
            {"nom": nom, "depuis": depuis, "version": Territoire.objects.get(pk=germinal.pk).version},
        )
        lu = Equipe.objects.get(pk=carvin.pk).nom
        equipe = client.post(f"/equipe/equipes/{carvin.uuid}/", {"nom": nom, "depuis": depuis, "lu": lu})
        return lieu.status_code, equipe.status_code

    def noms(annee):
        lieux = extraire(service, annee).tables["territoires"].to_pylist()
        (du_tableau,) = (un["nom"] for un in lieux if un["territoire"] == "germinal")
        (de_la_carte,) = (un.nom for un in lieux_du_service(service, annee) if un.code == "germinal")
        return du_tableau, de_la_carte

    assert renommer("Germinal-Nord", "") == (422, 422)
    assert renommer("Germinal-Nord", ANNEE) == (302, 302)
    assert renommer("Germinal Nord", ANNEE) == (302, 302)
    assert lire_annee(service, 2024).tableaux == avant
    assert noms(ANNEE - 1) == ("Germinal", "Germinal")
    assert noms(ANNEE) == ("Germinal Nord", "Germinal Nord")
    assert f"Jusqu’à la fin de {ANNEE - 1}" in client.get(f"/reglages/lieux/{germinal.uuid}/").text
    assert client.get(f"/equipe/equipes/{carvin.uuid}/").text.count("elle s’appelait") == 1
    # A mistake in the name of today changes that name wherever it is said, and no other.
    assert renommer("Germinal, nord", "toutes") == (302, 302)
    assert lire_annee(service, 2024).tableaux == avant
    assert noms(ANNEE) == ("Germinal, nord", "Germinal, nord")
