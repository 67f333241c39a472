"""One way to set anything: the form, then what it will change, then yes. A form is read again at each step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from allervers.journal.appareil import appareil_de
from allervers.rapport.presentation import soigner
from allervers.referentiel.changements import Difference, ReglageRefuse
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.operations import ReferentielModifieEntreTemps, modifier_referentiel
from allervers.referentiel.valeur import Referentiel

from .portee import annee_suivante_a_part, annees_reglables, tableaux_touches

GESTES = {"voir", "revenir", "enregistrer"}


class Saisie(Protocol):
    """What a page says, as it stands now: nothing of it is written yet."""

    def changement(self, referentiel: Referentiel) -> Referentiel:
        """Return the référentiel as the page wants it. Raises ReglageRefuse."""

    def contexte(self) -> dict:
        """Return what the template of the form shows."""


@dataclass(frozen=True)
class Sujet:
    """What a page sets. `quoi` names it in the journal; `lu` is the fingerprint of that part of the lists."""

    quoi: str
    titre: str
    gabarit: str
    lu: Callable[[Referentiel], str]
    differences: Callable[[Referentiel, Referentiel], list[Difference]]
    saisie: Callable[[Referentiel, object], Saisie]
    usages: Callable[[int], dict]
    mots: tuple[str, str] = ("enregistrement", "enregistrements")


def annee_demandee(request) -> int:
    """Return from which year the page sets: this one, or the next."""
    demandee = request.GET.get("annee", "")
    annees = annees_reglables()
    if demandee and demandee not in map(str, annees):
        raise BadRequest("Un réglage vaut à partir de cette année, ou de la suivante.")
    return int(demandee or annees[0])


def regler(request, sujet: Sujet) -> HttpResponse:
    """Show the form of `sujet`, what it would change, or change it. 409 when it has changed since the page was read."""
    annee = annee_demandee(request)
    try:
        referentiel = referentiel_du_service(request.user.service, annee)
    except SansReferentiel:
        return redirect("reglages")
    page = _Page(request, sujet, annee, referentiel)
    return page.changer() if request.method == "POST" else page.formulaire(sujet.saisie(referentiel, None))


class _Page:
    def __init__(self, request, sujet: Sujet, annee: int, referentiel: Referentiel):
        self.request, self.sujet, self.annee, self.referentiel = request, sujet, annee, referentiel
        self.service = request.user.service

    def changer(self) -> HttpResponse:
        saisie = self.sujet.saisie(self.referentiel, self.request.POST)
        geste = self.request.POST.get("geste", "voir")
        if geste not in GESTES:
            # The form answers by itself: a line goes up, another is added.
            return self.formulaire(saisie)
        try:
            nouveau = saisie.changement(self.referentiel)
        except ReglageRefuse as refus:
            return self.formulaire(saisie, soigner(str(refus)), 422)
        if geste == "revenir":
            return self.formulaire(saisie)
        if geste == "voir":
            return self.confirmer(self.referentiel, nouveau)
        try:
            modifier_referentiel(
                service=self.service, annee=self.annee, quoi=self.sujet.quoi, lu=self.sujet.lu,
                depuis=self.request.POST.get("depuis", ""), changement=saisie.changement,
                par=self.request.user, appareil=appareil_de(self.request),
            )  # fmt: skip
        except ReferentielModifieEntreTemps as depasse:
            return self.confirmer(depasse.actuel, saisie.changement(depasse.actuel), 409)
        messages.success(self.request, f"C’est enregistré, à partir de {self.annee}.")
        return redirect(f"{self.request.path}?{urlencode({'annee': self.annee})}")

    def formulaire(self, saisie: Saisie, erreur: str = "", statut: int = 200) -> HttpResponse:
        depuis = self.request.POST.get("depuis") or self.sujet.lu(self.referentiel)
        contexte = {"erreur": erreur, "depuis": depuis, **saisie.contexte()}
        return self._montrer(self.sujet.gabarit, contexte, statut)

    def confirmer(self, avant: Referentiel, apres: Referentiel, statut: int = 200) -> HttpResponse:
        differences = self.sujet.differences(avant, apres)
        if not differences and statut == 200:
            messages.info(self.request, "Rien ne change.")
            return redirect(f"{self.request.path}?{urlencode({'annee': self.annee})}")
        usages = self.sujet.usages(self.annee)
        contexte = {
            "est_un_conflit": statut == 409,
            "depuis": self.sujet.lu(avant),
            "differences": _dites(differences, usages, self.sujet.mots),
            "tableaux": tableaux_touches(self.service, self.annee, avant, apres),
            "champs": [
                (nom, valeur)
                for nom, valeurs in self.request.POST.lists()
                if nom not in ("csrfmiddlewaretoken", "geste", "depuis")
                for valeur in valeurs
            ],
        }
        return self._montrer("reglages/confirmer.html", contexte, statut)

    def _montrer(self, gabarit: str, contexte: dict, statut: int) -> HttpResponse:
        contexte |= {
            "titre": self.sujet.titre,
            "annee": self.annee,
            "annees": annees_reglables(),
            "suivante": annee_suivante_a_part(self.service, self.annee),
        }
        return render(self.request, gabarit, contexte, status=statut)


def _dites(differences: Sequence[Difference], usages: dict, mots: tuple[str, str]) -> list[tuple[str, str]]:
    """Return each difference, and how many records it is about, in words; nothing of none."""
    comptees = [(soigner(une.texte), usages.get(une.code, 0)) for une in differences]
    return [(texte, f"{nb} {mots[nb > 1]}" if nb else "") for texte, nb in comptees]
