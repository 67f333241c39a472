"""The file to read with the youth, and the whole of it for who asks to see what is held: built in the browser."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from allervers.coffre.cles import texte_de
from allervers.coffre.models import EnveloppeAnterieure
from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de
from allervers.journal.lecture import acces_a
from allervers.journal.models import Consultation
from allervers.journal.operations import consulter

from ..alertes.lecture import listes_du_jour
from ..anterieur import faits_anterieurs
from ..fil import Scelle, fil
from ..models import RevisionObjectif, identifiants_de
from ..page import Fiche
from .commun import le_jeune

# What a sealed identity is made of (templates/jeunes/fiche/_identite.html).
PARTIES = {"nom": "Nom", "telephone": "Téléphone", "reseaux": "Réseaux", "adresse": "Adresse"}


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def lire(request, uuid):
    """Everything that can be read aloud to the youth: all but the team's note."""
    return _document(request, uuid, Consultation.OUVRIR_FICHE, est_complet=False)


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def droit_d_acces(request, uuid):
    """Everything that is held of the youth, what was replaced and who looked included (RGPD, article 15)."""
    return _document(request, uuid, Consultation.EXPORTER_FICHE, est_complet=True)


def _document(request, uuid, consultation, est_complet: bool):
    jeune = le_jeune(request, uuid)
    consulter(
        consultation=consultation,
        service=jeune.service,
        objet=jeune.uuid,
        par=request.user,
        appareil=appareil_de(request),
    )
    listes = listes_du_jour(jeune.service)
    contexte = {
        "jeune": jeune,
        "fiche": Fiche(jeune, request.user, listes),
        "fil": fil(jeune, request.user, listes),
        "est_complet": est_complet,
        "parties": PARTIES.items(),
        "scelles": {nom: texte_de(getattr(jeune, nom)) for nom in ("alias", "identite", "note")},
    }
    if est_complet:
        contexte |= {
            "remplaces": _remplaces(jeune, request.user),
            "anterieurs": faits_anterieurs(jeune, request.user, listes),
            "acces": acces_a(identifiants_de(jeune), request.user),
        }
    return render(request, "jeunes/document.html", contexte)


def _remplaces(jeune, user) -> list[tuple[EnveloppeAnterieure, Scelle]]:
    """Return the texts of the file that were replaced since by others, and are still kept."""
    siens = [*identifiants_de(jeune), *jeune.ecrits.values_list("uuid", flat=True)]
    siens += jeune.partages.values_list("uuid", flat=True)
    siens += RevisionObjectif.objects.filter(objectif__jeune=jeune).values_list("uuid", flat=True)
    lignes = EnveloppeAnterieure.objects.visible_par(user).filter(objet__in=siens, est_rescellee=False)
    return [(une, Scelle(une.genre, str(une.objet), une.champ, texte_de(une.enveloppe))) for une in lignes]
