"""Copy the official communes from npm's `@etalab/decoupage-administratif` (open data, Licence Ouverte).

Run again when the Code officiel géographique changes: `python outils/copie_communes.py`, then write a
migration that loads the new file.
"""

import csv
import gzip
import io
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "6.0.0"
CIBLE = Path(__file__).parents[1] / "allervers" / "territoires" / "donnees" / "communes.csv.gz"


def main() -> None:
    with tempfile.TemporaryDirectory() as dossier:
        subprocess.run(  # noqa: S603
            ["npm", "pack", "--silent", f"@etalab/decoupage-administratif@{VERSION}"],  # noqa: S607
            cwd=dossier, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with tarfile.open(next(Path(dossier).glob("*.tgz"))) as archive:
            communes, epcis, departements = (
                json.load(archive.extractfile(f"package/data/{nom}.json"))
                for nom in ("communes", "epci", "departements")
            )
    noms = {departement["code"]: departement["nom"] for departement in departements}
    epci_de = {membre["code"]: (epci["code"], epci["nom"]) for epci in epcis for membre in epci["membres"]}
    texte = io.StringIO()
    lignes = csv.writer(texte, lineterminator="\n")
    lignes.writerow(["code", "nom", "departement", "nom_departement", "epci", "nom_epci", "population"])
    for commune in sorted(communes, key=lambda commune: commune["code"]):
        # A commune déléguée is a part of a commune; its youths live in the latter.
        if commune["type"] in ("commune-actuelle", "arrondissement-municipal"):
            departement = commune.get("departement", "")
            lignes.writerow(
                [commune["code"], commune["nom"], departement, noms.get(departement, ""),
                 *epci_de.get(commune["code"], ("", "")), commune.get("population", "")]
            )  # fmt: skip
    CIBLE.write_bytes(gzip.compress(texte.getvalue().encode(), mtime=0))


if __name__ == "__main__":
    main()
