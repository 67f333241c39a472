"""A youth enters the list."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse
from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Equipe
from allervers.journal.appareil import appareil_de

from .. import operations
from ..formulaires.fiche import NouveauJeuneForm
from ..models import en_vigueur


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
