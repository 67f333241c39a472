"""The places of the service on screen: added, named again, no longer proposed; what happened there stays."""

from datetime import date
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from allervers.activite.models import Intervention
from allervers.comptes.codes import code_numerote
from allervers.comptes.droits import Droit, exige
from allervers.comptes.noms import DepuisField
from allervers.comptes.versions import VersionDepassee, version_lue
from allervers.echanges.fautes import ValeurRefusee
from allervers.echanges.references import Communes
from allervers.enregistrements.champs import Formulaire, JourField, differences
from allervers.enregistrements.operations import EnregistrementRefuse, ajouter
from allervers.jeunes.models import Jeune
from allervers.journal.appareil import appareil_de
from allervers.territoires.models import Commune, Nature, Territoire
from allervers.territoires.operations import modifier_lieu

NATURES = {
    Nature.COMMUNE: "Une commune",
    Nature.QUARTIER: "Un quartier",
    Nature.ETABLISSEMENT: "Un établissement",
    Nature.EPCI: "Un EPCI",
}
# What a place cannot be in.
NE_CONTIENNENT_PAS = {
    Nature.EPCI: (Nature.EPCI, Nature.COMMUNE, Nature.QUARTIER, Nature.ETABLISSEMENT),
    Nature.COMMUNE: (Nature.COMMUNE, Nature.QUARTIER, Nature.ETABLISSEMENT),
    Nature.QUARTIER: (Nature.ETABLISSEMENT,),
    Nature.ETABLISSEMENT: (Nature.ETABLISSEMENT,),
}
# How official files call a place of each nature; a commune has its INSEE code.
CODES = {
    Nature.QUARTIER: (
        "Code QPV ou IRIS",
        "Facultatif\u202f: il retrouve ce quartier dans les fichiers officiels. S’il est fait de plusieurs IRIS, tous.",
    ),
    Nature.ETABLISSEMENT: ("Code UAI", "Facultatif. Celui de l’Éducation nationale, par exemple 0620001A."),
    Nature.EPCI: ("SIREN", "Facultatif\u202f: il retrouve cet EPCI dans les fichiers officiels."),
}


class LieuForm(Formulaire):
    """A place: what is asked is what one of its nature has. A commune is found by its name or its INSEE code."""

    commune = forms.CharField(
        label="Commune", max_length=80, required=False, help_text="Son nom, ou son code INSEE."
    )
    nom = forms.CharField(label="Nom", max_length=120, required=False)
    parent = forms.ModelChoiceField(
        Territoire.objects.none(), label="Dans", required=False, empty_label="Rien", to_field_name="uuid"
    )
    code_officiel = forms.CharField(label="Code officiel", max_length=200, required=False)
    retire_le = JourField(
        label="Plus d’intervention depuis le",
        required=False,
        help_text="Vide : on y intervient. Ensuite, il n’est plus proposé.",
    )

    def __init__(self, *args, user, nature: str, lieu: Territoire | None = None, **options):
        super().__init__(*args, **options)
        self.service, self.lieu, self.nature = user.service, lieu, nature
        autres = Territoire.objects.visible_par(user).exclude(nature__in=NE_CONTIENNENT_PAS.get(nature, ()))
        self.fields["parent"].queryset = autres.exclude(pk=lieu.pk if lieu else 0)
        if not autres.exists() or est_employe(lieu):
            del self.fields["parent"]
        if nature == Nature.COMMUNE:
            del self.fields["code_officiel"]
            if lieu is None:
                self.fields["nom"].label = "Autre nom"
                self.fields["nom"].help_text = "Facultatif\u202f: si vous l’appelez autrement."
        else:
            del self.fields["commune"]
            code = self.fields["code_officiel"]
            code.label, code.help_text = CODES.get(nature, (code.label, ""))
        if nature == Nature.QUARTIER and (commune := self.fields.get("parent")):
            commune.help_text = "Sa commune\u202f: les tableaux par commune y comptent ce qui s’y passe."
        if lieu is None:
            del self.fields["retire_le"]
        else:
            # What a place is, and where, is part of what was counted there.
            self.fields.pop("commune", None)
            self.fields["depuis"] = DepuisField(lieu.nom)
            self.order_fields(["nom", "depuis"])

    def clean(self):
        valeurs = super().clean()
        if self.nature == Nature.COMMUNE and self.lieu is None:
            valeurs["commune"] = self._commune(valeurs.get("commune", ""))
        elif not valeurs.get("nom"):
            self.add_error("nom", "Écrivez son nom.")
        if self.lieu is None and not self.errors and self._est_deja_la(valeurs):
            raise forms.ValidationError(f"{_nom(valeurs)} est déjà parmi vos lieux.")
        parent = valeurs.get("parent")
        if parent and self.lieu and _est_dessous(parent, self.lieu):
            self.add_error("parent", "Ce lieu est déjà dans celui que vous changez.")
        return valeurs

    def _est_deja_la(self, valeurs: dict) -> bool:
        memes = Territoire.objects.filter(service=self.service, nature=self.nature)
        if commune := valeurs.get("commune"):
            return memes.filter(commune=commune).exists()
        return memes.filter(nom__iexact=valeurs["nom"], parent=valeurs.get("parent")).exists()

    def _commune(self, texte: str):
        if not texte:
            self.add_error("commune", "Écrivez le nom de la commune, ou son code INSEE.")
            return None
        try:
            return Commune.objects.get(code=Communes().trouver(texte))
        except ValeurRefusee as refus:
            raison = str(refus)
            self.add_error("commune", raison[0].upper() + raison[1:])
            return None


def est_employe(lieu: Territoire | None) -> bool:
    """Whether something was recorded there: where the place stands is then part of what was counted."""
    return lieu is not None and Intervention.objects.filter(lieu=lieu).exists()


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.REGLER_LE_SERVICE)
def lieux(request):
    """The places, each below the one that holds it, and a form to add one of the nature that is asked for.

    The first is a commune; then quartiers, each in the commune of the one before.
    """
    tous = list(Territoire.objects.visible_par(request.user))
    communes = [un for un in tous if un.nature == Nature.COMMUNE]
    nature = (request.POST or request.GET).get("nature", Nature.QUARTIER if communes else Nature.COMMUNE)
    if nature not in NATURES:
        raise BadRequest("Ce n'est pas une nature de lieu.")
    dans = request.GET.get("dans") or (communes[0].uuid if len(communes) == 1 else "")
    initial = {"parent": dans if nature != Nature.COMMUNE else ""}
    form = LieuForm(request.POST or None, user=request.user, nature=nature, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            lieu = _ajouter(request, nature, form.cleaned_data)
            messages.success(
                request, f"«\u00a0{lieu}\u00a0» est ajouté\u202f: les téléphones le proposeront."
            )
            dans = lieu if nature == Nature.COMMUNE else lieu.parent
            suite = QueryDict(mutable=True)
            suite["nature"] = Nature.QUARTIER if nature == Nature.COMMUNE else nature
            if dans:
                suite["dans"] = dans.uuid
            return redirect(f"{reverse('regler_lieux')}?{suite.urlencode()}#ajouter-un-lieu")
        except EnregistrementRefuse as refus:
            form.add_error(None, str(refus))
    contexte = {
        "form": form,
        "nature": nature,
        "natures": NATURES.items(),
        "lieux": [ligne for ligne in _arbre(tous) if not _est_retire(ligne["lieu"])],
        "retires": [un for un in tous if _est_retire(un)],
    }
    return render(request, "reglages/lieux.html", contexte, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.REGLER_LE_SERVICE)
def lieu(request, uuid):
    """One place: what is recorded there, and what can change. 409 when it has changed since the page was read."""
    un = get_object_or_404(Territoire.objects.visible_par(request.user), uuid=uuid)
    version, ecarts, status = un.version, [], 200
    options = {"user": request.user, "nature": un.nature, "lieu": un}
    form = LieuForm(request.POST or None, **options, initial=_valeurs(un))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                modifier_lieu(
                    lieu=un, lue=version_lue(request.POST.get("version", "")), par=request.user,
                    appareil=appareil_de(request), **form.cleaned_data,
                )  # fmt: skip
                messages.success(request, "C’est enregistré.")
                return redirect("regler_lieux")
            except EnregistrementRefuse as refus:
                form.add_error(None, str(refus))
            except VersionDepassee as depassee:
                status, version = 409, depassee.actuel.version
                valeurs = _valeurs(depassee.actuel) | {"depuis": form["depuis"].value()}
                actuel = LieuForm(**options, initial=valeurs)
                ecarts = differences([form], [actuel])
    return render(
        request,
        "reglages/lieu.html",
        {
            "form": form,
            "lieu": un,
            "version": version,
            "noms_anterieurs": un.noms_anterieurs.visible_par(request.user),
            "ecarts": ecarts,
            "nb_interventions": Intervention.objects.visible_par(request.user).filter(lieu=un).count(),
            "nb_jeunes": Jeune.objects.filter(service=un.service, quartier=un).count(),
        },
        status=status,
    )


def _nom(valeurs: dict) -> str:
    return valeurs["nom"] or valeurs["commune"].nom


def _ajouter(request, nature: str, valeurs: dict) -> Territoire:
    service, nom = request.user.service, _nom(valeurs)
    faits = valeurs | {"nom": nom, "nature": nature}
    return ajouter(
        modele=Territoire, service=service, uuid=uuid4(), par=request.user, appareil=appareil_de(request),
        code=code_numerote(Territoire, service, slugify(nom)[:36] or "lieu"),
        ordre=Territoire.objects.filter(service=service).count(), **faits,
    )  # fmt: skip


def _valeurs(lieu: Territoire) -> dict:
    return {
        "nom": lieu.nom,
        "parent": lieu.parent and lieu.parent.uuid,
        "code_officiel": lieu.code_officiel,
        "retire_le": lieu.retire_le,
    }


def _arbre(lieux: list[Territoire]) -> list[dict]:
    """Return each place after the one that holds it, with its depth."""
    connus = {lieu.pk for lieu in lieux}

    def sous(parent: int | None, profondeur: int) -> list[dict]:
        siens = [un for un in lieux if (un.parent_id if un.parent_id in connus else None) == parent]
        return [
            ligne
            for un in siens
            for ligne in ({"lieu": un, "profondeur": min(profondeur, 3)}, *sous(un.pk, profondeur + 1))
        ]

    return sous(None, 0)


def _est_retire(lieu: Territoire, jour: date | None = None) -> bool:
    return lieu.retire_le is not None and lieu.retire_le <= (jour or timezone.localdate())


def _est_dessous(autre: Territoire, lieu: Territoire) -> bool:
    while autre is not None:
        if autre.pk == lieu.pk:
            return True
        autre = autre.parent
    return False
