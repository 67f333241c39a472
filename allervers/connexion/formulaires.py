"""What a browser sends of a password: never the password."""

from dataclasses import dataclass

from allauth.account.forms import LoginForm
from django import forms

from allervers.coffre.cles import TAILLE_DU_SEL, CleRefusee, en_octets, lire_cle_publique
from allervers.comptes.models import Equipe, Role
from allervers.comptes.noms import DepuisField

SANS_SCRIPT = (
    "Votre navigateur n’a pas préparé le mot de passe. Vérifiez que JavaScript est permis, puis réessayez."
)


class PreuveField(forms.CharField):
    """32 bytes that the browser derived. Anything else would be a password in clear: it is refused, not hashed."""

    widget = forms.HiddenInput
    default_error_messages = {"required": SANS_SCRIPT, "invalid": SANS_SCRIPT}

    def clean(self, value):
        preuve = super().clean(value)
        try:
            if len(en_octets(preuve)) != 32:
                raise CleRefusee
        except CleRefusee:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        return preuve


class OctetsField(forms.CharField):
    """Bytes sent in base64url, between two lengths."""

    widget = forms.HiddenInput
    default_error_messages = {"required": SANS_SCRIPT, "invalid": SANS_SCRIPT}

    def __init__(self, minimum: int, maximum: int, **options):
        self.minimum, self.maximum = minimum, maximum
        super().__init__(**options)

    def clean(self, value):
        try:
            octets = en_octets(super().clean(value))
        except CleRefusee:
            octets = b""
        if not self.minimum <= len(octets) <= self.maximum:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return octets


class ConnexionForm(LoginForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["password"] = PreuveField()


@dataclass(frozen=True)
class ClesDuCompte:
    """What the browser makes of a new password."""

    preuve: str
    sel: bytes
    cle_publique: bytes
    cle_privee_enveloppee: bytes


class ClesForm(forms.Form):
    """The keys of an account whose password was just chosen."""

    preuve = PreuveField()
    sel = OctetsField(TAILLE_DU_SEL, TAILLE_DU_SEL)
    cle_publique = OctetsField(65, 65)
    cle_privee_enveloppee = OctetsField(100, 400)

    def clean_cle_publique(self):
        try:
            lire_cle_publique(self.cleaned_data["cle_publique"])
        except CleRefusee:
            raise forms.ValidationError(SANS_SCRIPT) from None
        return self.cleaned_data["cle_publique"]

    @property
    def cles(self) -> ClesDuCompte:
        return ClesDuCompte(**{nom: self.cleaned_data[nom] for nom in ClesDuCompte.__dataclass_fields__})


class MotDePasseForm(ClesForm):
    """A new password, by somebody who knows the present one."""

    ancienne_preuve = PreuveField()


class IdentiteForm(forms.Form):
    """Who somebody of the service is."""

    prenom = forms.CharField(label="Prénom", max_length=80)
    nom = forms.CharField(label="Nom", max_length=80)
    courriel = forms.EmailField(label="Courriel professionnel", max_length=254)
    role = forms.ChoiceField(label="Rôle")

    def __init__(self, *args, roles, **options):
        super().__init__(*args, **options)
        self.fields["role"].choices = [(role, Role(role).label) for role in Role if role in roles]


class PersonneForm(IdentiteForm):
    """Somebody who joins the service."""

    equipe = forms.ModelChoiceField(
        Equipe.objects.none(), label="Équipe", required=False, empty_label="Aucune, ou toutes"
    )

    def __init__(self, *args, equipes, **options):
        super().__init__(*args, **options)
        self.fields["equipe"].queryset = equipes


class ModificationForm(IdentiteForm):
    """Somebody who is there already, perhaps imported without a last name or a courriel."""

    lu = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["nom"].required = self.fields["courriel"].required = False


class AffectationForm(forms.Form):
    equipe = forms.ModelChoiceField(Equipe.objects.none(), label="Équipe", empty_label=None)
    debut = forms.DateField(
        label="À partir du", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, equipes, **options):
        super().__init__(*args, **options)
        self.fields["equipe"].queryset = equipes


class FinForm(forms.Form):
    fin = forms.DateField(
        label="À partir du", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class EquipeForm(forms.Form):
    nom = forms.CharField(label="Nom de l’équipe", max_length=120)


class NomDEquipeForm(EquipeForm):
    """A team's new name, and from when it holds."""

    def __init__(self, *args, equipe: Equipe, **options):
        super().__init__(*args, initial={"nom": equipe.nom}, **options)
        self.fields["depuis"] = DepuisField(equipe.nom)
