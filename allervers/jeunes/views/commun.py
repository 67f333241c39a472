"""What the pages of a file share: finding the youth, showing the file, keeping what was typed when it is refused."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from allervers.coffre.cles import en_texte
from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse, empreinte
from allervers.journal.appareil import appareil_de
from allervers.journal.lecture import acces_a

from ..formulaires import AccordForm, EcritForm, InformationForm
from ..models import Jeune, Rattachement, en_vigueur
from ..operations import JeuneRefuse


def avec_formulaire(request, uuid, formulaire, operation, succes: str):
    ligne, form = le_jeune(request, uuid), formulaire(request.POST)
    try:
        if form.is_valid():
            operation(jeune=ligne, par=request.user, appareil=appareil_de(request), **form.cleaned_data)
            messages.success(request, succes)
            return redirect("jeune", ligne.uuid)
        erreur = " ".join(texte for textes in form.errors.values() for texte in textes)
    except (CoffreRefuse, EnveloppeRefusee, JeuneRefuse) as refus:
        erreur = str(refus)
    return montrer_fiche(
        request, le_jeune(request, uuid), erreur=erreur, formulaires={formulaire: form}, status=422
    )


def le_jeune(request, uuid) -> Jeune:
    return get_object_or_404(Jeune.objects.visible_par(request.user).select_related("service"), uuid=uuid)


def montrer_fiche(request, ligne, proposes=None, erreur="", formulaires=None, status=200):
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
                    "actuelle": texte_de(getattr(ligne, nom)),
                    "lue": empreinte(getattr(ligne, nom)),
                    "montree": texte_de(proposes.get(nom, getattr(ligne, nom))),
                    "est_proposee": nom in proposes,
                }
                for nom in ("alias", "identite", "note")
            },
            "ecrits": [
                (ecrit, texte_de(ecrit.texte))
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


def texte_de(enveloppe) -> str:
    return en_texte(bytes(enveloppe)) if enveloppe else ""
