"""Invented services, as facts: one seed, one service. Small cells are many, as in a real report."""

from collections.abc import Iterable
from datetime import date
from random import Random

import pyarrow as pa
import pyarrow.compute as pc

from allervers.faits.faits import Faits
from allervers.faits.schema import TABLES, schema
from allervers.referentiel.presets import lire_preset
from allervers.tableaux.calcul import calculer
from allervers.tableaux.tableau import Tableau

ANNEE = 2024
REFERENTIEL = lire_preset("62")
COMMUNES = ["62215", "62250", "62907", "62637", "62119", "62427", "59350"]
STATUTS = [statut.code for statut in REFERENTIEL.statuts]
NATURES = ["sortie", "sejour", "dsl", "parentalite", "evenement_partenaire"]


def codes(liste: str) -> list[str]:
    """The codes of a list of the preset: those that an educator chooses, then one that it does not know."""
    termes = REFERENTIEL.listes[liste]
    parents = {terme.parent for terme in termes}
    return [*(terme.code for terme in termes if terme.code not in parents), "inconnu"]


class Alea(Random):
    def parmi(self, valeurs):
        """One of the values, the first ones far more often; None now and then."""
        rang = int(len(valeurs) * self.random() ** 3)
        return valeurs[rang] if self.random() < 0.97 else None

    def vrai(self, probabilite: float) -> bool:
        return self.random() < probabilite


def inventer(graine: int, nombre: int, service: str = "essai") -> Faits:
    """Return the facts of a service of `nombre` youths, one of every kind of record."""
    alea = Alea(graine)
    lignes: dict[str, list[dict]] = {nom: [] for nom in TABLES}

    def noter(table: str, **valeurs):
        lignes[table].append({"service": service, **valeurs})

    for rang, commune in enumerate(COMMUNES):
        noter(
            "territoires", territoire=commune, nom=f"C{rang}", nature="commune", commune=commune,
            nom_commune=f"C{rang}", ordre=rang, ordre_commune=rang,
        )  # fmt: skip
    sorties = range(max(3, nombre // 10))
    for rang in sorties:
        noter(
            "interventions", intervention=rang, type=alea.choice(["travail_de_rue", "permanence"]),
            minutes=60, nb_professionnels=2, territoire=alea.parmi(COMMUNES),
        )  # fmt: skip
        for _ in range(alea.randrange(3)):
            age = alea.choice([8, 12, 16, 20, 25])
            noter(
                "comptages", intervention=rang, sexe=alea.parmi(["garcon", "fille"]), age_min=age, age_max=age,
                est_nouveau=alea.vrai(0.3), nombre=alea.randint(1, 9),
            )  # fmt: skip
    actions = range(12)
    for rang in actions:
        noter(
            "actions", action=rang, nature=NATURES[rang % 5], intitule=f"Action {rang}", unite_duree="seances",
            territoire=alea.parmi(COMMUNES), familles=alea.choice([None, 3, 11]), visiteurs=alea.choice([None, 40, 2]),
            nb_partenaires=2, est_non_communique=rang == 9, ordre=rang,
        )  # fmt: skip
        noter("interventions", intervention=1000 + rang, type="action_collective", minutes=60, nb_professionnels=1,
              action=rang)  # fmt: skip
        if rang % 2:
            noter("effectifs", action=rang, age_min=12, age_max=12, nombre=alea.randint(1, 30))
    for rang in range(4):
        noter("reseaux", reseau=f"r{rang}", nom=f"Réseau {rang}", a_convention=True, ordre=rang)
        noter("accueils", reseau=f"r{rang}", nombre=alea.randint(1, 7), demi_journees=alea.choice([None, 3]))
    for jeune in range(nombre):
        _noter_un_jeune(alea, noter, jeune, sorties, actions)
    return Faits({nom: pa.Table.from_pylist(lignes[nom], schema=schema(nom)) for nom in TABLES})


def _noter_un_jeune(alea: Alea, noter, jeune: int, sorties: Iterable[int], actions: Iterable[int]):
    age = alea.parmi([13, 14, 16, 17, 19, 12, 20, 23, 9])
    noter(
        "jeunes", jeune=jeune, sexe=alea.parmi(["garcon", "fille", "fille", "autre"]), age_min=age, age_max=age,
        est_nouveau=alea.vrai(0.3), commune=(commune := alea.parmi(COMMUNES)), nom_commune=commune,
        situation=alea.parmi(codes("situation")),
    )  # fmt: skip
    for intervention in sorties:
        if alea.vrai(3 / len(sorties)):
            noter("presences", intervention=intervention, jeune=jeune)
    for action in actions:
        if alea.vrai(0.04):
            noter("presences", intervention=1000 + action, jeune=jeune)
    if alea.vrai(0.03):
        noter(
            "accueils", reseau=f"r{alea.randrange(4)}", jeune=jeune, demi_journees=alea.choice([None, 1, 7])
        )
    if not alea.vrai(0.7):
        return
    fin = alea.choice([None, None, None, date(ANNEE, 9, 1)])
    noter(
        "statuts", jeune=jeune, statut=alea.parmi(STATUTS) or STATUTS[0], fin=fin,
        debut=date(ANNEE - alea.choice([0, 1, 1, 2, 5]), 1 + alea.randrange(8), 3),
        motif_cloture=alea.parmi(codes("motif_cloture")) if fin else None,
    )  # fmt: skip
    for problematique in alea.sample(codes("problematique"), alea.choice([0, 1, 1, 2, 3, 4])):
        noter("problematiques", jeune=jeune, problematique=problematique, est_a_l_origine=True)
    for _ in range(alea.choice([0, 0, 1, 2])):
        noter("co_accompagnements", jeune=jeune, categorie=alea.parmi(codes("categorie_partenaire")))
    if fin and alea.vrai(0.5):
        noter("orientations", jeune=jeune, nature=alea.parmi(codes("orientation")), est_de_fin=True,
              jonction=alea.vrai(0.5))  # fmt: skip


def compter(faits: Faits) -> list[Tableau]:
    """Return the complete tables of these facts."""
    return calculer(faits, REFERENTIEL, ANNEE)


def dossier(faits: Faits, jeune: int) -> Faits:
    """Return the facts of one youth alone: places, actions and networks stay, those who were there do not."""

    def garder(nom: str, table: pa.Table) -> pa.Table:
        if nom in ("comptages", "effectifs"):
            return table.slice(0, 0)
        if nom == "actions":
            vides = pa.nulls(table.num_rows, pa.int32())
            for colonne in ("familles", "visiteurs"):
                table = table.set_column(table.schema.get_field_index(colonne), colonne, vides)
            return table
        if "jeune" in table.column_names:
            return table.filter(pc.equal(table["jeune"], jeune))
        return table

    return Faits({nom: garder(nom, table) for nom, table in faits.tables.items()})
