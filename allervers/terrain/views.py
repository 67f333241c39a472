"""The street application and its reception. The page itself holds nothing of anybody: it opens without a network."""

import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.activite.operations import modifiables_par
from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse
from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.operations import EnregistrementRefuse
from allervers.jeunes.models import Jeune
from allervers.jeunes.operations import JeuneRefuse
from allervers.journal.appareil import appareil_de
from allervers.sauvegarde import effacements

from . import application, operations
from .document import DocumentRefuse
from .donnees import document_de, donnees_de, semblables_de
from .models import Genre, Saisie
from .operations import Issue, Reception

DIVERGENTE = (
    "Une saisie est déjà arrivée sous cet identifiant avec un autre contenu. Les deux sont gardées\u202f: dites"
    " laquelle est la bonne."
)
DEPASSEE = "Cette saisie a changé entre-temps. Regardez les deux, et gardez la bonne."


@require_safe
def terrain(request):
    """Public and the same for all: the phone keeps it, and opens it without a network."""
    return render(request, "terrain/terrain.html", {"version": application.version()})


@require_safe
@never_cache
def travailleur(request):
    """Public: the service worker, with the list of what it keeps."""
    reponse = HttpResponse(
        application.travailleur(avec_envoi="envoi" in request.GET), content_type="text/javascript"
    )
    reponse["Service-Worker-Allowed"] = "/terrain/"
    return reponse


@require_safe
def manifeste(request):
    """Public: what the phone's home screen shows."""
    contenu = {
        "name": "Allervers, terrain",
        "short_name": "Allervers",
        "lang": "fr",
        "start_url": "/terrain/",
        "scope": "/terrain/",
        "display": "standalone",
        "background_color": "#f4f7f7",
        "theme_color": "#0b5563",
        "icons": [
            {"src": static(f"terrain/icone-{taille}.png"), "sizes": f"{taille}x{taille}", "type": "image/png",
             "purpose": "any maskable"}
            for taille in (192, 512)
        ],
    }  # fmt: skip
    return HttpResponse(json.dumps(contenu, ensure_ascii=False), content_type="application/manifest+json")


@require_safe
@never_cache
@exige(Droit.SAISIR_L_ACTIVITE)
def donnees(request):
    return JsonResponse(donnees_de(request.user))


@require_safe
@never_cache
@exige(Droit.SAISIR_L_ACTIVITE)
def a_corriger(request, uuid):
    """An activity of any day that the reader may change, as a phone would write it: from the report, to complete it."""
    intervention = get_object_or_404(modifiables_par(request.user), uuid=uuid)
    return JsonResponse(document_de(intervention, request.user))


@require_POST
@exige(Droit.SAISIR_L_ACTIVITE)
def recevoir(request):
    """201 with the UUID and the digest of what was received, and nothing else is a success (design §8)."""
    try:
        reception = operations.recevoir(octets=request.body, par=request.user, appareil=appareil_de(request))
    except DocumentRefuse as refus:
        return JsonResponse({"erreur": str(refus), "champ": refus.champ}, status=422)
    except (CoffreRefuse, EnregistrementRefuse, EnveloppeRefusee, JeuneRefuse) as refus:
        return JsonResponse({"erreur": str(refus), "champ": ""}, status=422)
    if reception.issue is Issue.RECUE:
        return JsonResponse(_recue(reception, request.user), status=201)
    return JsonResponse(_conflit(reception, request.user), status=409)


def _recue(reception: Reception, user) -> dict:
    saisie = reception.saisie
    recue = {"uuid": saisie.uuid, "empreinte": reception.empreinte, "signalements": saisie.signalements}
    if saisie.genre == Genre.JEUNE:
        recue["code"] = Jeune.objects.values_list("code", flat=True).filter(
            service=user.service, uuid=saisie.objet
        ).first()  # fmt: skip
    if saisie.genre == Genre.INTERVENTION and (intervention := operations.intervention_de(saisie)):
        recue["semblables"] = semblables_de(intervention, user)
    return recue


def _conflit(reception: Reception, user) -> dict:
    if reception.issue is Issue.DEPASSEE:
        actuelle = document_de(reception.actuelle, user)
        return {"erreur": DEPASSEE, "motif": reception.issue.value, "actuelle": actuelle}
    # Somebody else's entry is not shown: who has its UUID has guessed it.
    est_sienne = reception.saisie.auteur_id == user.pk
    recue = reception.saisie.contenu if est_sienne else None
    return {"erreur": DIVERGENTE, "motif": reception.issue.value, "actuelle": recue}


@require_POST
@exige(Droit.SAISIR_L_ACTIVITE)
def inconnues(request):
    """Which of these entries the server does not have: after a restored backup, the phone sends them again."""
    try:
        demandees = {UUID(uuid) for uuid in json.loads(request.body)["saisies"][:2000]}
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"erreur": "Cette demande est incomplète. Rechargez la page."}, status=400)
    connues = Saisie.objects.filter(service=request.user.service, uuid__in=demandees)
    manquent = demandees - set(connues.values_list("uuid", flat=True))
    # The entry that made a youth who was erased is not asked for again.
    return JsonResponse({"inconnues": sorted(manquent - effacements.effaces() if manquent else manquent)})
