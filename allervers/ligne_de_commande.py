"""What all commands share: argparse in French, and the error that tells a user what to do."""

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
