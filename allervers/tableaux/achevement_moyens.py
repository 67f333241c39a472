"""What SQL does not say of the tables on means: days in words, hours, and « non renseigné »."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from .achevement import CENTIEME
from .arrondi import arrondir_ensemble
from .jours import JOURS, du_au, en_lettres, heure, jour
from .tableau import Cellule, Entete, Etat, Tableau

PROVENANCES = {"achete": "Acheté", "loue": "Loué", "prete": "Prêté"}


def benevoles(tableau: Tableau, moteur) -> Tableau:
    """Their hours stand beside them, where they are known."""
    lues = moteur.connexion.execute("SELECT service || '/' || mission, heures FROM benevoles").fetchall()
    return _avec_colonne(tableau, "heures", "Heures dans l'année", dict(lues))


def missions_par_poste(tableau: Tableau, moteur) -> Tableau:
    """Only the posts whose missions are told, and these below their name."""
    textes = dict(moteur.connexion.execute("SELECT intitule, texte FROM missions_lues").fetchall())
    rangs = [rang for rang, ligne in enumerate(tableau.lignes) if ligne.code in textes]
    return replace(
        tableau,
        lignes=tuple(
            replace(ligne, groupe=None, precisions=(("Missions", textes[ligne.code]),))
            for ligne in (tableau.lignes[rang] for rang in rangs)
        ),
        cellules=tuple((tableau.cellules[rang][0] * CENTIEME,) for rang in rangs),
        totaux_colonnes=(tableau.total * CENTIEME,),
        total=tableau.total * CENTIEME,
        base=tableau.base * CENTIEME,
        groupes=(),
        decimales=2,
    )


def decrire_les_formations(tableau: Tableau, moteur) -> Tableau:
    """Who gives each training and when; and the hours that it makes, all persons together."""
    lues = {
        code: (organisme, du_au(debut, dernier_jour), heures, heures * personnes)
        for code, organisme, debut, dernier_jour, heures, personnes in moteur.connexion.execute(
            "SELECT service || '/' || formation, organisme, debut, dernier_jour, heures_centiemes, nb_personnes"
            " FROM formations"
        ).fetchall()
    }

    def decrire(ligne: Entete) -> Entete:
        organisme, quand, heures, _ = lues[ligne.code]
        textes = (("Organisme", organisme), ("Quand", quand), ("Durée", f"{en_lettres(heures)} h"))
        return replace(ligne, precisions=tuple((nom, texte) for nom, texte in textes if texte))

    decrit = replace(tableau, lignes=tuple(decrire(ligne) for ligne in tableau.lignes))
    suivies = {code: total * CENTIEME for code, (*_, total) in lues.items()}
    return _avec_colonne(decrit, "heures", "Heures suivies", suivies)


def decrire_les_horaires(tableau: Tableau, moteur) -> Tableau:
    """Minutes become hours, rounded so that what is shown adds up; the week is told in words."""
    semaines: dict[str, dict[int, list[str]]] = {}
    lieux: dict[str, set[str]] = {}
    for accueil, lieu, rang, ouvre, ferme in moteur.connexion.execute(
        "SELECT accueil, lieu, jour, ouvre, ferme FROM plages_tenues ORDER BY jour, ouvre"
    ).fetchall():
        semaines.setdefault(accueil, {}).setdefault(rang, []).append(f"{heure(ouvre)} à {heure(ferme)}")
        lieux.setdefault(accueil, set()).update({lieu} - {"", None})

    def decrire(ligne: Entete) -> Entete:
        textes = (
            ("Où", ", ".join(sorted(lieux[ligne.code]))),
            ("Quand", dire_la_semaine(semaines[ligne.code])),
        )
        return replace(ligne, precisions=tuple((nom, texte) for nom, texte in textes if texte))

    heures = arrondir_ensemble([Fraction(minutes, 60) for (minutes,) in tableau.cellules], 2)
    total = sum(heures, Decimal(0))
    return replace(
        tableau,
        lignes=tuple(decrire(ligne) for ligne in tableau.lignes),
        cellules=tuple((valeur,) for valeur in heures),
        totaux_colonnes=(total,),
        total=total,
        base=total,
    )


def dire_la_semaine(jours: Mapping[int, list[str]]) -> str:
    """Return « lundi et mardi : 9 h à 12 h ; mercredi : 14 h à 18 h »: days with the same hours together."""
    par_heures: dict[str, list[str]] = {}
    for rang, plages in jours.items():
        par_heures.setdefault(" et ".join(plages), []).append(JOURS[rang - 1])
    return " ; ".join(f"{enumerer(noms)} : {plages}" for plages, noms in par_heures.items())


def enumerer(noms: list[str]) -> str:
    return " et ".join(([", ".join(noms[:-1])] if noms[:-1] else []) + noms[-1:])


def decrire_les_biens(tableau: Tableau, moteur, table: str) -> Tableau:
    """Where each comes from, and the days of the year when it came or went."""
    autre = "usage" if table == "locaux" else "CASE WHEN places IS NOT NULL THEN places || ' places' END"
    [(debut_annee, fin_annee)] = moteur.connexion.execute("SELECT debut, fin FROM periode").fetchall()
    lus = {
        code: (usage, provenance, preteur, debut, fin)
        for code, usage, provenance, preteur, debut, fin in moteur.connexion.execute(
            f"SELECT service || '/' || bien, {autre}, provenance, preteur, debut, fin FROM {table}"  # noqa: S608
        ).fetchall()
    }

    def decrire(ligne: Entete) -> Entete:
        usage, provenance, preteur, debut, fin = lus[ligne.code]
        par = f" ({preteur})" if preteur else ""
        textes = (
            ("Usage" if table == "locaux" else "Taille", usage),
            ("Provenance", provenance and f"{PROVENANCES.get(provenance, provenance)}{par}"),
            ("Depuis", debut and debut > debut_annee and f"le {jour(debut)}"),
            ("Parti", fin and fin < fin_annee and f"le {jour(fin)}"),
        )
        return replace(ligne, precisions=tuple((nom, texte) for nom, texte in textes if texte))

    # A thing that is there all year stands at both ends of it: adding the four columns would mean nothing.
    return replace(
        tableau, lignes=tuple(decrire(ligne) for ligne in tableau.lignes), totaux_lignes=None, total=None
    )


def _avec_colonne(tableau: Tableau, code: str, libelle: str, valeurs: Mapping[str, int | Decimal | None]):
    """Add a column beside the count, with its own total: what is unknown stays so."""

    def cellule(valeur: int | Decimal | None) -> Cellule:
        return Etat.NON_RENSEIGNE if valeur is None else valeur

    connues = [valeur for valeur in valeurs.values() if valeur is not None]
    return replace(
        tableau,
        colonnes=(*tableau.colonnes, Entete(code, libelle, est_hors_total=True)),
        cellules=tuple(
            (cellules[0], cellule(valeurs[ligne.code]))
            for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
        ),
        totaux_colonnes=(tableau.total, sum(connues) if connues else Etat.NON_RENSEIGNE),
    )
