"""The register, an entry, the rules of its reminders. Who may not read an entry is told that it does not exist."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import texte_de
from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse, EnveloppeDepassee, empreinte, versions_d_avant
from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee, version_lue
from allervers.enregistrements.champs import differences
from allervers.jeunes.alertes.lecture import delais_du_service, listes_du_jour
from allervers.jeunes.fil import scelle
from allervers.jeunes.formulaires.alertes import DelaiForm
from allervers.jeunes.models import Jeune
from allervers.jeunes.operations import regler_delai
from allervers.jeunes.views.alertes import regles_lues
from allervers.jeunes.views.commun import le_jeune
from allervers.journal.appareil import appareil_de
from allervers.journal.lecture import acces_a
from allervers.journal.models import Consultation
from allervers.journal.operations import consulter
from allervers.referentiel.models import Liste

from . import operations
from .forms import SCELLES, SignalementForm
from .models import Signalement
from .operations import SignalementRefuse
from .rappels import REGLES, rappels_de

TITRES = {"observe": "Ce qui a été observé", "precision": "Ce que l’on sait de la suite"}


@require_safe
@never_cache
@exige(Droit.SIGNALER)
def registre(request):
    return _montrer_le_registre(request)


@never_cache
@exige(Droit.SIGNALER)
def signaler(request, jeune):
    """A new entry, about a youth."""
    ligne = le_jeune(request, jeune)
    form, erreur, status = _form(request, None), "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                operations.signaler(
                    jeune=ligne,
                    uuid=form.cleaned_data["uuid"],
                    textes=form.textes,
                    par=request.user,
                    appareil=appareil_de(request),
                    **form.faits,
                )
                messages.success(request, "C’est inscrit au registre.")
                return redirect("signalements")
            except (CoffreRefuse, EnveloppeRefusee, SignalementRefuse) as refus:
                erreur = str(refus)
    return _montrer(request, ligne, form, erreur=erreur, status=status)


@never_cache
@exige(Droit.SIGNALER)
def signalement(request, uuid):
    """An entry: read, corrected, or told what came of it."""
    actuel = _le_signalement(request, uuid)
    if request.method != "POST":
        consulter(
            consultation=Consultation.LIRE_SIGNALEMENT,
            service=actuel.service,
            objet=actuel.uuid,
            par=request.user,
            appareil=appareil_de(request),
        )
        return _montrer(request, actuel.jeune, _form(request, actuel), actuel)
    form, ecarts, erreur, status = _form(request, actuel), [], "", 422
    if form.is_valid():
        try:
            operations.completer_signalement(
                signalement=actuel,
                lue=form.cleaned_data["lue"] or 0,
                textes=form.textes,
                par=request.user,
                appareil=appareil_de(request),
                **form.faits,
            )
            messages.success(request, "C’est enregistré.")
            return redirect("signalement", actuel.uuid)
        except VersionDepassee as depassee:
            actuel, status = depassee.actuel, 409
            ecarts = differences([form], [_form(request, actuel, est_envoye=False)])
        except (CoffreRefuse, EnveloppeRefusee, SignalementRefuse) as refus:
            erreur, status = str(refus), 409 if isinstance(refus, EnveloppeDepassee) else 422
    actuel = _le_signalement(request, uuid)
    return _montrer(request, actuel.jeune, form, actuel, erreur, ecarts, status)


@require_POST
@exige(Droit.SIGNALER)
def retirer(request, uuid):
    ligne = _le_signalement(request, uuid)
    try:
        operations.retirer_signalement(
            signalement=ligne,
            lue=version_lue(request.POST.get("lue", "")),
            par=request.user,
            appareil=appareil_de(request),
        )
    except VersionDepassee:
        messages.error(request, "Quelqu’un vient de la changer. Relisez-la avant de la retirer.")
        return redirect("signalement", uuid)
    messages.success(request, "C’est retiré du registre.")
    return redirect("signalements")


@require_POST
@exige(Droit.REGLER_LES_ALERTES)
def regler(request, rappel):
    if rappel not in {regle.code for regle in REGLES}:
        raise Http404
    form = DelaiForm(request.POST)
    if not form.is_valid():
        return _montrer_le_registre(request, {rappel: form}, 422)
    regler_delai(
        service=request.user.service,
        alerte=rappel,
        par=request.user,
        appareil=appareil_de(request),
        **form.cleaned_data,
    )
    messages.success(request, "C’est réglé, pour tout le service.")
    return redirect("signalements")


def _le_signalement(request, uuid) -> Signalement:
    lignes = Signalement.objects.visible_par(request.user)
    liens = ("service", "jeune__service", "destinataire", "suite", "saisi_par", "modifie_par")
    return get_object_or_404(lignes.select_related(*liens), uuid=uuid)


def _form(request, actuel: Signalement | None, est_envoye=True) -> SignalementForm:
    envoi = request.POST if est_envoye and request.method == "POST" else None
    listes = listes_du_jour(request.user.service)
    return SignalementForm(envoi, actuel=actuel, user=request.user, listes=listes)


def _montrer_le_registre(request, remplis=None, status=200):
    listes, jour = listes_du_jour(request.user.service), timezone.localdate()
    delais = delais_du_service(request.user.service, REGLES)
    lignes = Signalement.objects.visible_par(request.user).select_related(
        "jeune", "destinataire", "suite", "saisi_par"
    )
    lues = [
        {
            "signalement": une,
            "alias": texte_de(une.jeune.alias),
            "destinataire": listes.libelle(Liste.DESTINATAIRE_SIGNALEMENT, une.destinataire.code),
            "suite": une.suite and listes.libelle(Liste.SUITE_SIGNALEMENT, une.suite.code),
            "rappels": rappels_de(une, jour, delais),
        }
        for une in lignes
    ]
    contexte = {
        "en_cours": [une for une in lues if not une["suite"]],
        "closes": [une for une in lues if une["suite"]],
        "regles": regles_lues(delais, REGLES, remplis),
    }
    return render(request, "signalements/registre.html", contexte, status=status)


def _montrer(
    request,
    jeune: Jeune,
    form: SignalementForm,
    actuel: Signalement | None = None,
    erreur="",
    ecarts=(),
    status=200,
):
    """The page of an entry; after a refusal, with all that was typed."""
    listes = listes_du_jour(jeune.service)
    avant = versions_d_avant(actuel, request.user) if actuel else {}
    return render(
        request,
        "signalements/signalement.html",
        {
            "jeune": jeune,
            "alias": texte_de(jeune.alias),
            "signalement": actuel,
            "uuid": actuel.uuid if actuel else form["uuid"].value(),
            "lue": actuel.version if actuel else "",
            "form": form,
            "erreur": erreur,
            "ecarts": ecarts,
            "destinataire": actuel
            and listes.libelle(Liste.DESTINATAIRE_SIGNALEMENT, actuel.destinataire.code),
            "suite": actuel and actuel.suite and listes.libelle(Liste.SUITE_SIGNALEMENT, actuel.suite.code),
            "scelles": [
                {
                    "champ": nom,
                    "titre": TITRES[nom],
                    "lu": scelle(actuel, nom) if actuel else (),
                    "lue": empreinte(getattr(actuel, nom)) if actuel else "",
                    "montree": form.data.get(nom) or (texte_de(getattr(actuel, nom)) if actuel else ""),
                    "est_proposee": nom in form.data,
                    "avant": [(une, texte_de(une.enveloppe)) for une in avant.get(nom, ())],
                }
                for nom in SCELLES
            ],
            "acces": acces_a([actuel.uuid], request.user) if actuel else (),
        },
        status=status,
    )
