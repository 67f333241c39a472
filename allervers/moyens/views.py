"""The means of the service: the team, the hours, premises and vehicles, training."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.enregistrements import views as enregistrements
from allervers.enregistrements.annees import annee_demandee, annee_plausible
from allervers.journal.appareil import appareil_de
from allervers.referentiel.lecture import SansReferentiel, referentiel_le_plus_proche
from allervers.referentiel.models import Liste

from .formulaires import AJOUTS, ANNUELS, GENRES
from .models import Benevolat, Formation, Jour, Local, MissionPoste, PlageAccueil, Poste, Vehicule
from .operations import annee_a_reprendre, reprendre_l_annee


@require_safe
@exige(Droit.TENIR_LES_MOYENS)
def equipe(request):
    """The posts of a year and who pays for them, their missions, the volunteers."""
    annee = annee_demandee(request, timezone.localdate().year)
    postes = list(
        Poste.objects.visible_par(request.user)
        .filter(annee=annee)
        .select_related("intitule")
        .prefetch_related("parts__financeur")
        .order_by("code")
    )
    missions = MissionPoste.objects.visible_par(request.user).filter(annee=annee).select_related("intitule")
    benevoles = Benevolat.objects.visible_par(request.user).filter(annee=annee)
    est_vide = not (postes or missions or benevoles)
    lus = _Listes(request.user.service, annee)
    return render(
        request,
        "moyens/equipe.html",
        {
            "annee": annee,
            "annees": _annees(request.user, annee),
            "groupes": lus.postes_par_groupe(postes),
            "etp": sum(poste.etp_de_l_annee for poste in postes),
            "missions": [(lus.libelle(Liste.POSTE, une.intitule.code), une) for une in missions],
            "benevoles": benevoles,
            "est_vide": est_vide,
            "a_reprendre": annee_a_reprendre(request.user.service, annee),
        },
    )


class _Listes:
    """The labels of the lists of a year; codes where the service has no list yet."""

    def __init__(self, service, annee: int):
        try:
            self.referentiel = referentiel_le_plus_proche(service, annee)
        except SansReferentiel:
            self.referentiel = None

    def libelle(self, liste: str, code: str) -> str:
        return self.referentiel.libelle(liste, code) if self.referentiel else code

    def postes_par_groupe(self, postes: list[Poste]) -> list["Groupe"]:
        """Return the posts in the order of the list, those of a same root together."""
        codes = (
            [terme.code for terme in self.referentiel.listes.get(Liste.POSTE, ())] if self.referentiel else []
        )
        rangs = {code: rang for rang, code in enumerate(codes)}
        postes = sorted(postes, key=lambda poste: rangs.get(poste.intitule.code, len(rangs)))
        groupes = groupby(postes, lambda poste: self.racine(poste.intitule.code))
        return [
            Groupe(
                libelle, [(self.libelle(Liste.POSTE, un.intitule.code), un, self.parts(un)) for un in suite]
            )
            for libelle, suite in groupes
        ]

    def racine(self, code: str) -> str:
        if not self.referentiel:
            return "Postes"
        return self.libelle(Liste.POSTE, self.referentiel.racine(Liste.POSTE, code))

    def parts(self, poste: Poste) -> list[tuple[str, Decimal]]:
        """Return (funder, ETP) of those who pay a post."""
        return [
            (self.libelle(Liste.FINANCEUR_POSTE, part.financeur.code), part.etp) for part in poste.parts.all()
        ]


@dataclass(frozen=True)
class Groupe:
    """Posts of a same root: (label, post, who pays it)."""

    libelle: str
    postes: list[tuple]

    @property
    def etp(self) -> Decimal:
        return sum(poste.etp_de_l_annee for _, poste, _ in self.postes)


@require_safe
@exige(Droit.TENIR_LES_MOYENS)
def horaires(request):
    """Opening hours and permanences: those of now, those to come, those of before."""
    rangs = {jour: rang for rang, jour in enumerate(Jour)}
    plages = sorted(
        PlageAccueil.objects.visible_par(request.user),
        key=lambda plage: (plage.nature, plage.intitule, rangs[plage.jour], plage.ouvre),
    )
    jour = timezone.localdate()
    en_cours = [plage for plage in plages if plage.fin is None or plage.fin > jour]
    return render(
        request,
        "moyens/horaires.html",
        {
            "accueils": [
                (nom, list(suite)) for nom, suite in groupby(en_cours, lambda plage: plage.intitule)
            ],
            "passees": [plage for plage in plages if plage not in en_cours],
            "jour": jour,
        },
    )


@require_safe
@exige(Droit.TENIR_LES_MOYENS)
def biens(request):
    """Premises and vehicles: those that the service has, and those that it no longer has."""
    jour = timezone.localdate()

    def partager(modele):
        tous = list(modele.objects.visible_par(request.user))
        partis = [bien for bien in tous if bien.fin and bien.fin <= jour]
        return [bien for bien in tous if bien not in partis], partis

    return render(
        request,
        "moyens/biens.html",
        {"locaux": partager(Local), "vehicules": partager(Vehicule), "jour": jour},
    )


@require_safe
@exige(Droit.TENIR_LES_MOYENS)
def formations(request):
    """The trainings that were followed, by the year when they begin. Who followed them is counted, not compared."""
    suivies = (
        Formation.objects.visible_par(request.user)
        .annotate(nb_personnes=Count("suivies"))
        .order_by("-debut", "theme")
    )
    annees = [
        (annee, list(suite)) for annee, suite in groupby(suivies, lambda formation: formation.debut.year)
    ]
    return render(request, "moyens/formations.html", {"annees": annees})


@exige(Droit.TENIR_LES_MOYENS)
def ajouter(request, genre):
    portee = {"annee": annee_demandee(request, timezone.localdate().year)} if genre in ANNUELS else {}
    return enregistrements.ajouter(request, _genre(AJOUTS, genre), **portee)


@exige(Droit.TENIR_LES_MOYENS)
def modifier(request, genre, uuid):
    adresse = reverse("effacer_moyen", args=[genre, uuid])
    return enregistrements.modifier(request, _genre(GENRES, genre), uuid, effacer=adresse)


@require_POST
@exige(Droit.TENIR_LES_MOYENS)
def effacer(request, genre, uuid):
    sinon = reverse("modifier_moyen", args=[genre, uuid])
    return enregistrements.effacer(request, _genre(GENRES, genre), uuid, sinon=sinon)


@require_POST
@exige(Droit.TENIR_LES_MOYENS)
def reprendre(request, annee):
    nb = reprendre_l_annee(
        service=request.user.service,
        annee=annee_plausible(annee),
        par=request.user,
        appareil=appareil_de(request),
    )
    if nb:
        messages.success(request, "C’est repris\u202f: relisez, et corrigez ce qui a changé.")
    else:
        messages.info(request, "Il n’y a rien de plus à reprendre.")
    return redirect(f"{reverse('moyens')}?annee={annee}")


def _genre(genres: dict, genre: str):
    if genre not in genres:
        raise Http404("Ce n'est pas une sorte de moyens.")
    return genres[genre]


def _annees(user, annee: int) -> list[int]:
    """Return the years that have posts, the last two and the one that is looked at, the latest first."""
    connues = Poste.objects.visible_par(user).order_by().values_list("annee", flat=True).distinct()
    celle_ci = timezone.localdate().year
    return sorted({*connues, celle_ci, celle_ci - 1, annee}, reverse=True)
