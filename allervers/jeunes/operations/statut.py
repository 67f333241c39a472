"""The ladder: a youth changes status, a status is kept at its review, an accompaniment ends, a youth comes back."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from allervers.comptes import versions
from allervers.referentiel.models import Liste, Terme
from allervers.referentiel.models import Statut as StatutModele
from allervers.referentiel.valeur import Referentiel

from ..alertes.lecture import listes_du_jour
from ..episodes import termine
from ..models import Jeune, Niveau, Orientation, PeriodeStatut, RevueStatut
from .commun import JeuneRefuse, inscrire_sur


@transaction.atomic
def changer_statut(
    *, jeune: Jeune, uuid: UUID, statut: StatutModele, le: date, raison: Terme | None, par, appareil=""
) -> PeriodeStatut:
    """Give `jeune` another status from `le` on, and return it. `raison`: why it begins, or, where an accompaniment
    ends with the change, why it ends, from the list of closing reasons.

    Only the last word of a day counts: what began that day is replaced, and who gets back the status held before
    goes on with it as if nothing had changed. A youth without status enters the ladder, or comes back to it.
    The same UUID again changes nothing. Raises JeuneRefuse.
    """
    if connue := PeriodeStatut.objects.filter(service=jeune.service, uuid=uuid).first():
        return connue
    listes = listes_du_jour(jeune.service)
    avant, du_jour = _tenir(jeune, le)
    _verifier(jeune, listes, avant, du_jour, statut.code)
    if du_jour is not None:
        versions.retirer(objet=du_jour, lue=du_jour.version, par=par)
    if avant is not None and avant.statut_id == statut.pk:
        versions.modifier(objet=avant, lue=avant.version, par=par, fin=None, motif_cloture=None)
        periode = avant
    else:
        motif = raison if raison is not None and raison.liste == Liste.MOTIF_CLOTURE else None
        if avant is not None and termine(listes, avant.statut.code, statut.code):
            # Ended earlier the same day, it keeps why.
            motif, raison = motif or avant.motif_cloture, None
            _demander(listes, Liste.MOTIF_CLOTURE, motif)
        else:
            _demander(listes, Liste.RAISON_STATUT, raison)
            motif, raison = None, None if motif else raison
        if avant is not None:
            versions.modifier(objet=avant, lue=avant.version, par=par, fin=le, motif_cloture=motif)
        periode = PeriodeStatut.objects.create(
            service=jeune.service,
            uuid=uuid,
            jeune=jeune,
            statut=statut,
            debut=le,
            raison=raison,
            saisi_par=par,
        )
    inscrire_sur("changer_statut", jeune, par, appareil, statut=statut.code)
    return periode


@transaction.atomic
def terminer(
    *,
    jeune: Jeune,
    le: date,
    motif: Terme | None,
    par,
    vers: Collection[Terme] = (),
    statut: StatutModele | None = None,
    uuid: UUID | None = None,
    appareil="",
) -> None:
    """End what `jeune` has at `le`, for `motif`, directed to `vers` (terms of the list of orientations).

    `statut`: what goes on afterwards without accompaniment, such as a tie that is kept; then `uuid` is its own.
    Raises JeuneRefuse when there is nothing to end.
    """
    avant, du_jour = _tenir(jeune, le)
    if du_jour is None and (avant is None or avant.fin is not None):
        raise JeuneRefuse("Ce jeune n’a pas de statut à cette date\u202f: il n’y a rien à terminer.")
    _demander(listes_du_jour(jeune.service), Liste.MOTIF_CLOTURE, motif)
    deja = set(Orientation.objects.filter(jeune=jeune, date=le).values_list("nature", flat=True))
    Orientation.objects.bulk_create(
        Orientation(
            service=jeune.service, jeune=jeune, nature=nature, date=le, est_de_fin=True, saisi_par=par
        )
        for nature in vers
        if nature.pk not in deja
    )
    if statut is not None:
        changer_statut(jeune=jeune, uuid=uuid, statut=statut, le=le, raison=motif, par=par, appareil=appareil)
        return
    if du_jour is not None:
        versions.retirer(objet=du_jour, lue=du_jour.version, par=par)
    if avant is not None:
        versions.modifier(objet=avant, lue=avant.version, par=par, fin=le, motif_cloture=motif)
    inscrire_sur("terminer_accompagnement", jeune, par, appareil)


@transaction.atomic
def revoir_statut(*, jeune: Jeune, le: date, raison: Terme | None, par, appareil="") -> RevueStatut:
    """Keep the status that `jeune` has at `le`: its review is done. A second one the same day changes nothing.

    Raises JeuneRefuse without a status, or before its beginning.
    """
    avant, du_jour = _tenir(jeune, le)
    periode = du_jour or avant
    if periode is None or periode.fin == le:
        raise JeuneRefuse("Ce jeune n’a pas de statut à cette date\u202f: il n’y a rien à revoir.")
    revue, est_neuve = RevueStatut.objects.get_or_create(
        service=jeune.service,
        jeune=jeune,
        statut=periode.statut,
        date=le,
        defaults={"raison": raison, "saisi_par": par},
    )
    if est_neuve:
        inscrire_sur("revoir_statut", jeune, par, appareil, statut=periode.statut.code)
    return revue


def _tenir(jeune: Jeune, le: date) -> tuple[PeriodeStatut | None, PeriodeStatut | None]:
    """Return what `jeune` had until `le`, and what began that very day; nobody else changes them meanwhile.

    Raises JeuneRefuse when the ladder already goes on after `le`, or when `le` comes before the first contact.
    """
    Jeune.objects.select_for_update().get(pk=jeune.pk)
    if le < jeune.premier_contact:
        raise JeuneRefuse(
            f"Le premier contact est du {jeune.premier_contact:%d/%m/%Y}\u202f: choisissez ce jour, ou un jour d’après."
        )
    periodes = (
        PeriodeStatut.objects.filter(jeune=jeune).select_related("statut", "motif_cloture").order_by("debut")
    )
    suite = periodes.filter(Q(debut__gt=le) | Q(debut__lte=le, fin__gt=le)).first()
    if suite is not None:
        jour = suite.debut if suite.debut > le else suite.fin
        raise JeuneRefuse(
            f"Le statut de ce jeune a changé le {jour:%d/%m/%Y}\u202f: choisissez ce jour ou un jour d’après, ou "
            "corrigez ce changement dans le fil."
        )
    du_jour = periodes.filter(debut=le).first()
    avant = periodes.filter(debut__lt=le).filter(Q(fin=None) | Q(fin=le)).first()
    return avant, du_jour


def _verifier(jeune: Jeune, listes: Referentiel, avant, du_jour, code: str) -> None:
    definition = listes.statut(code)
    if du_jour is not None and du_jour.statut.code == code and du_jour.fin is None:
        raise JeuneRefuse("Ce jeune a déjà ce statut.")
    if avant is not None and avant.statut.code == code:
        if avant.fin is None:
            raise JeuneRefuse("Ce jeune a déjà ce statut.")
        return
    depuis = avant.statut.code if avant is not None else None
    if definition is None or definition not in listes.statuts_apres(depuis):
        raise JeuneRefuse("Les listes du service ne prévoient pas ce changement de statut.")
    if definition.niveau_minimal == Niveau.FICHE and jeune.niveau != Niveau.FICHE:
        raise JeuneRefuse(
            f"«\u00a0{definition.libelle}\u00a0» demande l’accord du jeune\u202f: notez-le d’abord."
        )


def _demander(listes: Referentiel, liste: str, raison: Terme | None) -> None:
    """Raise JeuneRefuse when no reason is given, though the service has a list of them."""
    if raison is None and listes.listes.get(liste):
        raise JeuneRefuse("Choisissez une raison dans la liste.")
