"""What the service sets for all: views of the list, delays of the alerts."""

from django.db import transaction

from allervers.journal.operations import inscrire

from ..models import DelaiAlerte, VueEnregistree


@transaction.atomic
def garder_vue(*, service, nom: str, filtres: str, par, appareil="") -> VueEnregistree:
    """Keep `filtres` under `nom`, for the whole service; a view of that name takes the new ones."""
    vue, _ = VueEnregistree.objects.update_or_create(
        service=service,
        nom=nom,
        defaults={"filtres": filtres},
        create_defaults={"filtres": filtres, "saisi_par": par},
    )
    inscrire(
        service=service, operation="garder_vue", par=par, appareil=appareil, details={"vue": str(vue.uuid)}
    )
    return vue


@transaction.atomic
def oublier_vue(*, vue: VueEnregistree, par, appareil="") -> None:
    inscrire(
        service=vue.service,
        operation="oublier_vue",
        par=par,
        appareil=appareil,
        details={"vue": str(vue.uuid)},
    )
    vue.delete()


@transaction.atomic
def regler_delai(*, service, alerte: str, nombre: int | None, par, appareil="") -> None:
    """Give an alert the service's own delay; None: the service wants no such alert. Writes nothing when it is so."""
    actuel = DelaiAlerte.objects.filter(service=service, alerte=alerte).first()
    if actuel is not None and actuel.nombre == nombre:
        return
    DelaiAlerte.objects.update_or_create(
        service=service, alerte=alerte, defaults={"nombre": nombre, "change_par": par}
    )
    details = {"alerte": alerte, "nombre": nombre}
    inscrire(service=service, operation="regler_alerte", par=par, appareil=appareil, details=details)
