"""The sealed bundle of a year (*liasse*): all that its report is made from, in one file.

A zip whose bytes depend on nothing but its content: facts of both years (Parquet), tables and texts (JSON, to be
read without Allervers), canvas and lists, the service's identity, and the secret of the publishable form.
"""

import io
import json
import tempfile
import zipfile
from base64 import b64decode, b64encode
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

from allervers.faits.faits import Faits
from allervers.faits.schema import TABLES
from allervers.referentiel.valeur import lire_referentiel

from .document import PhotoDuDocument
from .fiches import Fiche
from .graphiques.carte import Lieu
from .lecture import lire_faits
from .matiere import Identite, Matiere

# The first date that a zip can hold: an archive made twice is the same file.
_DATE = (1980, 1, 1, 0, 0, 0)


def sceller(matiere: Matiere, faits: Faits, precedents: Faits | None) -> bytes:
    """Return the bundle of `matiere`, read from these facts."""
    identite = asdict(matiere.service)
    identite["logo"] = matiere.service.logo and b64encode(matiere.service.logo).decode()
    pieces = {
        "annee.json": _json({"annee": matiere.annee, "service": identite}),
        "referentiel.json": _json(asdict(matiere.referentiel)),
        "textes.json": _json(dict(matiere.textes)),
        "lieux.json": _json([asdict(lieu) for lieu in matiere.lieux]),
        "tableaux.json": _json([tableau.en_json() for tableau in matiere.lecture.tableaux]),
        "sel": matiere.sel or b"",
        "fiches.json": _json([_fiche(fiche) for fiche in matiere.fiches]),
    }
    pieces |= {f"photos/{une.id}.jpg": une.jpeg for fiche in matiere.fiches for une in fiche.photos}
    for dossier, tables in (("faits", faits), ("faits_precedents", precedents)):
        if tables is not None:
            pieces |= {f"{dossier}/{nom}": contenu for nom, contenu in _parquet(tables).items()}
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom in sorted(pieces):
            archive.writestr(zipfile.ZipInfo(nom, _DATE), pieces[nom], zipfile.ZIP_DEFLATED)
    return sortie.getvalue()


# A bundle never changes, and its years take a second to count.
@lru_cache(maxsize=4)
def ouvrir(contenu: bytes) -> Matiere:
    """Return the matter that a bundle holds."""
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
        pieces = {nom: archive.read(nom) for nom in archive.namelist()}
    lus = {
        nom.removesuffix(".json"): json.loads(piece) for nom, piece in pieces.items() if nom.endswith(".json")
    }
    identite = Identite(**lus["annee"]["service"])
    return Matiere(
        lecture=lire_faits(
            _faits(pieces, "faits"),
            _faits(pieces, "faits_precedents"),
            lire_referentiel(lus["referentiel"]),
            lus["annee"]["annee"],
        ),
        service=replace(identite, logo=identite.logo and b64decode(identite.logo)),
        textes=lus["textes"],
        lieux=tuple(Lieu(**lieu) for lieu in lus["lieux"]),
        fiches=tuple(_lire_fiche(fiche, pieces) for fiche in lus.get("fiches", ())),
        sel=pieces["sel"] or None,
    )


def _fiche(fiche: Fiche) -> dict:
    photos = [
        {nom: getattr(une, nom) for nom in ("id", "legende", "largeur", "hauteur")} for une in fiche.photos
    ]
    return {nom: getattr(fiche, nom) for nom in Fiche.__dataclass_fields__} | {"photos": photos}


def _lire_fiche(lue: dict, pieces: dict[str, bytes]) -> Fiche:
    photos = tuple(PhotoDuDocument(jpeg=pieces[f"photos/{une['id']}.jpg"], **une) for une in lue["photos"])
    listes = {nom: tuple(map(tuple, lue[nom])) for nom in ("faits", "objectifs")}
    return Fiche(**lue | listes | {"photos": photos})


def _json(valeur) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _parquet(faits: Faits) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as dossier:
        faits.figer(Path(dossier))
        return {fichier.name: fichier.read_bytes() for fichier in Path(dossier).iterdir()}


def _faits(pieces: dict[str, bytes], nom: str) -> Faits | None:
    if f"{nom}/services.parquet" not in pieces:
        return None
    with tempfile.TemporaryDirectory() as dossier:
        for table in TABLES:
            # A bundle knows the tables of its own time.
            if contenu := pieces.get(f"{nom}/{table}.parquet"):
                Path(dossier, f"{table}.parquet").write_bytes(contenu)
        return Faits.du_dossier(Path(dossier))
