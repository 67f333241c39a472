"""What is done to the vault. The server keeps, checks the form, and opens nothing."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, models, transaction

from allervers.comptes.models import Service, Utilisateur
from allervers.journal.operations import inscrire

from .champs import champs_scelles, genre
from .enveloppe import EnveloppeRefusee, verifier_la_forme, version_de
from .membres import acces_valables, cle_courante, membres, versions_ouvertes
from .models import Acces, CleDuCoffre, EnveloppeAbimee, EnveloppeAnterieure, Secours


class CoffreRefuse(Exception):
    """This cannot be done to the vault; the message, in French, says what to do."""


class EnveloppeDepassee(CoffreRefuse):
    """Somebody else wrote this field since it was read; `actuelle` is what it holds now."""

    def __init__(self, actuelle: bytes | None):
        self.actuelle = actuelle
        super().__init__("Quelqu’un d’autre a changé ce texte depuis que vous l’avez ouvert.")


@dataclass(frozen=True)
class ClesDeSecours:
    """What the browser makes of a new recovery code."""

    preuve: str
    cle_publique: bytes
    cle_privee_enveloppee: bytes


@transaction.atomic
def creer_coffre(
    *, service: Service, cle_publique: bytes, cle_scellee: bytes, secours: ClesDeSecours,
    cle_scellee_pour_secours: bytes, par: Utilisateur, appareil="",
) -> CleDuCoffre:  # fmt: skip
    """Make the vault of a service, open to `par` and to the recovery code. Raises CoffreRefuse if it has one."""
    try:
        with transaction.atomic():
            Secours.objects.create(
                service=service,
                cle_publique=secours.cle_publique,
                cle_privee_enveloppee=secours.cle_privee_enveloppee,
                preuve=make_password(secours.preuve),
            )
    except IntegrityError:
        raise CoffreRefuse("Ce service a déjà un coffre.") from None
    cle = CleDuCoffre.objects.create(service=service, version=1, cle_publique=cle_publique, creee_par=par)
    _donner(cle, par, par.cle_publique, cle_scellee, par)
    _donner(cle, None, secours.cle_publique, cle_scellee_pour_secours, par)
    inscrire(service=service, operation="creer_coffre", par=par, appareil=appareil, details={})
    return cle


def _donner(cle: CleDuCoffre, membre, pour: bytes, scellee: bytes, par) -> None:
    Acces.objects.update_or_create(
        service=cle.service,
        cle=cle,
        membre=membre,
        defaults={"pour_cle_publique": pour, "cle_scellee": scellee, "donne_par": par},
    )


@transaction.atomic
def donner_acces(
    *, membre: Utilisateur, pour_cle_publique: bytes, cles_scellees: Mapping[int, bytes], par: Utilisateur,
    appareil="",
) -> None:  # fmt: skip
    """Open the vault to `membre`: every version of the key, sealed by a colleague's browser. Raises CoffreRefuse."""
    service = membre.service
    if cle_courante(service).version not in versions_ouvertes(par):
        raise CoffreRefuse(
            "Vous n’avez pas vous-même accès au coffre\u202f: un collègue qui l’a doit l’ouvrir."
        )
    attendus = {un.personne.pk for un in membres(service) if un.attend}
    if membre.pk not in attendus or bytes(membre.cle_publique) != pour_cle_publique:
        raise CoffreRefuse(
            "Cette personne n’attend plus l’accès, ou vient de changer de mot de passe. Réessayez."
        )
    cles = {cle.version: cle for cle in CleDuCoffre.objects.filter(service=service)}
    if cles.keys() != cles_scellees.keys():
        raise CoffreRefuse("La clé du coffre vient de changer. Rechargez la page, puis recommencez.")
    for version, scellee in cles_scellees.items():
        _donner(cles[version], membre, pour_cle_publique, scellee, par)
    inscrire(
        service=service,
        operation="donner_acces_au_coffre",
        par=par,
        appareil=appareil,
        details={"professionnel": membre.code},
    )


@transaction.atomic
def reprendre_acces(
    *, membre: Utilisateur, preuve: str, cles_scellees: Mapping[int, bytes], appareil=""
) -> None:
    """Open the vault to `membre` by the recovery code, in the browser that knows it. Raises CoffreRefuse."""
    verifier_secours(membre.service, preuve)
    cles = {cle.version: cle for cle in CleDuCoffre.objects.filter(service=membre.service)}
    if cles.keys() != cles_scellees.keys():
        raise CoffreRefuse("La clé du coffre vient de changer. Rechargez la page, puis recommencez.")
    for version, scellee in cles_scellees.items():
        _donner(cles[version], membre, membre.cle_publique, scellee, membre)
    inscrire(
        service=membre.service,
        operation="reprendre_acces_au_coffre",
        par=membre,
        appareil=appareil,
        details={},
    )


def verifier_secours(service: Service, preuve: str) -> Secours:
    """Return the recovery pair of a service to who knows its code. Raises CoffreRefuse."""
    secours = Secours.objects.filter(service=service).first()
    if secours is None or not check_password(preuve, secours.preuve):
        raise CoffreRefuse("Ce code de récupération n’est pas celui de ce service.")
    return secours


@transaction.atomic
def renouveler(
    *,
    service: Service,
    version: int,
    cle_publique: bytes,
    acces: Mapping[UUID | None, bytes],
    par: Utilisateur,
    appareil="",
) -> CleDuCoffre:
    """Add the next version of the key, sealed to each member who stays (by UUID) and to the recovery code (None).

    Those who left lose every version; who waited goes on waiting. Raises CoffreRefuse.
    """
    courante = cle_courante(service)
    if courante.version not in versions_ouvertes(par):
        raise CoffreRefuse(
            "Vous n’avez pas vous-même accès au coffre\u202f: un collègue qui l’a doit l’ouvrir."
        )
    qui_restent = {un.personne.uuid: un.personne for un in membres(service) if un.acces}
    if version != courante.version + 1 or acces.keys() != qui_restent.keys() | {None}:
        raise CoffreRefuse("Le coffre vient de changer. Rechargez la page, puis recommencez.")
    cle = CleDuCoffre.objects.create(
        service=service, version=version, cle_publique=cle_publique, creee_par=par
    )
    secours = Secours.objects.get(service=service)
    for uuid, scellee in acces.items():
        membre = qui_restent.get(uuid)
        _donner(cle, membre, (membre or secours).cle_publique, scellee, par)
    valables = acces_valables(service).values("pk")
    Acces.objects.filter(service=service).exclude(pk__in=valables).delete()
    inscrire(
        service=service,
        operation="renouveler_cle_du_coffre",
        par=par,
        appareil=appareil,
        details={"version": version},
    )
    return cle


def empreinte(enveloppe: bytes | None) -> str:
    """Return the SHA-256 of an envelope, in hexadecimal; nothing has the empty one."""
    return hashlib.sha256(enveloppe).hexdigest() if enveloppe else ""


@transaction.atomic
def sceller(
    *, objet: models.Model, champ: str, enveloppe: bytes | None, lue: str, par, est_rescellee=False
) -> None:
    """Write a sealed field of `objet` (None empties it); what it held is kept. Call it inside the trade's operation.
    `est_rescellee`: it is the same value, under another key.

    `lue` is the `empreinte` of what the author read there. Raises EnveloppeDepassee when the field says otherwise,
    EnveloppeRefusee for what is no envelope, CoffreRefuse when its author cannot read what would be replaced: an
    unreadable envelope never takes the place of a readable one.
    """
    modele = type(objet)
    actuelle = modele._base_manager.select_for_update().values_list(champ, flat=True).get(pk=objet.pk)
    if empreinte(actuelle) != lue:
        raise EnveloppeDepassee(actuelle)
    if enveloppe is not None:
        version = verifier_la_forme(enveloppe)
        if not CleDuCoffre.objects.filter(service=objet.service, version=version).exists():
            raise EnveloppeRefusee("Ce contenu est scellé avec une clé que ce service n’a pas.")
    if actuelle is not None:
        if par is not None and version_de(actuelle) not in versions_ouvertes(par):
            raise CoffreRefuse(
                "Votre coffre est fermé\u202f: vous ne pouvez pas remplacer un texte que vous ne lisez pas."
            )
        _garder(objet, champ, actuelle, par, est_rescellee)
    EnveloppeAbimee.objects.filter(service=objet.service, objet=objet.uuid, champ=champ).delete()
    setattr(objet, champ, enveloppe)
    objet.save(update_fields=[champ])


def _garder(objet, champ: str, enveloppe: bytes, par, est_rescellee: bool) -> None:
    EnveloppeAnterieure.objects.create(
        service=objet.service,
        genre=genre(type(objet)),
        objet=objet.uuid,
        champ=champ,
        enveloppe=enveloppe,
        remplacee_par=par,
        est_rescellee=est_rescellee,
    )


def versions_d_avant(objet: models.Model, user: Utilisateur) -> dict[str, list[EnveloppeAnterieure]]:
    """Return, by field, what the sealed fields of `objet`, which `user` may see, held before: the latest first."""
    lignes = EnveloppeAnterieure.objects.visible_par(user).select_related("remplacee_par")
    siennes = lignes.filter(genre=genre(type(objet)), objet=objet.uuid, est_rescellee=False)
    par_champ: dict[str, list[EnveloppeAnterieure]] = {}
    for une in siennes.order_by("-pk"):
        par_champ.setdefault(une.champ, []).append(une)
    return par_champ


@transaction.atomic
def mettre_de_cote(*, objet: models.Model, par) -> list[str]:
    """Keep what the sealed fields of `objet` hold, and return their names: it goes, and may come back (`reprendre`)."""
    pleins = {champ: getattr(objet, champ) for champ in _champs_scelles_de(objet) if getattr(objet, champ)}
    for champ, enveloppe in pleins.items():
        _garder(objet, champ, bytes(enveloppe), par, est_rescellee=False)
    return [*pleins]


@transaction.atomic
def reprendre(*, objet: models.Model, champs: Iterable[str]) -> None:
    """Give back to `objet`, which came back under its own UUID, what `mettre_de_cote` kept of it, where it still is."""
    for champ in champs:
        gardee = _gardees(objet, champ).last()
        if gardee is not None:
            setattr(objet, champ, bytes(gardee.enveloppe))
            gardee.delete()
    objet.save(update_fields=[*champs])


@transaction.atomic
def revenir(*, objet: models.Model, champ: str, ecrite: str, avant: str) -> bool:
    """Put back in `champ` what it held before the envelope `ecrite` (prints both), as if that had never been written.

    Returns False, and changes nothing, when it says something else by now, or when what it held is there no more.
    """
    actuelle = type(objet)._base_manager.select_for_update().values_list(champ, flat=True).get(pk=objet.pk)
    if empreinte(actuelle) != ecrite:
        return False
    gardees = [une for une in _gardees(objet, champ) if avant and empreinte(bytes(une.enveloppe)) == avant]
    if avant and not gardees:
        return False
    setattr(objet, champ, bytes(gardees[-1].enveloppe) if avant else None)
    objet.save(update_fields=[champ])
    if avant:
        gardees[-1].delete()
    return True


def _gardees(objet: models.Model, champ: str) -> models.QuerySet[EnveloppeAnterieure]:
    return EnveloppeAnterieure.objects.filter(service=objet.service, objet=objet.uuid, champ=champ)


def _champs_scelles_de(objet: models.Model) -> list[str]:
    return [champ.name for modele, champ in champs_scelles() if modele is type(objet)]


def oublier(service: Service, objets, champs=None) -> int:
    """Erase what the vault keeps beside the records `objets` (UUIDs, or a query of them): their earlier envelopes, and
    what was said of them; of these fields, or of all. Return how many. Call it inside the operation that erases the
    rest.
    """
    nb = 0
    for modele in (EnveloppeAnterieure, EnveloppeAbimee):
        lignes = modele.objects.filter(service=service, objet__in=objets)
        nb += (lignes if champs is None else lignes.filter(champ__in=champs)).delete()[0]
    return nb
