"""Adding partners, agreements, networks and bodies; all that is plain goes through `enregistrements.operations`."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from allervers.comptes.codes import code_libre
from allervers.enregistrements.operations import ajouter

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


def ajouter_instance(*, service, uuid: UUID, par, appareil="", **faits) -> Instance:
    """Return a new body, last in the report. Raises EnregistrementRefuse."""
    return _ajouter_en_dernier(Instance, service, uuid=uuid, par=par, appareil=appareil, **faits)


@transaction.atomic
def _ajouter_en_dernier(modele, service, **faits):
    dernier = modele.objects.filter(service=service).aggregate(Max("ordre"))["ordre__max"] or 0
    code = code_libre(modele, service, faits["nom"])
    return ajouter(modele=modele, service=service, code=code, ordre=dernier + 1, **faits)
