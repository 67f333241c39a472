"""The files of the street application: what a phone keeps to open without a network, and their version."""

import hashlib
import json
import posixpath
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse

# Where its modules start, and what is no module.
ENTREE = "terrain/application.js"
AUTRES = (
    "allervers.svg",
    "coffre/garde.css",
    "terrain/terrain.css",
    "terrain/icone-192.png",
    "terrain/icone-512.png",
)
IMPORT = re.compile(r"""^(?:import|export)\s[^;]*?["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


@cache
def _sources() -> dict[str, Path]:
    """Return address → file, of each static file that the application uses: what its modules import, and no other."""
    noms, a_lire = [*AUTRES], [ENTREE]
    while a_lire:
        nom = a_lire.pop()
        if nom not in noms:
            noms.append(nom)
            importes = IMPORT.findall(Path(finders.find(nom)).read_text("utf-8"))
            a_lire += [posixpath.normpath(posixpath.join(posixpath.dirname(nom), un)) for un in importes]
    return {static(nom): Path(finders.find(nom)) for nom in sorted(noms)}


def fichiers() -> list[str]:
    """Return the addresses that the service worker keeps."""
    return [reverse("terrain"), reverse("manifeste"), *_sources()]


@cache
def version() -> str:
    """Return what changes when any of these files does: a phone then takes the new ones, all together."""
    somme = hashlib.sha256()
    for fichier in (Path(get_template("terrain/terrain.html").origin.name), *_sources().values()):
        somme.update(fichier.read_bytes())
    return somme.hexdigest()[:12]


def travailleur(*, avec_envoi: bool) -> str:
    """Return the service worker: what it keeps, then what it does; `avec_envoi`: as a module that sends by itself."""
    source = Path(finders.find("terrain/travailleur.js")).read_text("utf-8")
    envoi = f'import "{static("terrain/envoi-de-fond.js")}";\n' if avec_envoi else ""
    return f"{envoi}const VERSION = {json.dumps(version())};\nconst FICHIERS = {json.dumps(fichiers())};\n{source}"
