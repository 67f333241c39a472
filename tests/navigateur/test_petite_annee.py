"""A newcomer's first year: a service just set up, entered by hand through its pages, then found again in the report.

What each table must say is worked out here, beside what is typed. A table that the canvas gains without a line in this
small year fails the test.
"""

import re

import pytest
from django.utils import timezone

from allervers.referentiel.presets import lire_preset
from allervers.referentiel.valeur import GenreBloc
from allervers.tableaux.catalogue import CATALOGUE
from tests.comptes_ouverts import entrer

from .coffre_ouvert import reprendre

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
# The year that has just ended: all its days are past, whatever the day of the test.
ANNEE = timezone.localdate().year - 1
CRIP = "CRIP (cellule de recueil des informations préoccupantes)"
DU_CANEVAS = {
    bloc.id
    for section in lire_preset("62").canevas
    for bloc in section.blocs
    if bloc.genre == GenreBloc.TABLEAU
}
# The tables of a page, by the id of their article, « » for all of them together: {row: {column: what is read there}}.
LIRE = """(html) => {
    const dit = (element) => {
        const copie = element.cloneNode(true);
        for (const autre of copie.querySelectorAll(".precisions, .lu-seulement")) autre.remove();
        return copie.textContent.replace(/[\\s\\u202f\\u00a0]+/g, " ").trim();
    };
    const lire = (table) => {
        const colonnes = [...table.tHead.querySelectorAll("th")].map(dit);
        return [...table.querySelectorAll("tbody tr, tfoot tr")].map((tr) => [
            dit(tr.querySelector(".libelle-ligne")),
            Object.fromEntries([...tr.querySelectorAll("td")].map((td, rang) => [colonnes[rang], dit(td)])),
        ]);
    };
    const page = new DOMParser().parseFromString(html, "text/html");
    return Object.fromEntries([page.body, ...page.querySelectorAll("article.tableau")].map((article) =>
        [article.id, Object.fromEntries([...article.querySelectorAll("table.grille")].flatMap(lire))]));
}"""


def le(mois: int, jour: int, annee: int = ANNEE) -> str:
    return f"{annee}-{mois:02}-{jour:02}"


class Main:
    """A hand that fills forms: fields by their labels, then the button; a refusal fails."""

    def __init__(self, page, adresse: str):
        self.page, self.adresse = page, adresse

    def ouvrir(self, chemin: str) -> None:
        self.page.goto(self.adresse + chemin, wait_until="domcontentloaded")

    def lien(self, nom: str) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.get_by_role("link", name=nom).first.click()

    def remplir(self, champs: dict, dans=None) -> None:
        for libelle, valeur in champs.items():
            exact = re.compile(rf"^\s*{re.escape(libelle)}( facultatif)?\s*$")
            champ = (dans or self.page).get_by_label(exact).first
            if valeur is True:
                champ.check()
            elif champ.evaluate("champ => champ.localName") == "select":
                champ.select_option(label=str(valeur))
            else:
                champ.fill(str(valeur))

    def envoyer(self, champs: dict, bouton="Enregistrer", dans=None) -> None:
        self.remplir(champs, dans)
        with self.page.expect_navigation(wait_until="domcontentloaded") as suite:
            (dans or self.page).get_by_role("button", name=bouton, exact=True).first.click()
        assert suite.value.ok, self.page.inner_text("main")


def installer(main: Main) -> None:
    """The director chooses the lists of a Département, says where the service works, and makes a team."""
    main.ouvrir("/reglages/")
    main.envoyer(
        {"Listes du Département": "Pas-de-Calais", "À partir de l’année": ANNEE}, "Charger ces listes"
    )
    main.ouvrir("/reglages/lieux/")
    main.envoyer({"Commune": "Carvin"}, "Ajouter")
    main.envoyer({"Nom": "Germinal", "Dans": "Carvin"}, "Ajouter")
    main.ouvrir("/equipe/")
    main.envoyer({"Une autre équipe": "Équipe de Carvin"}, "Créer l’équipe")
    main.lien("Inès Berline")
    main.envoyer({"Équipe": "Équipe de Carvin", "À partir du": le(1, 1)}, "Ajouter à l’équipe")


def tenir_les_moyens(main: Main) -> dict:
    def ajouter(genre: str, champs: dict) -> None:
        main.ouvrir(f"/moyens/{genre}/ajouter/?annee={ANNEE}")
        main.envoyer(champs)

    poste = "Éducateur spécialisé"
    ajouter("postes", {"Intitulé": poste, "ETP": "0,8", "Dont financés par le Département (ETP)": "0,5"})
    ajouter("missions", {"Poste": poste, "Missions": "Aller vers les jeunes."})
    ajouter(
        "benevoles", {"Ce qu’ils font": "Fêtes de quartier", "Combien sont-ils": 4, "Heures dans l’année": 60}
    )
    ajouter("locaux", {"Nom": "Le local", "Provenance": "loué", "Par qui": "Maisons et Cités"})
    ajouter("vehicules", {"Nom": "Minibus", "Places": 9, "Provenance": "acheté", "Depuis le": le(5, 6)})
    # Three hours and a half, twice a week.
    horaire = {"Nature": "permanence", "Intitulé": "Permanence", "lundi": True, "jeudi": True}
    ajouter("horaires", horaire | {"De": "14:00", "À": "17:30", "Depuis le": le(1, 1)})
    # Fourteen hours for each of the two.
    formation = {"Thème": "Écrits", "Premier jour": le(3, 12), "Heures, pour chaque personne": 14}
    ajouter("formations", formation | {"Inès Berline": True, "Sacha Coron": True})
    # Asked and granted; 1 000 of it go to the tournament, and are not counted twice.
    appel = {"Intitulé": "Quartiers d’été", "Financeur": "Département", "Année": ANNEE}
    main.ouvrir("/appels-a-projets/nouveau/")
    main.envoyer(
        appel | {"Où en est-on": "accordé", "Demandé (€)": 5000, "Accordé (€)": 4000}, "Noter cet appel"
    )
    return {
        "organigramme_etp": {poste: {"Nombre d’ETP": "0,80", "Dont financés par le Département": "0,50"}},
        "missions_par_poste": {poste: {"Nombre d’ETP": "0,80"}},
        "benevolat": {"Fêtes de quartier": {"Bénévoles": "4", "Heures dans l’année": "60"}},
        "locaux_du_service": {"Le local": {"Au 1er janvier": "1", "Au 31 décembre": "1"}},
        "vehicules_du_service": {"Minibus": {"Arrivés dans l’année": "1", "Au 31 décembre": "1"}},
        "horaires_accueil": {"Permanence": {"Heures par semaine": "7,00"}},
        "formations_suivies": {"Écrits": {"Personnes": "2", "Heures suivies": "28,00"}},
    }


def decrire_le_territoire(main: Main) -> dict:
    main.ouvrir(f"/territoires/?annee={ANNEE}")
    main.lien("Carvin")
    main.lien("Saisir des chiffres officiels")
    main.envoyer({"Source": "INSEE", "Population globale": "17 520", "Taux de chômage 15-64 ans, %": "NC"})
    return {
        "donnees_socio_economiques": {
            f"Population globale ({ANNEE})": {"Carvin": "17 520"},
            f"Taux de chômage 15-64 ans, % ({ANNEE})": {"Carvin": "NC"},
        }
    }


def nouer_des_partenariats(main: Main) -> None:
    """What is done with each is told when it is entered: the meeting, the action, the days."""
    main.ouvrir("/partenaires/partenaires/ajouter/")
    main.envoyer({"Nom": "CMP de Carvin", "Catégorie": "Santé"})
    main.lien("Ajouter un partenariat informel")
    main.envoyer({"Ce qui motive le travail commun": "Recevoir vite", "Depuis le": le(1, 1)})
    main.ouvrir("/partenaires/reseaux/ajouter/")
    main.envoyer({"Nom": "Les collèges", "Objet de l’accueil": "Mesures d'exclusion"})
    main.ouvrir("/partenaires/instances/ajouter/")
    main.envoyer({"Nom": "CLSM", "Champ d’intervention": "Santé mentale"})


def suivre_des_jeunes(main: Main) -> dict:
    """Lina is accompanied since mid-September, Karim was for seven months, Noa is not yet."""
    page = main.page
    faire_connaissance(main, "Lina", "fille", ANNEE - 14, le(2, 1))
    prendre_le_statut(main, "ASEP", le(9, 15), "Une demande est exprimée")
    habiter_carvin(main)
    noter(main, "Situation", "Collège", le(9, 15))

    faire_connaissance(main, "Karim", "garçon", ANNEE - 17, le(9, 1, ANNEE - 1))
    prendre_le_statut(main, "PAEI", le(3, 1), "Un projet est construit avec le jeune")
    habiter_carvin(main)
    noter(main, "Situation", "Lycée professionnel", le(3, 1))
    noter(main, "Problématique", "Mobilité", le(3, 1))
    noter(main, "Problématique", "Logement", le(3, 1))
    noter(main, "Autre service", "CMP de Carvin", le(4, 1))
    fin = barreau(page, "Fin")
    fin.get_by_text("Orienté vers…").click()
    fin.get_by_label("Mission locale").check()
    main.envoyer({"Le": le(10, 1)}, "Orientation", fin)
    main.envoyer({}, "Ils se sont rencontrés")

    faire_connaissance(main, "Noa", "garçon", ANNEE - 20, le(3, 1))
    prendre_le_statut(main, "En accroche", le(3, 1), "Le lien est noué")
    main.lien("Information préoccupante")
    page.locator("form[data-pret=oui]").wait_for()
    transmise = {"Transmise le": le(10, 20), "À": CRIP, "Parents informés le": le(10, 20)}
    main.envoyer(transmise | {"Ce qui a été observé": "Vu ce soir."}, "Inscrire au registre")
    return {
        "informations_preoccupantes": {CRIP: {"Informations transmises": "1"}},
        "jeunes_accompagnes_sexe_age": {
            "11 à 14 ans": {"Filles": "1", "Garçons": "0", "Dont nouveaux jeunes": "1"},
            "15 à 18 ans": {"Filles": "0", "Garçons": "1", "Dont nouveaux jeunes": "0"},
            "Total": {"Total": "2"},
        },
        "scolarite": {"Collège": {"11 à 14 ans": "1"}, "Lycée professionnel": {"15 à 18 ans": "1"}},
        "commune_de_residence": {"Carvin": {"11 à 14 ans": "1", "15 à 18 ans": "1", "Total": "2"}},
        "problematiques": {"Mobilité": {"15 à 18 ans": "1"}, "Logement": {"15 à 18 ans": "1"}},
        "cumul_problematiques": {
            "Aucune problématique renseignée": {"Jeunes": "1"},
            "Deux familles": {"Jeunes": "1"},
        },
        "co_accompagnement": {"Santé": {"Nombre de jeunes": "1"}},
        "duree_accompagnement": {
            "Moins de 6 mois": {"11 à 14 ans": "1"},
            "6 mois à moins d’1 an": {"15 à 18 ans": "1"},
        },
        "statuts": {"PAEI": {"Jeunes": "1"}, "ASEP": {"Jeunes": "1"}, "En accroche": {"Jeunes": "1"}},
        "motifs_de_cloture": {"Orientation": {"Jeunes": "1"}},
        "reorientations": {"Mission locale": {"Réorientations": "1", "Dont jonction réalisée": "1"}},
    }


def faire_connaissance(main: Main, prenom: str, sexe: str, naissance: int, contact: str) -> None:
    main.ouvrir("/jeunes/nouveau/")
    main.page.locator("form[data-pret=oui]").wait_for()
    main.page.get_by_label("Prénom ou surnom").fill(prenom)
    main.envoyer({"Sexe": sexe, "Année de naissance": naissance, "Premier contact": contact}, "Créer")


def barreau(page, nom: str):
    un = page.locator("details.barreau", has=page.locator("summary", has_text=nom))
    un.locator("summary").first.click()
    return un


def prendre_le_statut(main: Main, statut: str, jour: str, raison: str) -> None:
    main.envoyer({"Depuis le": jour}, raison, barreau(main.page, statut))


def habiter_carvin(main: Main) -> None:
    main.page.get_by_text("Changer l’âge, le lieu, l’origine").click()
    main.envoyer({"Commune": "Carvin"}, "Garder ces repères")


def noter(main: Main, quoi: str, valeur: str, jour: str) -> None:
    ajout = main.page.locator("details.ajout", has=main.page.locator("summary", has_text=quoi))
    ajout.locator("summary").first.click()
    main.envoyer({"Depuis le" if quoi != "Problématique" else "Repérée le": jour}, valeur, ajout)


def mener_des_actions(main: Main) -> dict:
    """A tournament paid by two, with a session where Karim came; three actions of the other natures."""
    commencer(main, "Tournoi de foot", "Tournoi")
    main.lien("Noter une séance")
    main.page.get_by_label("Karim").check()
    main.envoyer({"Date": le(6, 12), "Durée": "2h"}, "Noter la séance")
    compter(main, {"11 à 14 ans, fille": 6, "15 à 18 ans, garçon": 9, "Familles": 2})
    main.lien("Modifier le financement")
    main.remplir({"Coût réel (€)": 1400})
    du_departement, du_sps = main.page.locator("fieldset.groupe").all()
    main.remplir(
        {"Financeur": "Département", "Appel à projets": f"Quartiers d’été ({ANNEE})", "Accordé (€)": 1000},
        du_departement,
    )
    main.remplir({"Financeur": "SPS", "Accordé (€)": 300}, du_sps)
    main.envoyer({})

    commencer(main, "Fête du quartier", "Développement social local")
    compter(main, {"Plus de 21 ans, fille": 25, "Visiteurs": 278})
    commencer(main, "Café des parents", "Parentalité")
    compter(main, {"Âge non renseigné, non renseigné": 8})
    commencer(main, "Forum santé", "Événement à l'initiative d'un partenaire", partenaire="CMP de Carvin")
    compter(main, {"Participants non communiqués (NC)": True})
    return {
        # Nine boys counted, and Karim.
        "actions_collectives": {
            "11 à 14 ans": {"Tournoi de foot": "6"},
            "15 à 18 ans": {"Tournoi de foot": "10"},
            "Total": {"Tournoi de foot": "16"},
            "Familles": {"Tournoi de foot": "2"},
        },
        "actions_dsl": {
            "Plus de 21 ans": {"Fête du quartier": "25"},
            "Visiteurs": {"Fête du quartier": "278"},
        },
        "actions_parentalite": {"Non renseigné": {"Café des parents": "8"}},
        "actions_partenariales": {"15 à 18 ans": {"Forum santé": "NC"}},
        "actions_par_nature": {"Action collective": {"Actions": "1"}, "Total": {"Actions": "4"}},
        "seances_par_mois": {"Juin": {"Séances": "1"}},
        # What the tournament has of the call is part of its 4 000 euros.
        "financements": {
            "Département": {"Accordé": "4 000,00", "Demandé": "5 000,00"},
            "SPS": {"Accordé": "300,00"},
        },
        "cout_des_actions": {
            "Tournoi de foot": {"Département": "1 000,00", "SPS": "300,00", "Coût réel": "1 400,00"}
        },
    }


def commencer(main: Main, intitule: str, nature: str, partenaire="") -> None:
    main.ouvrir("/actions/nouvelle/")
    if partenaire:
        main.page.get_by_text("Compléter tout de suite").click()
        main.page.locator("main summary", has_text="Partenaires").click()
        main.remplir({partenaire: True})
    main.envoyer({"Intitulé": intitule, "Nature": nature, "Année": ANNEE}, "Créer l’action")


def compter(main: Main, participants: dict) -> None:
    main.lien("Compter les autres participants")
    main.envoyer(participants)


def saisir_sur_le_terrain(main: Main) -> dict:
    """Hours: two in the street, one of presence, one with Karim, one in a body; the tournament had two."""
    page = main.page
    main.ouvrir("/terrain/")
    page.get_by_role("button", name="J’ai compris").click()
    saisir(main, "Sortie", le(3, 5), puces=("Travail de rue", "2 h", "Lina", "Noa"), choix={"Où": "Germinal (Carvin)"},
           grille={"garçon, 15 à 18 ans": 3}, nouveaux={"fille, 11 à 14 ans": 1})  # fmt: skip
    saisir(main, "Sortie", le(4, 10), puces=("Présence aux abords d'un collège", "1 h", "Karim"),
           choix={"Où": "Carvin"}, grille={"fille, 19 à 21 ans": 2})  # fmt: skip
    saisir(main, "Temps individuel", le(5, 15), puces=("Entretien", "1 h", "Karim"), choix={"Où": "Carvin"})
    saisir(main, "Partenaires", le(6, 3), puces=("Participation à une instance", "1 h"),
           choix={"Où": "Carvin", "Instance": "CLSM", "Partenaires présents : ajouter": "CMP de Carvin"})  # fmt: skip
    # A whole day, Karim and two others: six half-days.
    saisir(main, "Accueil à la journée", le(2, 4), puces=("Karim",), choix={}, autres=2)
    return {
        "heures_par_type_activite": {
            "Heures": {
                "Travail de rue": "2,00", "Présence sociale": "1,00", "Accompagnements individuels": "1,00",
                "Actions collectives": "2,00", "Actions et réunions partenariales": "1,00", "Total": "7,00",
            }
        },
        "heures_par_mois": {"Mars": {"Heures": "2,00"}, "Juin": {"Heures": "3,00"}, "Total": {"Heures": "7,00"}},
        "heures_par_quartier": {"Germinal (Carvin)": {"Heures": "2,00"}, "Carvin": {"Heures": "3,00"},
                                "Non renseigné": {"Heures": "2,00"}},
        "heures_par_equipe": {"Équipe de Carvin": {"Heures": "7,00"}},
        "jeunes_rencontres_travail_de_rue": {
            "11 à 14 ans": {"Filles": "1"}, "19 à 21 ans": {"Garçons": "1"},
            "Total": {"Total": "2", "Dont nouveaux jeunes": "2"},
        },
        "rencontres_anonymes_travail_de_rue": {
            "11 à 14 ans": {"Filles": "1", "Dont vus pour la première fois": "1"}, "15 à 18 ans": {"Garçons": "3"},
        },
        "jeunes_rencontres_presence_sociale": {
            "15 à 18 ans": {"Garçons": "1"}, "Total": {"Total": "1", "Dont nouveaux jeunes": "0"},
        },
        "rencontres_anonymes_presence_sociale": {"19 à 21 ans": {"Filles": "2"}},
        "jeunes_rencontres_par_quartier": {"Carvin (Germinal)": {"Jeunes": "2"}},
        "reseaux": {"Les collèges": {"Jeunes différents": "3", "Journées": "3"}},
        "instances_territoriales": {"CLSM": {"Nombre de participations": "1"}},
        # The forum, and the meeting.
        "partenariats_sans_convention": {"CMP de Carvin": {"Actions menées ensemble": "1", "Rencontres": "1"}},
    }  # fmt: skip


def saisir(main: Main, depart: str, jour: str, *, puces, choix, grille=(), nouveaux=(), autres=0) -> None:
    """Enter something of a past day: chips to press, lists to choose from, cells of the grid to tap."""
    page = main.page
    page.evaluate("(jour) => { location.hash = `journee=${jour}` }", jour)
    page.get_by_role("heading", name=re.compile(rf" {int(jour[-2:])} \S+ {ANNEE}$")).wait_for()
    page.get_by_role("button", name=re.compile(f"^{depart}")).click()
    main.remplir(choix)
    for nom in puces:
        puce = page.locator(".puce", has_text=re.compile(f"^{re.escape(nom)}$"))
        if puce.get_attribute("aria-pressed") != "true":
            puce.click()
    for nom, nombre in dict(grille).items():
        page.get_by_role("button", name=nom).click(click_count=nombre)
    for nom, nombre in dict(nouveaux).items():
        page.get_by_role("button", name="Nouveau", exact=True).click()
        page.get_by_role("button", name=nom).click(click_count=nombre)
    for _ in range(autres):
        page.get_by_role("button", name="Une personne de plus").click()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("button", name="Enregistrer").wait_for(state="detached")
    page.locator("body[data-envoi=fait]:not(:has(#etat:not([hidden])))").wait_for()


def lire_le_rapport(main: Main) -> dict:
    """Open the report as its readers do; a table that it does not show is read on its own page."""
    main.ouvrir("/rapport/")
    tables = main.page.evaluate(LIRE, main.page.content())
    for id in {definition.id for definition in CATALOGUE} - tables.keys():
        adresse = f"/annees/{ANNEE}/tableaux/{id}/"
        html = main.page.evaluate("(adresse) => fetch(adresse).then((reponse) => reponse.text())", adresse)
        tables[id] = main.page.evaluate(LIRE, html)[""]
    return tables


def test_a_small_year_entered_by_hand_is_found_in_every_table_of_the_report(page, live_server, maison):
    maison.jeune.delete()
    main = Main(page, live_server.url)
    entrer(page, live_server.url, maison.direction)
    installer(main)
    attendus = tenir_les_moyens(main) | decrire_le_territoire(main)
    reprendre(page, live_server.url, maison.educatrice)
    nouer_des_partenariats(main)
    attendus |= suivre_des_jeunes(main)
    attendus |= mener_des_actions(main)
    attendus |= saisir_sur_le_terrain(main)
    lus = lire_le_rapport(main)
    # Nothing of the canvas, nor of the catalogue, is left out of the small year.
    assert DU_CANEVAS | {definition.id for definition in CATALOGUE} == attendus.keys()
    faux = {
        (table, ligne, colonne): (attendu, lus[table].get(ligne, {}).get(colonne))
        for table, lignes in attendus.items()
        for ligne, cellules in lignes.items()
        for colonne, attendu in cellules.items()
        if lus[table].get(ligne, {}).get(colonne) != attendu
    }
    assert faux == {}
    assert page.erreurs == []
