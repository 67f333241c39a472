from allervers.tableaux.tableau import Cellule, Etat, Tableau


def en_texte(tableau: Tableau) -> str:
    """Return a table for a terminal: aligned columns, the label last so that it is never cut."""
    colonnes = [colonne.libelle for colonne in tableau.colonnes]
    lignes = [
        ([_texte(cellule) for cellule in cellules], ligne.libelle)
        for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
    ]
    if tableau.totaux_lignes:
        position = len([colonne for colonne in tableau.colonnes if not colonne.est_hors_total])
        colonnes.insert(position, "Total")
        for (cellules, _), total in zip(lignes, tableau.totaux_lignes, strict=True):
            cellules.insert(position, _texte(total))
    if tableau.totaux_colonnes:
        total = [_texte(cellule) for cellule in tableau.totaux_colonnes]
        if tableau.totaux_lignes:
            total.insert(position, _texte(tableau.total))
        lignes.append((total, "Total"))
    titres = [f"{rang}" for rang in range(1, len(colonnes) + 1)]
    largeurs = [
        max(len(titres[rang]), *(len(cellules[rang]) for cellules, _ in lignes), 4) for rang in range(len(titres))
    ] if lignes else []  # fmt: skip
    sortie = [f"{tableau.titre}  [{tableau.id}]", f"  unité\u202f: {tableau.unite}"]
    sortie += [f"  ({titre}) {libelle}" for titre, libelle in zip(titres, colonnes, strict=True)]
    for cellules, libelle in [(titres, ""), *lignes]:
        ligne = "  ".join(texte.rjust(largeur) for texte, largeur in zip(cellules, largeurs, strict=False))
        sortie.append(f"  {ligne}  {libelle}".rstrip())
    return "\n".join(sortie + [f"  {note}" for note in tableau.notes])


def _texte(cellule: Cellule | None) -> str:
    match cellule:
        case None | Etat.NON_RENSEIGNE:
            return "—"
        case Etat():
            return cellule.value
    return str(cellule).replace(".", ",")
