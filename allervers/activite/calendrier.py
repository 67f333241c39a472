"""A placement through the pages: who comes, and the calendar on which mornings and afternoons are ticked."""

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee
from allervers.enregistrements import views as enregistrements
from allervers.enregistrements.champs import ANNEES, JourField, NombreField
from allervers.enregistrements.formulaires import EnregistrementForm
from allervers.jeunes.models import Jeune
from allervers.journal.appareil import appareil_de
from allervers.partenaires.models import Reseau
from allervers.partenaires.noms import noms_des_reseaux

from . import accueils
from .accueils import en_jours
from .agenda.feries import feries_du_service
from .attendus import qui
from .models import Accueil, Moment
from .presents import Presents, proposer

# From today to the first day; from the first day to the last of those that are told at once.
UN_AN = timedelta(days=366)


class AccueilForm(EnregistrementForm):
    """A known youth, picked among those that the reader may know, or persons counted. `chez`: a new one's network."""

    titre, dit = "Un accueil à la journée", "L’accueil est noté."
    gabarit = "partenaires/noter_accueil.html"
    avant_d_effacer = "Ses demi-journées ne compteront plus."
    gardes = ("precision",)
    date = JourField(label="À partir du", help_text="Le calendrier dira ensuite quels jours.")
    jeune = forms.ModelChoiceField(Jeune.objects.none(), required=False, to_field_name="uuid")
    nombre = NombreField(label="Combien de personnes", min_value=1)
    demi_journees = NombreField(
        label="Demi-journées, si elles ne sont pas au calendrier",
        min_value=1,
        max_value=2000,
        help_text="15 jours et demi font 31. Laissez vide pour cocher les jours ensuite, ou si l’on n’en sait rien.",
    )

    class Meta(EnregistrementForm.Meta):
        model = Accueil
        fields = ("reseau", "partenaire", "date", "jeune", "nombre", "precision", "demi_journees")
        labels = {"precision": "Précision", "reseau": "Réseau"}
        help_texts = {
            "partenaire": "Le collège, la structure qui l’envoie. Cela paraîtra sur sa page.",
            "precision": "Par exemple\u202f: trois jours après un conseil de discipline. Sans nom.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        noms = noms_des_reseaux(self.service, timezone.localdate().year)
        if self.portee:
            del self.fields["reseau"]
            self.chez = noms[self.portee["reseau"].pk]
        else:
            self.fields["reseau"].empty_label = None
            self.fields["reseau"].label_from_instance = lambda un: noms[un.pk]
        self._offrir_les_partenaires()
        self.fields["jeune"].queryset = Jeune.objects.visible_par(self.user)
        self.fields["jeune"].label = "Un jeune connu"
        self.initial["jeune"] = self.instance.jeune and self.instance.jeune.uuid

    def clean_date(self):
        jour = self.cleaned_data["date"]
        if jour - timezone.localdate() > UN_AN:
            raise forms.ValidationError("Cette date est dans plus d’un an\u202f: vérifiez l’année.")
        return jour

    @property
    def son_reseau(self) -> Reseau:
        return self.portee.get("reseau") or self.instance.reseau

    def _offrir_les_partenaires(self):
        """Those of the network first; where it has one of its own, there is nothing to ask."""
        if self.son_reseau.partenaire_id and not self.instance.partenaire_id:
            del self.fields["partenaire"]
            return
        siens = self.son_reseau.conventions.values_list("partenaire", flat=True)
        champ = self.fields["partenaire"]
        champ.empty_label = "Non renseigné"
        champ.queryset = champ.queryset.a_cocher(timezone.localdate(), [*siens, self.instance.partenaire_id])

    @property
    def jeunes(self) -> Presents:
        """The youths that may be picked, those whom this network sent before first."""
        accueils_d_avant = Accueil.objects.filter(reseau=self.son_reseau, jeune__isnull=False).order_by(
            "-date"
        )
        venus = list(accueils_d_avant.values_list("jeune", flat=True)[:20])
        return proposer(self.fields["jeune"].queryset, coches=[self["jeune"].value()], venus=venus)

    @property
    def faits(self) -> dict:
        faits = {"partenaire": None} | super().faits
        faits["le"], faits["total"] = faits.pop("date"), faits.pop("demi_journees")
        return faits

    def ajouter(self, **qui):
        return accueils.ajouter_accueil(**self.portee, **self.faits, **qui)

    def modifier(self, **qui):
        accueils.modifier_accueil(accueil=self.instance, **self.faits, **qui)

    def vers(self, objet):
        if objet.pk:
            return reverse("accueil_a_la_journee", args=[objet.uuid])
        return reverse("reseau", args=[objet.reseau.uuid])


class NouvelAccueilForm(AccueilForm):
    """Days in a row are told at once; the calendar then takes some away, or adds others."""

    date = JourField(label="À partir du")
    au = JourField(
        label="Jusqu’au",
        required=False,
        help_text="Les jours ouvrés se cochent alors d’eux-mêmes. Laissez vide pour les cocher un à un.",
    )
    moments = forms.MultipleChoiceField(
        label="Chaque jour", choices=Moment.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **options):
        initial = {"date": timezone.localdate(), "moments": Moment.values}
        super().__init__(*args, initial=initial, **options)

    def clean(self):
        dits = super().clean()
        du, au, moments = dits.get("date"), dits.get("au"), dits.get("moments")
        if not (du and au):
            return dits
        if au < du:
            self.add_error("au", f"Le dernier jour vient après le premier, le {du:%d/%m/%Y}.")
        elif au - du > UN_AN:
            self.add_error("au", "C’est plus d’un an après le premier jour\u202f: vérifiez l’année.")
        elif not moments:
            self.add_error("moments", "Cochez le matin, l’après-midi, ou les deux.")
        elif not self._journees(dits):
            self.add_error(
                "au", "Aucun jour n’est ouvré entre ces dates. Laissez vide, et cochez-les ensuite."
            )
        return dits

    def _journees(self, dits: dict) -> list[accueils.Demi]:
        if not dits["au"]:
            return []
        apres = dits["au"] + timedelta(days=1)
        return accueils.demi_journees_ouvrees(self.service, dits["date"], apres, dits["moments"])

    @property
    def faits(self) -> dict:
        faits = super().faits | {"journees": self._journees(self.cleaned_data)}
        return {nom: valeur for nom, valeur in faits.items() if nom not in ("au", "moments")}

    def dit_comme(self, objet):
        faits, posees = self.faits, set(objet.journees.values_list("date", "moment"))
        quand = objet.date if posees else faits["le"]
        dits = (objet.date, objet.demi_journees, posees)
        return super().dit_comme(objet) and dits == (quand, faits["total"], set(faits["journees"]))


@exige(Droit.TENIR_LES_ACCUEILS)
def nouvel_accueil(request, uuid):
    un = get_object_or_404(Reseau.objects.visible_par(request.user), uuid=uuid)
    return enregistrements.ajouter(request, NouvelAccueilForm, reseau=un)


@exige(Droit.TENIR_LES_ACCUEILS)
def modifier_accueil(request, uuid):
    return enregistrements.modifier(
        request, AccueilForm, uuid, effacer=reverse("effacer_accueil", args=[uuid])
    )


@require_POST
@exige(Droit.TENIR_LES_ACCUEILS)
def effacer_accueil(request, uuid):
    return enregistrements.effacer(request, AccueilForm, uuid, sinon=reverse("modifier_accueil", args=[uuid]))


class CalendrierForm(forms.Form):
    """One month of a placement: the half-days that are ticked."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    journees = forms.TypedMultipleChoiceField(required=False)

    def __init__(self, *args, du: date, au: date, **options):
        super().__init__(*args, **options)
        jours = [du + timedelta(days=n) for n in range((au - du).days)]
        choix = {f"{jour.isoformat()} {moment}": (jour, moment.value) for jour in jours for moment in Moment}
        self.fields["journees"].choices = [(nom, nom) for nom in choix]
        self.fields["journees"].coerce = choix.get


@require_safe
@exige(Droit.TENIR_LES_ACCUEILS)
def accueil(request, uuid):
    return _montrer(request, _accueil(request, uuid))


@require_POST
@exige(Droit.TENIR_LES_ACCUEILS)
def poser_les_demi_journees(request, uuid):
    """The calendar of one month, as it was ticked; then another month, when one leaves this one for it."""
    un = _accueil(request, uuid)
    du, au = _mois(request.POST.get("mois", ""), un)
    form = CalendrierForm(request.POST, du=du, au=au)
    if not form.is_valid():
        messages.error(request, "Ce calendrier n’est plus celui du mois. Cochez de nouveau.")
        return redirect(_adresse(un, du))
    journees = form.cleaned_data["journees"]
    try:
        change = accueils.poser_les_demi_journees(
            accueil=un, lue=form.cleaned_data["version"], du=du, au=au, journees=journees,
            par=request.user, appareil=appareil_de(request),
        )  # fmt: skip
    except VersionDepassee as depassee:
        return _montrer(request, depassee.actuel, du=du, coches=set(journees), status=409)
    ensuite = request.POST.get("ensuite", "")
    if change or not ensuite:
        messages.success(request, f"{date_format(du, 'F Y').capitalize()} est enregistré.")
    return redirect(_adresse(un, _mois(ensuite, un)[0] if ensuite else du))


def _montrer(request, un: Accueil, *, du: date | None = None, coches=None, status=200):
    """Show a placement and one month of its calendar; `coches`: what was ticked over a newer version."""
    du, au = _mois(f"{du:%Y-%m}" if du else request.GET.get("mois", ""), un)
    posees = {(jour, moment) for jour, moment in un.journees.values_list("date", "moment")}
    du_mois = {demi for demi in posees if du <= demi[0] < au}
    return render(
        request,
        "partenaires/accueil.html",
        {
            "accueil": un,
            "reseau": noms_des_reseaux(un.service, timezone.localdate().year)[un.reseau_id],
            "qui": qui(un),
            "duree": en_jours(len(posees) or un.demi_journees),
            "au_calendrier": bool(posees),
            "mois": du,
            "avant": du - timedelta(days=1),
            "apres": au,
            "semaines": _semaines(du, au, du_mois if coches is None else coches),
            "feries": feries_du_service(un.service, du, au),
            "ecarts": [] if coches is None else _ecarts(du_mois, coches),
        },
        status=status,
    )


def _semaines(du: date, au: date, coches: set) -> list[list[tuple[date, list[tuple[str, str, bool]]]]]:
    """Return the weeks of a month: each day with its (name, value, ticked) half-days."""
    jours = [du + timedelta(days=n) for n in range((au - du).days)]
    semaines: dict = {}
    for jour in jours:
        demis = [
            (moment.label, f"{jour.isoformat()} {moment}", (jour, moment.value) in coches)
            for moment in Moment
        ]
        semaines.setdefault(jour.isocalendar()[:2], []).append((jour, demis))
    return list(semaines.values())


def _ecarts(enregistrees: set, coches: set) -> list[tuple[str, str]]:
    return [
        (
            f"{date_format(jour, 'l j F')}, {Moment(moment).label}",
            "présent" if (jour, moment) in enregistrees else "absent",
        )
        for jour, moment in sorted(enregistrees ^ coches)
    ]


def _mois(demande: str, un: Accueil) -> tuple[date, date]:
    """Return the first day of the month asked for, else of that when the placement begins, and of the next."""
    try:
        du = date.fromisoformat(f"{demande}-01") if demande else un.date.replace(day=1)
    except ValueError:
        raise Http404("Ce n'est pas un mois.") from None
    if du.year not in ANNEES:
        raise Http404("Ce n'est pas un mois.")
    return du, (du + timedelta(days=32)).replace(day=1)


def _adresse(un: Accueil, du: date) -> str:
    return f"{reverse('accueil_a_la_journee', args=[un.uuid])}?mois={du:%Y-%m}"


def _accueil(request, uuid) -> Accueil:
    visibles = Accueil.objects.visible_par(request.user).select_related("reseau", "jeune", "partenaire")
    return get_object_or_404(visibles, uuid=uuid)
