"""Calls for projects: what is due, what was asked and granted, and their documents."""

from decimal import Decimal
from itertools import groupby
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee, version_lue
from allervers.enregistrements.champs import (
    Formulaire,
    JourField,
    MontantField,
    TexteField,
    differences,
    redemander,
)
from allervers.enregistrements.operations import DejaEnregistre
from allervers.journal.appareil import appareil_de
from allervers.partenaires.rappels import a_renouveler
from allervers.referentiel.choix import choix_de_liste
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.models import Liste, Terme

from .. import appels as operations
from ..appels import Appel, AppelRefuse
from ..echeances import a_rendre
from ..models import AppelAProjets, EtatAppel, PieceAppel
from ..pieces import TYPES, PieceRefusee
from .actions import uuid_propose


class AppelForm(Formulaire):
    intitule = forms.CharField(label="Intitulé", max_length=200)
    financeur = forms.ChoiceField(label="Financeur")
    annee = forms.IntegerField(
        label="Année", min_value=2000, max_value=2100, help_text="Celle dont l’argent est compté."
    )
    etat = forms.ChoiceField(label="Où en est-on", choices=EtatAppel)
    echeance = JourField(label="À déposer avant le", required=False)
    demande = MontantField(label="Demandé (€)")
    accorde = MontantField(label="Accordé (€)")
    bilan_le = JourField(label="Bilan à rendre le", required=False)
    bilan_rendu_le = JourField(label="Bilan rendu le", required=False)
    notes = TexteField(label="Notes", help_text="Ce qu’il finance, les conditions, qui suit le dossier.")

    def __init__(self, *args, service, gardes=(), **options):
        super().__init__(*args, **options)
        self.service = service
        referentiel = referentiel_du_service(service, timezone.localdate().year)
        choix = choix_de_liste(referentiel, Liste.FINANCEUR, gardes)
        self.fields["financeur"].choices = [("", "Choisir…"), *choix]

    def clean_annee(self):
        annee = self.cleaned_data["annee"]
        try:
            referentiel_du_service(self.service, annee)
        except SansReferentiel as sans:
            raise forms.ValidationError(str(sans)) from None
        return annee

    def clean_financeur(self):
        code = self.cleaned_data["financeur"]
        return Terme.objects.get(service=self.service, liste=Liste.FINANCEUR, code=code)

    def appel(self) -> Appel:
        return Appel(**self.cleaned_data)


class PieceForm(Formulaire):
    fichier = forms.FileField(
        label="Document",
        help_text="PDF, Word, Excel, LibreOffice ou photo, 10 Mo au plus. Sans nom de jeune.",
        error_messages={"required": "Choisissez un document.", "empty": "Ce fichier est vide."},
    )
    nom = forms.CharField(
        label="Ce que c’est",
        max_length=120,
        help_text="Par exemple\u202f: demande déposée, convention, bilan.",
    )


@require_safe
@exige(Droit.VOIR_LES_ACTIONS)
def liste(request):
    appels = AppelAProjets.objects.visible_par(request.user).select_related("financeur")
    jour = timezone.localdate()
    return render(
        request,
        "appels/appels.html",
        {
            "echeances": a_rendre(request.user, jour),
            "a_renouveler": a_renouveler(request.user, jour),
            "jour": jour,
            "annees": _par_annee(
                _avec_financeur(request.user.service, appels.order_by("-annee", "intitule", "pk"))
            ),
        },
    )


def _par_annee(appels: list[tuple[AppelAProjets, str]]) -> list[dict]:
    """Return the calls of each year, the latest first, with what was asked and granted in all."""
    annees = []
    for annee, groupe in groupby(appels, key=lambda ligne: ligne[0].annee):
        lignes = list(groupe)
        notes = [note for note, _ in lignes if note.etat != EtatAppel.ABANDONNE]
        annees.append(
            {
                "annee": annee,
                "lignes": lignes,
                "demande": sum((note.demande for note in notes if note.demande is not None), Decimal(0)),
                "accorde": sum((note.accorde for note in notes if note.accorde is not None), Decimal(0)),
            }
        )
    return annees


@exige(Droit.TENIR_LES_FINANCEMENTS)
def nouveau(request):
    annee = timezone.localdate().year
    try:
        form = AppelForm(request.POST or None, service=request.user.service, initial={"annee": annee})
    except SansReferentiel as sans:
        messages.error(request, str(sans))
        return redirect("appels")
    if request.method == "POST" and form.is_valid():
        uuid, appel = uuid_propose(request), form.appel()
        connu = AppelAProjets.objects.filter(service=request.user.service, uuid=uuid).first()
        try:
            if connu is not None and not appel.est_dit_par(connu):
                raise DejaEnregistre
            note = operations.creer_appel(
                service=request.user.service,
                uuid=uuid,
                appel=appel,
                par=request.user,
                appareil=appareil_de(request),
            )
            messages.success(request, "L’appel à projets est noté.")
            return redirect("appel", note.uuid)
        except AppelRefuse as refus:
            form.add_error(None, str(refus))
        except DejaEnregistre as deja:
            redemander(form, deja)
    contexte = {"form": form, "uuid": form.data.get("uuid") or uuid4()}
    return render(request, "appels/nouveau.html", contexte, status=422 if form.is_bound else 200)


@require_safe
@exige(Droit.VOIR_LES_ACTIONS)
def appel(request, uuid):
    """One call: all that is known of it, its documents, and the actions that it pays for."""
    return _montrer(request, _appel(request, uuid))


@require_POST
@exige(Droit.TENIR_LES_FINANCEMENTS)
def modifier(request, uuid):
    note = _appel(request, uuid)
    form, lue = _formulaire(note, request.POST), request.POST.get("version", "")
    ecarts, status = [], 422
    if form.is_valid() and lue.isdecimal():
        try:
            operations.modifier_appel(
                note=note, lue=int(lue), appel=form.appel(), par=request.user, appareil=appareil_de(request)
            )
            messages.success(request, "C’est enregistré.")
            return redirect("appel", note.uuid)
        except AppelRefuse as refus:
            form.add_error(None, str(refus))
        except VersionDepassee as depassee:
            note, status = depassee.actuel, 409
            ecarts, lue = differences([form], [_formulaire(note)]), note.version
    return _montrer(request, note, form=form, ecarts=ecarts, version=lue, status=status)


@require_POST
@exige(Droit.TENIR_LES_FINANCEMENTS)
def supprimer(request, uuid):
    note = _appel(request, uuid)
    try:
        operations.supprimer_appel(
            note=note,
            lue=version_lue(request.POST.get("version", "")),
            par=request.user,
            appareil=appareil_de(request),
        )
    except AppelRefuse as refus:
        messages.error(request, str(refus))
    except VersionDepassee:
        messages.error(request, "Quelqu’un vient de changer cet appel. Relisez-le avant de le supprimer.")
    else:
        messages.success(request, f"« {note.intitule} » est supprimé.")
        return redirect("appels")
    return redirect("appel", uuid)


@require_POST
@exige(Droit.TENIR_LES_FINANCEMENTS)
def ajouter(request, uuid):
    note = _appel(request, uuid)
    form = PieceForm(request.POST, request.FILES)
    if form.is_valid():
        fichier = form.cleaned_data["fichier"]
        try:
            operations.ajouter_piece(
                note=note,
                uuid=uuid_propose(request),
                nom=form.cleaned_data["nom"],
                fichier=fichier,
                taille=fichier.size,
                par=request.user,
                appareil=appareil_de(request),
            )
            messages.success(request, "Le document est gardé.")
            return redirect("appel", note.uuid)
        except PieceRefusee as refus:
            form.add_error("fichier", str(refus))
        except AppelRefuse as refus:
            form.add_error(None, str(refus))
    return _montrer(request, note, piece=form, status=422)


@require_safe
@cache_control(private=True, no_store=True)
@exige(Droit.VOIR_LES_ACTIONS)
def piece(request, uuid):
    """A document, always as a download of the type that its bytes have: nothing of it runs here."""
    une = _piece(request, uuid)
    return HttpResponse(
        bytes(une.contenu),
        content_type=TYPES[une.extension],
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": f'attachment; filename="{slugify(une.nom) or "document"}.{une.extension}"',
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


@require_POST
@exige(Droit.TENIR_LES_FINANCEMENTS)
def retirer(request, uuid):
    une = _piece(request, uuid)
    operations.retirer_piece(piece=une, par=request.user, appareil=appareil_de(request))
    messages.success(request, "Le document est effacé.")
    return redirect("appel", une.appel.uuid)


def _montrer(request, note: AppelAProjets, *, form=None, ecarts=(), version=None, piece=None, status=200):
    financements = note.financements.select_related("action").order_by("action__annee", "action__intitule")
    repartis = sum(un.montant for un in financements if un.montant is not None)
    [(_, financeur)] = _avec_financeur(note.service, [note])
    return render(
        request,
        "appels/appel.html",
        {
            "appel": note,
            "financeur": financeur,
            "form": form or _formulaire(note),
            "ecarts": ecarts,
            "version": version or note.version,
            "financements": financements,
            "reste": note.accorde - repartis if note.accorde is not None and financements else None,
            "pieces": note.pieces.defer("contenu"),
            "piece": piece or PieceForm(),
            "uuid": uuid4(),
            "echeances": [une for une in a_rendre(request.user, timezone.localdate()) if une.appel == note],
        },
        status=status,
    )


def _formulaire(note: AppelAProjets, donnees=None) -> AppelForm:
    initial = {nom: getattr(note, nom) for nom in AppelForm.base_fields}
    initial["financeur"] = code = note.financeur.code
    return AppelForm(donnees, service=note.service, gardes=(code,), initial=initial)


def _avec_financeur(service, appels) -> list[tuple[AppelAProjets, str]]:
    """Return each call with the name of its funder, as the lists of today call it."""
    if not appels:
        return []
    referentiel = referentiel_du_service(service, timezone.localdate().year)
    return [(note, referentiel.libelle(Liste.FINANCEUR, note.financeur.code)) for note in appels]


def _appel(request, uuid) -> AppelAProjets:
    visibles = AppelAProjets.objects.visible_par(request.user)
    return get_object_or_404(visibles.select_related("financeur", "service"), uuid=uuid)


def _piece(request, uuid) -> PieceAppel:
    visibles = PieceAppel.objects.visible_par(request.user).select_related("appel")
    return get_object_or_404(visibles, uuid=uuid)
