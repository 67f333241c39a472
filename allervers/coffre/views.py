"""The vault's page, and what the browsers exchange through the server: sealed keys and envelopes, never a name."""

import json
from functools import wraps
from uuid import UUID

from allauth.core import ratelimit
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige, peut
from allervers.comptes.models import Utilisateur
from allervers.journal.appareil import appareil_de

from . import operations, rescellement
from .champs import genre
from .cles import CleRefusee, en_octets, en_texte, lire_cle_publique
from .enveloppe import EnveloppeRefusee
from .membres import cle_courante, est_a_renouveler, etat, membres
from .models import Acces, CleDuCoffre, Secours
from .operations import CoffreRefuse, empreinte
from .session import cle_de_session

# As many envelopes as a browser seals again between two pages.
LOT = 50


def en_json(vue):
    """Read a JSON body into `corps`, and answer what is wrong in French."""

    @wraps(vue)
    def lue(request, *args, **kwargs):
        try:
            return JsonResponse(vue(request, json.loads(request.body), *args, **kwargs) or {})
        except (CoffreRefuse, EnveloppeRefusee) as refus:
            return JsonResponse({"erreur": str(refus)}, status=409)
        except (ValueError, KeyError, TypeError, AttributeError, CleRefusee):
            return JsonResponse({"erreur": "Cette demande est incomplète. Rechargez la page."}, status=400)

    return lue


@require_safe
@never_cache
@exige(Droit.OUVRIR_LE_COFFRE)
def trousseau(request):
    """Everything that this person's browser needs to open the vault, sealed; and what it is asked to do for others."""
    user, service = request.user, request.user.service
    ou_il_en_est = etat(user)
    acces = {un.cle_id: un for un in Acces.objects.filter(membre=user)} if ou_il_en_est == "ouvrable" else {}
    return JsonResponse(
        {
            "etat": ou_il_en_est,
            "service": service.uuid,
            "utilisateur": user.uuid,
            "courriel": user.courriel,
            "sel": _texte(user.sel),
            "cle_de_session": cle_de_session(request),
            "cle_publique": _texte(user.cle_publique),
            "cle_privee_enveloppee": _texte(user.cle_privee_enveloppee),
            "cles": [
                {
                    "version": cle.version,
                    "cle_publique": _texte(cle.cle_publique),
                    "cle_scellee": _texte(acces[cle.pk].cle_scellee) if cle.pk in acces else None,
                }
                for cle in CleDuCoffre.objects.filter(service=service)
            ],
            "attentes": sum(membre.attend for membre in membres(service)) if acces else 0,
            "a_renouveler": bool(acces) and est_a_renouveler(service),
            "abimes": sum(not un.est_vu for un in rescellement.textes_abimes(user))
            if peut(user, Droit.CREER_LE_COFFRE)
            else 0,
        }
    )


@require_safe
@never_cache
@exige(Droit.OUVRIR_LE_COFFRE)
def coffre(request):
    service = request.user.service
    abimes = rescellement.textes_abimes(request.user) if peut(request.user, Droit.CREER_LE_COFFRE) else []
    return render(
        request,
        "coffre/coffre.html",
        {
            "aujourd_hui": timezone.localdate(),
            "abimes": abimes,
            "sont_a_voir": any(not un.est_vu for un in abimes),
            "etat": etat(request.user),
            "membres": membres(service),
            "cle": cle_courante(service),
            "secours": Secours.objects.visible_par(request.user).only("cree_le").first(),
            "lecteurs": [un.personne for un in membres(service) if un.acces],
        },
    )


@require_POST
@exige(Droit.CREER_LE_COFFRE)
@en_json
def creer(request, corps):
    operations.creer_coffre(
        service=request.user.service,
        cle_publique=_cle(corps["cle_publique"]),
        cle_scellee=en_octets(corps["cle_scellee"]),
        secours=operations.ClesDeSecours(
            preuve=corps["secours"]["preuve"],
            cle_publique=_cle(corps["secours"]["cle_publique"]),
            cle_privee_enveloppee=en_octets(corps["secours"]["cle_privee_enveloppee"]),
        ),
        cle_scellee_pour_secours=en_octets(corps["cle_scellee_pour_secours"]),
        par=request.user,
        appareil=appareil_de(request),
    )


@require_safe
@never_cache
@exige(Droit.OUVRIR_LE_COFFRE)
def partage(request):
    """The public keys that the vault's key is sealed to: of who waits, of who has it, of the recovery code."""
    secours = get_object_or_404(Secours.objects.visible_par(request.user))
    return JsonResponse(
        {
            "secours": _texte(secours.cle_publique),
            "membres": [
                {
                    "uuid": un.personne.uuid,
                    "nom": str(un.personne),
                    "cle_publique": _texte(un.personne.cle_publique),
                    "attend": un.attend,
                }
                for un in membres(request.user.service)
                if un.acces or un.attend
            ],
        }
    )


@require_POST
@exige(Droit.OUVRIR_LE_COFFRE)
@en_json
def donner_acces(request, corps, uuid):
    operations.donner_acces(
        membre=get_object_or_404(Utilisateur.objects.visible_par(request.user), uuid=uuid),
        pour_cle_publique=en_octets(corps["pour_cle_publique"]),
        cles_scellees=_cles_scellees(corps),
        par=request.user,
        appareil=appareil_de(request),
    )


@require_POST
@exige(Droit.OUVRIR_LE_COFFRE)
@en_json
def renouveler(request, corps):
    acces = {UUID(uuid): en_octets(scellee) for uuid, scellee in corps["acces"].items()}
    operations.renouveler(
        service=request.user.service,
        version=int(corps["version"]),
        cle_publique=_cle(corps["cle_publique"]),
        acces=acces | {None: en_octets(corps["secours"])},
        par=request.user,
        appareil=appareil_de(request),
    )


@require_POST
@exige(Droit.OUVRIR_LE_COFFRE)
@en_json
def secours(request, corps):
    """With the proof of the recovery code: what it opens; with sealed keys too, the access of its author. Limited."""
    if not ratelimit.consume(request, action="secours", user=request.user):
        raise CoffreRefuse("Trop d’essais du code de récupération. Attendez une heure, puis réessayez.")
    if "cles_scellees" in corps:
        operations.reprendre_acces(
            membre=request.user,
            preuve=corps["preuve"],
            cles_scellees=_cles_scellees(corps),
            appareil=appareil_de(request),
        )
        return None
    trouve = operations.verifier_secours(request.user.service, corps["preuve"])
    return {
        "uuid": str(trouve.service.uuid),
        "cle_publique": _texte(trouve.cle_publique),
        "cle_privee_enveloppee": _texte(trouve.cle_privee_enveloppee),
        "cles": [
            {"version": acces.cle.version, "cle_scellee": _texte(acces.cle_scellee)}
            for acces in Acces.objects.filter(service=trouve.service, membre=None).select_related("cle")
        ],
    }


@require_safe
@never_cache
@exige(Droit.OUVRIR_LE_COFFRE)
def a_resceller(request):
    """A lot of envelopes that are still sealed with an earlier key."""
    return JsonResponse(
        {
            "enveloppes": [
                {
                    "genre": genre(type(ligne)),
                    "objet": ligne.uuid,
                    "champ": champ,
                    "enveloppe": en_texte(enveloppe),
                }
                for ligne, champ, enveloppe in rescellement.a_resceller(request.user, LOT)
            ]
        }
    )


@require_POST
@exige(Droit.OUVRIR_LE_COFFRE)
@en_json
def resceller(request, corps):
    """A lot: those sealed again, and those that the open vault does not open (`abimees`)."""
    nombre = sum(
        rescellement.resceller(**_designer(une), enveloppe=en_octets(une["enveloppe"]), par=request.user)
        for une in corps["enveloppes"][:LOT]
    )
    abimees = sum(
        rescellement.signaler_abimee(**_designer(une), par=request.user, appareil=appareil_de(request))
        for une in corps["abimees"][:LOT]
    )
    return {"nombre": nombre, "abimees": abimees}


def _designer(une: dict) -> dict:
    return {
        "genre_et_champ": (une["genre"], une["champ"]),
        "objet": UUID(une["objet"]),
        "lue": empreinte(en_octets(une["lue"])),
    }


@require_POST
@exige(Droit.CREER_LE_COFFRE)
def voir_textes_abimes(request):
    rescellement.voir_textes_abimes(par=request.user, appareil=appareil_de(request))
    return redirect("coffre")


def _cles_scellees(corps) -> dict[int, bytes]:
    return {int(version): en_octets(scellee) for version, scellee in corps["cles_scellees"].items()}


def _cle(texte: str) -> bytes:
    """Return a public key, once seen to be one. Raises CleRefusee."""
    octets = en_octets(texte)
    lire_cle_publique(octets)
    return octets


def _texte(octets) -> str | None:
    return None if octets is None else en_texte(bytes(octets))
