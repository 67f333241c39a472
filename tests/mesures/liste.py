"""The list of 3,000 youths: read, opened and sorted in a browser slowed four times, as a mid-range phone is."""

import secrets
from statistics import median

from .base import base_neuve, port_libre, serveur

JEUNES, RALENTI, ESSAIS = 3000, 4, 5
# A service imports once, then each phone seals its own: so many runs of sealing share the names.
SEANCES = 60
# When the list says that it is ready, counted from the request of the page.
GUETTER = """new MutationObserver(() => {
    if (document.documentElement?.dataset.liste === "prete") window.prete ??= performance.now();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-liste"] });"""
MOT_DE_PASSE = "quatre mots pris au hasard"
COURRIEL = "mesure@exemple.fr"


def preparer() -> None:
    """Found a service of 3,000 youths, whose director's vault is open."""
    from django.core.management import call_command

    from allervers.coffre.enveloppe import Scellement
    from allervers.coffre.membres import cle_courante
    from allervers.comptes.models import Role, Service, Utilisateur
    from allervers.demo.coffre import ouvrir_coffre, ouvrir_compte
    from allervers.jeunes.models import Jeune

    call_command("migrate", verbosity=0)
    service = Service.objects.create(code="mesure", nom="Service de mesure", est_demonstration=True)
    direction = Utilisateur.objects.create(
        service=service, code="d", prenom="Sacha", role=Role.DIRECTION, courriel=COURRIEL
    )
    ouvrir_compte(direction, MOT_DE_PASSE)
    ouvrir_coffre(direction, [])
    cle = cle_courante(service)
    seances = [Scellement(service.uuid, cle.version, bytes(cle.cle_publique)) for _ in range(SEANCES)]
    jeunes = [
        Jeune(service=service, code=f"J{rang:04}", premier_contact="2024-01-12", annee_naissance=2008,
              niveau="c", accord_le="2024-02-01", accord_mode="oral")
        for rang in range(JEUNES)
    ]  # fmt: skip
    for rang, jeune in enumerate(jeunes):
        seance = seances[rang * SEANCES // JEUNES]
        nom = {
            "nom": secrets.token_hex(4).capitalize(),
            "telephone": f"06 39 98 {rang // 100:02} {rang % 100:02}",
        }
        jeune.alias = seance.sceller("jeune", jeune.uuid, "alias", secrets.token_hex(3).capitalize())
        jeune.identite = seance.sceller("jeune", jeune.uuid, "identite", nom)
    Jeune.objects.bulk_create(jeunes, batch_size=500)


def mesurer() -> None:
    """Print how long the list takes, from the request of the page to the names sorted on the screen."""
    from playwright.sync_api import sync_playwright

    port = port_libre()
    with serveur(port), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_page(locale="fr-FR", viewport={"width": 390, "height": 844})
        page.add_init_script(GUETTER)
        page.goto(f"http://localhost:{port}")
        page.get_by_label("Courriel").fill(COURRIEL)
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Se connecter").click()
        page.get_by_role("link", name="Sacha").wait_for()
        page.goto(f"http://localhost:{port}/coffre/")
        page.get_by_role("heading", name="Qui l’ouvre").wait_for()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": RALENTI})
        durees = [_ouvrir_la_liste(page, port) for _ in range(ESSAIS)]
        chromium.close()
    print(f"liste de {JEUNES} jeunes, {SEANCES} séances de scellement, processeur ralenti {RALENTI} fois :")
    print(
        f"  du clic à la liste triée : médiane {median(durees):.2f} s (de {min(durees):.2f} à {max(durees):.2f})"
    )


def _ouvrir_la_liste(page, port: int) -> float:
    page.goto(f"http://localhost:{port}/jeunes/", wait_until="commit")
    page.locator("html[data-liste=prete]").wait_for(state="attached")
    return page.evaluate("window.prete") / 1000


def main() -> None:
    with base_neuve():
        preparer()
        mesurer()


if __name__ == "__main__":
    main()
