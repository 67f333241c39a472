"""The photos of an action: added, captioned, agreed to; sent to who works with its youths, and to nobody else."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import texte_de
from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse, EnveloppeDepassee, empreinte, versions_d_avant
from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee
from allervers.enregistrements.champs import Formulaire, JourField
from allervers.images import ImageRefusee
from allervers.jeunes.formulaires.champs import EnveloppeField
from allervers.journal.appareil import appareil_de

from .. import photos as operations
from ..models import Photo
from ..photos import PhotoRefusee
from .actions import trouver_action

LEGENDE = forms.CharField(
    label="Légende",
    max_length=200,
    help_text="Ce que l’on voit, sans nommer personne. Elle est lue à qui ne voit pas l’image.",
)


class ChoixDePhotos(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else None


class PhotosField(forms.FileField):
    """One or several files. Each is judged by its bytes (`images.reencoder`), never by its name."""

    def clean(self, data, initial=None):
        return [super(PhotosField, self).clean(un, initial) for un in data or [None]]


class NouvellePhotoForm(Formulaire):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    fichiers = PhotosField(
        label="Photos",
        widget=ChoixDePhotos(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True}),
        help_text="Une ou plusieurs, en JPEG, PNG ou WebP. Le lieu et l’appareil n’en sont pas gardés.",
        error_messages={
            "required": "Choisissez une photo.",
            "empty": "Ce fichier est vide. Choisissez une photo.",
        },
    )
    legende = LEGENDE


class PhotoForm(Formulaire):
    version = forms.IntegerField(widget=forms.HiddenInput)
    legende = LEGENDE
    accord_de = EnveloppeField(required=False)
    accord_de_lue = forms.CharField(widget=forms.HiddenInput, required=False)
    accord_le = JourField(label="Accord donné le", required=False)
    accord_jusqu_au = JourField(label="Valable jusqu’au", required=False)


@exige(Droit.MENER_LES_ACTIONS)
def ajouter(request, uuid):
    action = trouver_action(request, uuid)
    form = NouvellePhotoForm(request.POST or None, request.FILES or None, initial={"uuid": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            photos = operations.ajouter_photos(
                action=action, par=request.user, appareil=appareil_de(request), **form.cleaned_data
            )
        except ImageRefusee as refus:
            form.add_error("fichiers", str(refus))
        except PhotoRefusee as refus:
            form.add_error(None, str(refus))
        else:
            return _vers_l_accord(request, action, photos)
    return render(
        request,
        "actions/nouvelle_photo.html",
        {"action": action, "form": form},
        status=422 if form.is_bound else 200,
    )


def _vers_l_accord(request, action, photos: list[Photo]):
    if len(photos) == 1:
        messages.success(request, "La photo est ajoutée. Notez maintenant l’accord de qui est dessus.")
        return redirect("photo", photos[0].uuid)
    messages.success(
        request,
        f"{len(photos)} photos sont ajoutées. Ouvrez chacune pour noter l’accord de qui est dessus.",
    )
    return redirect("action", action.uuid)


@exige(Droit.MENER_LES_ACTIONS)
def photo(request, uuid):
    """The caption and the image rights of a photo. Who agreed is sealed in the browser."""
    une = _photo(request, uuid)
    avait_accord = une.accord_le is not None
    form = PhotoForm(request.POST or None, initial=_initial(une))
    erreur, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            valeurs = dict(form.cleaned_data)
            try:
                operations.modifier_photo(
                    photo=une,
                    lue=valeurs.pop("version"),
                    accord_de_lu=valeurs.pop("accord_de_lue"),
                    par=request.user,
                    appareil=appareil_de(request),
                    **valeurs,
                )
                return _vers_la_suivante(request, une, valeurs["accord_le"] is not None and not avait_accord)
            except (PhotoRefusee, CoffreRefuse, EnveloppeRefusee) as refus:
                erreur, status = str(refus), 409 if isinstance(refus, EnveloppeDepassee) else 422
            except VersionDepassee as depassee:
                une, status = depassee.actuel, 409
                erreur = (
                    "Quelqu’un d’autre a changé cette photo. Relisez les deux, puis enregistrez de nouveau."
                )
    une = _photo(request, uuid)
    proposee = form["accord_de"].value() if form.is_bound else None
    return render(
        request,
        "actions/photo.html",
        {
            "photo": une,
            "action": une.action,
            "form": form,
            "erreur": erreur,
            "est_depassee": status == 409,
            "scelle": {
                "actuelle": texte_de(une.accord_de),
                "lue": empreinte(une.accord_de),
                "montree": proposee or texte_de(une.accord_de),
                "est_proposee": bool(proposee),
                "avant": versions_d_avant(une, request.user).get("accord_de", []),
            },
            "modele": None if une.accord_le else _avec_accord(une),
        },
        status=status,
    )


def _avec_accord(une: Photo) -> dict | None:
    """Return the agreement of another photo of the same action, the last to end: that of this one is often the same."""
    autre = Photo.objects.filter(action=une.action, accord_jusqu_au__gte=timezone.localdate())
    autre = autre.defer("image").order_by("-accord_jusqu_au", "-pk").first()
    return autre and {"photo": autre, "accord_de": texte_de(autre.accord_de)}


def _vers_la_suivante(request, une: Photo, est_accordee: bool):
    """Once the agreement of a photo is noted, go on to one that has none."""
    suivante = une.action.photos.filter(accord_le=None).defer("image").first() if est_accordee else None
    if suivante is None:
        messages.success(request, "C’est enregistré.")
        return redirect("action", une.action.uuid)
    messages.success(request, "C’est enregistré. Voici la suivante, encore sans accord.")
    return redirect("photo", suivante.uuid)


@require_safe
@cache_control(private=True, no_store=True)
@exige(Droit.MENER_LES_ACTIONS)
def image(request, uuid):
    """The picture itself: a JPEG made by the server, which a browser cannot take for anything else."""
    return HttpResponse(
        bytes(_photo(request, uuid).image),
        content_type="image/jpeg",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": "inline; filename=photo.jpg",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


@require_POST
@exige(Droit.MENER_LES_ACTIONS)
def retirer(request, uuid):
    une = _photo(request, uuid)
    operations.retirer_photo(photo=une, par=request.user, appareil=appareil_de(request))
    messages.success(request, "La photo est effacée.")
    return redirect("action", une.action.uuid)


def _photo(request, uuid) -> Photo:
    visibles = Photo.objects.visible_par(request.user)
    return get_object_or_404(visibles.select_related("action", "service"), uuid=uuid)


def _initial(une: Photo) -> dict:
    noms = ("version", "legende", "accord_le", "accord_jusqu_au")
    return {nom: getattr(une, nom) for nom in noms}
