"""The forms of partners, of what ties the service to them, of networks and bodies."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from allervers.enregistrements.champs import NombreField
from allervers.enregistrements.formulaires import EnregistrementForm
from allervers.referentiel.formulaires import AvecListesForm
from allervers.referentiel.models import Liste

from . import operations
from .models import Contact, Convention, Instance, Partenaire, PartenariatInformel, Reseau
from .noms import noms_des_reseaux


class NomDistinct:
    """Two records of a kind that one could not tell apart in a list are refused; those that an import made stay."""

    def clean(self):
        dits = super().clean()
        nom = dits.get("nom")
        if nom and nom != self.instance.nom:
            autres = self._meta.model.objects.filter(service=self.service).exclude(
                uuid=dits.get("uuid") or self.instance.uuid
            )
            if any(slugify(autre) == slugify(nom) for autre in autres.values_list("nom", flat=True)):
                self.add_error(
                    "nom", f"{self.titre} porte déjà ce nom. Ajoutez ce qui le distingue, comme la commune."
                )
        return dits


class PartenaireForm(NomDistinct, AvecListesForm):
    titre, dit = "Un partenaire", "Le partenaire est noté."
    listes = {"categorie": Liste.CATEGORIE_PARTENAIRE}
    gardes = ("presentation",)
    larges = ("nom", "adresse")

    class Meta(AvecListesForm.Meta):
        model = Partenaire
        fields = ("nom", "categorie", "telephone", "courriel", "adresse", "presentation", "retire_le")
        labels = {"categorie": "Catégorie", "presentation": "Présentation"}
        help_texts = {
            "retire_le": "Il ne sera plus proposé\u202f; ce que vous avez fait ensemble reste.",
            "presentation": "Ce qu’il fait, pour qui, comment on y va.",
        }

    def ajouter(self, **qui):
        return operations.ajouter_partenaire(**self.faits, **qui)

    def vers(self, objet):
        return reverse("partenaire", args=[objet.uuid]) if objet.pk else reverse("partenaires")


class DuPartenaireForm(EnregistrementForm):
    """What is seen on the page of its partner."""

    def vers(self, objet):
        return reverse("partenaire", args=[objet.partenaire.uuid])


class ContactForm(DuPartenaireForm):
    titre, dit = "Un contact", "Le contact est noté."
    quand_effacer = "N’y travaille plus, ou noté par erreur\u202f?"
    avant_d_effacer = "Il disparaîtra de l’annuaire. Les réunions que vous avez notées restent."
    gardes = ("fonction",)

    class Meta(DuPartenaireForm.Meta):
        model = Contact
        fields = ("nom", "fonction", "telephone", "courriel")
        help_texts = {"nom": "Un professionnel. Jamais un jeune ni un parent."}


class ConventionForm(DuPartenaireForm):
    titre, dit = "Une convention", "La convention est notée."
    gardes = ("objet",)
    rappel_mois = NombreField(
        label="Rappel, en mois avant la fin",
        required=True,
        max_value=24,
        help_text="24 au plus. Une convention finie sans suite est rappelée un an.",
    )

    class Meta(DuPartenaireForm.Meta):
        model = Convention
        fields = ("objet", "debut", "fin", "rappel_mois", "reseau")
        labels = {"reseau": "Réseau d’accueil"}
        help_texts = {
            "reseau": "Si elle formalise des accueils à la journée.",
            "fin": "Laissez vide si elle se prolonge d’elle-même.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        reseau, jour = self.fields["reseau"], timezone.localdate()
        reseau.empty_label = "Aucun"
        reseau.queryset = reseau.queryset.a_cocher(jour, [self.instance.reseau_id]).select_related(
            "dispositif"
        )
        noms = noms_des_reseaux(self.service, jour.year, reseau.queryset)
        reseau.label_from_instance = lambda un: noms[un.pk]

    def ajouter(self, **qui):
        return operations.ajouter_convention(**self.portee, **self.faits, **qui)


class PartenariatInformelForm(DuPartenaireForm):
    titre, dit = "Un partenariat informel", "Le partenariat est noté."
    gardes = ("raisons",)

    class Meta(DuPartenaireForm.Meta):
        model = PartenariatInformel
        fields = ("raisons", "debut", "fin")
        labels = {"raisons": "Ce qui motive le travail commun", "fin": "Jusqu’au"}
        help_texts = {
            "raisons": "Le rapport le reprend tel quel, sous le nom du partenaire.",
            "fin": "Laissez vide tant que cela dure.",
        }


class ReseauForm(AvecListesForm):
    titre, dit = "Un réseau d’accueil", "Le réseau est noté."
    listes = {"dispositif": Liste.DISPOSITIF_ACCUEIL}
    larges = ("nom", "modalites")

    class Meta(AvecListesForm.Meta):
        model = Reseau
        fields = ("nom", "dispositif", "partenaire", "modalites", "a_convention", "retire_le")
        labels = {"dispositif": "Objet de l’accueil", "nom": "Nom"}
        help_texts = {
            "nom": "Comme il s’écrira dans le rapport\u202f: Les quatre collèges, Justice…",
            "a_convention": "Une convention rattachée à ce réseau le dit déjà, tant qu’elle est en vigueur.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["partenaire"].empty_label = "Plusieurs, ou aucun"

    def ajouter(self, **qui):
        return operations.ajouter_reseau(**self.faits, **qui)

    def vers(self, objet):
        return reverse("reseau", args=[objet.uuid]) if objet.pk else reverse("reseaux")


class InstanceForm(NomDistinct, EnregistrementForm):
    titre, dit = "Une instance", "L’instance est notée."
    larges = ("nom", "champ")

    class Meta(EnregistrementForm.Meta):
        model = Instance
        fields = ("nom", "champ", "retire_le")
        labels = {"retire_le": "Le service n’y siège plus depuis le"}
        help_texts = {
            "nom": "CLS, CISPD, CLSM…",
            "champ": "Prévention et tranquillité publique, santé, emploi…",
        }

    def ajouter(self, **qui):
        return operations.ajouter_instance(**self.faits, **qui)

    def vers(self, objet):
        return reverse("instance", args=[objet.uuid]) if objet.pk else reverse("instances")


# By the name that their addresses have: those of one partner, and the others.
DU_PARTENAIRE = {
    "contacts": ContactForm,
    "conventions": ConventionForm,
    "informels": PartenariatInformelForm,
}
GENRES = {
    "partenaires": PartenaireForm,
    "reseaux": ReseauForm,
    "instances": InstanceForm,
} | DU_PARTENAIRE
