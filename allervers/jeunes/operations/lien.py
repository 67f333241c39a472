"""Who is in touch with a youth: the last contact, the referent professionals, the teams."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from allervers.comptes import versions
from allervers.comptes.models import Equipe, Utilisateur

from ..models import Jeune, Rattachement, Referent
from .commun import JeuneRefuse, inscrire_sur


@transaction.atomic
def noter_contact(*, jeune: Jeune, le: date, par, appareil="") -> None:
    """The youth gave a sign on `le`, outside of any intervention: a call, a message. A later one stays the last.

    Raises JeuneRefuse for a day before the first contact.
    """
    if le < jeune.premier_contact:
        raise JeuneRefuse(
            f"Le premier contact est du {jeune.premier_contact:%d/%m/%Y}\u202f: choisissez ce jour, ou un jour d’après."
        )
    siens = Jeune.objects.filter(pk=jeune.pk).filter(Q(dernier_contact=None) | Q(dernier_contact__lt=le))
    if siens.update(dernier_contact=le):
        inscrire_sur("noter_contact", jeune, par, appareil)


@transaction.atomic
def nommer_referent(*, jeune: Jeune, professionnel: Utilisateur, le: date, par, appareil="") -> Referent:
    """`professionnel` is a referent of `jeune` from `le` on. Already so: nothing is added."""
    Jeune.objects.select_for_update().get(pk=jeune.pk)
    siens = Referent.objects.filter(jeune=jeune, professionnel=professionnel)
    if actuel := siens.filter(Q(fin=None) | Q(fin__gt=le)).first():
        return actuel
    referent = Referent.objects.create(
        service=jeune.service, jeune=jeune, professionnel=professionnel, debut=le, saisi_par=par
    )
    inscrire_sur("nommer_referent", jeune, par, appareil, professionnel=professionnel.code)
    return referent


@transaction.atomic
def retirer_referent(*, referent: Referent, le: date, par, appareil="") -> None:
    """`referent` is one no more, from `le` on; who began that very day never was."""
    if referent.debut >= le:
        versions.retirer(objet=referent, lue=referent.version, par=par)
    else:
        versions.modifier(objet=referent, lue=referent.version, par=par, fin=le)
    inscrire_sur("retirer_referent", referent.jeune, par, appareil, professionnel=referent.professionnel.code)


@transaction.atomic
def rattacher(*, jeune: Jeune, equipe: Equipe, le: date, par, appareil="") -> Rattachement:
    """`equipe` accompanies `jeune` from `le` on. Already so: nothing is added."""
    Jeune.objects.select_for_update().get(pk=jeune.pk)
    siens = Rattachement.objects.filter(jeune=jeune, equipe=equipe)
    if actuel := siens.filter(Q(fin=None) | Q(fin__gt=le)).first():
        return actuel
    rattachement = Rattachement.objects.create(
        service=jeune.service, jeune=jeune, equipe=equipe, debut=le, saisi_par=par
    )
    inscrire_sur("rattacher", jeune, par, appareil, equipe=equipe.nom)
    return rattachement


@transaction.atomic
def detacher(*, rattachement: Rattachement, le: date, par, appareil="") -> None:
    """The team accompanies the youth no more, from `le` on. Without a team left, the youth is every team's.

    Raises JeuneRefuse when the author would see the youth no more.
    """
    jeune = rattachement.jeune
    if rattachement.debut >= le:
        versions.retirer(objet=rattachement, lue=rattachement.version, par=par)
    else:
        versions.modifier(objet=rattachement, lue=rattachement.version, par=par, fin=le)
    if not Jeune.objects.visible_par(par).filter(pk=jeune.pk).exists():
        raise JeuneRefuse(
            "Vous ne verriez plus ce jeune\u202f: demander à un membre de l’autre équipe, ou au chef de service, "
            "de retirer la vôtre."
        )
    inscrire_sur("detacher", jeune, par, appareil, equipe=rattachement.equipe.nom)
