"""Whatever was recorded, in whatever order files are erased, every table of every year stays what it was."""

from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.activite.models import Accueil, DemiJournee
from allervers.conservation.models import Origine
from allervers.jeunes.models import (
    Jeune,
    Orientation,
    PeriodeSituation,
    PeriodeStatut,
    ProblematiqueJeune,
    Sexe,
)
from allervers.partenaires.models import Reseau
from allervers.referentiel.models import Statut, Terme
from allervers.territoires.models import Commune

DEBUT = date(2022, 1, 1)
jours = st.integers(0, 1000).map(lambda jour: DEBUT + timedelta(jour))
periodes = st.lists(jours, unique=True, min_size=2, max_size=5).map(sorted)
jeunes = st.fixed_dictionaries(
    {
        "sexe": st.sampled_from(Sexe.values),
        "annee_naissance": st.one_of(st.none(), st.integers(2003, 2014)),
        "statuts": st.tuples(periodes, st.lists(st.integers(0, 3), min_size=4, max_size=4), st.booleans()),
        "situations": periodes,
        "faits": st.lists(jours, max_size=3),
        "presences": st.lists(jours, max_size=6),
        "accueils": st.lists(jours, max_size=3),
    }
)


class Retour(Exception):
    """Undo what an example recorded."""


def connaitre(maison, rang: int, tire: dict) -> Jeune:
    service = maison.service
    dates = [*tire["statuts"][0], *tire["situations"], *tire["faits"], *tire["presences"], *tire["accueils"]]
    jeune = Jeune.objects.create(
        service=service, code=f"J{rang}", sexe=tire["sexe"], annee_naissance=tire["annee_naissance"],
        premier_contact=min(dates), commune=Commune.objects.order_by("pk")[rang],
    )  # fmt: skip
    commun = {"service": service, "jeune": jeune}
    statuts, situations = list(Statut.objects.filter(service=service)), _termes(service, "situation")
    bornes, lesquels, dure = tire["statuts"]
    for rang_periode, (debut, fin) in enumerate(zip(bornes, [*bornes[1:], None], strict=True)):
        if fin or dure:
            statut = statuts[lesquels[rang_periode % 4] % len(statuts)]
            PeriodeStatut.objects.create(**commun, statut=statut, debut=debut, fin=fin)
    for debut, fin in zip(tire["situations"], tire["situations"][1:], strict=False):
        PeriodeSituation.objects.create(
            **commun, situation=situations[debut.day % len(situations)], debut=debut, fin=fin
        )
    for ordre, jour in enumerate(tire["faits"]):
        problematique = _termes(service, "problematique")[ordre]
        ProblematiqueJeune.objects.create(**commun, problematique=problematique, reperee_le=jour)
        nature = _termes(service, "orientation")[jour.day % 3]
        Orientation.objects.create(**commun, nature=nature, date=jour, jonction=jour.day % 2 == 0)
    for jour in tire["accueils"]:
        accueil = Accueil.objects.create(**commun, reseau=Reseau.objects.get(service=service), date=jour)
        for suivant in range(jour.day % 3):
            le = jour + timedelta(suivant)
            DemiJournee.objects.create(service=service, accueil=accueil, date=le, moment="matin")
    return jeune


def _termes(service, liste: str) -> list[Terme]:
    return list(Terme.objects.filter(service=service, liste=liste).order_by("pk"))


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tires=st.lists(jeunes, min_size=2, max_size=4), graine=st.randoms(use_true_random=False))
def test_tables_stay_what_they_were_whatever_is_erased_and_in_whatever_order(maison, tires, graine):
    try:
        with transaction.atomic():
            connus = [connaitre(maison, rang, tire) for rang, tire in enumerate(tires)]
            for jour in sorted({jour for tire in tires for jour in tire["presences"]}):
                presents = [
                    jeune for jeune, tire in zip(connus, tires, strict=True) if jour in tire["presences"]
                ]
                maison.sortie(presents, jour)
            avant = maison.tableaux()
            graine.shuffle(connus)
            while connus:
                partis = [connus.pop() for _ in range(min(len(connus), graine.randint(1, 2)))]
                maison.effacer(*partis, origine=Origine.DEMANDE)
                assert maison.tableaux() == avant
            raise Retour
    except Retour:
        pass
