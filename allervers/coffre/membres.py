"""Who may open the vault, who waits, and when its key must change."""

from dataclasses import dataclass

from django.db.models import F, Q

from allervers.comptes.droits import DE_TERRAIN
from allervers.comptes.models import Utilisateur

from .models import Acces, CleDuCoffre


def cle_courante(service) -> CleDuCoffre | None:
    """Return the newest version of the service's key, or None before the vault is made."""
    return CleDuCoffre.objects.filter(service=service).last()


def acces_valables(service):
    """Return the accesses that open: of members who are still there, for the keys that they have now."""
    return Acces.objects.filter(service=service).filter(
        Q(membre=None)
        | Q(membre__is_active=True, membre__role__in=DE_TERRAIN, membre__cle_publique=F("pour_cle_publique"))
    )


def versions_ouvertes(user) -> set[int]:
    """Return the versions of the key that this person can open."""
    acces = acces_valables(user.service).filter(membre=user)
    return set(acces.values_list("cle__version", flat=True))


@dataclass(frozen=True)
class Membre:
    personne: Utilisateur
    acces: Acces | None

    @property
    def attend(self) -> bool:
        return self.acces is None and self.personne.cle_publique is not None


def membres(service) -> list[Membre]:
    """Return everybody who may open the vault by role, with their access to the present key; who waits comes first."""
    acces = {
        un.membre_id: un
        for un in acces_valables(service).filter(cle=cle_courante(service)).select_related("donne_par")
    }
    personnes = Utilisateur.objects.filter(service=service, is_active=True, role__in=DE_TERRAIN)
    tous = [Membre(personne, acces.get(personne.pk)) for personne in personnes]
    return sorted(tous, key=lambda un: (not un.attend, un.acces is None))


def est_a_renouveler(service) -> bool:
    """Whether somebody who left, or changed role, was given the present key."""
    cle = cle_courante(service)
    return (
        cle is not None
        and cle.acces.filter(membre__isnull=False)
        .exclude(membre__is_active=True, membre__role__in=DE_TERRAIN)
        .exists()
    )


def etat(user: Utilisateur) -> str:
    """Return where this person stands: `absent` (no vault), `attente`, or `ouvrable`."""
    cle = cle_courante(user.service)
    if cle is None:
        return "absent"
    return "ouvrable" if cle.version in versions_ouvertes(user) else "attente"
