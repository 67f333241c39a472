"""The guard of clear texts: it sees who could be recognised, and leaves ordinary sentences alone."""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from allervers import demo

from .ecran import defauts

pytestmark = pytest.mark.navigateur
TEXTES = Path(demo.__file__).parent / "textes"
LIEUX = ["Carvin", "Libercourt", "Oignies", "Courrières", "Cité de la Justice", "La Haute Voie", "Germinal"]


def jeune(prenom, nom, **autres):
    return {"uuid": f"{prenom} {nom}", "code": "K7M2", "identite": {"prenom": prenom, "nom": nom, **autres}}


JEUNES = [
    jeune("Karim", "Benali", surnom="Kiki", telephone="03 21 00 00 01"),
    jeune("Thomas", "Durand"),
    jeune("Amine", "Ben Salah"),
    jeune("Jean-Pierre", "Kowalski"),
    jeune("Mohamed Amine", "Traoré-Lefort"),
    {"uuid": "illisible", "code": "X", "identite": None},
]
# All of them are also words of the report of a year.
COMMUNS = [
    jeune("Rose", "Martin"), jeune("Pierre", "Petit"), jeune("Violette", "Blanc"), jeune("Océane", "Fontaine"),
    jeune("Marine", "Justice"), jeune("Grâce", "Thomas"), jeune("Victoire", "Carvin"), jeune("Claire", "Berger"),
    jeune("Noël", "Avril"), jeune("Prudence", "Lefort"), jeune("Lou", "Grand"), jeune("Constance", "Maison"),
    jeune("Marie", "Fête"), jeune("Aurore", "Marchand"), jeune("Jean", "Moulin"), jeune("Victor", "Hugo"),
    jeune("Jade", "Roche"), jeune("Juste", "Noir"), jeune("Iris", "Lac"), jeune("Léa", "Vinci"),
    jeune("Sacha", "Mars"), jeune("An", "Vu"), jeune("Mai", "Le"), jeune("Parfait", "Bon"), jeune("Camille", "Roy"),
]  # fmt: skip


@pytest.fixture
def essai(modules):
    return lambda fonction, argument: modules(fonction, argument, "garde", "garde-mots")


def relire(essai, texte, jeunes=JEUNES, gardes=()):
    return essai(
        "(m, a) => m.relire(a.texte, { ...a, motsGardes: new Set(a.gardes) })",
        {"texte": texte, "jeunes": jeunes, "lieux": LIEUX, "gardes": list(gardes)},
    )


def extraits(alertes):
    return [(alerte["extrait"], alerte.get("indice")) for alerte in alertes]


@pytest.mark.parametrize(
    ("texte", "extrait"),
    [
        ("Vu Karim Benali ce soir.", "Karim Benali"),
        ("Vu BENALI Karim ce soir.", "BENALI Karim"),
        ("Vu Benali, Karim ce soir.", "Benali, Karim"),
        ("vu karim benali ce soir", "karim benali"),
        ("Vu Kiki Benali ce soir.", "Kiki Benali"),
        ("Vu Karim\u00a0Benali ce soir.", "Karim\u00a0Benali"),
        ("Vu **Amine Ben-Salah**.", "Amine Ben-Salah"),
        ("Vu Amine Bensalah.", "Amine Bensalah"),
        ("Vu Jean Pierre Kowalski.", "Jean Pierre Kowalski"),
        ("Vu Mohamed Traoré.", "Mohamed Traoré"),
        ("Appeler le 03.21.00.00.01.", "03.21.00.00.01"),
        ("Appeler le +33 6 99 88 77 66.", "+33 6 99 88 77 66"),
    ],
)
def test_a_full_name_and_a_number_are_seen_alone(essai, texte, extrait):
    (alerte,) = relire(essai, texte)
    assert (alerte["extrait"], alerte["gravite"]) == (extrait, "forte")
    assert texte[alerte["debut"] : alerte["fin"]] == extrait


@pytest.mark.parametrize(
    ("texte", "extrait", "indice"),
    [
        ("Rencontre de Karim, 16 ans.", "Karim", "16 ans"),
        ("karim, 15ans, passe au local", "karim", "15ans"),
        ("Mohamed a seize ans.", "Mohamed", "seize ans"),
        ("Kiki, né en 2009, est passé.", "Kiki", "né en 2009"),
        ("À Carvin, Karim a parlé.", "Karim", "Carvin"),
        ("Au local de la Haute Voie, vu Karim.", "Karim", "la Haute Voie"),
        ("Karim est au collège Vinci.", "Karim", "collège Vinci"),
        ("Jean-Pierre, au lycée professionnel Béhal.", "Jean-Pierre", "lycée professionnel Béhal"),
        ("Karim et sa mère sont venus.", "Karim", "sa mère"),
        ("Le grand frère de Karim est venu.", "Karim", "Le grand frère"),
        ("Karim voit le juge demain.", "Karim", "juge"),
        ("L’ASE suit Karim.", "Karim", "ASE"),
        ("Karim habite 12 bis rue des Lilas.", "Karim", "12 bis rue des Lilas"),
        ("Karim traîne avec le fils Kowalski.", "Karim", "Kowalski"),
    ],
)
def test_a_first_name_is_seen_with_a_clue(essai, texte, extrait, indice):
    (alerte,) = relire(essai, texte)
    assert (alerte["extrait"], alerte["indice"], alerte["gravite"]) == (extrait, indice, "moyenne")


def test_a_clue_elsewhere_in_the_paragraph_counts_less_and_in_another_not_at_all(essai):
    (alerte,) = relire(essai, "Vu Karim. Il parle de sa mère.")
    assert alerte["gravite"] == "faible"
    assert relire(essai, "Vu Karim.\n\nSa mère a appelé.") == []
    assert relire(essai, "- Vu Karim.\n- Atelier à Carvin.") == []


@pytest.mark.parametrize(
    "texte",
    [
        "Karim est venu, avec Thomas et Amine.",
        "Karim fait ses devoirs depuis 10 ans.",
        "Karim anime un groupe pour les 11 à 14 ans.",
        "Karim reçoit les plus de 16 ans.",
        "Le collège de Karim est fermé.",
        "La mairie de Durand-Ville a reçu les 14-16 ans.",
        "La rue Thomas Durand, à Carvin, est en travaux.",
        "Standard : 03 21 11 22 33, le 06/07/2024 14 h 30.",
        "",
    ],
)
def test_a_first_name_alone_is_not_reported(essai, texte):
    assert relire(essai, texte) == []


def test_a_first_and_a_last_name_of_two_youths_are_seen_as_a_whole(essai):
    (alerte,) = relire(essai, "Vu Karim Durand.")
    assert (alerte["extrait"], alerte["raison"]) == ("Karim Durand", "prénom et nom de deux jeunes")


@pytest.mark.parametrize(
    "texte",
    [
        "La rose des vents a été peinte à Carvin avec les 11-14 ans.",
        "Pierre par pierre, le mur de la cité de la Justice est monté avec le juge de paix.",
        "Marine nationale : une visite est prévue à Carvin, à 16 ans.",
        "La Marine recrute à Carvin, à 17 ans.",
        "Grâce au collège Vinci et à la mairie de Carvin, la salle est prêtée.",
        "Grâce à sa mère, il est revenu. Il le doit aussi, grâce à Dieu, à son frère.",
        "Claire et précise, la consigne du juge a été suivie à Carvin.",
        "Juste avant Noël, sa mère est passée au local de Germinal. À Noël, son père aussi.",
        "Noël à Carvin : un marché de Noël, avec l’ASE.",
        "Victoire à Carvin, et une autre victoire à Oignies. Victoire de l’équipe des 16 ans !",
        "Rencontre au collège Jean-Moulin, rue Victor Hugo, à Carvin, d’un jeune de 16 ans et de sa mère.",
        "La prudence reste de mise : un jeune de 14 ans suivi par l’ASE a été placé.",
        "Mars et avril ont été calmes à Carvin. Mai : fête du quartier, avec ses parents.",
        "L’aurore, le bois, le lac : trois lieux de bivouac près de Carvin, à 16 ans.",
        "À la Sainte-Rose et à la Saint-Victor, le centre de Carvin invite.",
        "Parfait ! Son père a signé, à Carvin. Parfait pour sa mère.",
        "Il porte un jean et un sac couleur jade ; sa mère sourit.",
        "Les Petits Débrouillards viennent à Carvin avec le Grand Prix des lecteurs.",
        "Un jeune de 16 ans, au lycée Béhal, a été reçu avec sa mère par le juge des enfants.",
        "Le grand frère accompagne sa petite sœur au collège Vinci.",
        "Vue d’un an sur l’autre, la constance paie : la maison, à Carvin, ne désemplit pas.",
    ],
)
def test_ordinary_sentences_say_nothing_of_those_who_are_called_rose_or_pierre(essai, texte):
    assert extraits(relire(essai, texte, COMMUNS)) == []


@pytest.mark.parametrize(
    ("texte", "extrait"),
    [
        ("Rose, 16 ans, est passée.", "Rose"),
        ("Rose (16 ans) est passée.", "Rose"),
        ("Pierre et sa mère sont venus.", "Pierre"),
        ("Je vois Rose au local de Germinal.", "Rose"),
        ("Avec Océane, suivie par l’ASE.", "Océane"),
        ("Rose Martin est passée.", "Rose Martin"),
        ("Le jeune PETIT Pierre est passé.", "PETIT Pierre"),
    ],
)
def test_those_who_are_called_rose_or_pierre_are_seen_all_the_same(essai, texte, extrait):
    assert [alerte["extrait"] for alerte in relire(essai, texte, COMMUNS)] == [extrait]


@pytest.mark.parametrize("annee", [2023, 2024])
def test_the_texts_of_the_demonstration_are_left_alone(essai, annee):
    textes = yaml.safe_load((TEXTES / f"{annee}.yaml").read_text("utf-8"))
    assert len(textes) > 10
    assert extraits(relire(essai, "\n\n".join(textes.values()), JEUNES + COMMUNS)) == []


def test_nobody_is_found_in_the_demonstration_were_every_word_of_two_meanings_a_name(essai):
    textes = "\n\n".join(yaml.safe_load((TEXTES / "2024.yaml").read_text("utf-8")).values())
    alertes = essai(
        """async (m, a) => {
            const mots = [...m.COURANTS, ...m.RARES];
            const nom = (rang) => mots[(rang * 7 + 13) % mots.length];
            const jeunes = mots.map((prenom, rang) => ({ identite: { prenom, nom: nom(rang) } }));
            return m.relire(a.textes, { jeunes, lieux: a.lieux });
        }""",
        {"textes": textes, "lieux": LIEUX},
    )
    assert extraits(alertes) == []


def test_a_word_that_is_not_a_name_is_never_reported(essai):
    texte = "Karim, 16 ans, puis Karim Benali au 06 11 22 33 44, et Thomas Durand."
    assert len(relire(essai, texte)) == 4
    restes = relire(essai, texte, gardes=["karim", "thomas durand", "0611223344"])
    assert extraits(restes) == []


@pytest.mark.parametrize(
    ("texte", "remplace"),
    [
        ("le vélo de Karim Benali", "le vélo d’un jeune"),
        ("De Karim Benali, rien.", "D’un jeune, rien."),
        ("le vélo d’Amine Ben Salah", "le vélo d’un jeune"),
        ("le vélo de **Karim Benali**", "le vélo d’**un jeune**"),
        ("On parle à Karim Benali.", "On parle à un jeune."),
        ("Vu avec Karim Benali hier.", "Vu avec un jeune hier."),
        ("Karim Benali est venu.", "Un jeune est venu."),
        ("Fin. Karim Benali est venu.", "Fin. Un jeune est venu."),
        ("- Karim Benali", "- Un jeune"),
        ("« Karim Benali est venu »", "« Un jeune est venu »"),
        ("Objectif : Karim Benali seul", "Objectif : un jeune seul"),
        ("ce que Karim Benali dit", "ce qu’un jeune dit"),
        ("ce qu’Amine Ben Salah dit", "ce qu’un jeune dit"),
        ("Lorsque Karim Benali vient", "Lorsqu’un jeune vient"),
        ("le jeune Karim Benali vient", "le jeune vient"),
        ("Rencontre de Karim, 16 ans.", "Rencontre d’un jeune, 16 ans."),
        ("l’appeler au 06 11 22 33 44.", "l’appeler à un numéro."),
        ("Appeler le 06 11 22 33 44.", "Appeler un numéro."),
    ],
)
def test_a_name_becomes_a_youth_in_good_french(essai, texte, remplace):
    fonction = "(m, a) => m.remplacer(a.texte, m.relire(a.texte, a)[0])"
    assert essai(fonction, {"texte": texte, "jeunes": JEUNES}) == remplace
    assert relire(essai, remplace) == []


# Under a field.


@pytest.fixture
def formulaire(page_seule):
    """A page with a form whose text is guarded; what it sends is kept in `envois`."""
    page_seule.evaluate(
        """async (connus) => {
            const main = document.querySelector("main");
            const poser = (nom, attributs, parent) => {
                const cree = Object.assign(document.createElement(nom), attributs);
                parent.append(cree);
                return cree;
            };
            for (const nom of ["vendor/tabler/tabler.min", "rapport", "allervers", "coffre/garde"])
                poser("link", { rel: "stylesheet", href: `/static/${nom}.css` }, document.head);
            const form = poser("form", {}, main);
            poser("label", { htmlFor: "texte", textContent: "Observation" }, form);
            poser("textarea", { id: "texte", name: "texte" }, form);
            poser("x-garde", {}, form).setAttribute("pour", "texte");
            poser("button", { name: "suite", value: "oui", textContent: "Publier" }, form);
            window.envois = [];
            form.addEventListener("submit", (evenement) => {
                evenement.preventDefault();
                envois.push(Object.fromEntries(new FormData(form, evenement.submitter)));
                form.dataset.envois = envois.length;
            });
            const { definirNoms } = await import("/static/coffre/garde-texte.js");
            definirNoms(Promise.resolve(connus));
        }""",
        {"jeunes": JEUNES, "lieux": LIEUX},
    )
    return page_seule


def champ(page):
    return page.get_by_label("Observation")


def bouton(page, nom):
    return page.get_by_role("button", name=nom)


def attendre(page, nombre):
    expect(page.locator("x-garde li")).to_have_count(nombre)


def envoye(page, fois):
    expect(page.locator("form[data-envois]")).to_have_attribute("data-envois", str(fois))


def test_what_is_typed_is_read_again_and_said_under_the_field(formulaire):
    champ(formulaire).press_sequentially("Vu Karim, 16 ans, et Thomas Durand. Karim va bien.")
    attendre(formulaire, 2)
    dit = formulaire.locator("x-garde[role=status]").inner_text()
    assert "«\u00a0Karim\u00a0» et «\u00a016 ans\u00a0»\u202f: ce texte sera lu hors de l’équipe." in dit
    assert "«\u00a0Thomas Durand\u00a0», nom d’un jeune\u202f: ce texte" in dit
    assert defauts(formulaire) == []
    hauteurs = formulaire.locator("x-garde button").evaluate_all(
        "(tous) => tous.map((un) => un.offsetHeight)"
    )
    assert len(hauteurs) == 4 and min(hauteurs) >= 44
    champ(formulaire).fill("Vu un jeune.")
    attendre(formulaire, 0)
    assert formulaire.erreurs == []


def test_all_is_done_by_keyboard_and_every_mention_is_replaced(formulaire):
    champ(formulaire).fill("Le vélo de Karim, 16 ans. Karim Benali va bien. À Carvin, Karim rit.")
    attendre(formulaire, 2)
    champ(formulaire).focus()
    formulaire.keyboard.press("Tab")
    for restantes in (1, 0):
        expect(bouton(formulaire, "Remplacer par « un jeune »").first).to_be_focused()
        formulaire.keyboard.press("Enter")
        attendre(formulaire, restantes)
    assert (
        champ(formulaire).input_value()
        == "Le vélo d’un jeune, 16 ans. Un jeune va bien. À Carvin, un jeune rit."
    )
    expect(champ(formulaire)).to_be_focused()
    formulaire.keyboard.press("Control+z")
    assert "Karim" in champ(formulaire).input_value()


def test_a_form_is_stopped_once_then_sent_all_the_same(formulaire):
    champ(formulaire).fill("Vu Karim Benali.")
    bouton(formulaire, "Publier").click()
    bouton(formulaire, "Envoyer quand même").wait_for()
    assert formulaire.evaluate("envois") == []
    assert formulaire.evaluate("document.activeElement.localName") == "x-garde"
    bouton(formulaire, "Envoyer quand même").click()
    # The button that was used is sent too.
    assert formulaire.evaluate("envois") == [{"texte": "Vu Karim Benali.", "suite": "oui"}]
    # What was accepted is not asked again; what is new is.
    bouton(formulaire, "Publier").click()
    assert len(formulaire.evaluate("envois")) == 2
    champ(formulaire).fill("Vu Thomas Durand.")
    bouton(formulaire, "Publier").click()
    attendre(formulaire, 1)
    assert len(formulaire.evaluate("envois")) == 2


def test_a_text_without_a_name_is_sent_at_once(formulaire):
    champ(formulaire).fill("Atelier vélo à Carvin, pour les 11 à 14 ans.")
    bouton(formulaire, "Publier").click()
    envoye(formulaire, 1)
    assert formulaire.locator("x-garde").inner_text() == ""


def test_a_kept_word_is_remembered_without_being_written(formulaire):
    champ(formulaire).fill("Karim, 16 ans.")
    bouton(formulaire, "Ce n’est pas un nom").click()
    attendre(formulaire, 0)
    garde = formulaire.evaluate("JSON.stringify(localStorage)")
    assert "karim" not in garde.lower()
    assert formulaire.evaluate("JSON.parse(localStorage['garde-mots'])[0].length") == 64

    # Another visit: the word is known by its hash alone.
    formulaire.evaluate(
        """async (jeunes) => {
            const noms = await import("/static/coffre/garde-noms.js?visite");
            noms.definirNoms({ jeunes });
            window.relus = await noms.relireChamp(document.getElementById("texte"));
        }""",
        JEUNES,
    )
    assert formulaire.evaluate("relus") == []


def test_names_that_cannot_be_read_stop_nobody(formulaire):
    formulaire.evaluate(
        """async () => {
            const { definirNoms } = await import("/static/coffre/garde-texte.js");
            definirNoms(Promise.reject(new Error("coffre fermé")));
        }"""
    )
    champ(formulaire).fill("Vu Karim Benali.")
    bouton(formulaire, "Publier").click()
    envoye(formulaire, 1)
    champ(formulaire).fill("Vu le jeune Karim, 15 ans.")
    attendre(formulaire, 1)
    champ(formulaire).fill("Le joindre au 06 11 22 33 44.")
    bouton(formulaire, "Publier").click()
    bouton(formulaire, "Ce numéro peut rester").click()
    attendre(formulaire, 0)
    bouton(formulaire, "Publier").click()
    envoye(formulaire, 2)
    assert formulaire.erreurs == []


def test_names_that_come_late_are_looked_for_in_what_is_already_there(formulaire):
    formulaire.evaluate(
        """async (jeunes) => {
            const { definirNoms } = await import("/static/coffre/garde-texte.js");
            definirNoms(new Promise((resoudre) => { window.ouvrir = () => resoudre({ jeunes }); }));
        }""",
        JEUNES,
    )
    champ(formulaire).fill("Vu Karim Benali.")
    formulaire.wait_for_timeout(600)
    assert formulaire.locator("x-garde li").count() == 0
    formulaire.evaluate("ouvrir()")
    attendre(formulaire, 1)


@pytest.mark.parametrize(
    ("texte", "extrait"),
    [
        ("Nous avons vu Yanis, 15 ans, devant le stade.", "Yanis"),
        ("Ce jour-là, Lina et sa mère sont venues.", "Lina"),
        ("Yanis, 15 ans, est venu.", "Yanis"),
        ("La mère de Yanis, 15 ans, a appelé.", "Yanis"),
        ("Le jeune Yanis a repris l’école.", "Yanis"),
        ("Un jeune, Yanis, a repris l’école.", "Yanis"),
        ("Avec Yanis Lampin, né le 3 mars 2009, tout va bien.", "Yanis Lampin"),
        ("Le 06 12 34 56 78 est le sien.", "06 12 34 56 78"),
    ],
)
def test_who_has_no_name_to_compare_is_told_of_what_reads_as_one(essai, texte, extrait):
    assert [alerte["extrait"] for alerte in sans_noms(essai, texte)] == [extrait]


@pytest.mark.parametrize(
    "texte",
    [
        "Les jeunes de Carvin ont de 15 à 18 ans. Les 16 ans et plus viennent au local.",
        "Le Département et la PJJ suivent ces jeunes ; la Mission locale en reçoit trois.",
        "Le contrat Jeune Majeur a servi deux fois. Des jeunes de 16 ans à Oignies ont écrit au maire.",
        "Au collège Vinci, un jeune et sa mère ont rencontré Mme Lefebvre.",
        "Garçons et filles, de 12 à 15 ans, se retrouvent place Jean-Jaurès.",
    ],
)
def test_ordinary_sentences_are_left_alone_without_any_name(essai, texte):
    assert sans_noms(essai, texte) == []


def test_the_texts_of_the_demonstration_are_left_alone_without_any_name(essai):
    for fichier in TEXTES.glob("*.yaml"):
        for texte in yaml.safe_load(fichier.read_text("utf-8")).values():
            assert sans_noms(essai, str(texte)) == []


def sans_noms(essai, texte):
    return essai("(m, texte) => m.relire(texte, { noms: m.INCONNUS })", texte)
