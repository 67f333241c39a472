"""The page of the service: what its report says of it, its logo and its map."""

from base64 import b64encode

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Service
from allervers.faits.extraction import annees_saisies
from allervers.images import TAILLE_MAX as IMAGE_MAX
from allervers.images import ImageRefusee
from allervers.territoires.contours import TAILLE_MAX as CONTOURS_MAX
from allervers.territoires.contours import ContoursRefuses, importer_contours

from ..graphiques.carte import dessiner_carte
from ..identite import CHAMPS, changer_logo, decrire_service
from ..matiere import lieux_de_la_carte, lieux_du_service


class FormulaireService(forms.ModelForm):
    class Meta:
        model = Service
        fields = CHAMPS


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.MODIFIER_LE_CANEVAS)
def service(request):
    """Three forms in one page, told apart by their button."""
    # Checking the form changes the object it is given: it gets one of its own.
    formulaire = FormulaireService(instance=Service.objects.visible_par(request.user).get())
    if request.method == "POST":
        match request.POST.get("quoi"):
            case "logo":
                _changer_le_logo(request)
                return redirect("service")
            case "contours":
                _importer_les_contours(request)
                return redirect("service")
            case _:
                formulaire = FormulaireService(request.POST, instance=formulaire.instance)
                if formulaire.is_valid():
                    decrire_service(service=request.user.service, par=request.user, **formulaire.cleaned_data)
                    messages.success(request, "C’est enregistré.")
                    return redirect("service")
    lieux = lieux_de_la_carte(lieux_du_service(request.user.service, timezone.localdate().year))
    return render(
        request,
        "rapport/service.html",
        {
            "formulaire": formulaire,
            "logo": b64encode(request.user.service.logo or b"").decode(),
            "carte": dessiner_carte(lieux),
            "annee": next(iter(annees_saisies(request.user.service)), None),
        },
        status=200 if not formulaire.errors else 400,
    )


def _changer_le_logo(request) -> None:
    fichier = request.FILES.get("logo")
    if fichier is None and request.POST.get("retirer") != "oui":
        messages.error(request, "Choisissez d’abord une image.")
        return
    try:
        changer_logo(
            service=request.user.service, image=fichier and fichier.read(IMAGE_MAX + 1), par=request.user
        )
        messages.success(request, "Le logo est changé." if fichier else "Le logo est retiré.")
    except ImageRefusee as refus:
        messages.error(request, str(refus))


def _importer_les_contours(request) -> None:
    fichier = request.FILES.get("contours")
    if fichier is None:
        messages.error(request, "Choisissez d’abord un fichier GeoJSON.")
        return
    try:
        contenu = fichier.read(CONTOURS_MAX + 1)
        bilan = importer_contours(service=request.user.service, contenu=contenu, par=request.user)
    except ContoursRefuses as refus:
        messages.error(request, str(refus))
        return
    if bilan.places:
        messages.success(request, f"Contours placés : {', '.join(bilan.places)}.")
    else:
        messages.error(
            request,
            "Aucun contour de ce fichier ne porte le code ou le nom d’un lieu du service. Vérifiez ses colonnes.",
        )
