"""A meeting with a partner or in a body, noted or corrected from their page: an intervention like any other."""

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from allervers.comptes.droits import DE_TERRAIN, Droit, exige
from allervers.enregistrements.champs import LignesField
from allervers.partenaires.models import Instance, Partenaire
from allervers.referentiel.choix import Choix, choix_de_liste
from allervers.referentiel.lecture import SansReferentiel
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel

from . import releves
from .models import Intervention
from .operations import modifiables_par
from .releves import ReleveForm, saisir

# How the types of a meeting are called in a référentiel's groupings.
TYPES = "saisie_partenariale"


class RencontreForm(ReleveForm):
    """Who met: professionals of the service, partners; in a body or not."""

    partenaires = LignesField(Partenaire.objects.none(), label="Partenaires présents", required=False)

    def __init__(self, *args, user, une=None, instance: Instance | None = None, initial=None, **options):
        self.instance = une.instance if une else instance
        annee = une.date.year if une else timezone.localdate().year
        super().__init__(*args, user=user, annee=annee, une=une, initial=initial, **options)
        self.fields["partenaires"].queryset = Partenaire.objects.filter(service=self.service).a_cocher(
            timezone.localdate(), self.initial["partenaires"]
        )

    def types(self, referentiel: Referentiel, actuel: str | None) -> Choix:
        """Return the types of a meeting; all of them where the lists do not say which are."""
        codes = set(referentiel.regroupements.get(TYPES, ()))
        siens = [
            terme
            for terme in referentiel.listes.get(Liste.TYPE_ACTIVITE, ())
            if not terme.est_retire and {terme.code, terme.parent} & codes or terme.code == actuel
        ]
        if not codes:
            return choix_de_liste(referentiel, Liste.TYPE_ACTIVITE, tuple(filter(None, [actuel])))
        return [(terme.code, terme.libelle) for terme in siens]

    def autre(self, actuelle: Intervention) -> "RencontreForm":
        """Return the form of the same meeting as it is recorded now."""
        return RencontreForm(user=self.user, une=actuelle)

    def dit(self, une: Intervention) -> dict:
        return super().dit(une) | {"partenaires": [un.partenaire_id for un in une.partenaires.all()]}

    def clean(self):
        dits = super().clean()
        if not self.instance and not dits.get("partenaires"):
            self.add_error("partenaires", "Cochez au moins un partenaire.")
        return dits

    @property
    def faits(self) -> dict:
        partenaires = list(self.cleaned_data["partenaires"])
        return super().faits | {"instance": self.instance, "partenaires": partenaires}


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.TENIR_LES_PARTENAIRES)
def avec_un_partenaire(request, uuid):
    """A meeting with a partner, by whoever keeps the directory: a secretary notes who was there."""
    partenaire = get_object_or_404(Partenaire.objects.visible_par(request.user), uuid=uuid)
    vers = reverse("partenaire", args=[uuid])
    d_avant = Intervention.objects.filter(partenaires__partenaire=partenaire, instance=None)
    return _nouvelle(
        request, vers, str(partenaire), d_avant, initial=_initial(request, partenaires=[partenaire.pk])
    )


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.TENIR_LES_PARTENAIRES)
def d_une_instance(request, uuid):
    """A meeting of a body, and who sat."""
    instance = get_object_or_404(Instance.objects.visible_par(request.user), uuid=uuid)
    vers = reverse("instance", args=[uuid])
    d_avant = Intervention.objects.filter(service=request.user.service, instance__isnull=False)
    return _nouvelle(
        request, vers, str(instance), d_avant, instance=instance, initial=_initial(request, partenaires=[])
    )


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.TENIR_LES_PARTENAIRES)
def modifier(request, uuid):
    une = _rencontre(request, uuid)
    return saisir(
        request,
        RencontreForm(request.POST or None, user=request.user, une=une),
        "partenaires/rencontre.html",
        vers=_vers(une),
        dit="La réunion est corrigée.",
        chez=str(une.instance or ""),
        effacer=reverse("effacer_rencontre", args=[uuid]),
    )


@require_POST
@exige(Droit.TENIR_LES_PARTENAIRES)
def effacer(request, uuid):
    une = _rencontre(request, uuid)
    return releves.effacer(request, une, vers=_vers(une), sinon=reverse("modifier_rencontre", args=[uuid]))


def _nouvelle(request, vers: str, chez: str, d_avant: QuerySet[Intervention], **options):
    """A new meeting, of the type of the last of those of before."""
    try:
        form = RencontreForm(request.POST or None, user=request.user, **options)
    except SansReferentiel as sans:
        messages.error(request, str(sans))
        return redirect(vers)
    form.initial["type"] = _type_habituel(form, d_avant)
    return saisir(
        request, form, "partenaires/rencontre.html", vers=vers, dit="La réunion est notée.", chez=chez
    )


def _type_habituel(form: RencontreForm, d_avant: QuerySet[Intervention]) -> str:
    """Return the type of the last meeting; the first of the list where there was none, but for a body: meetings of
    bodies often have a type of their own.
    """
    types = [code for code, _ in form.fields["type"].choices if code]
    dernier = d_avant.order_by("-date", "-pk").values_list("type__code", flat=True).first()
    if dernier in types:
        return dernier
    return types[0] if types and (len(types) == 1 or not form.instance) else ""


def _initial(request, **autres) -> dict:
    siens = [request.user.pk] if request.user.role in DE_TERRAIN else []
    return {"date": timezone.localdate(), "professionnels": siens} | autres


def rencontres_modifiables(user) -> QuerySet[Intervention]:
    """Return the meetings that `user` may change here: one that youths came to is corrected where they are seen."""
    return modifiables_par(user).filter(action=None, presences=None).distinct()


def _rencontre(request, uuid) -> Intervention:
    rencontres = rencontres_modifiables(request.user).select_related("type", "lieu", "instance")
    return get_object_or_404(rencontres, uuid=uuid)


def _vers(une: Intervention) -> str:
    """Return the page where a meeting is seen."""
    if une.instance:
        return reverse("instance", args=[une.instance.uuid])
    premier = une.partenaires.select_related("partenaire").first()
    return reverse("partenaire", args=[premier.partenaire.uuid]) if premier else reverse("partenaires")
