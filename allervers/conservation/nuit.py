"""What is erased every night, once its delay has passed: the lines « veille » of `retention.yaml`."""

import secrets
from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models.functions import Coalesce, TruncDate

from allervers.coffre.models import Acces
from allervers.comptes.models import Utilisateur
from allervers.journal.models import LigneJournal
from allervers.journal.operations import expurger, inscrire

from . import disque
from .regles import Geste, Regle, retention
from .traces import effacer_du_journal, effacer_les_versions

DEPART = "retirer_personne"


def effacer_ce_qui_est_du(service, jour: date) -> Iterator[str]:
    """Erase what has passed its delay on `jour`, and tell how much. Files of youths wait for their review."""
    nb = 0
    with transaction.atomic():
        for regle in retention().par_geste(Geste.VEILLE):
            for label in dict.fromkeys(modele for modele, _ in regle.champs):
                modele = apps.get_model(label)
                nb += A_PART.get(modele, _effacer)(service, modele, regle, jour)
        if nb:
            inscrire(service=service, operation="effacer_ce_qui_est_du", details={"nb": nb})
    transaction.on_commit(disque.ne_rien_laisser, robust=True)
    if nb:
        yield f"{service.code}\u202f: {nb} enregistrements effacés, au terme de leur conservation"


def _effacer(service, modele, regle: Regle, jour: date) -> int:
    """Erase the rows of a model, with what they were before."""
    dues = modele._base_manager.filter(service=service)
    dues = dues.annotate(du_le=_date_de(modele, regle)).filter(du_le__lt=regle.limite(jour))
    uuids = list(dues.values_list("uuid", flat=True))
    effacer_les_versions(service, uuids)
    modele._base_manager.filter(service=service, uuid__in=uuids).delete()
    return len(uuids)


def _date_de(modele, regle: Regle):
    """Return the day that the delay counts from: that of the first of `selon` that is known."""
    jours = [
        TruncDate(nom) if isinstance(modele._meta.get_field(nom), models.DateTimeField) else models.F(nom)
        for nom in regle.selon
    ]
    return reduce(Coalesce, jours) if len(jours) > 1 else jours[0]


def _effacer_des_connexions(service, modele, regle: Regle, jour: date) -> int:
    """Sessions are no record of a service: nothing tells of them."""
    [selon] = regle.selon
    lignes = modele._base_manager.filter(**{f"{selon}__date__lt": regle.limite(jour)})
    (lignes.filter(user__service=service) if modele is UserSession else lignes).delete()
    return 0


def _taire_le_journal(service, modele, regle: Regle, jour: date) -> int:
    """Files that were read long ago: the journal keeps who read, and when."""
    lectures = LigneJournal.objects.consultations().filter(service_id=service.pk, objet__isnull=False)
    return expurger(service=service, lignes=lectures.filter(instant__date__lt=regle.limite(jour)))


def _oublier_les_partis(service, modele, regle: Regle, jour: date) -> int:
    """Whoever left long ago keeps a line without a name, so that hours stay right."""
    departs = LigneJournal.objects.filter(service_id=service.pk, operation=DEPART)
    recents = departs.filter(instant__date__gte=regle.limite(jour)).values_list(
        "details__professionnel", flat=True
    )
    anciens = departs.filter(instant__date__lt=regle.limite(jour)).values_list(
        "details__professionnel", flat=True
    )
    codes = set(anciens) - set(recents)
    partis = Utilisateur.objects.filter(service=service, is_active=False, code__in=codes)
    for personne in partis:
        code = personne.code
        for autre in (EmailAddress, Authenticator, UserSession):
            autre.objects.filter(user=personne).delete()
        Acces.objects.filter(membre=personne).delete()
        personne.code, personne.prenom, personne.nom, personne.courriel = (
            f"parti-{secrets.token_hex(4)}",
            "",
            "",
            None,
        )
        personne.password, personne.last_login = make_password(None), None
        personne.sel = personne.cle_publique = personne.cle_privee_enveloppee = personne.cles_le = None
        personne.save()
        effacer_du_journal(service, [], [code], None)
    return len(partis)


# What is not a row that goes whole.
A_PART: dict[type[models.Model], Callable] = {
    apps.get_model("sessions.Session"): _effacer_des_connexions,
    UserSession: _effacer_des_connexions,
    LigneJournal: _taire_le_journal,
    Utilisateur: _oublier_les_partis,
}
