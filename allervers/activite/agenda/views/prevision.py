"""One item of the agenda: expected, changed, moved, cancelled, stopped. What is typed is never lost."""

import re
from datetime import date, time
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from allervers.actions.models import ActionCollective
from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee
from allervers.journal.appareil import appareil_de
from allervers.referentiel.models import Liste, Terme

from ...seances import TYPE_D_UNE_SEANCE
from .. import operations
from ..formulaires import PrevisionForm, QuandForm, fin_de
from ..lecture import occurrence
from ..models import Ecart, Prevision
from ..operations import PrevisionRefusee
from ..qui import agenda_choisi
from .semaine import est_a_saisir, jour_demande

# Two forms stand in one page: their fields have each their identifiers.
A_PART = "fois_%s"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@exige(Droit.TENIR_L_AGENDA)
def nouvelle(request):
    if request.method == "POST":
        form = PrevisionForm(request.POST, user=request.user)
        if form.is_valid():
            prevision = operations.prevoir(
                service=request.user.service,
                uuid=form.cleaned_data["uuid"],
                attente=form.attente,
                par=request.user,
                appareil=appareil_de(request),
            )
            messages.success(request, "C’est prévu.")
            return _vers_la_semaine(request, prevision)
        return _formulaire_vide(request, form, status=422)
    agenda = agenda_choisi(request.user, request.GET.get("de", ""))
    heure = _heure_demandee(request)
    return _formulaire_vide(
        request,
        PrevisionForm(
            user=request.user,
            initial={
                "uuid": uuid4(),
                "date": jour_demande(request) or timezone.localdate(),
                "heure": heure,
                "fin": fin_de(heure, 60),
                "equipe": agenda.equipe,
                "professionnels": [agenda.personne] if agenda.personne else [],
                **_de_l_action(request),
            },
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@exige(Droit.TENIR_L_AGENDA)
def prevision(request, uuid, jour):
    """The page of an occurrence. Its form changes what is expected from that day on."""
    ligne = _prevision(request, uuid)
    if request.method != "POST":
        return _page(request, ligne, jour)
    form = PrevisionForm(request.POST, user=request.user, prevision=ligne)
    if not form.is_valid():
        return _page(request, ligne, jour, form=form, status=422)
    try:
        suite = operations.modifier_prevision(
            prevision=ligne,
            jour=jour,
            suite=form.cleaned_data["uuid"],
            attente=form.attente,
            lue=_lue(request),
            par=request.user,
            appareil=appareil_de(request),
        )
    except VersionDepassee as depassee:
        return _page(request, _prevision(request, uuid), jour, form=form, depassee=depassee, status=409)
    messages.success(request, "C’est enregistré.")
    return _vers_la_semaine(request, suite)


@require_POST
@never_cache
@exige(Droit.TENIR_L_AGENDA)
def deplacer(request, uuid, jour):
    """Move or lengthen one occurrence: the form of its page, or the hand on the grid."""
    ligne, quand = _prevision(request, uuid), QuandForm(request.POST, auto_id=A_PART)
    if not quand.is_valid():
        return _page(request, ligne, jour, quand=quand, status=422)
    try:
        operations.deplacer_prevision(
            prevision=ligne,
            jour=jour,
            lue=_lue(request),
            par=request.user,
            appareil=appareil_de(request),
            **quand.quand,
        )
    except VersionDepassee as depassee:
        return _page(request, _prevision(request, uuid), jour, quand=quand, depassee=depassee, status=409)
    except PrevisionRefusee as refus:
        messages.error(request, str(refus))
        return redirect(_semaine(request, jour))
    dit = "C’est déplacé, cette fois seulement." if ligne.recurrence else "C’est déplacé."
    messages.success(request, dit)
    return redirect(_semaine(request, quand.cleaned_data["date"], ligne, jour if ligne.recurrence else None))


@require_POST
@never_cache
@exige(Droit.TENIR_L_AGENDA)
def annuler(request, uuid, jour):
    ligne = _prevision(request, uuid)
    return _faire(
        request, ligne, jour, operations.annuler_occurrence, "C’est noté : cette fois, cela n’a pas lieu."
    )


@require_POST
@never_cache
@exige(Droit.TENIR_L_AGENDA)
def arreter(request, uuid, jour):
    ligne = _prevision(request, uuid)
    dit = "À partir de ce jour, cela ne revient plus." if ligne.recurrence else "C’est effacé."
    return _faire(request, ligne, jour, operations.arreter_prevision, dit)


def _faire(request, ligne: Prevision, jour: date, operation, succes: str):
    try:
        operation(
            prevision=ligne, jour=jour, lue=_lue(request), par=request.user, appareil=appareil_de(request)
        )
    except VersionDepassee as depassee:
        return _page(request, _prevision(request, ligne.uuid), jour, depassee=depassee, status=409)
    except PrevisionRefusee as refus:
        messages.error(request, str(refus))
    else:
        messages.success(request, succes)
    return redirect(_semaine(request, jour))


def _prevision(request, uuid) -> Prevision:
    return get_object_or_404(
        Prevision.objects.visible_par(request.user).select_related("service", "modifie_par"), uuid=uuid
    )


def _lue(request) -> int:
    """Return the version that was read, as the page told it."""
    lue = request.POST.get("lue", "")
    if not re.fullmatch(r"[0-9]{1,9}", lue):
        raise BadRequest("Cette page n'a pas dit ce qu'elle avait lu.")
    return int(lue)


def _heure_demandee(request) -> time:
    try:
        return time.fromisoformat(request.GET.get("heure", "")).replace(tzinfo=None)
    except ValueError:
        return time(9)


def _de_l_action(request) -> dict:
    """Return what is likely of a session of the action whose sheet asks for it; nothing without one."""
    try:
        uuid = UUID(request.GET.get("action", ""))
    except ValueError:
        return {}
    action = ActionCollective.objects.visible_par(request.user).filter(uuid=uuid).first()
    if action is None:
        return {}
    types = Terme.objects.visible_par(request.user).filter(liste=Liste.TYPE_ACTIVITE, code=TYPE_D_UNE_SEANCE)
    return {
        "action": action.pk,
        "titre": action.intitule[: Prevision._meta.get_field("titre").max_length],
        "type": types.values_list("pk", flat=True).first(),
        "lieu": action.territoire_id,
    } | ({"date": action.debut} if action.debut and action.debut > timezone.localdate() else {})


def _formulaire_vide(request, form: PrevisionForm, status=200):
    return render(
        request,
        "agenda/nouvelle.html",
        {"form": form, "retour": _semaine(request, jour_demande(request))},
        status=status,
    )


def _page(request, ligne: Prevision, jour: date, *, form=None, quand=None, depassee=None, status=200):
    """The page. After a refusal it keeps what was typed; after a conflict it also says what is so now."""
    une = occurrence(ligne, jour)
    if une is None and form is None and quand is None and depassee is None:
        messages.info(request, "Ce n’est plus prévu ce jour-là.")
        return redirect(_semaine(request, jour))
    debut = {"date": jour if ligne.recurrence else ligne.date, "heure": ligne.heure}
    initial = debut | {
        "fin": fin_de(ligne.heure, ligne.duree_minutes),
        "uuid": uuid4(),
        "titre": ligne.titre,
        "type": ligne.type_id,
        "equipe": ligne.equipe_id,
        "professionnels": list(ligne.attendus.values_list("professionnel", flat=True)),
        "lieu": ligne.lieu_id,
        "action": ligne.action_id,
        "instance": ligne.instance_id,
        "toutes_les": ligne.toutes_les,
        "jours": sorted(ligne.recurrence.jours) if ligne.recurrence else [],
        "jusqu_au": ligne.jusqu_au,
    }
    if quand and not ligne.recurrence:
        # It has no form of its own: what was typed goes in the only one.
        initial |= {nom: quand[nom].value() for nom in ("date", "heure", "fin")}
    actuel = depassee and depassee.actuel
    return render(
        request,
        "agenda/prevision.html",
        {
            "ligne": ligne,
            "une": une,
            "jour": jour,
            "form": form or PrevisionForm(user=request.user, prevision=ligne, initial=initial),
            "quand": quand
            or (
                une
                and QuandForm(
                    auto_id=A_PART, initial={"date": une.date, "heure": une.heure, "fin": une.fin.time()}
                )
            ),
            "est_depassee": actuel is not None,
            "ecart": actuel if isinstance(actuel, Ecart) else None,
            "par": actuel and (actuel.modifie_par or actuel.saisi_par),
            "est_a_saisir": une and est_a_saisir(une, request.user),
            "retour": _semaine(request, une.date if une else jour, ligne, jour),
            "suite": f"?{_de(request)}" if _de(request) else "",
        },
        status=status,
    )


def _de(request) -> str:
    """Return the part of an address that keeps whose agenda is looked at."""
    de = request.GET.get("de", "")
    return urlencode({"de": de}) if de else ""


def _semaine(request, jour: date | None, ligne: Prevision | None = None, regle: date | None = None) -> str:
    """Return the address of the week of `jour`, at one of its items."""
    demande = urlencode({"jour": jour.isoformat()} if jour else {})
    ancre = f"#p-{ligne.uuid}-{(regle or jour).isoformat()}" if ligne else ""
    return f"{reverse('agenda')}?{'&'.join(filter(None, [demande, _de(request)]))}{ancre}"


def _vers_la_semaine(request, prevision: Prevision):
    """Go to the week where what was just written first takes place."""
    recurrence = prevision.recurrence
    jour = recurrence.premier_jour(prevision.date) if recurrence else prevision.date
    return redirect(_semaine(request, jour, prevision))
