"""What SQL does not say of a table: units, percentages, texts of headers. Each takes and returns a `Tableau`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from .arrondi import arrondir_ensemble, pourcentages
from .axes import HORS_LISTE
from .jours import en_lettres, jour
from .tableau import Cellule, Entete, Etat, Groupe, Tableau

CENTIEME = Decimal("0.01")


def centiemes(tableau: Tableau, moteur) -> Tableau:
    """Posts: hundredths become ETP, and each funder gets a column beside them."""
    financeurs = moteur.referentiel.libelles("financeur_poste")
    parts = moteur.connexion.execute(
        "SELECT intitule, financeur, SUM(etp_centiemes) FROM parts_lues GROUP BY intitule, financeur"
    ).fetchall()
    connues = {(intitule, financeur): etp for intitule, financeur, etp in parts}
    if any(financeur == HORS_LISTE for _, financeur in connues):
        financeurs = financeurs | {HORS_LISTE: "Hors liste"}

    def suite(etp: Cellule, codes: Sequence[str]) -> tuple[Cellule, ...]:
        cellules: list[Cellule] = [etp * CENTIEME]
        for financeur in financeurs:
            payees = [connues[code, financeur] for code in codes if (code, financeur) in connues]
            cellules.append(sum(payees) * CENTIEME if payees else Etat.NON_RENSEIGNE)
        return tuple(cellules)

    codes = [ligne.code for ligne in tableau.lignes]
    return replace(
        tableau,
        colonnes=(
            *tableau.colonnes,
            *(Entete(code, libelle, est_hors_total=True) for code, libelle in financeurs.items()),
        ),
        cellules=tuple(
            suite(cellules[0], [code]) for code, cellules in zip(codes, tableau.cellules, strict=True)
        ),
        totaux_lignes=None,
        totaux_colonnes=suite(tableau.total, codes),
        total=tableau.total * CENTIEME,
        base=tableau.base * CENTIEME,
        groupes=tuple(
            Groupe(
                groupe.libelle,
                suite(
                    groupe.total, [ligne.code for ligne in tableau.lignes if ligne.groupe == groupe.libelle]
                ),
                groupe.total * CENTIEME,
            )
            for groupe in tableau.groupes
        ),
        notes=(*tableau.notes, *_postes_incomplets(moteur), *_sans_financeur(tableau, connues)),
        decimales=2,
    )


def _sans_financeur(tableau: Tableau, payees: Mapping[tuple[str, str], int]) -> list[str]:
    """Say what nobody is said to pay, when somebody pays a part: their columns do not add up to the posts."""
    reste = tableau.total - sum(payees.values())
    if not payees or not reste:
        return []
    return [f"Financement non renseigné : {en_lettres(reste)} ETP."]


def _postes_incomplets(moteur) -> list[str]:
    """Say which posts did not last the whole year, and for how much they count."""
    postes = moteur.connexion.execute(
        "SELECT p.intitule, p.etp_plein, p.etp_centiemes, p.debut, p.fin, a.debut, a.fin"
        " FROM postes_lus p, periode a WHERE p.part < 1 ORDER BY p.debut, p.fin, p.intitule, p.poste"
    ).fetchall()
    notes = []
    for intitule, plein, compte, debut, fin, premier, dernier in postes:
        bornes = [f"à partir du {jour(debut)}"] if debut > premier else []
        bornes += [f"jusqu'au {jour(fin - timedelta(1))}"] if fin < dernier else []
        notes.append(
            f"{moteur.referentiel.libelle('poste', intitule)} : {en_lettres(plein)} ETP {' et '.join(bornes)}, "
            f"soit {en_lettres(compte)} ETP sur l'année."
        )
    return notes


def heures_et_parts(tableau: Tableau, moteur) -> Tableau:
    """Minutes become hours, with their share below; both are rounded so that what is shown adds up."""
    minutes = tableau.cellules[0]
    heures = arrondir_ensemble([Fraction(valeur, 60) for valeur in minutes], 2)
    total = sum(heures, Decimal(0))
    parts = pourcentages(minutes, 2)
    return replace(
        tableau,
        lignes=(Entete("heures", "Heures"), Entete("part", "Part, %")),
        cellules=(tuple(heures), tuple(parts)),
        totaux_lignes=(total, sum(parts, Decimal(0))),
        totaux_colonnes=None,
        total=total,
        base=total,
        decimales=2,
        axes=("", "type_activite"),
    )


def en_heures(tableau: Tableau, moteur) -> Tableau:
    """Minutes become hours, in a table of one column; rounded so that what is shown adds up."""
    heures = arrondir_ensemble([Fraction(minutes, 60) for (minutes,) in tableau.cellules], 2)
    total = sum(heures, Decimal(0))
    return replace(
        tableau,
        cellules=tuple((valeur,) for valeur in heures),
        totaux_colonnes=(total,),
        total=total,
        base=total,
        decimales=2,
    )


def parts_en_colonne(tableau: Tableau, moteur) -> Tableau:
    """Add the share of each row beside its count."""
    effectifs = [cellules[0] for cellules in tableau.cellules]
    parts = pourcentages(effectifs, 1)
    return replace(
        tableau,
        colonnes=(*tableau.colonnes, Entete("part", "Part, %", est_hors_total=True)),
        cellules=tuple((effectif, part) for effectif, part in zip(effectifs, parts, strict=True)),
        totaux_colonnes=(tableau.total, sum(parts, Decimal(0))),
        notes=(*tableau.notes, "Les parts sont arrondies de façon que leur somme soit exacte."),
    )


def rappeler_les_accompagnes(tableau: Tableau, moteur) -> Tableau:
    """Say which statuses count as accompanied, and how many youths that makes."""
    comptants = [statut for statut in moteur.referentiel.statuts if statut.compte_comme_accompagne]
    nombre = moteur.scalaire("SELECT COUNT(*) FROM categories WHERE compte")
    noms = " + ".join(statut.libelle for statut in comptants)
    return replace(tableau, notes=(*tableau.notes, f"Jeunes accompagnés ({noms}) : {nombre}."))


def indicateurs_avec_annee(tableau: Tableau, moteur) -> Tableau:
    """Official figures: one value a cell, « NC » where it is not communicated, the year and the source beside."""
    lues = {
        (indicateur, territoire): (valeur, str(annee), source or "non notée")
        for indicateur, territoire, valeur, annee, source in moteur.connexion.execute(
            "SELECT indicateur, service || '/' || territoire, valeur_centiemes, annee, source FROM indicateurs"
        ).fetchall()
    }
    sources = {source for _, _, source in lues.values()}

    def cellule(indicateur: str, territoire: str) -> Cellule:
        if (indicateur, territoire) not in lues:
            return Etat.NON_RENSEIGNE
        valeur = lues[indicateur, territoire][0]
        return Etat.NC if valeur is None else Decimal(valeur) / 100

    def selon_les_lieux(indicateur: str, rang: int) -> dict[str, list[str]]:
        """Return year, or source → the places where the figure is of it."""
        lieux: dict[str, list[str]] = {}
        for colonne in tableau.colonnes:
            if lue := lues.get((indicateur, colonne.code)):
                lieux.setdefault(lue[rang], []).append(colonne.libelle)
        return dict(sorted(lieux.items()))

    def dire(ligne: Entete) -> Entete:
        annees, siennes = selon_les_lieux(ligne.code, 1), selon_les_lieux(ligne.code, 2)
        precisions = [("Année", _par_lieu(annees))] if len(annees) > 1 else []
        precisions += [("Source", _par_lieu(siennes))] if siennes and len(sources) > 1 else []
        libelle = f"{ligne.libelle} ({', '.join(annees)})" if annees else ligne.libelle
        return replace(ligne, libelle=libelle, precisions=tuple(precisions))

    return replace(
        tableau,
        lignes=tuple(dire(ligne) for ligne in tableau.lignes),
        cellules=tuple(
            tuple(cellule(ligne.code, colonne.code) for colonne in tableau.colonnes)
            for ligne in tableau.lignes
        ),
        totaux_lignes=None,
        totaux_colonnes=None,
        total=None,
        base=len(lues),
        notes=(*tableau.notes, *(f"Source : {source}." for source in sources if len(sources) == 1)),
    )


def _par_lieu(lieux: Mapping[str, list[str]]) -> str:
    """Return « INSEE », « INSEE, sauf Carvin (CAF) », or « INSEE (Oignies) ; CAF (Carvin) » when neither is of most."""
    courante = max(lieux, key=lambda quoi: len(lieux[quoi]))
    autres = {quoi: noms for quoi, noms in lieux.items() if quoi != courante}
    if not autres:
        return courante
    if len(lieux[courante]) > sum(map(len, autres.values())):
        return f"{courante}, sauf " + ", ".join(
            f"{', '.join(noms)} ({quoi})" for quoi, noms in autres.items()
        )
    return " ; ".join(f"{quoi} ({', '.join(noms)})" for quoi, noms in lieux.items())


def journees(tableau: Tableau, moteur) -> Tableau:
    """Networks: half-days become days in a second column, and each row says its object and agreement."""
    reseaux = {
        code: (
            moteur.referentiel.libelle("dispositif_accueil", dispositif),
            modalites,
            "Convention" if a_convention else None,
        )
        for code, dispositif, modalites, a_convention in moteur.connexion.execute(
            "SELECT service || '/' || reseau, dispositif, modalites, a_convention FROM reseaux"
        ).fetchall()
    }
    demi_journees = dict(
        moteur.connexion.execute(
            "SELECT service || '/' || reseau, SUM(demi_journees) FROM accueils GROUP BY service, reseau"
        ).fetchall()
    )

    def jours(codes) -> Cellule:
        connues = [demi_journees[code] for code in codes if demi_journees.get(code) is not None]
        return Decimal(int(sum(connues))) / 2 if connues else Etat.NON_RENSEIGNE

    def decrire(ligne: Entete) -> Entete:
        textes = zip(
            ("Objet", "Modalités", "Formalisation"), reseaux.get(ligne.code, (None,) * 3), strict=True
        )
        return replace(ligne, precisions=tuple((nom, texte) for nom, texte in textes if texte))

    return replace(
        tableau,
        lignes=tuple(decrire(ligne) for ligne in tableau.lignes),
        colonnes=(*tableau.colonnes, Entete("journees", "Journées", est_hors_total=True)),
        cellules=tuple(
            (cellules[0], jours([ligne.code]))
            for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
        ),
        totaux_colonnes=(tableau.total, jours(demi_journees)),
        notes=(*tableau.notes, "Journées vides : non communiquées par le réseau."),
    )


FAMILLES, VISITEURS, NB_PARTENAIRES = (
    ("familles", "Familles"), ("visiteurs", "Visiteurs"), ("nb_partenaires", "Nombre de partenaires"),
)  # fmt: skip


def actions_en_colonnes(
    tableau: Tableau,
    moteur,
    a_part: Sequence[tuple[str, str]],
    a_part_si_connu: Sequence[tuple[str, str]],
) -> Tableau:
    """One column an action, by commune, with its partners, funders and length; what stands `a_part` below.

    `a_part_si_connu`: what stands there too, once somebody told it of one action.

    The canvas: « one table per commune with one column per action ».
    """
    resultat = moteur.connexion.execute(
        "SELECT * FROM actions_lues WHERE genre = ? ORDER BY COALESCE(ordre_commune, 9999), commune, ordre",
        [tableau.id],
    )
    champs = [colonne[0] for colonne in resultat.description]
    actions = {str(ligne[1]): dict(zip(champs, ligne, strict=True)) for ligne in resultat.fetchall()}

    def colonne(entete: Entete) -> Entete:
        action = actions[entete.code]
        codes = (action["financeurs"] or "").split("|")
        textes = (
            ("Durée", _duree(action)),
            ("Partenaires", action["partenaires"]),
            (
                "Financements",
                ", ".join(moteur.referentiel.libelle("financeur", code) for code in codes if code),
            ),
            ("Classes", action["nb_classes"] and str(action["nb_classes"])),
        )
        return replace(
            entete,
            groupe=action["commune"] or "Tous territoires",
            precisions=tuple((nom, texte) for nom, texte in textes if texte),
        )

    totaux = dict(zip((entete.code for entete in tableau.colonnes), tableau.totaux_colonnes, strict=True))

    def cellule(code: str, valeur: Cellule) -> Cellule:
        """Participants that nobody counted are not a zero: whole classes came, or nobody said how many."""
        if valeur:
            return valeur
        if actions[code]["est_non_communique"]:
            return Etat.NC
        if totaux[code]:
            return valeur
        return Etat.NC if actions[code]["nb_classes"] else Etat.NON_RENSEIGNE

    def facultative(code: str, champ: str) -> Cellule:
        valeur = actions[code][champ]
        return Etat.NON_RENSEIGNE if valeur is None else valeur

    codes = [entete.code for entete in tableau.colonnes]
    connus = [
        (champ, libelle)
        for champ, libelle in a_part_si_connu
        if any(action[champ] is not None for action in actions.values())
    ]
    en_bas = [
        (Entete(champ, libelle, est_hors_total=True), tuple(facultative(code, champ) for code in codes))
        for champ, libelle in (*a_part, *connus)
    ]
    return replace(
        tableau,
        lignes=(*tableau.lignes, *(entete for entete, _ in en_bas)),
        colonnes=tuple(colonne(entete) for entete in tableau.colonnes),
        cellules=(
            *(
                tuple(cellule(code, valeur) for code, valeur in zip(codes, ligne, strict=True))
                for ligne in tableau.cellules
            ),
            *(cellules for _, cellules in en_bas),
        ),
        totaux_lignes=(*tableau.totaux_lignes, *(_somme(entete, cellules) for entete, cellules in en_bas)),
        totaux_colonnes=tuple(
            cellule(code, total) for code, total in zip(codes, tableau.totaux_colonnes, strict=True)
        ),
    )


def _duree(action: dict) -> str:
    nombre = action["nb_jours"] if action["unite_duree"] == "jours" else action["nb_seances"]
    nom = "jour" if action["unite_duree"] == "jours" else "séance"
    return f"{nombre} {nom}{'s' if nombre > 1 else ''}" if nombre else ""


def _somme(entete: Entete, cellules: Sequence[Cellule]) -> Cellule:
    """Partners are not added up: the same one can take part in several actions."""
    if entete.code == NB_PARTENAIRES[0]:
        return Etat.NON_RENSEIGNE
    connues = [cellule for cellule in cellules if not isinstance(cellule, Etat)]
    return sum(connues) if connues else Etat.NON_RENSEIGNE
