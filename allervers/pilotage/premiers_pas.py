"""What a new service settles before its first activity: each step, where it is done, and whether it is."""

from dataclasses import dataclass

from django.urls import reverse

from allervers.coffre.membres import cle_courante
from allervers.comptes.droits import Droit, peut
from allervers.comptes.models import Utilisateur
from allervers.referentiel.models import Millesime
from allervers.territoires.models import Territoire


@dataclass(frozen=True)
class Pas:
    titre: str
    aide: str
    adresse: str
    est_fait: bool


def premiers_pas(user) -> list[Pas]:
    """Return the steps that `user` may take, in their order. Four queries."""
    service = user.service
    lieux = Territoire.objects.filter(service=service)
    collegues = Utilisateur.objects.filter(service=service, is_active=True).exclude(pk=user.pk)
    pas = (
        (Droit.CREER_LE_COFFRE, "Créer le coffre", "Ce qui chiffre les noms, et le code à imprimer",
         "coffre", cle_courante(service) is not None),
        (Droit.REGLER_LE_SERVICE, "Charger les listes", "Celles de votre Département, que vous changerez ensuite",
         "reglages", Millesime.objects.filter(service=service).exists()),
        (Droit.REGLER_LE_SERVICE, "Ajouter les lieux", "Les communes et les quartiers où l’équipe intervient",
         "regler_lieux", lieux.exists()),
        (Droit.GERER_LES_COMPTES, "Inviter l’équipe", "Chacun choisit son mot de passe par un lien",
         "equipe", collegues.exists()),
        (Droit.SAISIR_L_ACTIVITE, "Saisir une première activité", "Les chiffres et le rapport se rempliront seuls",
         "terrain", False),
    )  # fmt: skip
    return [
        Pas(titre, aide, reverse(page), fait) for droit, titre, aide, page, fait in pas if peut(user, droit)
    ]
