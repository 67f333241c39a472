"""Tables of money: cents become euros, and an amount that nobody wrote down is not a zero."""

from dataclasses import replace
from decimal import Decimal

from .tableau import Cellule, Entete, Etat, Tableau

CENTIME = Decimal("0.01")


def _euros(centimes: Cellule | None) -> Cellule:
    return Etat.NON_RENSEIGNE if centimes is None else centimes * CENTIME


def euros_par_financeur(tableau: Tableau, moteur) -> Tableau:
    """A funder whose amounts are all unknown has no amount; how many are unknown is told below the table."""
    lus = moteur.connexion.execute(
        "SELECT COALESCE(t.code, '?'), COUNT(f.accorde_centimes), COUNT(f.demande_centimes), "
        "COUNT(CASE WHEN f.est_accorde AND f.accorde_centimes IS NULL THEN 1 END) "
        "FROM financements f LEFT JOIN termes t ON t.liste = 'financeur' AND t.lu = f.financeur "
        "WHERE NOT f.est_part_d_un_appel GROUP BY 1"
    ).fetchall()
    connus = {code: (nb_accordes, nb_demandes) for code, nb_accordes, nb_demandes, _ in lus}
    inconnus = {code: nb for code, _, _, nb in lus}

    def ligne(code: str, cellules) -> tuple[Cellule, ...]:
        # Nothing asked nor given is a zero; something given whose amount is not known is not.
        accordes, demandes = connus.get(code, (0, 0))
        accorde = None if inconnus.get(code) and not accordes else cellules[0]
        return _euros(accorde), _euros(cellules[1] if demandes else None)

    libelles = {entete.code: entete.libelle for entete in tableau.lignes}
    dits = ", ".join(f"{libelles.get(code, code)} ({nb})" for code, nb in sorted(inconnus.items()) if nb)
    notes = (
        (*tableau.notes, f"Financements dont le montant n'est pas renseigné : {dits}.")
        if dits
        else tableau.notes
    )
    return replace(
        tableau,
        cellules=tuple(
            ligne(entete.code, cellules)
            for entete, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
        ),
        totaux_colonnes=tuple(_euros(total) for total in tableau.totaux_colonnes),
        total=_euros(tableau.total),
        base=_euros(tableau.base),
        notes=notes,
        decimales=2,
    )


def cout_en_euros(tableau: Tableau, moteur) -> Tableau:
    """What each action cost stands apart, after what it was granted."""
    couts = dict(
        moteur.connexion.execute("SELECT CAST(action AS VARCHAR), cout_centimes FROM actions").fetchall()
    )
    reels = [couts[entete.code] for entete in tableau.lignes]
    connus = [cout for cout in reels if cout is not None]
    tus = set(
        moteur.connexion.execute(
            "SELECT CAST(f.action AS VARCHAR), COALESCE(t.code, '?') FROM financements f "
            "LEFT JOIN termes t ON t.liste = 'financeur' AND t.lu = f.financeur "
            "WHERE f.action IS NOT NULL AND f.accorde_centimes IS NULL"
        ).fetchall()
    )

    def suite(cellules, cout, action="") -> tuple[Cellule, ...]:
        """A funder that pays without saying how much pays something: it is no zero."""
        lues = zip(tableau.colonnes, cellules, strict=True)
        return (
            *(_euros(cellule if cellule or (action, un.code) not in tus else None) for un, cellule in lues),
            _euros(cout),
        )

    return replace(
        tableau,
        colonnes=(*tableau.colonnes, Entete("cout", "Coût réel", est_hors_total=True)),
        cellules=tuple(
            suite(cellules, cout, entete.code)
            for entete, cellules, cout in zip(tableau.lignes, tableau.cellules, reels, strict=True)
        ),
        totaux_lignes=tuple(_euros(total) for total in tableau.totaux_lignes),
        totaux_colonnes=suite(tableau.totaux_colonnes, sum(connus) if connus else None),
        total=_euros(tableau.total),
        base=_euros(tableau.base),
        decimales=2,
    )
