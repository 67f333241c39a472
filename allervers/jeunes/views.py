"""The youths that one may know: the list, the file, the notices. Names go through sealed."""

from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import en_texte
from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse, EnveloppeDepassee, empreinte
from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Equipe
from allervers.journal.appareil import appareil_de
from allervers.journal.lecture import acces_a
from allervers.journal.models import Consultation
from allervers.journal.operations import consulter
from allervers.territoires.models import Territoire

from . import operations
from .formulaires import AccordForm, EcritForm, EnveloppeField, InformationForm, NouveauJeuneForm
from .models import Jeune, Rattachement, en_vigueur
from .operations import JeuneRefuse

NOTICES = ("jeune", "parents")


@require_safe
@exige(Droit.VOIR_LES_JEUNES)
def jeunes(request):
    return render(request, "jeunes/jeunes.html", {"nombre": Jeune.objects.visible_par(request.user).count()})


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def liste(request):
    """The list as the browser reads it: facts, and names sealed; with the places that the privacy guard knows."""
    visibles = Jeune.objects.visible_par(request.user)
    equipes: dict[int, list[str]] = {}
    rattachements = Rattachement.objects.visible_par(request.user).filter(en_vigueur(timezone.localdate()))
    for jeune, equipe in rattachements.values_list("jeune_id", "equipe__nom"):
        equipes.setdefault(jeune, []).append(equipe)
    champs = ("pk", "uuid", "code", "sexe", "annee_naissance", "niveau", "alias", "identite")
    return JsonResponse(
        {
            "jeunes": [
                [uuid, code, sexe, annee, niveau, equipes.get(pk, []), _texte(alias), _texte(identite)]
                for pk, uuid, code, sexe, annee, niveau, alias, identite in visibles.values_list(*champs)
            ],
            "lieux": list(
                Territoire.objects.visible_par(request.user).values_list("nom", flat=True).distinct()
            ),
        }
    )


@exige(Droit.VOIR_LES_JEUNES)
def nouveau(request):
    form = NouveauJeuneForm(
        request.POST or None,
        equipes=Equipe.objects.visible_par(request.user),
        initial={
            "uuid": uuid4(),
            "premier_contact": timezone.localdate(),
            "equipe": _equipe_de(request.user),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            jeune = operations.creer_jeune(
                service=request.user.service,
                par=request.user,
                appareil=appareil_de(request),
                **form.cleaned_data,
            )
            messages.success(request, f"{jeune.code} est créé.")
            return redirect("jeune", jeune.uuid)
        except (CoffreRefuse, EnveloppeRefusee) as refus:
            form.add_error(None, str(refus))
    return render(request, "jeunes/nouveau.html", {"form": form, "uuid": form["uuid"].value()})


def _equipe_de(user) -> Equipe | None:
    """Return the team where this person works today, when there is one only."""
    equipes = Equipe.objects.filter(
        affectations__in=user.affectations.filter(en_vigueur(timezone.localdate()))
    )
    return equipes.first() if equipes.count() == 1 else None


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def jeune(request, uuid):
    ligne = _jeune(request, uuid)
    consulter(
        consultation=Consultation.OUVRIR_FICHE,
        service=ligne.service,
        objet=ligne.uuid,
        par=request.user,
        appareil=appareil_de(request),
    )
    return _fiche(request, ligne)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def ecrire_champ(request, uuid, champ):
    """Write one or several sealed fields of the file: each comes with the print of what its author read there."""
    ligne = _jeune(request, uuid)
    noms = [nom for nom in champ.split("+") if nom in ("alias", "identite", "note")]
    proposes, erreur = {}, ""
    try:
        with transaction.atomic():
            for nom in noms:
                if nom in request.POST:
                    proposes[nom] = EnveloppeField(required=False).clean(request.POST[nom])
                    operations.ecrire_champ_scelle(
                        jeune=ligne,
                        champ=nom,
                        enveloppe=proposes[nom],
                        lue=request.POST.get(f"{nom}_lue", ""),
                        par=request.user,
                        appareil=appareil_de(request),
                    )
    except (CoffreRefuse, EnveloppeRefusee, JeuneRefuse) as refus:
        erreur = str(refus)
        est_depassee = isinstance(refus, EnveloppeDepassee)
        return _fiche(request, _jeune(request, uuid), proposes, erreur, status=409 if est_depassee else 422)
    messages.success(request, "C’est enregistré.")
    return redirect("jeune", ligne.uuid)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_accord(request, uuid):
    return _avec_formulaire(request, uuid, AccordForm, operations.noter_accord, "L’accord est noté.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def retirer_accord(request, uuid):
    ligne = _jeune(request, uuid)
    operations.retirer_accord(
        jeune=ligne, le=timezone.localdate(), par=request.user, appareil=appareil_de(request)
    )
    messages.success(request, "L’accord est retiré. L’identité, la note et les écrits sont effacés.")
    return redirect("jeune", ligne.uuid)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_information(request, uuid):
    return _avec_formulaire(request, uuid, InformationForm, operations.noter_information, "C’est noté.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def ecrire(request, uuid):
    return _avec_formulaire(request, uuid, EcritForm, operations.ecrire, "C’est écrit.")


@require_safe
@exige(Droit.VOIR_LES_JEUNES)
def notice(request, pour):
    if pour not in NOTICES:
        raise Http404
    contexte = {"service": request.user.service, "aujourd_hui": timezone.localdate()}
    return render(request, f"jeunes/notice/{pour}.html", contexte)


def _avec_formulaire(request, uuid, formulaire, operation, succes: str):
    ligne, form = _jeune(request, uuid), formulaire(request.POST)
    try:
        if form.is_valid():
            operation(jeune=ligne, par=request.user, appareil=appareil_de(request), **form.cleaned_data)
            messages.success(request, succes)
            return redirect("jeune", ligne.uuid)
        erreur = " ".join(texte for textes in form.errors.values() for texte in textes)
    except (CoffreRefuse, EnveloppeRefusee, JeuneRefuse) as refus:
        erreur = str(refus)
    return _fiche(request, _jeune(request, uuid), erreur=erreur, formulaires={formulaire: form}, status=422)


def _jeune(request, uuid) -> Jeune:
    return get_object_or_404(Jeune.objects.visible_par(request.user).select_related("service"), uuid=uuid)


def _fiche(request, ligne, proposes=None, erreur="", formulaires=None, status=200):
    """The file. After a refusal, `proposes` holds what the author had sealed: nothing typed is lost."""
    proposes, formulaires = proposes or {}, formulaires or {}
    jour = timezone.localdate()
    return render(
        request,
        "jeunes/jeune.html",
        {
            "jeune": ligne,
            "equipes": Rattachement.objects.visible_par(request.user)
            .filter(en_vigueur(jour), jeune=ligne)
            .select_related("equipe"),
            "scelles": {
                nom: {
                    "actuelle": _texte(getattr(ligne, nom)),
                    "lue": empreinte(getattr(ligne, nom)),
                    "montree": _texte(proposes.get(nom, getattr(ligne, nom))),
                    "est_proposee": nom in proposes,
                }
                for nom in ("alias", "identite", "note")
            },
            "ecrits": [
                (ecrit, _texte(ecrit.texte))
                for ecrit in ligne.ecrits.select_related("saisi_par").order_by("-date", "-pk")
            ],
            "erreur": erreur,
            "acces": acces_a(ligne.uuid, request.user),
            "accord": formulaires.get(AccordForm) or AccordForm(initial={"le": jour}),
            "information": formulaires.get(InformationForm)
            or InformationForm(
                initial={"jeune_le": ligne.informe_le, "parents_le": ligne.parents_informes_le}
            ),
            "ecrit": formulaires.get(EcritForm) or EcritForm(initial={"uuid": uuid4(), "le": jour}),
        },
        status=status,
    )


def _texte(enveloppe) -> str:
    return en_texte(bytes(enveloppe)) if enveloppe else ""
