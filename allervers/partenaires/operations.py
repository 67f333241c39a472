"""Adding partners, agreements, networks and bodies; all that is plain goes through `enregistrements.operations`."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from allervers.comptes.codes import code_libre
from allervers.enregistrements.operations import ajouter
from allervers.referentiel.models import Liste, Terme

from .models import Convention, Instance, Partenaire, Reseau


@transaction.atomic
def ajouter_partenaire(*, service, uuid: UUID, par, appareil="", **faits) -> Partenaire:
    """Return a new partner. Raises EnregistrementRefuse."""
    code = code_libre(Partenaire, service, faits["nom"])
    return ajouter(
        modele=Partenaire, service=service, uuid=uuid, par=par, appareil=appareil, code=code, **faits
    )


@transaction.atomic
def ajouter_convention(*, service, uuid: UUID, par, appareil="", **faits) -> Convention:
    """Return a new agreement with a partner. Raises EnregistrementRefuse."""
    code = code_libre(Convention, service, f"{faits['partenaire'].code}-{faits['debut'].year}")
    return ajouter(
        modele=Convention, service=service, uuid=uuid, par=par, appareil=appareil, code=code, **faits
    )


def ajouter_reseau(*, service, uuid: UUID, par, appareil="", **faits) -> Reseau:
    """Return a new network, last in the report. Raises EnregistrementRefuse."""
    return _ajouter_en_dernier(Reseau, service, uuid=uuid, par=par, appareil=appareil, **faits)


@transaction.atomic
def reseau_a_completer(*, service, par, appareil="") -> Reseau:
    """Return the network of what was told for one that the service does not know; it is made the first time."""
    if connu := Reseau.objects.filter(service=service, code=Reseau.A_COMPLETER).first():
        return connu
    objet, _ = Terme.objects.get_or_create(
        service=service, liste=Liste.DISPOSITIF_ACCUEIL, code=Reseau.A_COMPLETER
    )
    return ajouter(
        modele=Reseau, service=service, uuid=uuid4(), par=par, appareil=appareil, code=Reseau.A_COMPLETER,
        nom="Réseau à compléter", dispositif=objet,
    )  # fmt: skip


def ajouter_instance(*, service, uuid: UUID, par, appareil="", **faits) -> Instance:
    """Return a new body, last in the report. Raises EnregistrementRefuse."""
    return _ajouter_en_dernier(Instance, service, uuid=uuid, par=par, appareil=appareil, **faits)


@transaction.atomic
def _ajouter_en_dernier(modele, service, **faits):
    dernier = modele.objects.filter(service=service).aggregate(Max("ordre"))["ordre__max"] or 0
    code = code_libre(modele, service, faits["nom"])
    return ajouter(modele=modele, service=service, code=code, ordre=dernier + 1, **faits)
