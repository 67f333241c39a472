"""What browser tests do with a screen: open it, and look for faults of accessibility."""

from pathlib import Path

from allervers.comptes.models import Utilisateur
from tests.comptes_ouverts import entrer

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
TAILLES = [(320, 640), (390, 844), (1280, 900)]


def se_connecter(page, adresse):
    """Open the report of the year as its director, who signed in before."""
    entrer(page, adresse, Utilisateur.objects.get(courriel="d@exemple.fr"))
    page.goto(f"{adresse}/rapport/")


def defauts(page) -> list[str]:
    """Return what axe-core finds, one line a fault."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # What passes would be a long list to bring back from the browser.
    fautes = page.evaluate("axe.run({ resultTypes: ['violations'] }).then((resultat) => resultat.violations)")
    return [f"{faute['id']} : {noeud['html'][:120]}" for faute in fautes for noeud in faute["nodes"]]


def defauts_partout(page) -> list[str]:
    """Return what is wrong with this screen at each size, accessibility and width, its details open."""
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true })")
    return defauts_aux_tailles(page)


def defauts_aux_tailles(page, tailles=TAILLES) -> list[str]:
    """Return what is wrong with this screen as it stands, at each of these sizes: accessibility and width."""
    trouves = []
    for largeur, hauteur in tailles:
        page.set_viewport_size({"width": largeur, "height": hauteur})
        trouves += [f"{largeur} px : {faute}" for faute in defauts(page)]
        if deborde(page):
            trouves.append(f"{largeur} px : la page déborde")
    return trouves


def trop_petites(page, sauf: str = ":not(*)") -> list[str]:
    """Return what one touches and is less than 44 pixels high, a box through its label; `sauf`: a selector of what is
    left out."""
    return page.evaluate(
        """(sauf) => [...document.querySelectorAll('main :is(a, button, select, summary, input:not([type=hidden]))')]
            .map((e) => (e.type === 'checkbox' ? e.closest('label') : e))
            .filter((e) => e.checkVisibility() && !e.closest(sauf) && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))""",
        sauf,
    )


def deborde(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
