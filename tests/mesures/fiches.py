"""What the server takes for a list of 3,000 youths and their alerts, and for a file with ten years of history."""

import time
from datetime import date, timedelta
from random import Random
from statistics import median

from .base import base_neuve

JEUNES, SEMAINES, ESSAIS = 3000, 520, 9


def preparer():
    """Found a service whose youths each have a path; return (its director, the youth with ten years of history)."""
    from django.core.management import call_command

    from allervers.activite.models import Intervenant, Intervention, Presence
    from allervers.comptes.models import Role, Service, Utilisateur
    from allervers.jeunes.models import (
        Ecrit,
        Jeune,
        ObjectifJeune,
        Orientation,
        PeriodeStatut,
        Referent,
        RevueStatut,
    )
    from allervers.referentiel.models import Statut, Terme
    from allervers.referentiel.operations import charger_preset

    call_command("migrate", verbosity=0)
    service = Service.objects.create(code="mesure", nom="Service de mesure", est_demonstration=True)
    charger_preset(service=service, annee=2023, preset="62")
    direction = Utilisateur.objects.create(
        service=service, code="d", prenom="Sacha", role=Role.DIRECTION, courriel="mesure@exemple.fr"
    )
    statuts = {un.code: un for un in Statut.objects.filter(service=service)}
    termes = {un.code: un for un in Terme.objects.filter(service=service)}
    alea, jour = Random(62), date.today()  # noqa: S311 (invented data)
    jeunes = Jeune.objects.bulk_create(
        Jeune(
            service=service, code=f"J{rang:04}", premier_contact=jour - timedelta(2000), annee_naissance=2008,
            niveau="c", accord_le=jour - timedelta(1900), accord_mode="oral",
            dernier_contact=jour - timedelta(alea.randrange(800)), alias=bytes(240), identite=bytes(300),
        )
        for rang in range(JEUNES)
    )  # fmt: skip

    def pour_chacun(modele, *lignes):
        modele.objects.bulk_create(
            (
                modele(service=service, jeune=jeune, **{nom: dire() for nom, dire in ligne.items()})
                for jeune in jeunes
                for ligne in lignes
            ),
            batch_size=500,
        )

    def il_y_a(jours):
        return lambda: jour - timedelta(jours + alea.randrange(100))

    pour_chacun(
        PeriodeStatut,
        {"statut": lambda: statuts["en_accroche"], "debut": il_y_a(1700), "fin": il_y_a(1500)},
        {"statut": lambda: statuts["asep"], "debut": il_y_a(1300), "fin": il_y_a(900)},
        {"statut": lambda: statuts["paei"], "debut": il_y_a(400)},
    )
    pour_chacun(RevueStatut, {"statut": lambda: statuts["paei"], "date": il_y_a(120)})
    pour_chacun(
        Orientation,
        {"nature": lambda: termes["mission_locale"], "date": il_y_a(600), "jonction": lambda: True},
        {"nature": lambda: termes["mda"], "date": il_y_a(30)},
    )
    pour_chacun(ObjectifJeune, {"pose_le": il_y_a(200)})
    pour_chacun(Referent, {"professionnel": lambda: direction, "debut": il_y_a(400)})

    ancien = jeunes[0]
    Jeune.objects.filter(pk=ancien.pk).update(premier_contact=jour - timedelta(7 * SEMAINES))
    interventions = Intervention.objects.bulk_create(
        Intervention(
            service=service,
            type=termes["entretien"],
            date=jour - timedelta(7 * rang),
            duree_minutes=45,
        )
        for rang in range(SEMAINES)
    )
    commun = [{"service": service, "intervention": une} for une in interventions]
    Intervenant.objects.bulk_create(Intervenant(professionnel=direction, **une) for une in commun)
    Presence.objects.bulk_create(Presence(jeune=ancien, **une) for une in commun)
    Ecrit.objects.bulk_create(
        Ecrit(service=service, jeune=ancien, date=jour - timedelta(10 * rang), texte=bytes(600))
        for rang in range(SEMAINES // 2)
    )
    return direction, ancien


def mesurer(direction, ancien) -> None:
    from django.test import Client

    import allervers.config.wsgi  # noqa: F401 (measured as the server runs)

    client = Client(SERVER_NAME="localhost")
    client.force_login(direction)
    for quoi, adresse in {
        f"{JEUNES} jeunes, noms scellés": "/jeunes/liste.json",
        f"{JEUNES} jeunes, statuts et alertes": "/jeunes/suivi.json",
        "fiche de dix ans": f"/jeunes/{ancien.uuid}/",
        "fiche de dix ans, à lire en entier": f"/jeunes/{ancien.uuid}/lire/",
    }.items():
        durees = []
        for _ in range(ESSAIS):
            debut = time.perf_counter()
            reponse = client.get(adresse)
            durees.append((time.perf_counter() - debut) * 1000)
            if reponse.status_code != 200:
                raise SystemExit(f"{adresse} : {reponse.status_code}")
        print(f"{quoi} : médiane {median(durees):.0f} ms (de {min(durees):.0f} à {max(durees):.0f})")


def main() -> None:
    with base_neuve():
        mesurer(*preparer())


if __name__ == "__main__":
    main()
