"""The commands that open a service, and an account. Each prints a link, in French."""

from allervers.comptes.models import Utilisateur
from allervers.ligne_de_commande import ErreurDeCommande

from .operations import CompteRefuse, fonder_service, inviter, retirer_second_facteur


def fonde(nom: str, direction: str, courriel: str, site: str) -> None:
    """Open a service, and print the link of its director, « Prénom Nom ». Raises ErreurDeCommande."""
    prenom, _, nom_de_famille = direction.strip().partition(" ")
    try:
        direction = fonder_service(
            nom=nom.strip(), prenom=prenom, nom_de_famille=nom_de_famille.strip(), courriel=courriel.strip()
        )
    except CompteRefuse as refus:
        raise ErreurDeCommande(str(refus)) from refus
    print(f"Le service «\u00a0{direction.service}\u00a0» est ouvert.")
    _donner_le_lien(direction, site)
    print("Ensuite, l'accueil d'Allervers dit par quoi commencer.")


def invite(courriel: str, site: str, *, sans_second_facteur: bool = False) -> None:
    """Print the link with which a person of a service chooses a password. Raises ErreurDeCommande."""
    personne = Utilisateur.objects.filter(courriel__iexact=courriel).first()
    if personne is None:
        raise ErreurDeCommande("Aucune personne n'a ce courriel. Vérifiez-le, ou ajoutez-la à l'import.")
    _donner_le_lien(personne, site)
    if sans_second_facteur:
        retirer_second_facteur(utilisateur=personne, par=None)


def _donner_le_lien(personne: Utilisateur, site: str) -> None:
    try:
        jeton = inviter(utilisateur=personne, par=None)
    except CompteRefuse as refus:
        raise ErreurDeCommande(str(refus)) from refus
    print(f"Pour {personne}, une seule fois, pendant sept jours\u202f:")
    print(f"{site.rstrip('/')}/invitation/#{jeton}")
