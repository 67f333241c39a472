"""The forms of the means. What they ask is what the models say."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from allervers.comptes.models import Affectation, Utilisateur
from allervers.enregistrements.champs import DecimalField, LignesField, NombreField
from allervers.enregistrements.formulaires import EnregistrementForm
from allervers.referentiel.formulaires import AvecListesForm
from allervers.referentiel.models import Liste, Terme

from . import operations
from .models import Benevolat, Formation, Jour, Local, MissionPoste, PlageAccueil, Poste, Provenance, Vehicule


class PosteForm(AvecListesForm):
    """A post, and one field a funder: what it pays of it."""

    titre, dit = "Un poste", "Le poste est noté."
    gabarit = "moyens/poste.html"
    listes = {"intitule": Liste.POSTE}

    class Meta(AvecListesForm.Meta):
        model = Poste
        fields = ("intitule", "etp", "debut", "fin")
        labels = {"intitule": "Intitulé", "fin": "Prend fin le"}
        help_texts = {
            "etp": "1 pour un temps plein. S’il change dans l’année, donnez une fin à ce poste, et ajoutez le suivant.",
            "debut": "Seulement s’il commence dans l’année.",
            "fin": "Seulement s’il s’arrête dans l’année\u202f: le premier jour où il n’existe plus.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        payes = {}
        if self.instance.pk:
            payes = {
                part.financeur.code: part.etp for part in self.instance.parts.select_related("financeur")
            }
        for code, libelle in self._financeurs(payes):
            champ = DecimalField(
                label=f"{libelle} (ETP)", required=False, max_digits=5, decimal_places=2, min_value=Decimal(0)
            )
            champ.widget.attrs["class"] = "form-control"
            self.fields[f"part_{code}"], self.initial[f"part_{code}"] = champ, payes.get(code)

    def _financeurs(self, payes) -> list[tuple[str, str]]:
        """Return (code, label) of those that may be chosen, and of those who pay already."""
        termes = self.referentiel.listes.get(Liste.FINANCEUR_POSTE, ()) if self.referentiel else ()
        offerts = {une.code: une.libelle for une in termes if not une.est_retire or une.code in payes}
        return [*offerts.items(), *((code, code) for code in payes if code not in offerts)]

    @property
    def parts(self) -> list:
        return [champ for champ in self.visible_fields() if champ.name.startswith("part_")]

    @property
    def faits(self) -> dict:
        faits = {nom: valeur for nom, valeur in super().faits.items() if not nom.startswith("part_")}
        payees = {
            nom.removeprefix("part_"): etp
            for nom, etp in self.cleaned_data.items()
            if nom.startswith("part_") and etp
        }
        financeurs = Terme.objects.filter(service=self.service, liste=Liste.FINANCEUR_POSTE, code__in=payees)
        return faits | {"parts": {financeur: payees[financeur.code] for financeur in financeurs}}

    def ajouter(self, **qui):
        return operations.ajouter_poste(**self.portee, **self.faits, **qui)

    def modifier(self, **qui):
        operations.modifier_poste(poste=self.instance, **self.faits, **qui)

    def vers(self, objet):
        return f"{reverse('moyens')}?annee={objet.annee}"


class MissionPosteForm(AvecListesForm):
    titre, dit = "Les missions d’un poste", "Les missions sont notées."
    listes = {"intitule": Liste.POSTE}
    gardes = ("texte",)

    class Meta(AvecListesForm.Meta):
        model = MissionPoste
        fields = ("intitule", "texte")
        labels = {"intitule": "Poste"}
        help_texts = {
            "texte": "Ce que font ceux qui tiennent ce poste, en une ou deux phrases. Sans nommer personne."
        }

    def vers(self, objet):
        return f"{reverse('moyens')}?annee={objet.annee}"

    def clean(self):
        intitule = self.cleaned_data.get("intitule")
        memes = MissionPoste.objects.filter(
            service=self.service, annee=self.instance.annee, intitule=intitule
        )
        if intitule and memes.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "intitule", "Les missions de ce poste sont déjà notées cette année\u202f: modifiez-les."
            )
        return super().clean()


class BenevolatForm(EnregistrementForm):
    titre, dit = "Des bénévoles", "Les bénévoles sont notés."
    nombre = NombreField(label="Combien sont-ils", min_value=1, required=True)
    heures = NombreField(
        label="Heures dans l’année",
        max_value=1_000_000,
        help_text="Toutes ensemble. Laissez vide si vous ne savez pas.",
    )
    gardes = ("mission",)

    class Meta(EnregistrementForm.Meta):
        model = Benevolat
        fields = ("mission", "nombre", "heures")
        help_texts = {
            "mission": "Par exemple\u202f: aide aux fêtes de quartier. Sans nommer personne.",
        }

    def vers(self, objet):
        return f"{reverse('moyens')}?annee={objet.annee}"

    def clean(self):
        memes = Benevolat.objects.filter(
            service=self.service, annee=self.instance.annee, mission=self.cleaned_data.get("mission", "")
        )
        if memes.exclude(pk=self.instance.pk).exists():
            self.add_error("mission", "Cette mission est déjà notée cette année\u202f: modifiez-la.")
        return super().clean()


class BienForm(EnregistrementForm):
    page = "biens"

    def clean(self):
        if self.cleaned_data.get("provenance") == Provenance.PRETE and not self.cleaned_data.get("preteur"):
            self.add_error("preteur", "Écrivez qui le prête\u202f: le rapport le dit.")
        return super().clean()


class LocalForm(BienForm):
    titre, dit = "Un local", "Le local est noté."
    gardes = ("usage",)
    larges = ("nom", "adresse")

    class Meta(BienForm.Meta):
        model = Local
        fields = ("nom", "usage", "adresse", "provenance", "preteur", "debut", "fin")
        help_texts = {
            "preteur": "Qui le loue ou le prête.",
            "debut": "Laissez vide s’il est là depuis toujours.",
        }

    def ajouter(self, **qui):
        return operations.ajouter_local(**self.faits, **qui)


class VehiculeForm(BienForm):
    titre, dit = "Un véhicule", "Le véhicule est noté."
    places = NombreField(label="Places", min_value=1, max_value=100)
    larges = ("nom",)

    class Meta(BienForm.Meta):
        model = Vehicule
        fields = ("nom", "places", "provenance", "preteur", "debut", "fin")
        help_texts = {
            "preteur": "Qui le loue ou le prête.",
            "debut": "Laissez vide s’il est là depuis toujours.",
        }

    def ajouter(self, **qui):
        return operations.ajouter_vehicule(**self.faits, **qui)


class PlageAccueilForm(EnregistrementForm):
    titre, dit, page = "Une ouverture, une permanence", "L’horaire est noté.", "horaires"
    larges = ("intitule",)

    class Meta(EnregistrementForm.Meta):
        model = PlageAccueil
        fields = ("nature", "intitule", "lieu", "jour", "ouvre", "ferme", "debut", "fin")
        labels = {"fin": "Prend fin le"}
        help_texts = {
            "intitule": "Par exemple\u202f: Accueil du siège, Permanence au collège.",
            "fin": "Le premier jour où cela n’a plus cours. Laissez vide tant que cela dure.",
        }

    def clean(self):
        ouvre, ferme = self.cleaned_data.get("ouvre"), self.cleaned_data.get("ferme")
        if ouvre and ferme and ferme <= ouvre:
            self.add_error("ferme", f"L’heure de fin vient après {ouvre:%H:%M}.")
        return super().clean()

    def modifier(self, **qui):
        operations.modifier_plage(plage=self.instance, **self.faits, **qui)


class PlagesForm(PlageAccueilForm):
    """The same hours on several days of the week."""

    jours = forms.MultipleChoiceField(label="Jours", choices=Jour, widget=forms.CheckboxSelectMultiple)
    field_order = ("nature", "intitule", "lieu", "jours", "ouvre", "ferme", "debut", "fin")

    class Meta(PlageAccueilForm.Meta):
        exclude = ("jour",)

    def ajouter(self, **qui) -> PlageAccueil:
        return operations.ouvrir_plages(**self.faits, **qui)[0]


class FormationForm(EnregistrementForm):
    """A training, and who followed it among the staff."""

    titre, dit, page = "Une formation suivie", "La formation est notée.", "formations"
    gardes = ("theme",)
    professionnels = LignesField(Utilisateur.objects.none(), label="Qui l’a suivie")

    class Meta(EnregistrementForm.Meta):
        model = Formation
        fields = ("theme", "organisme", "debut", "dernier_jour", "heures")
        help_texts = {"dernier_jour": "Laissez vide si elle dure un jour."}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        suivies = (
            list(self.instance.suivies.values_list("professionnel", flat=True)) if self.instance.pk else []
        )
        # Who has just left followed some too.
        recents = Affectation.objects.filter(fin__gte=timezone.localdate() - timedelta(days=500))
        self.fields["professionnels"].queryset = Utilisateur.objects.filter(service=self.service).filter(
            Q(is_active=True) | Q(pk__in=suivies) | Q(pk__in=recents.values("professionnel"))
        )
        self.initial["professionnels"] = suivies

    def clean(self):
        debut, dernier = self.cleaned_data.get("debut"), self.cleaned_data.get("dernier_jour")
        if debut and dernier and dernier < debut:
            self.add_error("dernier_jour", f"Le dernier jour vient avant le premier, le {debut:%d/%m/%Y}.")
        return super().clean()

    def ajouter(self, **qui):
        return operations.ajouter_formation(**self.faits, **qui)

    def modifier(self, **qui):
        operations.modifier_formation(formation=self.instance, **self.faits, **qui)


# By the name that their addresses have; the same hours are added on several days at once.
GENRES = {
    "postes": PosteForm,
    "missions": MissionPosteForm,
    "benevoles": BenevolatForm,
    "horaires": PlageAccueilForm,
    "locaux": LocalForm,
    "vehicules": VehiculeForm,
    "formations": FormationForm,
}
AJOUTS = GENRES | {"horaires": PlagesForm}
# Those of one year.
ANNUELS = {"postes", "missions", "benevoles"}
