"""The command of the journal. It prints in French and returns the exit code."""

import sys

from babel.numbers import format_decimal
from django.utils import timezone

from allervers.comptes.models import Service
from allervers.dates import moment_en_lettres

from .operations import Verification, verifier


def verifie(service_code: str | None = None, attendue: str | None = None) -> int:
    """Verify the journal of a service, or of all. Return 0, or 1 when a line was changed or removed.

    `attendue` is a hash noted earlier: with several services, it is enough that one of them holds it.
    """
    services = Service.objects.all() if service_code is None else Service.objects.filter(code=service_code)
    if not services:
        quel = (
            "Il n'y a aucun service"
            if service_code is None
            else f"Le service « {service_code} » n'existe pas"
        )
        print(f"{quel}\u202f: rien à vérifier.", file=sys.stderr)
        return 1
    attendue = attendue and attendue.strip().lower()
    verifications = [(service, verifier(service, attendue)) for service in services]
    for service, verification in verifications:
        print(_en_clair(service, verification))
    porteurs = [service for service, verification in verifications if verification.est_retrouvee]
    if attendue:
        print(_retrouvee(porteurs))
    a_une_rupture = any(verification.ruptures for _, verification in verifications)
    return 1 if a_une_rupture or (attendue and not porteurs) else 0


def _en_clair(service, verification: Verification) -> str:
    nom = f"Journal du service « {service.code} »\u202f: "
    if not verification.nb_lignes:
        return nom + "aucune ligne."
    if not verification.ruptures:
        return (
            f"{nom}{_compte(verification.nb_lignes, 'ligne')}, rien n'a été changé ni retiré entre elles.\n"
            f"Dernière empreinte, à noter hors du serveur\u202f: {verification.derniere}"
        )
    premiere = verification.ruptures[0]
    quand = moment_en_lettres(timezone.localtime(premiere.instant))
    return (
        f"{nom}{_compte(verification.nb_lignes, 'ligne')}, {_compte(len(verification.ruptures), 'anomalie')}.\n"
        f"La première est à la ligne {premiere.numero}, du {quand}\u202f: {premiere.nature.value}."
    )


def _retrouvee(porteurs: list[Service]) -> str:
    if porteurs:
        return "L'empreinte notée est toujours dans la chaîne."
    return (
        "L'empreinte notée n'est plus dans la chaîne\u202f: les dernières lignes ont été retirées ou réécrites. "
        "Vérifiez d'abord que l'empreinte est bien recopiée."
    )


def _compte(nombre: int, nom: str) -> str:
    return f"{format_decimal(nombre, locale='fr')} {nom}{'s' if nombre > 1 else ''}"
