"""What is decided of a file at its term, and what people ask for. Erasing is in `purge.py`."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from allervers.comptes import versions
from allervers.jeunes.models import Jeune, MotifConservation
from allervers.jeunes.operations.commun import inscrire_sur
from allervers.journal.operations import inscrire

from .models import Bordereau, Demande, DroitDemande, Origine, Reponse
from .purge import PurgeRefusee, effacer


class DemandeRefusee(Exception):
    """This cannot be noted; the message, in French, says why."""


@transaction.atomic
def prolonger_conservation(
    *, jeune: Jeune, lue: int, motif: MotifConservation, jusqu_au: date, par, appareil=""
) -> None:
    """Keep the file of `jeune`, read at version `lue`, until that day, whatever its term. Raises VersionDepassee."""
    champs = {"conserve_motif": MotifConservation(motif), "conserve_jusqu_au": jusqu_au}
    if versions.modifier(objet=jeune, lue=lue, par=par, **champs):
        inscrire_sur(
            "prolonger_conservation", jeune, par, appareil, motif=motif, jusqu_au=f"{jusqu_au:%d/%m/%Y}"
        )


@transaction.atomic
def lever_conservation(*, jeune: Jeune, lue: int, par, appareil="") -> None:
    """The reason is over: the file is kept no longer than any other. Raises VersionDepassee."""
    if versions.modifier(objet=jeune, lue=lue, par=par, conserve_motif="", conserve_jusqu_au=None):
        inscrire_sur("lever_conservation", jeune, par, appareil)


@transaction.atomic
def noter_demande(
    *,
    service,
    uuid: UUID,
    jeune: Jeune,
    droit: DroitDemande,
    demandeur: str,
    recue_le: date,
    par,
    appareil="",
) -> Demande:
    """Return the new request; its answer is due within a month. The same UUID again adds nothing."""
    demande, est_neuve = Demande.objects.get_or_create(
        service=service,
        uuid=uuid,
        defaults={
            "jeune": jeune,
            "droit": droit,
            "demandeur": demandeur,
            "recue_le": recue_le,
            "saisi_par": par,
        },
    )
    if est_neuve:
        inscrire_sur("noter_demande", jeune, par, appareil, droit=droit)
    return demande


@transaction.atomic
def repondre(*, demande: Demande, reponse: Reponse, le: date, par, appareil="") -> Bordereau | None:
    """Note the answer that was given on `le`. To grant an erasure is to erase: returns its bordereau.

    Raises DemandeRefusee when it was answered already, or before it came; PurgeRefusee for a file that is kept.
    """
    demande = (
        Demande.objects.select_for_update(of=["self"]).select_related("jeune", "service").get(pk=demande.pk)
    )
    if demande.reponse:
        raise DemandeRefusee("Cette demande a déjà sa réponse. Rechargez la page.")
    if le < demande.recue_le:
        raise DemandeRefusee(
            f"La demande est du {demande.recue_le:%d/%m/%Y}\u202f: la réponse ne peut pas la précéder."
        )
    efface = demande.droit == DroitDemande.EFFACEMENT and reponse == Reponse.ACCORDEE
    bordereau = None
    if efface:
        if demande.jeune is None:
            raise PurgeRefusee("Cette fiche est déjà effacée. Notez la réponse comme refusée, sans objet.")
        bordereau = effacer(
            service=demande.service,
            jeunes=[demande.jeune],
            origine=Origine.DEMANDE,
            par=par,
            appareil=appareil,
        )
    champs = {"reponse": reponse, "repondue_le": le, "repondue_par": par, "bordereau": bordereau}
    champs |= {"modifie_par": par, "modifie_le": timezone.now(), "version": demande.version + 1}
    Demande.objects.filter(pk=demande.pk).update(**champs)
    inscrire(
        service=demande.service,
        operation="repondre_a_une_demande",
        par=par,
        appareil=appareil,
        objet=demande.uuid,
        details={"droit": demande.droit, "reponse": reponse},
    )
    return bordereau
