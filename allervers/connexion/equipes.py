"""Teams, and who works in which: dated intervals, so that what one may read follows the calendar."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from allervers.comptes.codes import code_numerote
from allervers.comptes.models import Affectation, Equipe, NomDEquipe, Utilisateur
from allervers.journal.operations import inscrire

from .operations import CompteRefuse


@transaction.atomic
def creer_equipe(*, service, nom: str, par, appareil="") -> Equipe:
    """Return a new team of `service`. Raises CompteRefuse for a name that another one has."""
    if Equipe.objects.filter(service=service, nom__iexact=nom).exists():
        raise CompteRefuse("Une équipe a déjà ce nom.")
    equipe = Equipe.objects.create(
        service=service, code=code_numerote(Equipe, service, slugify(nom)[:30] or "equipe"), nom=nom
    )
    inscrire(service=service, operation="creer_equipe", par=par, appareil=appareil, details={"equipe": nom})
    return equipe


class EquipeDepassee(CompteRefuse):
    """Somebody else named this team again since the page was opened: it answers 409, and says both names."""


@transaction.atomic
def renommer_equipe(*, equipe: Equipe, nom: str, lu: str, depuis: int | None, par, appareil="") -> None:
    """Name a team again; `lu` is the name that was read. Raises CompteRefuse, or EquipeDepassee.

    The name holds from the year `depuis` on, the years before keep theirs; None: it was misspelt, in all years.
    """
    actuelle = Equipe.objects.select_for_update().get(pk=equipe.pk)
    if actuelle.nom == nom:
        return
    if actuelle.nom != lu:
        raise EquipeDepassee(f"Cette équipe vient d’être renommée «\u00a0{actuelle.nom}\u00a0».")
    if Equipe.objects.filter(service=equipe.service_id, nom__iexact=nom).exclude(pk=equipe.pk).exists():
        raise CompteRefuse("Une équipe a déjà ce nom.")
    if depuis is not None:
        NomDEquipe.objects.garder(actuelle, depuis)
    Equipe.objects.filter(pk=equipe.pk).update(nom=nom)
    inscrire(
        service=equipe.service,
        operation="renommer_equipe",
        par=par,
        appareil=appareil,
        details={"avant": lu, "equipe": nom},
    )


@transaction.atomic
def affecter(*, utilisateur: Utilisateur, equipe: Equipe, debut: date, par, appareil="") -> Affectation:
    """Put somebody in a team from `debut` on. Raises CompteRefuse when they are in it already."""
    try:
        with transaction.atomic():
            affectation = Affectation.objects.create(
                service=utilisateur.service, professionnel=utilisateur, equipe=equipe, debut=debut
            )
    except IntegrityError:
        raise CompteRefuse(f"{utilisateur} est déjà dans l’équipe « {equipe} » à cette date.") from None
    _inscrire("affecter", affectation, par, appareil)
    return affectation


@transaction.atomic
def finir_affectation(*, affectation: Affectation, fin: date, par, appareil="") -> None:
    """Somebody leaves a team: `fin` is the first day out of it. An interval that would be empty vanishes."""
    if fin <= affectation.debut:
        affectation.delete()
    else:
        affectation.fin = fin
        affectation.save(update_fields=["fin"])
    _inscrire("finir_affectation", affectation, par, appareil)


def _inscrire(operation: str, affectation: Affectation, par, appareil: str) -> None:
    inscrire(
        service=affectation.service,
        operation=operation,
        par=par,
        appareil=appareil,
        details={"professionnel": affectation.professionnel.code, "equipe": affectation.equipe.nom},
    )
