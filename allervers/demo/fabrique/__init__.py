"""Make the demonstration year: an import folder whose tables give the figures published for 2024.

`python -m allervers.demo.fabrique` writes `allervers/demo/annee/`, always with the same bytes: chance is
drawn from a fixed seed, one stream for each part, so that changing one leaves the others alone.
"""

import csv
from datetime import date
from pathlib import Path
from random import Random

from . import actions, bureau, cibles, jeunes, moyens, rue, suivi
from .cadre import ARRIVEE, CHEF, DEPART, DIRECTION, EDUCATEURS, EQUIPE_DE, Ligne, lignes_du_cadre
from .calendrier import Agenda, jour
from .identites import identites
from .modele import Jeune, Sortie

DOSSIER = Path(__file__).parents[1] / "annee"
# Apart: names can be imported once the vault is made.
DOSSIER_DES_IDENTITES = Path(__file__).parents[1] / "identites"
# Minutes of 2023 by root type: the 100 hours of présence sociale are published, the rest is plausible.
MINUTES_2023 = {
    "travail_de_rue": 69600, "presence_sociale": 6000, "accompagnement_individuel": 70800,
    "action_collective": 118800, "formation": 10440, "ecrits": 73200, "partenariat": 44400,
}  # fmt: skip


def fabrique() -> dict[str, list[Ligne]]:
    """Return the records of the two years, by kind, in the order of the import."""
    agenda = Agenda(_alea("agenda"), _conges(), {(DEPART[0], 2023): 0.66, (ARRIVEE[0], 2023): 0.34})
    minutes = {2023: MINUTES_2023, 2024: cibles.minutes()}
    # Actions have the fewest days to choose from; then outings, since it is there that youths are first met.
    menees: dict[int, list[actions.Action]] = {}
    dehors: dict[int, list[Sortie]] = {}
    for annee, total in minutes.items():
        menees[annee] = actions.programme(_alea("actions", annee), agenda, annee)
        rues = rue.travail_de_rue(_alea("rue", annee), agenda, annee, total["travail_de_rue"])
        presences = rue.presence_sociale(_alea("presence", annee), agenda, annee, total["presence_sociale"])
        dehors[annee] = rues + presences
    population = jeunes.population(_alea("jeunes"), [*dehors[2023], *dehors[2024]])
    suivi.pose_les_statuts(_alea("statuts"), population)
    suivi.pose_les_situations(_alea("situations"), population)
    _rencontres(population, dehors)

    sorties: list[Sortie] = []
    effectifs: list[Ligne] = []
    formations: list[Ligne] = []
    for annee, total in minutes.items():
        effectifs += actions.inscrit_les_participants(_alea("participants", annee), menees[annee], population)
        seances = [seance for action in menees[annee] for seance in action.seances]
        reste = total["action_collective"] - sum(s.duree * len(s.professionnels) for s in seances)
        sorties += dehors[annee] + seances
        sorties += actions.preparations(_alea("preparations", annee), agenda, annee, reste)
        formees = bureau.formation(_alea("formation", annee), agenda, annee, total["formation"])
        sorties += formees
        formations += moyens.formations(annee, formees)
        sorties += bureau.partenariat(_alea("partenariat", annee), agenda, annee, total["partenariat"])
        sorties += bureau.accompagnements(
            _alea("accompagnements", annee), agenda, annee, total["accompagnement_individuel"], population
        )
        sorties += bureau.ecrits(_alea("ecrits", annee), agenda, annee, total["ecrits"])
    moyens.remarque(_alea("etiquettes"), [*dehors[2023], *dehors[2024]])
    moyens.rencontre_les_partenaires(_alea("partenaires"), sorties)
    population.sort(key=lambda jeune: (jeune.premier_contact, jeune.code))
    cadre = lignes_du_cadre()
    postes = cadre.pop("postes")
    accueils, demi_journees = moyens.calendrier(suivi.accueils(_alea("accueils"), population))
    return {
        **cadre,
        **moyens.lignes_du_territoire(),
        **moyens.lignes_du_partenariat(),
        **suivi.lignes_des_jeunes(population),
        "identites": identites(_alea("identites"), population),
        "rattachements": [
            {"jeune": jeune.code, "equipe": EQUIPE_DE[jeune.commune], "debut": jeune.premier_contact}
            for jeune in population
        ],
        "problematiques": suivi.problematiques(_alea("problematiques"), population),
        "co_accompagnements": suivi.co_accompagnements(_alea("co_accompagnements"), population),
        "orientations": suivi.orientations(_alea("orientations"), population),
        "actions": [action.ligne for annee in menees for action in menees[annee]],
        "effectifs": effectifs,
        **_lignes_des_sorties(sorties),
        "accueils": accueils,
        "demi_journees": demi_journees,
        "postes": postes,
        **moyens.lignes_des_moyens(),
        "formations": formations,
    }


def ecris(dossier: Path = DOSSIER, dossier_des_identites: Path = DOSSIER_DES_IDENTITES) -> None:
    """Write one CSV file a kind of record; what the folders held before is replaced."""
    genres = fabrique()
    _ecris_le_dossier(dossier_des_identites, {"identites": genres.pop("identites")})
    _ecris_le_dossier(dossier, genres)


def _ecris_le_dossier(dossier: Path, genres: dict[str, list[Ligne]]) -> None:
    dossier.mkdir(parents=True, exist_ok=True)
    for ancien in dossier.glob("*.csv"):
        ancien.unlink()
    for genre, lignes in genres.items():
        with (dossier / f"{genre}.csv").open("w", encoding="utf-8", newline="") as fichier:
            ecrivain = csv.DictWriter(fichier, lignes[0], delimiter=";", lineterminator="\n")
            ecrivain.writeheader()
            ecrivain.writerows(lignes)


def _alea(partie: str, annee: int | str = "") -> Random:
    return Random(f"allervers {partie} {annee}")  # noqa: S311 (nothing secret is drawn)


def _conges() -> dict[str, list[tuple[date, date]]]:
    """Return who is away when: in summer one of a team at a time, and once more in the year."""
    conges: dict[str, list[tuple[date, date]]] = {}
    for annee in (2023, 2024):
        for equipe in EDUCATEURS.values():
            for rang, qui in enumerate(qui for qui in equipe if qui != DEPART[0]):
                ete = (("07-20", "08-02"), ("08-03", "08-16"), ("08-17", "08-31"))[rang]
                autre = (("02-26", "03-02"), ("04-29", "05-04"), ("10-28", "11-02"))[rang]
                for debut, fin in (ete, autre):
                    conges.setdefault(qui, []).append((jour(f"{annee}-{debut}"), jour(f"{annee}-{fin}")))
        for qui in (CHEF, DIRECTION):
            conges.setdefault(qui, []).append((jour(f"{annee}-08-01"), jour(f"{annee}-08-21")))
    conges.setdefault(DEPART[0], []).append((jour(DEPART[1]), jour("2024-12-31")))
    conges.setdefault(ARRIVEE[0], []).append((jour("2023-01-01"), jour("2023-08-31")))
    return conges


def _rencontres(population: list[Jeune], dehors: dict[int, list[Sortie]]) -> None:
    """Make the youths present at the outings of the two years."""
    alea = _alea("rencontres")
    for jeune in population:
        assiduite = 6 if jeune.est_accompagne else 3
        for annee, sorties in dehors.items():
            inconnu_alors = annee == 2023 and jeune.premier_contact >= date(2023, 11, 1)
            if inconnu_alors or (annee == 2024 and jeune.est_parti):
                continue
            # With a hundred hours of it in 2023, few were met in présence sociale.
            part = {2023: 0.3, 2024: 1}[annee]
            rues = [sortie for sortie in sorties if rue.est_en_rue(sortie)]
            if jeune.vu_en_rue and (annee == 2024 or jeune.est_parti or alea.random() < 0.9):
                rue.rencontre(alea, jeune, rues, assiduite)
            if jeune.vu_en_presence and alea.random() < part:
                presences = [sortie for sortie in sorties if not rue.est_en_rue(sortie)]
                if annee == 2024 or any(rue.convient(sortie, jeune) for sortie in presences):
                    rue.rencontre(alea, jeune, presences, assiduite / 2)


def _lignes_des_sorties(sorties: list[Sortie]) -> dict[str, list[Ligne]]:
    interventions, presences, comptages = [], [], []
    sorties = sorted(sorties, key=lambda s: (s.date, s.heure, s.type, s.professionnels))
    rangs = dict.fromkeys((2023, 2024), 0)
    for sortie in sorties:
        annee = sortie.date.year
        rangs[annee] += 1
        code = f"{annee}-{rangs[annee]:04}"
        interventions.append(
            {
                "code": code,
                "type": sortie.type,
                "date": sortie.date,
                "heure": f"{sortie.heure // 60:02}:{sortie.heure % 60:02}",
                "duree": sortie.duree,
                "professionnels": "|".join(sortie.professionnels),
                "lieu": sortie.lieu,
                "action": sortie.action,
                "instance": sortie.instance,
                "partenaires": "|".join(sortie.partenaires),
                "etiquettes": "|".join(sortie.etiquettes),
                "observation_lieu": sortie.observation,
            }
        )
        presences += [{"intervention": code, "jeune": jeune.code} for jeune in sortie.presents]
        comptages += [
            {"intervention": code, "sexe": sexe, "tranche": tranche, "nouveaux": "oui" if nouveaux else "non",
             "nombre": nombre}
            for (sexe, tranche, nouveaux), nombre in sortie.comptages.items()
        ]  # fmt: skip
    return {"interventions": interventions, "presences": presences, "comptages": comptages}
