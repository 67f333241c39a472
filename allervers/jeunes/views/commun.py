"""What the pages of a file share: finding the youth, showing the file, keeping what was typed when it is refused."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from allervers.coffre.cles import texte_de
from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse, empreinte, versions_d_avant
from allervers.comptes.versions import VersionDepassee
from allervers.journal.appareil import appareil_de
from allervers.journal.lecture import acces_a
from allervers.referentiel.valeur import Referentiel

from ..alertes.lecture import listes_du_jour
from ..fil import fil
from ..formulaires.champs import DuServiceForm, groupes
from ..formulaires.fiche import AccordForm, EcritForm, InformationForm, ReperesForm
from ..formulaires.parcours import (
    CoAccompagnementForm,
    FinForm,
    ObjectifForm,
    OrientationForm,
    PartageForm,
    ProblematiqueForm,
    RattachementForm,
    ReferentForm,
    RevisionForm,
    SituationForm,
    StatutForm,
)
from ..models import Fusion, Jeune, identifiants_de
from ..operations import JeuneRefuse
from ..page import Fiche

# As many moments as the thread first shows.
MOMENTS = 25
REFUS = (CoffreRefuse, EnveloppeRefusee, JeuneRefuse, VersionDepassee)


def le_jeune(request, uuid: UUID) -> Jeune:
    """Return the youth whom this file is about; what named a file that was merged names the youth it is one with."""
    lignes = Jeune.objects.visible_par(request.user)
    if fusion := Fusion.objects.visible_par(request.user).filter(absorbe_uuid=uuid).first():
        lignes, uuid = lignes.filter(pk=fusion.jeune_id), fusion.jeune.uuid
    return get_object_or_404(lignes.select_related("service", "commune", "quartier", "origine"), uuid=uuid)


def fabriquer(formulaire: type[forms.Form], user, listes: Referentiel, *args, **options) -> forms.Form:
    """Return the form, with the lists of the service where it needs them."""
    if issubclass(formulaire, DuServiceForm):
        options |= {"user": user, "listes": listes}
    options.setdefault("auto_id", f"{formulaire.__name__.lower()}_%s")
    return formulaire(*args, **options)


def avec_formulaire(request, uuid: UUID, formulaire, operation, succes: str, ligne=None, **options):
    """Do `operation` with what the form says, on the youth, or on what `options` names. A refusal shows the file again,
    with what was typed.
    """
    ligne = ligne or le_jeune(request, uuid)
    propres = {"jeune": ligne} if formulaire is ReperesForm else {}
    form = fabriquer(formulaire, request.user, listes_du_jour(ligne.service), request.POST, **propres)
    sujet, statut = options or {"jeune": ligne}, 422
    try:
        if form.is_valid():
            operation(**sujet, par=request.user, appareil=appareil_de(request), **form.cleaned_data)
            messages.success(request, succes)
            return redirect("jeune", ligne.uuid)
        erreur = " ".join(texte for textes in form.errors.values() for texte in textes)
    except REFUS as refus:
        erreur, statut = str(refus), 409 if isinstance(refus, VersionDepassee) else 422
    return montrer_fiche(
        request,
        le_jeune(request, uuid),
        erreur=erreur,
        formulaires={formulaire: form},
        revu=options.get("objectif"),
        status=statut,
    )


def montrer_fiche(request, ligne: Jeune, proposes=None, erreur="", formulaires=None, revu=None, status=200):
    """The file. After a refusal, `proposes` and `formulaires` hold what the author had typed: nothing is lost.

    `revu`: the objective whose revision was refused.
    """
    proposes, remplis = proposes or {}, formulaires or {}
    listes = listes_du_jour(ligne.service)
    fiche = Fiche(ligne, request.user, listes)
    limite = None if request.GET.get("fil") == "tout" else MOMENTS

    def formulaire(genre, **options):
        return remplis.get(genre) or fabriquer(genre, request.user, listes, **options)

    aujourd_hui = {"le": fiche.jour}
    avant = versions_d_avant(ligne, request.user)
    moments = fil(ligne, request.user, listes, limite and limite + 1)
    return render(
        request,
        "jeunes/jeune.html",
        {
            "jeune": ligne,
            "fiche": fiche,
            "jour": fiche.jour,
            "fil": moments[:limite],
            "fil_continue": limite is not None and len(moments) > limite,
            "listes": {
                nom: list(groupes(listes, nom)) for nom in ("situation", "problematique", "orientation")
            },
            "scelles": {
                nom: {
                    "actuelle": texte_de(getattr(ligne, nom)),
                    "lue": empreinte(getattr(ligne, nom)),
                    "montree": texte_de(proposes.get(nom, getattr(ligne, nom))),
                    "est_proposee": nom in proposes,
                    "avant": avant.get(nom, []),
                }
                for nom in ("alias", "identite", "note")
            },
            "erreur": erreur,
            "fusions": ligne.fusions.visible_par(request.user).select_related("fait_par"),
            "acces": acces_a(identifiants_de(ligne), request.user),
            "depuis": _date_saisie(remplis) or f"{fiche.jour:%Y-%m-%d}",
            "situation": formulaire(SituationForm, initial=aujourd_hui),
            "problematique": formulaire(ProblematiqueForm, initial=aujourd_hui),
            "partenaire": formulaire(CoAccompagnementForm, initial=aujourd_hui),
            "orientation": formulaire(OrientationForm, initial=aujourd_hui),
            "partage": formulaire(PartageForm, initial=aujourd_hui),
            "objectif": formulaire(ObjectifForm, initial=aujourd_hui),
            "objectifs": [
                (
                    lu,
                    remplis.get(RevisionForm)
                    if lu.objectif == revu
                    else fabriquer(
                        RevisionForm,
                        request.user,
                        listes,
                        initial=aujourd_hui | {"avancement": lu.avancement},
                        auto_id=f"revision{lu.objectif.pk}_%s",
                    ),
                )
                for lu in fiche.objectifs()
            ],
            "referent": formulaire(ReferentForm),
            "rattachement": formulaire(RattachementForm),
            "reperes": formulaire(
                ReperesForm,
                jeune=ligne,
                initial={
                    "lue": ligne.version,
                    "sexe": ligne.sexe,
                    "annee_naissance": ligne.annee_naissance,
                    "commune": ligne.commune_id,
                    "quartier": ligne.quartier_id,
                    "origine": ligne.origine,
                    "dernier_contact": ligne.dernier_contact,
                },
            ),
            "accord": formulaire(AccordForm, initial=aujourd_hui),
            "information": formulaire(
                InformationForm,
                initial={"jeune_le": ligne.informe_le, "parents_le": ligne.parents_informes_le},
            ),
            "ecrit": formulaire(EcritForm, initial=aujourd_hui),
        },
        status=status,
    )


def _date_saisie(remplis) -> str:
    """Return the day that was typed on the ladder, refused and not lost."""
    return next(
        (remplis[genre].data.get("le", "") for genre in (StatutForm, FinForm) if genre in remplis), ""
    )
