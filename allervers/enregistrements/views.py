"""The page on which a plain record is filled: empty, refused, overtaken by somebody else, or recorded.

Each room declares the right that its own pages ask for, then calls these.
"""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from allervers.comptes.versions import VersionDepassee, version_lue
from allervers.journal.appareil import appareil_de

from .champs import redemander
from .formulaires import EnregistrementForm
from .operations import DejaEnregistre, EnregistrementRefuse, retirer


def ajouter(request, genre: Callable[..., EnregistrementForm], **portee) -> HttpResponse:
    """A new record; `portee` is what it belongs to."""
    form = genre(request.POST or None, user=request.user, portee=portee)

    def ecrire(**qui):
        uuid = form.cleaned_data["uuid"] or form.instance.uuid
        connu = form._meta.model.objects.filter(service=form.service, uuid=uuid).first()
        if connu is not None and not form.dit_comme(connu):
            raise DejaEnregistre
        return form.ajouter(service=form.service, uuid=uuid, **qui)

    return _saisir(request, form, ecrire, vers=form.vers(form.instance))


def modifier(request, genre: type[EnregistrementForm], uuid: UUID, *, effacer: str) -> HttpResponse:
    """A record that stands. `effacer`: the address that withdraws it."""
    objet = get_object_or_404(genre._meta.model.objects.visible_par(request.user), uuid=uuid)
    form = genre(request.POST or None, user=request.user, instance=objet)

    def ecrire(**qui):
        form.modifier(lue=form.cleaned_data["version"] or 0, **qui)
        return objet

    return _saisir(request, form, ecrire, vers=form.vers(objet), effacer=effacer)


def _saisir(request, form: EnregistrementForm, ecrire: Callable, **contexte) -> HttpResponse:
    """Show `form`; when it is sent, write it and go where the record is seen.

    Nothing typed is lost: what is refused is shown again with its reason, and what somebody else changed meanwhile
    (409) with what is recorded now.
    """
    status, ecarts, version = 200, [], form.instance.version
    if request.method == "POST":
        status, version = 422, form["version"].value()
        if form.is_valid():
            try:
                objet = ecrire(par=request.user, appareil=appareil_de(request))
            except VersionDepassee as depassee:
                status, version, ecarts = 409, depassee.actuel.version, form.ecarts(depassee.actuel)
            except DejaEnregistre as deja:
                redemander(form, deja)
            except EnregistrementRefuse as refus:
                form.add_error(None, str(refus))
            else:
                messages.success(request, form.dit)
                return redirect(form.vers(objet))
    contexte |= {"form": form, "ecarts": ecarts, "version": version}
    return render(request, form.gabarit, contexte, status=status)


def effacer(request, genre: type[EnregistrementForm], uuid: UUID, *, sinon: str) -> HttpResponse:
    """Withdraw a record, read at the version that the page sent; back to `sinon` when it cannot be done."""
    objet = get_object_or_404(genre._meta.model.objects.visible_par(request.user), uuid=uuid)
    try:
        retirer(
            objet=objet,
            lue=version_lue(request.POST.get("version", "")),
            par=request.user,
            appareil=appareil_de(request),
        )
    except VersionDepassee:
        messages.error(request, "Quelqu’un vient de le modifier. Relisez-le avant de l’effacer.")
        return redirect(sinon)
    except EnregistrementRefuse as refus:
        messages.error(request, str(refus))
        return redirect(sinon)
    messages.success(request, "C’est effacé.")
    return redirect(genre(user=request.user, instance=objet).vers(objet))
