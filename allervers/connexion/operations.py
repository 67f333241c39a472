"""Accounts: who joins, who leaves, and the password that each chooses."""

import hashlib
import secrets
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from allervers.comptes.codes import code_numerote, numeroter
from allervers.comptes.models import Affectation, Invitation, Role, Service, Utilisateur
from allervers.journal.operations import inscrire

from .formulaires import ClesDuCompte

VALIDITE = timedelta(days=7)
# Whom each role may invite, send a new link to, or remove: nobody raises himself.
GERES_PAR = {
    Role.DIRECTION: frozenset(Role),
    Role.CHEF_DE_SERVICE: frozenset({Role.EDUCATEUR, Role.SECRETARIAT}),
}


class CompteRefuse(Exception):
    """This cannot be done to this account; the message, in French, says what to do."""


def peut_gerer(gerant: Utilisateur, role: str) -> bool:
    return role in GERES_PAR.get(gerant.role, ())


@transaction.atomic
def ajouter_personne(*, service, prenom, nom, courriel, role, equipe, par, appareil="") -> Utilisateur:
    """Return the new member of `service`, in `equipe` from today on; it cannot sign in before an invitation.

    Raises CompteRefuse for a courriel that serves already; of another service's, it says nothing.
    """
    _verifier_courriel(service, courriel)
    code = code_numerote(Utilisateur, service, slugify(f"{prenom[:1]}{nom}")[:30] or "personne")
    utilisateur = Utilisateur(service=service, code=code, role=role)
    utilisateur.prenom, utilisateur.nom, utilisateur.courriel = prenom, nom, courriel
    utilisateur.set_unusable_password()
    utilisateur.save()
    if equipe is not None:
        Affectation.objects.create(
            service=service, professionnel=utilisateur, equipe=equipe, debut=timezone.localdate()
        )
    _inscrire("ajouter_personne", utilisateur, par, appareil, role=role)
    return utilisateur


@transaction.atomic
def fonder_service(*, nom: str, prenom: str, nom_de_famille: str, courriel: str) -> Utilisateur:
    """Return the director of a new service, whose lists and places come later, on screen. Raises CompteRefuse."""
    try:
        validate_email(courriel)
    except ValidationError:
        raise CompteRefuse(f"«\u00a0{courriel}\u00a0» n’est pas un courriel.") from None
    if not nom or not prenom:
        raise CompteRefuse("Il faut le nom du service, et celui de sa directrice ou de son directeur.")
    if Service.objects.filter(nom__iexact=nom).exists():
        raise CompteRefuse(f"Il y a déjà un service «\u00a0{nom}\u00a0».")
    codes = set(Service.objects.values_list("code", flat=True))
    service = Service.objects.create(code=numeroter(slugify(nom)[:30] or "service", codes, "-"), nom=nom)
    inscrire(service=service, operation="fonder_service", par=None, details={"nom": nom})
    return ajouter_personne(
        service=service, prenom=prenom, nom=nom_de_famille, courriel=courriel, role=Role.DIRECTION,
        equipe=None, par=None,
    )  # fmt: skip


def _verifier_courriel(service, courriel: str, sauf: Utilisateur | None = None) -> None:
    """Raise CompteRefuse when somebody else has this courriel: by name within the service, without a word beyond."""
    autres = Utilisateur.objects.filter(courriel__iexact=courriel).exclude(pk=sauf and sauf.pk)
    if deja := autres.first():
        raise CompteRefuse(
            f"{deja} a déjà un compte avec ce courriel."
            if deja.service_id == service.pk
            else "Ce courriel ne peut pas servir ici. Vérifiez-le, ou donnez-en un autre."
        )


class PersonneDepassee(CompteRefuse):
    """Somebody else changed this person since the page was opened: it answers 409, and shows both."""


def etat_de(utilisateur: Utilisateur) -> str:
    """Return the print of what a page shows of a person: `modifier_personne` is given what its author read."""
    lu = [utilisateur.prenom, utilisateur.nom, utilisateur.courriel or "", utilisateur.role]
    return hashlib.sha256("\x1f".join(lu).encode()).hexdigest()[:16]


@transaction.atomic
def modifier_personne(
    *, utilisateur: Utilisateur, lu: str, prenom: str, nom: str, courriel: str, role: str, par, appareil=""
) -> None:
    """Correct somebody's name, courriel or role. Who no longer works with the youths loses the vault: its key changes.

    Raises PersonneDepassee, or CompteRefuse: a courriel already taken or due, a role that `par` does not give.
    """
    actuel = Utilisateur.objects.select_for_update().get(pk=utilisateur.pk)
    if etat_de(actuel) != lu:
        raise PersonneDepassee("Quelqu’un d’autre vient de changer cette personne.")
    if role != actuel.role and (actuel == par or not peut_gerer(par, role)):
        raise CompteRefuse("Vous ne pouvez pas donner ce rôle.")
    if courriel:
        _verifier_courriel(actuel.service, courriel, sauf=actuel)
    elif actuel.cle_publique:
        raise CompteRefuse("Cette personne se connecte avec son courriel\u202f: il en faut un.")
    actuel.prenom, actuel.nom, actuel.courriel, actuel.role = prenom, nom, courriel or None, role
    actuel.save(update_fields=["prenom", "nom", "courriel", "role"])
    _inscrire("modifier_personne", actuel, par, appareil, role=role)


@transaction.atomic
def inviter(*, utilisateur: Utilisateur, par, appareil="") -> str:
    """Return the token of a new link for `utilisateur`; those sent before are void. Kept as a hash only."""
    if not utilisateur.courriel:
        raise CompteRefuse(
            "Cette personne n’a pas de courriel\u202f: sans lui, elle ne peut pas se connecter."
        )
    if not utilisateur.is_active:
        raise CompteRefuse("Cette personne a quitté le service.")
    utilisateur.invitations.filter(utilisee_le=None).delete()
    jeton = secrets.token_urlsafe(32)
    Invitation.objects.create(
        service=utilisateur.service,
        utilisateur=utilisateur,
        empreinte=_empreinte(jeton),
        par=par,
        expire_le=timezone.now() + VALIDITE,
    )
    _inscrire("inviter", utilisateur, par, appareil)
    return jeton


def invitation_valable(jeton: str) -> Invitation | None:
    """Return the invitation that this token opens, or None: unknown, used, or too old."""
    return (
        Invitation.objects.select_related("utilisateur__service")
        .filter(
            empreinte=_empreinte(jeton),
            utilisee_le=None,
            expire_le__gt=timezone.now(),
            utilisateur__is_active=True,
        )
        .first()
    )


def _empreinte(jeton: str) -> str:
    return hashlib.sha256(jeton.encode()).hexdigest()


@transaction.atomic
def accepter(*, invitation: Invitation, cles: ClesDuCompte, appareil="") -> None:
    """Give the invited account its password and keys; every session it had ends, and the link is spent."""
    utilisateur = invitation.utilisateur
    utilise = Invitation.objects.filter(pk=invitation.pk, utilisee_le=None).update(utilisee_le=timezone.now())
    if not utilise:
        raise CompteRefuse("Ce lien a déjà servi. Demandez-en un autre à votre chef de service.")
    fermer_les_sessions(utilisateur)
    _ecrire_cles(utilisateur, cles)
    _inscrire("choisir_mot_de_passe", utilisateur, utilisateur, appareil)


@transaction.atomic
def changer_mot_de_passe(
    *, utilisateur: Utilisateur, cles: ClesDuCompte, sauf: str | None, appareil=""
) -> None:
    """Change the password; the other sessions end, that of key `sauf` goes on."""
    _ecrire_cles(utilisateur, cles)
    fermer_les_sessions(utilisateur, sauf=sauf)
    _inscrire("changer_mot_de_passe", utilisateur, utilisateur, appareil)


def _ecrire_cles(utilisateur: Utilisateur, cles: ClesDuCompte) -> None:
    utilisateur.set_password(cles.preuve)
    utilisateur.sel = cles.sel
    utilisateur.cle_publique = cles.cle_publique
    utilisateur.cle_privee_enveloppee = cles.cle_privee_enveloppee
    utilisateur.cles_le = timezone.now()
    utilisateur.save(update_fields=["password", "sel", "cle_publique", "cle_privee_enveloppee", "cles_le"])


@transaction.atomic
def retirer_personne(*, utilisateur: Utilisateur, par, appareil="") -> None:
    """Close the account of somebody who leaves: sessions, links and teams end today; what was entered stays."""
    if utilisateur == par:
        raise CompteRefuse("Vous ne pouvez pas retirer votre propre compte.")
    utilisateur.is_active = False
    utilisateur.set_unusable_password()
    utilisateur.save(update_fields=["is_active", "password"])
    utilisateur.invitations.filter(utilisee_le=None).delete()
    _finir_affectations(utilisateur, timezone.localdate())
    fermer_les_sessions(utilisateur)
    _inscrire("retirer_personne", utilisateur, par, appareil)


def _finir_affectations(utilisateur: Utilisateur, jour: date) -> None:
    en_cours = utilisateur.affectations.filter(Q(fin=None) | Q(fin__gt=jour))
    en_cours.filter(debut__gte=jour).delete()
    en_cours.update(fin=jour)


@transaction.atomic
def reintegrer_personne(*, utilisateur: Utilisateur, par, appareil="") -> None:
    """Open the account of somebody who comes back; a new link is needed to sign in."""
    utilisateur.is_active = True
    utilisateur.save(update_fields=["is_active"])
    _inscrire("reintegrer_personne", utilisateur, par, appareil)


@transaction.atomic
def retirer_second_facteur(*, utilisateur: Utilisateur, par, appareil="") -> None:
    """For somebody who lost phone and codes: the next sign-in asks for the password alone, then for a new factor.

    Not one's own: an open session would do without what it is there to ask. Raises CompteRefuse.
    """
    if utilisateur == par:
        raise CompteRefuse("Votre propre second facteur se change depuis «\u00a0Mon compte\u00a0».")
    Authenticator.objects.filter(user=utilisateur).delete()
    fermer_les_sessions(utilisateur)
    _inscrire("retirer_second_facteur", utilisateur, par, appareil)


def fermer_les_sessions(utilisateur: Utilisateur, sauf: str | None = None) -> None:
    """End the sessions of an account on every device, but that of key `sauf`."""
    for session in UserSession.objects.filter(user=utilisateur).exclude(session_key=sauf or ""):
        session.end()


def _inscrire(operation: str, utilisateur: Utilisateur, par, appareil: str, **details) -> None:
    inscrire(
        service=utilisateur.service,
        operation=operation,
        par=par,
        appareil=appareil,
        details={"professionnel": utilisateur.code, **details},
    )
