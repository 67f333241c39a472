"""What a service does with its youths, scene after scene, in real browsers. A new feature adds its own to SCENES."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.comptes_ouverts import MOT_DE_PASSE, code_de_l_application, se_connecter
from tests.personnages import ecrire_dossier

from .empreintes import ecritures
from .serveur import Serveur

# Every name, alias, address and text about a youth holds this root, which no word of any language holds; phones begin
# alike, and are called like nobody's.
RACINE = "Kwyzilbrun"
FORMES = ecritures(RACINE) | ecritures("06 39 98 0") | ecritures("0639980")
NB_IMPORTES, NB_A_L_ECRAN = 196, 4
NB_JEUNES = NB_IMPORTES + NB_A_L_ECRAN


@dataclass
class Monde:
    """`direction` and `educatrice` are the pages of two people, each in a browser of their own."""

    serveur: Serveur
    navigateur: object
    dossier: Path
    code: str = ""
    pages: dict = field(default_factory=dict)

    def page(self, qui: str):
        """Return the page of somebody, which opens in a browser of its own."""
        if qui not in self.pages:
            self.pages[qui] = self.navigateur.new_context(locale="fr-FR").new_page()
        return self.pages[qui]

    def aller(self, qui: str, chemin: str):
        page = self.page(qui)
        page.goto(f"{self.serveur.adresse}{chemin}")
        return page


def telephone(rang: int) -> str:
    return f"06 39 98 {rang // 100:02} {rang % 100:02}"


def fonder(monde: Monde) -> None:
    """The association imports its facts; the director chooses a password and a second factor, and makes the vault."""
    serveur = monde.serveur
    jeunes = [
        {"code": f"J{rang:03}", "premier_contact": "2024-01-12", "niveau": "c", "accord_le": "2024-02-01",
         "accord_mode": "oral"}
        for rang in range(NB_IMPORTES)
    ]  # fmt: skip
    professionnels = [
        {"code": "d", "prenom": "Sacha", "role": "direction", "courriel": "d@exemple.fr"},
        {"code": "e", "prenom": "Awa", "role": "educateur", "courriel": "e@exemple.fr"},
    ]
    partenaires = [{"code": "vinci", "nom": "Collège Vinci"}]
    faits = ecrire_dossier(
        monde.dossier / "faits", jeunes=jeunes, professionnels=professionnels, partenaires=partenaires
    )
    serveur.commande("importe", faits)
    lien = serveur.commande("invite", "d@exemple.fr", "--site", serveur.adresse).split()[-1]
    serveur.ouvrir()
    _accepter(monde.page("direction"), lien)
    page = monde.page("direction")
    se_connecter(page, serveur.adresse, "d@exemple.fr")
    page.get_by_role("link", name="Activer").click()
    secret = page.locator("code.cle").inner_text()
    page.get_by_label("Code", exact=True).fill(code_de_l_application(secret))
    page.get_by_role("button", name="Activer").click()
    page.get_by_role("link", name="C’est noté").click()
    monde.aller("direction", "/coffre/")
    page.get_by_role("button", name="Créer le coffre").click()
    monde.code = page.locator("#code").inner_text()
    page.get_by_label("Retapez-le ici").fill(monde.code)
    page.get_by_role("button", name="Terminer").click()
    page.get_by_role("heading", name="Qui l’ouvre").wait_for()


def importer_les_noms(monde: Monde) -> None:
    noms = [
        {"jeune": f"J{rang:03}", "prenom": f"{RACINE}a{rang}", "nom": f"De {RACINE}ane {rang}",
         "telephone": telephone(rang), "reseaux": f"@{RACINE}{rang}", "adresse": f"{rang} rue {RACINE}"}
        for rang in range(NB_IMPORTES)
    ]  # fmt: skip
    monde.serveur.commande("importe", ecrire_dossier(monde.dossier / "noms", service=(), identites=noms))
    page = monde.aller("direction", "/jeunes/")
    page.get_by_text(f"{RACINE}a0 De {RACINE}ane 0", exact=True).wait_for()
    assert page.inner_text("#nombre") == f"{NB_IMPORTES} jeunes"


def accueillir_une_collegue(monde: Monde) -> None:
    direction = monde.aller("direction", "/equipe/")
    direction.get_by_role("listitem").filter(has_text="Awa").get_by_role("button", name="Inviter").click()
    page = monde.page("educatrice")
    _accepter(page, direction.get_by_label("Le lien").input_value())
    se_connecter(page, monde.serveur.adresse, "e@exemple.fr")
    page.get_by_text("En attente : un collègue").wait_for()
    monde.aller("direction", "/coffre/").get_by_role("button", name="Lui ouvrir").click()
    direction.get_by_text("ouvert par Sacha").wait_for()


def ecrire_des_fiches(monde: Monde) -> None:
    """The educator enters youths, their agreement, who they are; of some, what happened, and a note."""
    for rang in range(NB_A_L_ECRAN):
        page = monde.aller("educatrice", "/jeunes/nouveau/")
        page.locator("form[data-pret=oui]").wait_for()
        page.get_by_label("Prénom ou surnom").fill(f"{RACINE}e{rang}")
        page.get_by_role("button", name="Créer").click()
        page.get_by_role("button", name="Noter son accord").click()
        page.get_by_text("L’accord est noté.").wait_for()
        page.locator("form[data-pret=oui]").first.wait_for()
        page.get_by_label("Nom", exact=True).fill(f"{RACINE}eau")
        page.get_by_label("Téléphone").fill(telephone(NB_IMPORTES + rang))
        page.get_by_label("Adresse").fill(f"{rang} rue {RACINE}")
        _enregistrer(page, "titre-identite")
        if rang % 2 == 0:
            page.get_by_label("Ce qui s’est passé").fill(f"{RACINE} voulait parler de {RACINE}eau.")
            page.locator("form[data-genre=ecrit] button").click()
            page.get_by_text("C’est écrit.").wait_for()
            page.locator("form[data-pret=oui]").first.wait_for()
            page.get_by_label("Ce que l’équipe doit savoir").fill(f"{RACINE}eau, au {telephone(rang)}.")
            _enregistrer(page, "titre-note")


def dire_et_signaler(monde: Monde) -> None:
    """What is told to a school, then to the CRIP: refused once, and nothing of it is lost."""
    page = monde.page("educatrice")
    page.locator("summary", has_text="Partage").click()
    for champ, choix in (
        ("Avec", "Collège Vinci"),
        ("Sur quoi", "Vie familiale"),
        ("Le jeune le savait", "oui, avant"),
        ("Ses parents le savaient", "oui, avant"),
    ):
        page.get_by_label(champ, exact=True).select_option(label=choix)
    page.get_by_label("À qui, chez ce partenaire").fill(f"Mme {RACINE}")
    page.get_by_label("Ce qui a été dit").fill(f"{RACINE} a de la fièvre.")
    page.get_by_label("Pourquoi").fill(f"Que {RACINE} rentre.")
    page.get_by_role("button", name="Noter ce partage").click()
    page.locator(".fil").get_by_text(f"Mme {RACINE}").wait_for()
    page.get_by_role("link", name="Information préoccupante").click()
    page.locator("form[data-pret=oui]").wait_for()
    page.get_by_label("Ce qui a été observé").fill(f"{RACINE} dort dehors.")
    page.get_by_label("Suite donnée").select_option(label="Sans suite")
    page.get_by_role("button", name="Inscrire au registre").click()
    page.get_by_text("Dites quand cette suite a été connue").wait_for()
    page.get_by_label("Suite donnée").select_option(label="Pas encore connue")
    page.get_by_role("button", name="Inscrire au registre").click()
    page.get_by_text("C’est inscrit au registre").wait_for()
    direction = monde.aller("direction", "/signalements/")
    direction.locator(".registre a").click()
    direction.get_by_text(f"{RACINE} dort dehors.").wait_for()


def changer_la_cle(monde: Monde) -> None:
    """Everything is sealed again, and everybody is still found by name."""
    page = monde.aller("direction", "/coffre/")
    page.get_by_role("button", name="Changer la clé maintenant").click()
    page.get_by_text("Clé n°\u00a02").wait_for(timeout=120_000)
    monde.aller("direction", "/jeunes/")
    page.get_by_text(f"{NB_JEUNES} jeunes", exact=True).wait_for()
    page.get_by_label("Chercher un nom").fill(f"{RACINE}e0")
    page.get_by_text(f"{RACINE}e0 {RACINE}eau").wait_for()


def se_tromper(monde: Monde) -> None:
    """A page that does not exist, a page that one may not open, a form that is refused."""
    for chemin in ("/introuvable/", "/journal/", "/compte/"):
        page = monde.aller("educatrice", chemin)
    monde.aller("educatrice", "/jeunes/nouveau/")
    page.locator("form[data-pret=oui]").wait_for()
    page.get_by_label("Prénom ou surnom").fill(f"{RACINE} trop vite")
    page.get_by_label("Année de naissance").fill("10")
    page.get_by_role("button", name="Créer").click()
    page.get_by_text("sur quatre chiffres").wait_for()


# In this order: each finds what those before have left.
SCENES: tuple[Callable[[Monde], None], ...] = (
    fonder,
    importer_les_noms,
    accueillir_une_collegue,
    ecrire_des_fiches,
    dire_et_signaler,
    changer_la_cle,
    se_tromper,
)


def _accepter(page, lien: str) -> None:
    page.goto(lien)
    page.get_by_role("heading", name="Bienvenue").wait_for()
    page.locator("#nouveau").fill(MOT_DE_PASSE)
    page.locator("#encore").fill(MOT_DE_PASSE)
    page.locator("#choisir button").click()
    page.get_by_text("Votre compte est prêt").wait_for()


def _enregistrer(page, section: str) -> None:
    page.locator(f"section[aria-labelledby={section}]").get_by_role("button", name="Enregistrer").click()
    page.get_by_text("C’est enregistré.").wait_for()
    page.locator("form[data-pret=oui]").first.wait_for()
