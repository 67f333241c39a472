"""The files of the street application: what a phone keeps to open without a network, and their version."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse

# The folders whose modules and sheets the application is made of, and what it borrows besides.
DOSSIERS = ("terrain", "coffre")
EMPRUNTS = (
    "allervers.svg",
    "connexion/cle-d-acces.js",
    "connexion/requete.js",
    "connexion/session.js",
    "vendor/hpke/hpke.js",
    "vendor/idb/index.js",
    "vendor/source-sans-3/SourceSans3_400Regular.ttf",
    "vendor/source-sans-3/SourceSans3_600SemiBold.ttf",
)


@cache
def _sources() -> dict[str, Path]:
    """Return address → file, of each static file that the application uses."""
    noms = [*EMPRUNTS]
    for racine in settings.STATICFILES_DIRS:
        for dossier in DOSSIERS:
            noms += sorted(
                str(f.relative_to(racine)) for f in (Path(racine) / dossier).rglob("*") if f.is_file()
            )
    return {static(nom): Path(finders.find(nom)) for nom in noms}


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
