"""From the complete tables of a frozen year to those that may be published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from allervers.tableaux.arrondi import pourcentages
from allervers.tableaux.axes import HORS_LISTE, NON_RENSEIGNE
from allervers.tableaux.tableau import Cellule, Entete, Etat, Tableau

from .arrondi import BASE, arrondir
from .cube import Cle, cuber, remplacer
from .declaration import LIGNES_LUES_DES_PERSONNES, NON_PUBLIES, PARTS, TOTAUX_NON_PUBLIES, Compte, compte

NOTE = f"Forme publiable : effectifs arrondis à un multiple de {BASE}."

Garde = Callable[[Entete, Sequence[Cellule]], bool]


@dataclass(frozen=True)
class Publication:
    """`tableaux` in the order received; `plus_grand_ecart`, in persons, bounds the error of every count of them;
    `methode` is the paragraph, in French, that the document states."""

    tableaux: tuple[Tableau, ...]
    plus_grand_ecart: int
    methode: str


def publier(tableaux: Sequence[Tableau], *, sel: bytes) -> Publication:
    """Return the publishable form of the tables of one year, all rounded together.

    `sel` is 32 secret random bytes, drawn once for a frozen year and kept with it: the same tables and the same
    `sel` always give the same form; another `sel` gives another form, and the two together would tell more than
    one. Raises TableauNonDeclare, TableauxContradictoires, ArrondiImpossible.
    """
    proteges = {t.id for t in tableaux if compte(t.id) is not Compte.AUCUNE_PERSONNE}
    cube = cuber([tableau for tableau in tableaux if tableau.id in proteges])
    arrondis = arrondir(cube, sel=sel)
    ecart = max((abs(arrondis[repere] - valeur) for repere, valeur in cube.valeurs.items()), default=0)
    # Never said to be less than what the method allows: « no error » would give every count away.
    ecart = max(ecart, BASE - 1)
    return Publication(
        tuple(_proteger(t, arrondis) if t.id in proteges else t for t in tableaux), ecart, _methode(ecart)
    )


def _proteger(tableau: Tableau, arrondis: Mapping[Cle, int]) -> Tableau:
    protege = _sans_journees(remplacer(tableau, lambda repere, _: arrondis[repere]))
    if tableau.id in TOTAUX_NON_PUBLIES:
        protege = replace(protege, totaux_lignes=None, total=None, base=None)
    protege = _parts_recalculees(_sans_entetes_vides(_non_communiques(protege)))
    if protege.est_facultatif and not protege.lignes:
        # Nothing is left of it: not even that it was nothing.
        protege = replace(protege, totaux_lignes=None, totaux_colonnes=None, total=None, base=None)
    return replace(protege, notes=(*protege.notes, NOTE))


def _sans_journees(tableau: Tableau) -> Tableau:
    notes = tuple(note for note in tableau.notes if not note.startswith("Journées"))
    return replace(_garder(tableau, colonne=lambda entete, _: entete.code not in NON_PUBLIES), notes=notes)


def _non_communiques(tableau: Tableau) -> Tableau:
    """A column of « NC » keeps no zero: a person was counted there, and rounded away."""
    colonnes = list(zip(*tableau.cellules, strict=True))
    a_des_nc = [Etat.NC in colonne for colonne in colonnes]

    def taire(valeurs: Sequence[Cellule]) -> tuple[Cellule, ...]:
        return tuple(
            Etat.NC if nc and valeur == 0 else valeur for nc, valeur in zip(a_des_nc, valeurs, strict=True)
        )

    if not any(a_des_nc):
        return tableau
    return replace(
        tableau,
        cellules=tuple(
            valeurs if ligne.est_hors_total else taire(valeurs)
            for ligne, valeurs in zip(tableau.lignes, tableau.cellules, strict=True)
        ),
        totaux_colonnes=taire(tableau.totaux_colonnes),
    )


def _sans_entetes_vides(tableau: Tableau) -> Tableau:
    """Leave out the headers that only a person's presence shows, where nobody is left: they would tell of one."""

    def est_gardee(entete: Entete, valeurs: Sequence[Cellule], est_lue: bool = False) -> bool:
        conditionnelle = est_lue or entete.est_facultatif or entete.code in (HORS_LISTE, NON_RENSEIGNE)
        return not conditionnelle or any(valeurs)

    est_lue = tableau.id in LIGNES_LUES_DES_PERSONNES
    return _garder(tableau, ligne=lambda entete, v: est_gardee(entete, v, est_lue), colonne=est_gardee)


def _parts_recalculees(tableau: Tableau) -> Tableau:
    """Shares, in the column after that of the counts, are those of the rounded counts."""
    if PARTS not in [entete.code for entete in tableau.colonnes]:
        return tableau
    effectifs = [effectif for effectif, _ in tableau.cellules]
    parts = pourcentages(effectifs, 1)
    return replace(
        tableau,
        cellules=tuple(zip(effectifs, parts, strict=True)),
        totaux_colonnes=(tableau.totaux_colonnes[0], sum(parts, Decimal(0))),
    )


def _tout(entete: Entete, valeurs: Sequence[Cellule]) -> bool:
    return True


def _garder(tableau: Tableau, ligne: Garde = _tout, colonne: Garde = _tout) -> Tableau:
    """Return the table with the rows and the columns that are kept, each judged by its header and its cells."""
    lignes = [r for r, entete in enumerate(tableau.lignes) if ligne(entete, tableau.cellules[r])]
    colonnes = [
        r for r, entete in enumerate(tableau.colonnes) if colonne(entete, [v[r] for v in tableau.cellules])
    ]

    def choisir(suite: Sequence | None, rangs: Sequence[int]) -> tuple | None:
        return suite and tuple(suite[rang] for rang in rangs)

    return replace(
        tableau,
        lignes=choisir(tableau.lignes, lignes),
        colonnes=choisir(tableau.colonnes, colonnes),
        cellules=tuple(choisir(tableau.cellules[rang], colonnes) for rang in lignes),
        totaux_lignes=choisir(tableau.totaux_lignes, lignes),
        totaux_colonnes=choisir(tableau.totaux_colonnes, colonnes),
        groupes=tuple(
            replace(groupe, cellules=choisir(groupe.cellules, colonnes)) for groupe in tableau.groupes
        ),
    )


def _methode(ecart: int) -> str:
    return (
        f"Pour que personne ne puisse être reconnu, tous les effectifs de personnes sont arrondis à un multiple de "
        f"{BASE} (arrondi contrôlé). Ils sont arrondis une seule fois, ensemble, par programmation en nombres "
        f"entiers\u202f: tous les tableaux en sont tirés, si bien qu'ils s'additionnent et s'accordent entre eux. "
        f"Aucun effectif publié ne s'écarte de plus de {ecart} de l'effectif exact\u202f; un 0 publié peut être un "
        f"effectif de 1 à 4. Le sens de chaque arrondi tient à un tirage gardé secret. Les parts sont recalculées sur "
        f"les effectifs arrondis\u202f; une ligne ou une colonne qui n'existe que si quelqu'un y figure est omise "
        f"quand elle est arrondie à 0\u202f; les journées d'accueil et les totaux de plusieurs actions, où un même "
        f"jeune peut compter plusieurs fois, ne sont pas publiés. Les heures, les postes et les indicateurs "
        f"officiels ne comptent pas de personnes accompagnées\u202f: ils sont exacts."
    )
