"""The actions of a year, the sheet of one, and how it begins: anew, or from last year's."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import texte_de
from allervers.comptes.droits import Droit, exige, peut
from allervers.enregistrements.annees import annee_demandee
from allervers.enregistrements.champs import redemander
from allervers.enregistrements.operations import DejaEnregistre
from allervers.jeunes.models import Jeune, Sexe
from allervers.journal.appareil import appareil_de
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service, referentiel_le_plus_proche
from allervers.referentiel.models import Liste, TrancheAge

from .. import operations
from ..comptes import autres_participants, comptes_d_une_action, dire_par_sexe, participants_par_sexe
from ..formulaires.projet import NouvelleActionForm, ObjectifFormSet, objectifs_saisis
from ..models import ActionCollective, Photo
from ..operations import ActionRefusee


@require_safe
@exige(Droit.VOIR_LES_ACTIONS)
def liste(request):
    """The actions of the year asked for, or of the latest that has some, by nature."""
    visibles = ActionCollective.objects.visible_par(request.user)
    annees = sorted(visibles.values_list("annee", flat=True).order_by().distinct(), reverse=True)
    annee = annee_demandee(request, next(iter(annees), timezone.localdate().year))
    actions = (
        visibles.filter(annee=annee)
        .avec_leur_etape()
        .select_related("nature", "territoire")
        .annotate(nb_seances=Count("interventions"), nb_jours=Count("interventions__date", distinct=True))
        .order_by("ordre", "intitule", "pk")
    )
    return render(
        request,
        "actions/actions.html",
        {"annee": annee, "annees": annees, "groupes": _par_nature(request.user.service, annee, actions)},
    )


def _par_nature(service, annee: int, actions) -> list[tuple[str, list[ActionCollective]]]:
    """Return (top of the list of natures, its actions), in the order of the list."""
    actions = list(actions)
    if not actions:
        return []
    referentiel = referentiel_le_plus_proche(service, annee)
    rangs = {terme.code: rang for rang, terme in enumerate(referentiel.listes[Liste.NATURE_ACTION])}

    def racine(action) -> str:
        return referentiel.racine(Liste.NATURE_ACTION, action.nature.code)

    actions.sort(key=lambda action: rangs.get(racine(action), len(rangs)))
    return [
        (referentiel.libelle(Liste.NATURE_ACTION, code), list(groupe))
        for code, groupe in groupby(actions, key=racine)
    ]


@exige(Droit.MENER_LES_ACTIONS)
def nouvelle(request):
    service, annee = request.user.service, timezone.localdate().year
    try:
        referentiel = referentiel_du_service(service, annee)
    except SansReferentiel as sans:
        messages.error(request, str(sans))
        return redirect("actions")
    form = NouvelleActionForm(
        request.POST or None,
        service=service,
        referentiel=referentiel,
        initial={"uuid": uuid4(), "annee": annee, "est_une_idee": True},
    )
    objectifs = ObjectifFormSet(request.POST or None, prefix="objectif")
    if request.method == "POST" and form.is_valid() and objectifs.is_valid():
        uuid, annee = form.cleaned_data["uuid"], form.cleaned_data["annee"]
        projet = form.projet(objectifs_saisis(objectifs))
        connue = ActionCollective.objects.filter(service=service, uuid=uuid).first()
        if connue is None or (connue.annee == annee and projet.est_celui_de(connue)):
            action = operations.creer_action(
                service=service,
                uuid=uuid,
                annee=annee,
                projet=projet,
                par=request.user,
                appareil=appareil_de(request),
            )
            messages.success(request, "L’action est créée. Complétez sa fiche au fur et à mesure.")
            return redirect("action", action.uuid)
        redemander(form, DejaEnregistre())
    return render(
        request,
        "actions/nouvelle.html",
        {"form": form, "objectifs": objectifs},
        status=422 if form.is_bound else 200,
    )


@require_safe
@exige(Droit.VOIR_LES_ACTIONS)
def fiche(request, uuid):
    action = trouver_action(request, uuid)
    referentiel = referentiel_le_plus_proche(action.service, action.annee)
    seances = action.interventions.annotate(
        nb_presents=Count("presences", distinct=True), nb_professionnels=Count("intervenants", distinct=True)
    ).order_by("-date", "-heure")
    presents = (
        Jeune.objects.visible_par(request.user)
        .filter(presences__intervention__action=action)
        .annotate(nb_seances=Count("presences__intervention", distinct=True))
        .order_by("-nb_seances", "code")
    )
    a_la_seance = comptes_d_une_action(action)
    autres = autres_participants(action, a_la_seance)
    sexes, effectifs = _effectifs(action, autres)
    return render(
        request,
        "actions/action.html",
        {
            "action": action,
            "nature": referentiel.libelle(Liste.NATURE_ACTION, action.nature.code),
            "dit_par_la_nature": referentiel.est_d_un_partenaire(action.nature.code),
            "objectifs": action.objectifs.all(),
            "partenaires": [lien.partenaire for lien in action.partenaires.select_related("partenaire")],
            "seances": seances,
            "nb_jours": len({seance.date for seance in seances}),
            "presents": [(jeune, texte_de(jeune.alias)) for jeune in presents],
            "nb_presents": _nombre_de_presents(request.user, action),
            "participants": _participants(request.user, action, autres),
            "effectifs": effectifs,
            "a_la_seance": a_la_seance,
            "sexes": sexes,
            "financements": [
                (referentiel.libelle(Liste.FINANCEUR, un.financeur.code), un)
                for un in action.financements.select_related("financeur", "appel").order_by("pk")
            ],
            "reste": _reste_a_financer(action),
            "photos": Photo.objects.visible_par(request.user).filter(action=action).defer("image"),
            "aujourd_hui": timezone.localdate(),
            "copie": uuid4(),
            "annee_suivante": _annee_suivante(action),
            "peut_supprimer": operations.est_supprimable(action),
        },
    )


def _nombre_de_presents(user, action) -> int:
    """Return how many known youths came, those of other teams too; none to who may not know that there are any."""
    if not peut(user, Droit.VOIR_LES_JEUNES):
        return 0
    return action.interventions.aggregate(nb=Count("presences__jeune", distinct=True))["nb"]


def _participants(user, action, autres: Mapping) -> tuple[int, str] | None:
    """Return how many came in all, and how many of each sex; nothing to who may not know of the youths."""
    if not peut(user, Droit.VOIR_LES_JEUNES):
        return None
    nombres = participants_par_sexe(action, autres)
    return (sum(nombres.values()), dire_par_sexe(nombres)) if nombres else None


def _reste_a_financer(action) -> Decimal | None:
    """Return what nobody pays of what an action cost or, before, of its budget; None where nobody said it."""
    besoin = action.budget if action.cout is None else action.cout
    accordes = [un.montant for un in action.financements.all() if un.montant is not None]
    return None if besoin is None or not accordes else max(besoin - sum(accordes), Decimal(0))


def _annee_suivante(action) -> int:
    """Return the year in which an action is done again: the one after, or this one for an older action."""
    return max(action.annee + 1, timezone.localdate().year)


def _effectifs(action, nombres: Mapping) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Return the sexes of who is counted, and (band, one number a sex) for the bands where somebody is."""
    tranches = TrancheAge.objects.filter(service=action.service).in_bulk({cle for _, cle in nombres} - {None})
    lignes: dict = {}
    for (sexe, cle), nombre in nombres.items():
        tranche = tranches.get(cle)
        rang = (tranche.age_min, tranche.libelle) if tranche else (1000, "Âge non renseigné")
        comptes = lignes.setdefault(rang, {})
        comptes[sexe] = comptes.get(sexe, 0) + nombre
    sexes = [sexe for sexe in Sexe if any(sexe in comptes for comptes in lignes.values())]
    return [sexe.label for sexe in sexes], [
        (libelle, [comptes.get(sexe, 0) for sexe in sexes])
        for (_, libelle), comptes in sorted(lignes.items(), key=lambda ligne: ligne[0])
    ]


@require_POST
@exige(Droit.MENER_LES_ACTIONS)
def dupliquer(request, uuid):
    """Last year's action again, as an idea."""
    action = trouver_action(request, uuid)
    copie = operations.dupliquer_action(
        action=action,
        annee=_annee_suivante(action),
        uuid=uuid_propose(request),
        par=request.user,
        appareil=appareil_de(request),
    )
    messages.success(
        request,
        f"C’est une idée pour {copie.annee}\u202f: donnez-lui ses dates, et changez ce qui doit l’être.",
    )
    return redirect("projet_de_l_action", copie.uuid)


@require_POST
@exige(Droit.MENER_LES_ACTIONS)
def supprimer(request, uuid):
    action = trouver_action(request, uuid)
    try:
        operations.supprimer_action(action=action, par=request.user, appareil=appareil_de(request))
    except ActionRefusee as refus:
        messages.error(request, str(refus))
        return redirect("action", uuid)
    messages.success(request, f"« {action.intitule} » est supprimée.")
    return redirect("actions")


def uuid_propose(request) -> UUID:
    """Return the identifier that the form gave to what it makes, so that sending it twice makes one. Raises Http404."""
    try:
        return UUID(request.POST.get("uuid", ""))
    except ValueError:
        raise Http404("Ce formulaire n'est pas entier.") from None


def trouver_action(request, uuid) -> ActionCollective:
    """Return the action that the reader may see. Raises Http404."""
    visibles = ActionCollective.objects.visible_par(request.user)
    return get_object_or_404(visibles.select_related("nature", "territoire", "service"), uuid=uuid)
