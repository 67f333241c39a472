"""Each table has a specification: input rows → expected cells, in a YAML file that a non-programmer can read."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from allervers.comptes.models import Service
from allervers.echanges.operations import importer
from allervers.rapport.lecture import lire_annee
from allervers.tableaux.catalogue import CATALOGUE
from allervers.tableaux.tableau import Etat
from tests.personnages import ecrire_dossier

DOSSIER = Path(__file__).parent
MONDE = yaml.safe_load((DOSSIER / "monde.yaml").read_text("utf-8"))
SPECS = {
    fichier.stem: yaml.load(fichier.read_text("utf-8"), Loader=yaml.BaseLoader)
    for fichier in DOSSIER.glob("*.yaml")
    if fichier.stem != "monde"
}
CAS = [(id, cas) for id, tous in SPECS.items() for cas in tous]


def test_every_table_of_the_catalogue_has_a_specification():
    assert set(SPECS) == {definition.id for definition in CATALOGUE}


@pytest.mark.django_db
@pytest.mark.parametrize(("id", "cas"), CAS, ids=[f"{id}: {cas['dit'][:60]}" for id, cas in CAS])
def test_specification(id, cas, tmp_path):
    importer(source=ecrire_dossier(tmp_path, **MONDE | cas["donne"]))
    lecture = lire_annee(Service.objects.get(), 2024)
    tableau = lecture.tableau(id)

    lues = {
        (ligne.libelle, colonne.libelle): cellule
        for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
        for colonne, cellule in zip(tableau.colonnes, cellules, strict=True)
        if cellule not in (0, Etat.NON_RENSEIGNE)
    }
    attendues = {
        (ligne, colonne): Etat.NC if valeur == "NC" else Decimal(valeur)
        for ligne, cellules in cas["attend"].items()
        for colonne, valeur in cellules.items()
    }
    assert lues == attendues
    if "total" in cas:
        assert tableau.total == Decimal(cas["total"])
    if "base" in cas:
        assert tableau.base == int(cas["base"])
    assert set(cas.get("remarques", ())) <= set(tableau.notes)
    precisions = {ligne.libelle: dict(ligne.precisions) for ligne in tableau.lignes}
    assert cas.get("precisions", {}).items() <= precisions.items()
    groupes = {groupe.libelle: groupe.total for groupe in tableau.groupes if groupe.total}
    assert groupes == {nom: Decimal(total) for nom, total in cas.get("groupes", {}).items()}
    assert lecture.incoherences == []
