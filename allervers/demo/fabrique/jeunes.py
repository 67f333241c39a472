"""The youths: who they are, what tables they stand in, since when and until when.

The three profiles (met in the street, met in présence sociale, accompanied) are given by sex, band and
novelty: in each such cell, youths are drawn so that most of the accompanied are also met outside.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from . import cibles
from .cadre import CODES_COMMUNES, COMMUNES, QUARTIERS
from .calendrier import au_hasard, mois_entiers, recule
from .modele import Jeune, Sortie
from .rue import convient, est_en_rue

RUE, PRESENCE = "jeunes_rencontres_travail_de_rue", "jeunes_rencontres_presence_sociale"
NAISSANCES = ((2014, 2016), (2010, 2013), (2006, 2009), (2003, 2005), (1997, 2002))
# Neither 0 nor O, 1 nor I, 2 nor Z, 5 nor S, 8 nor B, L.
LETTRES, CHIFFRES = "ACDEFGHJKMNPRTUVWXY", "234679"
FIN_2024 = date(2025, 1, 1)

# Whom the 12 youths « oriented » at the end were directed to, with the bands where that makes sense.
ORIENTATIONS = (
    ("mds", (2, 3)), ("pre", (1,)), ("pre", (1,)), ("mda", (2,)), ("lycee_professionnel", (2,)),
    ("mission_locale", (3,)), ("mission_locale", (3,)), ("mission_locale", (2,)), ("club_de_danse", (1,)),
    ("hebergement", (3,)), ("mediatheque", (1,)), ("mediatheque", (1,)),
)  # fmt: skip


def population(alea: Random, sorties: list[Sortie]) -> list[Jeune]:
    """Return every youth known at the end of 2024. `sorties` are the outings where they may first be met."""
    jeunes = list(_rencontres_et_accompagnes())
    # In touch, but met neither in the street nor at a permanence.
    jeunes += [Jeune(sexe, tranche) for sexe, tranche in (("fille", 2), ("garçon", 2), ("garçon", 3)) * 4]
    _communes(alea, jeunes)
    _situations(alea, jeunes)
    _accompagnements(alea, jeunes)
    _statuts(alea, jeunes)
    jeunes += _partis(alea)
    alea.shuffle(jeunes)
    for jeune, code in zip(jeunes, _codes(alea), strict=False):
        jeune.code = code
        jeune.quartier = alea.choice(list(QUARTIERS[jeune.commune]))
        if jeune.naissance is None:
            jeune.naissance = alea.randint(*NAISSANCES[jeune.tranche])
    _premiers_contacts(alea, jeunes, sorties)
    return jeunes


def _rencontres_et_accompagnes() -> Iterator[Jeune]:
    """Yield the youths of the three profiles, one cell (band, sex, new or not) after the other."""
    profils = [cibles.sexe_et_age(RUE), cibles.sexe_et_age(PRESENCE), cibles.profil()]
    for tranche in range(5):
        # The published tables do not say the sex of new youths: share them as the band is.
        par_sexe = []
        for filles, garcons, nouveaux in (profil[tranche] for profil in profils):
            nouvelles = round(nouveaux * filles / (filles + garcons))
            par_sexe.append(((filles, nouvelles), (garcons, nouveaux - nouvelles)))
        for rang, sexe in enumerate(("fille", "garçon")):
            totaux, nouveaux = zip(*(profil[rang] for profil in par_sexe), strict=True)
            yield from _cellule(sexe, tranche, True, *nouveaux)
            yield from _cellule(sexe, tranche, False, *(t - n for t, n in zip(totaux, nouveaux, strict=True)))


def _cellule(
    sexe: str, tranche: int, est_nouveau: bool, rue: int, presence: int, suivis: int
) -> Iterator[Jeune]:
    """Yield the youths of one cell: `rue` met in the street, `presence` in présence sociale, `suivis` accompanied.

    Most are met in both; the accompanied come first among those, and a few old ones are not met outside.
    """
    deux = max(0, min(round(0.87 * min(rue, presence)), rue + presence - suivis))
    reunion = rue + presence - deux
    discrets = 0 if est_nouveau else suivis // 15
    discrets = max(discrets, suivis - reunion)
    for rang in range(reunion + discrets):
        est_discret = rang >= reunion
        yield Jeune(
            sexe,
            tranche,
            est_nouveau,
            vu_en_rue=rang < rue,
            vu_en_presence=not est_discret and (rang < deux or rang >= rue),
            est_accompagne=est_discret or rang < suivis - discrets,
        )


def _communes(alea: Random, jeunes: list[Jeune]) -> None:
    """Give each youth a commune of residence, and the one where the team meets them."""
    for tranche, effectifs in enumerate(cibles.par_tranche("commune_de_residence")):
        residences = [CODES_COMMUNES.get(nom) for nom, nombre in effectifs.items() for _ in range(nombre)]
        alea.shuffle(residences)
        suivis = [jeune for jeune in jeunes if jeune.est_accompagne and jeune.tranche == tranche]
        for jeune, residence in zip(suivis, residences, strict=True):
            jeune.residence = residence
            jeune.commune = residence or alea.choice(list(COMMUNES))
    # A youth is met in the street of one commune only: the published youths by quartier.
    a_rencontrer = {
        CODES_COMMUNES[ligne.partition(" (")[0]]: nombre
        for ligne, nombre in cibles.premiers("jeunes_rencontres_par_quartier").items()
    }
    for jeune in jeunes:
        if jeune.commune and jeune.vu_en_rue:
            a_rencontrer[jeune.commune] -= 1
    places = [commune for commune, nombre in a_rencontrer.items() for _ in range(nombre)]
    alea.shuffle(places)
    for jeune in jeunes:
        if not jeune.commune:
            jeune.commune = places.pop() if jeune.vu_en_rue else alea.choice(list(COMMUNES))
            # The residence of a youth who is not accompanied is often unknown, sometimes next door.
            jeune.residence = alea.choices((jeune.commune, None, alea.choice(list(COMMUNES))), (70, 24, 6))[0]
    if places:
        raise ValueError("More places than youths met in the street.")


def _situations(alea: Random, jeunes: list[Jeune]) -> None:
    """Give the accompanied their last situation of the year, and a year of birth that goes with it."""
    codes = cibles.codes("situation")
    for tranche, effectifs in enumerate(cibles.par_tranche("scolarite")):
        situations = [codes.get(libelle) for libelle, nombre in effectifs.items() for _ in range(nombre)]
        alea.shuffle(situations)
        suivis = [jeune for jeune in jeunes if jeune.est_accompagne and jeune.tranche == tranche]
        for jeune, situation in zip(suivis, situations, strict=True):
            jeune.situation = situation
            if tranche == 2:
                jeune.naissance = {"college": 2009, "lycee_general": alea.choice((2007, 2008, 2008))}.get(
                    situation, alea.choice((2006, 2007))
                )
            elif situation == "lycee_general":
                jeune.naissance = 2005
    for jeune in jeunes:
        if not jeune.est_accompagne and alea.random() < 0.7:
            _situation_probable(alea, jeune)


def _situation_probable(alea: Random, jeune: Jeune) -> None:
    """Give a youth who is not accompanied the situation of their age."""
    jeune.naissance = alea.randint(*NAISSANCES[jeune.tranche])
    if jeune.tranche < 3:
        scolarites = (("ecole_primaire", 2014), ("college", 2009), ("lycee_general", 0))
        jeune.situation = next(nom for nom, depuis in scolarites if jeune.naissance >= depuis)
    else:
        jeune.situation = alea.choice(("recherche_emploi", "activite_professionnelle", "descolarise"))


def _accompagnements(alea: Random, jeunes: list[Jeune]) -> None:
    """Give each accompanied youth a beginning and, for those closed in the year, an end and a reason."""
    suivis = [jeune for jeune in jeunes if jeune.est_accompagne]
    alea.shuffle(suivis)
    a_clore = iter(suivis)
    for nature, tranches in ORIENTATIONS:
        fille_seule = nature == "club_de_danse"
        jeune = next(
            jeune
            for jeune in suivis
            if not jeune.motif and jeune.tranche in tranches and (jeune.sexe == "fille" or not fille_seule)
        )
        jeune.motif, jeune.orientation = "orientation", nature
    motifs = cibles.codes("motif_cloture")
    for libelle, nombre in cibles.premiers("motifs_de_cloture").items():
        while sum(jeune.motif == motifs[libelle] for jeune in suivis) < nombre:
            jeune = next(a_clore)
            if not jeune.motif and jeune.tranche:
                jeune.motif = motifs[libelle]

    for tranche, effectifs in enumerate(cibles.durees()):
        durees = [duree for duree, nombre in effectifs.items() for _ in range(nombre)]
        # New youths first: less than a year is all they can have, and it stands first.
        de_la_tranche = [jeune for jeune in suivis if jeune.tranche == tranche]
        de_la_tranche.sort(key=lambda jeune: not jeune.est_nouveau)
        for jeune, duree in zip(de_la_tranche, durees, strict=True):
            if jeune.motif:
                # One that began in the year ends in its second half.
                au_plus_tot = date(2024, 8, 20) if duree == cibles.MOINS_D_UN_AN else date(2024, 3, 1)
                jeune.fin = au_hasard(alea, au_plus_tot, date(2024, 12, 20))
            jeune.debut = _debut(alea, duree, jeune.fin or FIN_2024)

    # The longer it lasts, the more often a project was built.
    suivis.sort(key=lambda jeune: (jeune.debut, jeune.sexe))
    nb_paei = cibles.premiers("statuts")["PAEI"]
    poids = {jeune: alea.random() * (1 + 0.5 * (jeune.debut < date(2024, 1, 1))) for jeune in suivis}
    projets = set(sorted(suivis, key=poids.get, reverse=True)[:nb_paei])
    for jeune in suivis:
        jeune.statut = "paei" if jeune in projets else "asep"


def _debut(alea: Random, duree: str, jusqu_au: date) -> date:
    """Return a day such that the time until `jusqu_au` falls in that class of duration."""
    moins, plus = {
        cibles.MOINS_D_UN_AN: (6, 11), cibles.UN_A_DEUX_ANS: (12, 23), cibles.PLUS_DE_DEUX_ANS: (24, 44),
    }[duree]  # fmt: skip
    while True:
        debut = au_hasard(alea, recule(jusqu_au, plus + 1), recule(jusqu_au, moins))
        if not moins <= mois_entiers(debut, jusqu_au) <= plus:
            continue
        # A new youth was met in the year: no beginning in the first days of January.
        if duree != cibles.MOINS_D_UN_AN or debut >= date(2024, 1, 25):
            return debut


def _statuts(alea: Random, jeunes: list[Jeune]) -> None:
    """Choose who, among the others, is « en accroche » or kept in touch with after an accompagnement."""
    autres = [jeune for jeune in jeunes if not jeune.est_accompagne]
    alea.shuffle(autres)
    # Those who are not met outside any more are the first to be « kept in touch with ».
    autres.sort(key=lambda jeune: jeune.vu_en_rue or jeune.vu_en_presence)
    effectifs = cibles.premiers("statuts")
    anciens = [jeune for jeune in autres if not jeune.est_nouveau and jeune.tranche]
    for rang, jeune in enumerate(anciens[: effectifs["Maintien du lien"]]):
        jeune.statut = "maintien_du_lien"
        # Most were accompanied until 2023, the others until an earlier year.
        annee = 2023 if rang % 9 < 4 else 2022
        jeune.fin = au_hasard(alea, date(annee, 2, 1), date(annee, 12, 20))
        jeune.debut = (
            _debut(alea, alea.choice((cibles.MOINS_D_UN_AN, cibles.UN_A_DEUX_ANS)), jeune.fin)
            if (False)
            else au_hasard(alea, recule(jeune.fin, 20), recule(jeune.fin, 6))
        )
        jeune.motif = alea.choices(("amelioration", "difficulte_mobilisation", "orientation"), (5, 4, 2))[0]
    reste = [jeune for jeune in autres if not jeune.statut]
    reste.sort(key=lambda jeune: not jeune.est_nouveau)
    for jeune in reste[: effectifs["En accroche"]]:
        jeune.statut = "en_accroche"


def _partis(alea: Random) -> list[Jeune]:
    """Return youths known in 2023 whom nobody saw in 2024."""
    partis = []
    for rang in range(42):
        jeune = Jeune(
            alea.choices(("fille", "garçon"), (4, 6))[0], alea.choices((1, 2, 3, 4), (5, 6, 5, 4))[0],
            vu_en_rue=True, vu_en_presence=rang % 5 == 0, est_parti=True, commune=alea.choice(list(COMMUNES)),
        )  # fmt: skip
        jeune.residence = alea.choice((jeune.commune, None))
        _situation_probable(alea, jeune)
        if rang < 12:
            jeune.fin = au_hasard(alea, date(2023, 3, 1), date(2023, 12, 15))
            jeune.debut = au_hasard(alea, recule(jeune.fin, 20), recule(jeune.fin, 6))
            jeune.statut = alea.choice(("paei", "asep"))
            jeune.motif = alea.choice(("changement_territoire", "difficulte_mobilisation", "amelioration"))
        elif rang < 26:
            jeune.statut = "en_accroche"
        partis.append(jeune)
    return partis


def _premiers_contacts(alea: Random, jeunes: list[Jeune], sorties: list[Sortie]) -> None:
    """Date the first contacts: before everything else, and at an outing for the youths met outside."""
    for jeune in jeunes:
        if jeune.est_nouveau:
            _rencontre_nouvelle(alea, jeune, sorties)
        else:
            limite = min(jeune.debut or date(2023, 11, 30), date(2023, 12, 15))
            if jeune.est_parti:
                limite = min(limite, date(2023, 9, 30))
            depuis = limite - timedelta(alea.choice((30, 90, 240))) if jeune.debut else date(2021, 9, 1)
            # The youngest have not been known for long.
            depuis = min(limite, max(depuis, date(jeune.naissance + 7, 1, 3)))
            jeune.premier_contact = au_hasard(alea, depuis, limite)
            jeune.origine = alea.choices(
                ("rue", "jeune", "famille", "etablissement_scolaire", "partenaire", "action"),
                (9, 4, 2, 3, 2, 1),
            )[0]


def _rencontre_nouvelle(alea: Random, jeune: Jeune, sorties: list[Sortie]) -> None:
    limite = jeune.debut or date(2024, 12, 15)
    jeune.premier_contact = date(2024, 1, 1)
    jours = sorted(
        {
            sortie.date
            for sortie in sorties
            if sortie.date.year == 2024
            and est_en_rue(sortie) == jeune.vu_en_rue
            and convient(sortie, jeune)
            and sortie.date <= limite
        }
    )
    if not jours:  # no outing yet that year: someone else made the link
        jeune.premier_contact, jeune.origine = limite - timedelta(7), "etablissement_scolaire"
        return
    recents = [le for le in jours if le >= limite - timedelta(45)] if jeune.debut else jours
    jeune.premier_contact = alea.choice(recents or jours)
    jeune.origine = alea.choices(("rue", "jeune", "etablissement_scolaire"), (6, 3, 1))[0]


def _codes(alea: Random) -> Iterator[str]:
    vus = set()
    while True:
        code = "".join(alea.choice(signes) for signes in (LETTRES, CHIFFRES, LETTRES, CHIFFRES))
        if code not in vus:
            vus.add(code)
            yield code
