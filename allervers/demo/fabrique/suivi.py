"""What follows a youth: statuses, situations, problématiques, co-accompagnements, orientations, accueils."""

from datetime import date, timedelta
from random import Random

from allervers.demo.publie import tableaux_publies

from . import cibles
from .cadre import COLLEGES, INSEE, RESEAUX, Ligne
from .calendrier import au_hasard, est_jour_d_ecole, jours
from .modele import Jeune, Periode

FIN_2023, FIN = date(2023, 12, 31), date(2024, 12, 13)
SCOLAIRES = ("ecole_primaire", "college", "lycee_general", "lycee_professionnel", "etudes_superieures")
CO_ACCOMPAGNANTS = {
    "Santé": ("paej", "mda", "caarud"), "Éducation populaire": ("centre-social",), "Missions locales":
    ("mission-locale",), "ASE": ("ase",), "Logement habitat": ("bailleur",), "PRE": ("pre",),
}  # fmt: skip
PARTENAIRES_D_ORIENTATION = {
    "mds": "mds", "pre": "pre", "mda": "mda", "lycee_professionnel": "lycee", "mission_locale": "mission-locale",
    "club_de_danse": "club-danse", "hebergement": "ccas", "mediatheque": "mediatheque",
}  # fmt: skip


def pose_les_statuts(alea: Random, jeunes: list[Jeune]) -> None:
    """Turn each youth's status and dates into periods that follow one another."""
    for jeune in jeunes:
        if jeune.statut == "en_accroche":
            debut = jeune.premier_contact + timedelta(alea.randint(0, 20))
            if jeune.est_parti:
                jeune.statuts = [Periode("en_accroche", debut, au_hasard(alea, date(2023, 10, 15), FIN_2023))]
            else:
                jeune.statuts = [Periode("en_accroche", min(debut, date(2024, 12, 20)))]
        elif jeune.debut:
            if (jeune.debut - jeune.premier_contact).days > 13 and alea.random() < 0.7:
                jeune.statuts.append(Periode("en_accroche", jeune.premier_contact, jeune.debut))
            jeune.statuts += _accompagnement(alea, jeune)
            # Some of those closed in 2024 stay in touch too; they remain accompanied of that year.
            va_mieux = jeune.fin and not jeune.est_parti and jeune.motif == "amelioration"
            if jeune.statut == "maintien_du_lien" or va_mieux:
                jeune.statuts.append(Periode("maintien_du_lien", jeune.fin))
        if jeune.debut and alea.random() < (0.85 if jeune.statut == "paei" else 0.35):
            jeune.accord_le = jeune.debut + timedelta(alea.randint(0, 15))
            jeune.accord_mode = alea.choice(("oral", "écrit", "écrit"))


def _accompagnement(alea: Random, jeune: Jeune) -> list[Periode]:
    """Return one or two contiguous periods: a point of help often grows into a project."""
    statut = jeune.statut if jeune.statut in ("paei", "asep") else alea.choice(("paei", "asep"))
    duree = ((jeune.fin or date(2024, 12, 20)) - jeune.debut).days
    if statut == "paei" and duree > 120 and alea.random() < 0.5:
        passage = jeune.debut + timedelta(alea.randint(30, min(150, duree - 60)))
        return [Periode("asep", jeune.debut, passage), Periode("paei", passage, jeune.fin, jeune.motif)]
    return [Periode(statut, jeune.debut, jeune.fin, jeune.motif)]


def pose_les_situations(alea: Random, jeunes: list[Jeune]) -> None:
    """Give the last situation of the year, and the one before when the youth changed school on the way."""
    for jeune in jeunes:
        if not jeune.situation:
            continue
        debut = jeune.debut or jeune.premier_contact
        avant, rentree = {
            "college": ("ecole_primaire", date(jeune.naissance + 11, 9, 2)),
            "lycee_general": ("college", date(jeune.naissance + 15, 9, 2)),
            "etudes_superieures": ("lycee_general", date(jeune.naissance + 18, 9, 2)),
            "en_formation": ("descolarise", au_hasard(alea, date(2024, 1, 15), date(2024, 11, 15))),
            "activite_professionnelle": ("recherche_emploi", date(2024, 4, 8)),
        }.get(jeune.situation, ("", debut))
        rentree = min(rentree, date(2024, 12, 2))
        if debut < rentree:
            jeune.situations = [Periode(avant, debut, rentree), Periode(jeune.situation, rentree)]
        else:
            jeune.situations = [Periode(jeune.situation, debut)]


def problematiques(alea: Random, jeunes: list[Jeune]) -> list[Ligne]:
    """Return the published numbers for the accompanied of 2024; some for those of before."""
    reperees: dict[Jeune, list[str]] = {jeune: [] for jeune in jeunes if jeune.debut}
    effectifs = sorted(cibles.problematiques().items(), key=lambda item: -sum(item[1]))
    for tranche in range(5):
        suivis = [jeune for jeune in reperees if jeune.est_accompagne and jeune.tranche == tranche]
        for code, nombres in effectifs:
            # Who has none yet comes first, more or less: nearly everyone is accompanied for some reason.
            poids = {jeune: alea.random() * (0.45 if not reperees[jeune] else 1) for jeune in suivis}
            for jeune in sorted(suivis, key=poids.get)[: nombres[tranche]]:
                reperees[jeune].append(code)
    courantes = [code for code, nombres in effectifs if sum(nombres) > 50]
    for jeune, codes in reperees.items():
        if not jeune.est_accompagne:
            codes += alea.sample(courantes, alea.randint(1, 3))
    lignes = []
    for jeune, codes in reperees.items():
        for rang, code in enumerate(codes):
            fin = min(jeune.fin or date(2024, 12, 20), date(2024, 12, 20))
            le = min(fin, jeune.debut + timedelta(alea.choice((0, 0, 7, 21, 45)) * (rang + 1)))
            lignes.append({"jeune": jeune.code, "problematique": code, "reperee_le": le, "origine": "oui"})
        # Found on the way: recorded, but not what the accompagnement started from.
        if alea.random() < 0.12 and "mobilite" not in codes:
            le = jeune.debut + timedelta(60)
            lignes.append(
                {"jeune": jeune.code, "problematique": "mobilite", "reperee_le": le, "origine": "non"}
            )
    return lignes


def co_accompagnements(alea: Random, jeunes: list[Jeune]) -> list[Ligne]:
    suivis = [jeune for jeune in jeunes if jeune.est_accompagne]
    choisis: list[tuple[Jeune, str]] = []
    for categorie, nombre in cibles.premiers("co_accompagnement").items():
        if categorie == "Éducation nationale":
            # Those still at school, then the children and the drop-outs that a school still follows.
            rangs = {jeune: (jeune.situation not in SCOLAIRES, jeune.tranche > 2) for jeune in suivis}
            rangs |= {jeune: (True, False) for jeune in suivis if jeune.situation == "descolarise"}
            ordre = sorted(suivis, key=lambda jeune: (rangs[jeune], alea.random()))
            choisis += [(jeune, _ecole(jeune)) for jeune in ordre[:nombre]]
            continue
        ages = {"PRE": (0, 1), "Missions locales": (2, 3, 4), "Logement habitat": (3, 4)}.get(
            categorie, range(5)
        )
        # The mission locale comes after the collège.
        possibles = [
            jeune
            for jeune in suivis
            if jeune.tranche in ages and (categorie != "Missions locales" or jeune.situation != "college")
        ]
        choisis += [
            (jeune, alea.choice(CO_ACCOMPAGNANTS[categorie])) for jeune in alea.sample(possibles, nombre)
        ]
    choisis += [(jeune, _ecole(jeune)) for jeune in jeunes if jeune.debut and not jeune.est_accompagne
                and jeune.tranche < 3]  # fmt: skip
    lignes = []
    for jeune, partenaire in choisis:
        # Still there in 2024 for the accompanied; over with the accompagnement for those of before.
        fin = jeune.fin or ""
        lignes.append({"jeune": jeune.code, "partenaire": partenaire, "debut": jeune.debut, "fin": fin})
    return lignes


def _ecole(jeune: Jeune) -> str:
    if jeune.tranche == 0:
        return "ecole"
    return COLLEGES[jeune.commune] if jeune.situation == "college" or jeune.tranche == 1 else "lycee"


def orientations(alea: Random, jeunes: list[Jeune]) -> list[Ligne]:
    """Return those of the end of an accompagnement (the published ones in 2024), and others on the way."""
    lignes = []
    finales = [jeune for jeune in jeunes if jeune.orientation]
    for rang, jeune in enumerate(sorted(finales, key=lambda jeune: jeune.fin)):
        jonction = {3: "non", 8: "non", len(finales) - 1: ""}.get(rang, "oui")
        lignes.append(_orientation(jeune, jeune.orientation, jeune.fin, "oui", jonction))
    for jeune in jeunes:
        if jeune.motif == "orientation" and not jeune.orientation:
            natures = ("mission_locale",) if jeune.tranche > 2 else ("mds", "pre", "mda", "mediatheque")
            nature = alea.choice(natures)
            lignes.append(_orientation(jeune, nature, jeune.fin, "oui", alea.choice(("oui", "oui", "non"))))
        elif jeune.est_accompagne and not jeune.orientation and alea.random() < 0.15:
            enfant, adolescent = ("pre", "mda", "mediatheque"), ("mda", "mds", "lycee_professionnel")
            nature = alea.choice(
                (enfant, enfant, adolescent, ("mission_locale",), ("mission_locale",))[jeune.tranche]
            )
            le = au_hasard(alea, jeune.debut, min(jeune.fin or FIN, FIN))
            lignes.append(_orientation(jeune, nature, le, "non", alea.choice(("oui", "oui", "non", ""))))
    return lignes


def _orientation(jeune: Jeune, nature: str, le: date, fin: str, jonction: str) -> Ligne:
    return {"jeune": jeune.code, "nature": nature, "partenaire": PARTENAIRES_D_ORIENTATION[nature], "date": le,
            "fin": fin, "jonction": jonction}  # fmt: skip


def accueils(alea: Random, jeunes: list[Jeune]) -> list[Ligne]:
    """Return the day placements: as published in 2024, a little fewer in 2023."""
    lignes: list[Ligne] = []
    for (reseau, _, dispositif), publie in zip(RESEAUX, tableaux_publies()["reseaux"]["lignes"], strict=True):
        for annee, part in ((2023, 0.8), (2024, 1)):
            personnes = max(1, round(publie["jeunes"] * part))
            demi_journees = round((publie["journees"] or 0) * 2 * part)
            ecole = [le for le in jours(annee) if est_jour_d_ecole(le) and le.month != 8]
            if dispositif == "stagiaires":
                precisions = list(publie.get("detail", {"Stage d'observation": publie["jeunes"]}).items())
                for precision, nombre in precisions:
                    for _ in range(max(1, round(nombre * part))):
                        texte = "" if precision == "Non précisé" else precision
                        lignes.append(_accueil(alea.choice(ecole), reseau, nombre=1, precision=texte))
                continue
            tranches = (2,) if dispositif == "tig" else (2, 3) if dispositif == "sans_solution" else (1, 2)
            connus = [jeune for jeune in jeunes if jeune.est_accompagne and jeune.tranche in tranches]
            connus = alea.sample(connus, max(1, personnes * 2 // 3))
            parts = _parts(alea, demi_journees, personnes)
            for rang in range(personnes):
                jeune = connus[rang] if rang < len(connus) else None
                possibles = [le for le in ecole if jeune and jeune.est_joignable(le)]
                if possibles:
                    lignes.append(_accueil(alea.choice(possibles), reseau, jeune, demi_journees=parts[rang]))
                else:
                    lignes.append(_accueil(alea.choice(ecole), reseau, nombre=1, demi_journees=parts[rang]))
    lignes.sort(key=lambda ligne: (ligne["date"], ligne["reseau"], ligne["jeune"], ligne["precision"]))
    return [
        {"code": f"A-{rang:03}", "partenaire": _envoye_par(ligne["reseau"], rang), **ligne}
        for rang, ligne in enumerate(lignes, 1)
    ]


def _envoye_par(reseau: str, rang: int) -> str:
    """Return which of the collèges sent the youth, each in turn; other networks have one partner, or none."""
    colleges = list(COLLEGES.values())
    return colleges[rang % len(colleges)] if reseau in ("exclusion", "responsabilisation") else ""


def _accueil(le, reseau, jeune=None, nombre=None, precision="", demi_journees=None) -> Ligne:
    return {"reseau": reseau, "date": le, "jeune": jeune.code if jeune else "", "nombre": nombre or "",
            "precision": precision, "demi_journees": demi_journees or ""}  # fmt: skip


def _parts(alea: Random, total: int, nombre: int) -> list[int]:
    """Share `total` half-days between `nombre` persons: at least one each, none when none is known."""
    if not total:
        return [0] * nombre
    parts = [1] * nombre
    for _ in range(total - nombre):
        parts[alea.randrange(nombre)] += 1
    return parts


def lignes_des_jeunes(jeunes: list[Jeune]) -> dict[str, list[Ligne]]:
    """Return the youths and their periods as records."""
    jeunes = sorted(jeunes, key=lambda jeune: (jeune.premier_contact, jeune.code))
    return {
        "jeunes": [_jeune(jeune) for jeune in jeunes],
        "statuts": [
            {
                "jeune": jeune.code,
                "statut": p.valeur,
                "debut": p.debut,
                "fin": p.fin or "",
                "motif_cloture": p.motif,
            }
            for jeune in jeunes
            for p in jeune.statuts
        ],
        "situations": [
            {"jeune": jeune.code, "situation": p.valeur, "debut": p.debut, "fin": p.fin or ""}
            for jeune in jeunes
            for p in jeune.situations
        ],
    }


def _jeune(jeune: Jeune) -> Ligne:
    # Of some new youths only the band is known, not the year of birth.
    sans_annee = jeune.est_nouveau and not jeune.est_accompagne and not jeune.situation and jeune.code < "G"
    contacts = [jeune.premier_contact, *jeune.rencontres]
    return {
        "code": jeune.code,
        "sexe": jeune.sexe,
        "annee_naissance": "" if sans_annee else jeune.naissance,
        "tranche": cibles.TRANCHES[jeune.tranche] if sans_annee else "",
        "annee_tranche": 2024 if sans_annee else "",
        "commune": INSEE[jeune.residence] if jeune.residence else "",
        "premier_contact": jeune.premier_contact,
        "origine": jeune.origine,
        "niveau": "c" if jeune.accord_le else "b",
        "accord_le": jeune.accord_le or "",
        "accord_mode": jeune.accord_mode,
        "dernier_contact": max(contacts),
    }
