"""What may be published: figures that add up and agree, near the true ones, and that tell of nobody."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from allervers.faits.faits import Faits
from allervers.publication.declaration import COMPTES, TOTAUX_NON_PUBLIES, Compte, TableauNonDeclare
from allervers.publication.publier import Publication, publier
from allervers.tableaux.catalogue import CATALOGUE
from allervers.tableaux.coherence import incoherences
from allervers.tableaux.tableau import Entete, Etat, Tableau

from .attaque import TOTAL, Attaque, chiffres
from .services import compter, dossier, inventer

SEL = bytes(range(32))
# (seed, youths)
SERVICES = [(0, 100), (1, 150), (2, 250), (3, 400), (4, 700), (5, 1000)]
services = pytest.mark.parametrize("service", SERVICES, ids=[f"{nombre} jeunes" for _, nombre in SERVICES])


@cache
def faits(service: tuple[int, int]) -> Faits:
    return inventer(*service)


@cache
def complets(service: tuple[int, int]) -> tuple[Tableau, ...]:
    return tuple(compter(faits(service)))


@cache
def publication(service: tuple[int, int]) -> Publication:
    return publier(complets(service), sel=SEL)


def personnels(tableaux) -> list[Tableau]:
    return [tableau for tableau in tableaux if COMPTES[tableau.id] is not Compte.AUCUNE_PERSONNE]


def tableau(tableaux, id: str) -> Tableau:
    [trouve] = [tableau for tableau in tableaux if tableau.id == id]
    return trouve


def statuts(*nombres: int, **options) -> Tableau:
    lignes = tuple(Entete(f"s{rang}", f"S{rang}") for rang in range(len(nombres)))
    valeurs = {
        "id": "statuts", "titre": "", "unite": "", "population": "jeunes ayant eu un statut", "regle": "",
        "lignes": lignes, "colonnes": (Entete("", "Jeunes"),), "cellules": tuple((n,) for n in nombres),
        "totaux_colonnes": (sum(nombres),), "total": sum(nombres), "base": sum(nombres), "axes": ("statut", ""),
    }  # fmt: skip
    return Tableau(**(valeurs | options))


def test_every_table_of_the_catalogue_is_declared_to_count_persons_or_not():
    assert set(COMPTES) == {definition.id for definition in CATALOGUE}


def test_a_table_that_nobody_declared_is_not_published():
    with pytest.raises(TableauNonDeclare, match="« nouveau »"):
        publier([statuts(3, id="nouveau")], sel=SEL)


@services
def test_published_tables_add_up_and_agree_with_each_other(service):
    publies = publication(service).tableaux
    assert incoherences(publies) == []
    lus = chiffres(personnels(publies))
    for termes, (bas, haut) in Attaque(personnels(publies), 0, {}).relations:
        assert bas <= sum(coefficient * lus[place] for place, coefficient in termes.items()) <= haut, termes


@services
def test_every_count_of_persons_is_a_multiple_of_five(service):
    lus = chiffres(personnels(publication(service).tableaux))
    assert len(lus) > 500
    assert {nombre % 5 for nombre in lus.values()} == {0}


@services
def test_the_error_that_is_stated_is_the_largest(service):
    publie = publication(service)
    lus = Counter(chiffres(personnels(publie.tableaux)))
    vrais = {
        (id, ligne, colonne): nombre
        for (id, ligne, colonne), nombre in chiffres(personnels(complets(service))).items()
        if colonne != "journees" and not (id in TOTAUX_NON_PUBLIES and colonne == TOTAL)
    }
    assert max(abs(lus[place] - nombre) for place, nombre in vrais.items()) == publie.plus_grand_ecart == 4
    assert "ne s'écarte de plus de 4 de l'effectif exact" in publie.methode


@services
def test_no_total_is_published_where_one_person_counts_several_times(service):
    actions = [t for t in publication(service).tableaux if t.id in TOTAUX_NON_PUBLIES]
    assert len(actions) == len(TOTAUX_NON_PUBLIES)
    assert {(t.totaux_lignes, t.total, t.base) for t in actions} == {(None, None, None)}


def test_a_year_without_any_error_does_not_say_so():
    assert publier([statuts(5, 10)], sel=SEL).plus_grand_ecart == 4


@services
def test_one_who_knows_a_youth_alone_in_a_cell_recovers_no_count(service):
    connus = seul_dans_une_cellule(service)
    publie = publication(service)
    assert Attaque(personnels(publie.tableaux), publie.plus_grand_ecart, connus).recuperes() == []


@services
def test_one_who_knows_the_youth_of_most_actions_recovers_no_count(service):
    presences = faits(service).tables["presences"].to_pylist()
    actions = Counter(presence["jeune"] for presence in presences if presence["intervention"] >= 1000)
    connus = chiffres(compter(dossier(faits(service), actions.most_common(1)[0][0])))
    publie = publication(service)
    assert Attaque(personnels(publie.tableaux), publie.plus_grand_ecart, connus).recuperes() == []


def seul_dans_une_cellule(service):
    """Return the counts of the record of a youth, one of which is nobody else's. The rarest profiles come first."""
    vrais = chiffres(complets(service))
    jeunes = faits(service).tables["jeunes"].to_pylist()
    profils = Counter((jeune["situation"], jeune["age_min"]) for jeune in jeunes)
    for jeune in sorted(jeunes, key=lambda jeune: profils[jeune["situation"], jeune["age_min"]]):
        connus = chiffres(compter(dossier(faits(service), jeune["jeune"])))
        if any(vrais.get(place) == nombre == 1 for place, nombre in connus.items()):
            return connus
    raise LookupError(service)


@services
def test_the_attacker_believes_nothing_false(service):
    vrais = chiffres(complets(service))
    for termes, (bas, haut) in Attaque(complets(service), 0, {}).relations:
        assert bas <= sum(coefficient * vrais[place] for place, coefficient in termes.items()) <= haut, termes


def test_the_attacker_finds_what_a_table_with_hidden_small_cells_gives_away():
    ages = ("jeunes_accompagnes_sexe_age", "scolarite", "commune_de_residence", "duree_accompagnement")
    tableaux = [tableau(complets(SERVICES[0]), id) for id in ages]
    attaque = Attaque(tableaux, 0, {})
    vrais = chiffres(tableaux)
    cachees = [rang for rang, place in enumerate(attaque.places) if 0 < vrais[place] < 5]
    attaque.bas[cachees], attaque.haut[cachees] = 1, 4
    retrouvees = set(attaque.recuperes()) & {attaque.places[rang] for rang in cachees}
    assert len(retrouvees) > 20


def test_the_same_secret_gives_the_same_figures_and_another_gives_others():
    service = SERVICES[0]
    assert publier(complets(service), sel=SEL) == publication(service)
    assert publier(complets(service)[::-1], sel=SEL).tableaux[::-1] == publication(service).tableaux
    assert publier(complets(service), sel=SEL[::-1]).tableaux != publication(service).tableaux


def test_a_secret_of_another_size_is_refused():
    with pytest.raises(ValueError, match="32"):
        publier([statuts(3)], sel=b"court")


def test_figures_that_count_no_person_stay_as_they_are():
    service = SERVICES[0]
    for complet, publie in zip(complets(service), publication(service).tableaux, strict=True):
        assert complet.id == publie.id
        if COMPTES[complet.id] is Compte.AUCUNE_PERSONNE:
            assert publie == complet
        else:
            assert publie.notes[-1] == "Forme publiable : effectifs arrondis à un multiple de 5."
    actions = [tableau(forme, "actions_dsl") for forme in (complets(service), publication(service).tableaux)]
    assert actions[0].cellules[-1] == actions[1].cellules[-1]
    assert actions[0].lignes[-1].code == "nb_partenaires"


def test_days_that_can_be_those_of_one_youth_are_left_out():
    publie = tableau(publication(SERVICES[0]).tableaux, "reseaux")
    assert [colonne.libelle for colonne in publie.colonnes] == ["Jeunes différents"]
    assert not [note for note in publie.notes if "Journées" in note]
    assert "journées d'accueil" in publication(SERVICES[0]).methode


def test_shares_are_those_of_the_rounded_counts():
    publie = tableau(publication(SERVICES[3]).tableaux, "cumul_problematiques")
    assert publie.totaux_colonnes[1] == sum(part for _, part in publie.cellules) == 100
    for effectif, part in publie.cellules:
        assert abs(float(part) - 100 * effectif / publie.total) < 0.1


def test_the_accompanied_youths_named_in_a_note_are_those_of_the_tables():
    publies = publication(SERVICES[0]).tableaux
    nombre = tableau(publies, "jeunes_accompagnes_sexe_age").total
    assert f"Jeunes accompagnés (PAEI + ASEP) : {nombre}." in tableau(publies, "statuts").notes
    seul = statuts(3, notes=("Jeunes accompagnés (S0) : 3.",))
    [publie] = publier([seul], sel=SEL).tableaux
    assert publie.notes[0] == f"Jeunes accompagnés (S0) : {publie.total}."


def test_a_header_that_shows_only_because_someone_stands_there_goes_when_rounded_to_zero():
    lignes = (Entete("a", "A"), Entete("b", "B"), Entete("?", "Hors liste"))
    essais = [
        publier([statuts(0, 41, 1, lignes=lignes)], sel=bytes([rang]) * 32).tableaux[0] for rang in range(40)
    ]
    gardees = {(len(essai.lignes), essai.cellules[-1]) for essai in essais}
    assert {(2, (40,)), (3, (5,))} <= gardees <= {(2, (40,)), (2, (45,)), (3, (5,))}
    assert all(essai.lignes[0].libelle == "A" for essai in essais)


def test_what_was_not_communicated_is_not_said_to_be_zero():
    colonnes = (Entete("x", "X"), Entete("y", "Y"))
    action = statuts(
        id="actions_dsl", lignes=(Entete("a", "A"), Entete("b", "B")), colonnes=colonnes, axes=("tranche", "action"),
        cellules=((5, 2), (5, Etat.NC)), totaux_lignes=(7, 5), totaux_colonnes=(10, 2), total=12, base=12,
    )  # fmt: skip
    essais = [publier([action], sel=bytes([rang]) * 32).tableaux[0] for rang in range(20)]
    assert {(essai.cellules, essai.totaux_colonnes) for essai in essais} == {
        (((5, 5), (5, Etat.NC)), (10, 5)),
        (((5, Etat.NC), (5, Etat.NC)), (10, Etat.NC)),
    }


def test_a_year_without_anyone_is_published():
    tableaux = compter(Faits.vides())
    publies = publier(tableaux, sel=SEL).tableaux
    assert tableau(publies, "statuts").total == 0
    assert incoherences(publies) == []


def test_tables_without_persons_alone_are_published_as_they_are():
    heures = replace(statuts(7), id="heures_par_type_activite")
    assert publier([heures], sel=SEL).tableaux == (heures,)
