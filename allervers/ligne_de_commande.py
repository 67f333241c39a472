"""What all commands share: argparse in French, the error that tells a user what to do, and which service is meant."""

import argparse

# argparse speaks English only: the words that a user can meet, in French.
FRANCAIS = {
    "usage: ": "usage\u202f: ",
    "positional arguments": "arguments\u202f",
    "options": "options\u202f",
    "show this help message and exit": "afficher cette aide",
    "%(prog)s: error: %(message)s\n": "%(prog)s\u202f: %(message)s\n",
    "the following arguments are required: %s": "il manque\u202f: %s",
    "unrecognized arguments: %s": "argument inconnu\u202f: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "« %(value)s » n'existe pas (au choix\u202f: %(choices)s)",
    "invalid %(type)s value: %(value)r": "« %(value)s » n'est pas un nombre entier",
    "expected one argument": "une valeur est attendue après",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s\u202f: %(message)s",
}
argparse._ = lambda texte: FRANCAIS.get(texte, texte)


class ErreurDeCommande(Exception):
    """What the user asked cannot be done; the message, in French, says what to do."""


def service_designe(code: str | None):
    """Return the service of this code, or the only one. The command line belongs to the server's administrator."""
    from django.db import connection

    from allervers.comptes.models import Service

    est_neuve = Service._meta.db_table not in connection.introspection.table_names()
    services = {} if est_neuve else {service.code: service for service in Service.objects.all()}
    if not services:
        raise ErreurDeCommande(
            "Il n'y a encore aucun service. Commencez par «\u00a0allervers service\u00a0», "
            "«\u00a0allervers importe DOSSIER\u00a0» ou «\u00a0allervers demo\u00a0»."
        )
    if code is None and len(services) == 1:
        return next(iter(services.values()))
    if code not in services:
        raise ErreurDeCommande(
            f"Précisez le service avec --service\u202f: {', '.join(services)}."
            if code is None
            else f"Le service « {code} » n'existe pas. Services\u202f: {', '.join(services)}."
        )
    return services[code]
