"""The page of what the project plans for a year: figures of the catalogue, each with its target or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Equipe
from allervers.journal.appareil import appareil_de
from allervers.referentiel.cibles import (
    CiblesModifieesEntreTemps,
    cibles_de,
    empreinte_des_cibles,
    fixer_cibles,
)
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel

from .portee import annees_reglables
from .reglage import annee_demandee

Cle = tuple[str, str]
VALEUR_MAXIMALE = 1_000_000


@dataclass(frozen=True)
class Champ:
    """One figure that can have a target. `actuelle` is shown after a conflict: what someone else just set."""

    cle: Cle
    libelle: str
    valeur: str = ""
    erreur: str = ""
    actuelle: str = ""

    @property
    def nom(self) -> str:
        return "prevu:{}:{}".format(*self.cle)


@dataclass(frozen=True)
class Groupe:
    titre: str
    champs: tuple[Champ, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.REGLER_LE_SERVICE)
def cibles(request):
    annee, service = annee_demandee(request), request.user.service
    try:
        referentiel = referentiel_du_service(service, annee)
    except SansReferentiel:
        return redirect("reglages")
    offerts = list(_offerts(referentiel, Equipe.objects.visible_par(request.user)))
    actuelles = cibles_de(service, annee)
    if request.method != "POST":
        textes = {cle: str(valeur) for cle, valeur in actuelles.items()}
        return _page(request, annee, offerts, textes, empreinte_des_cibles(actuelles))
    cles = [cle for _, champs in offerts for cle, _ in champs]
    textes = {cle: request.POST.get(Champ(cle, "").nom, "").strip() for cle in cles}
    depuis = request.POST.get("depuis", "")
    fautes = {cle for cle, texte in textes.items() if texte and _lire(texte) is None}
    if fautes:
        return _page(request, annee, offerts, textes, depuis, fautes=fautes, status=422)
    # What is planned of something that is no longer offered stays.
    voulues = {cle: valeur for cle, valeur in actuelles.items() if cle not in textes}
    voulues |= {cle: valeur for cle, texte in textes.items() if (valeur := _lire(texte))}
    try:
        fixer_cibles(
            service=service, annee=annee, cibles=voulues, depuis=depuis, par=request.user,
            appareil=appareil_de(request),
        )  # fmt: skip
    except CiblesModifieesEntreTemps as depasse:
        actuelles = depasse.actuelles
        return _page(
            request, annee, offerts, textes, empreinte_des_cibles(actuelles), actuelles=actuelles, status=409
        )
    messages.success(request, f"Ce que le projet prévoit pour {annee} est enregistré.")
    return redirect(f"{request.path}?annee={annee}")


def _offerts(referentiel: Referentiel, equipes) -> Iterator[tuple[str, list[tuple[Cle, str]]]]:
    def racines(liste: str, tableau: str) -> list[tuple[Cle, str]]:
        termes = (un for un in referentiel.listes.get(liste, ()) if un.parent is None and not un.est_retire)
        return [((tableau, terme.code), terme.libelle) for terme in termes]

    heures = "heures_par_type_activite"
    yield "Heures de l’année", [((heures, ""), "En tout"), *racines(Liste.TYPE_ACTIVITE, heures)]
    if par_equipe := [(("heures_par_equipe", equipe.code), equipe.nom) for equipe in equipes]:
        yield "Heures par équipe", par_equipe
    yield (
        "Jeunes",
        [
            (("jeunes_rencontres_travail_de_rue", ""), "Rencontrés en travail de rue"),
            (("jeunes_rencontres_presence_sociale", ""), "Rencontrés en présence sociale"),
            (("jeunes_accompagnes_sexe_age", ""), "Accompagnés"),
        ],
    )
    actions = "actions_par_nature"
    yield "Actions", [((actions, ""), "En tout"), *racines(Liste.NATURE_ACTION, actions)]


def _lire(texte: str) -> int | None:
    """Return a whole number, spaces or not; None for what is none."""
    chiffres = "".join(texte.split())
    if not (chiffres.isascii() and chiffres.isdecimal() and len(chiffres) < 9):
        return None
    return int(chiffres) if int(chiffres) <= VALEUR_MAXIMALE else None


def _page(request, annee, offerts, textes, depuis, *, fautes=(), actuelles=None, status=200):
    def champ(cle: Cle, libelle: str) -> Champ:
        valeur = textes.get(cle, "")
        actuelle = "" if actuelles is None else str(actuelles.get(cle, "rien"))
        return Champ(
            cle,
            libelle,
            valeur,
            "Un nombre entier, ou rien." if cle in fautes else "",
            actuelle if actuelle != (valeur or "rien") else "",
        )

    return render(
        request,
        "reglages/cibles.html",
        {
            "titre": "Ce que le projet prévoit",
            "annee": annee,
            "annees": annees_reglables(),
            "depuis": depuis,
            "est_un_conflit": actuelles is not None,
            "groupes": [Groupe(titre, tuple(champ(*un) for un in champs)) for titre, champs in offerts],
        },
        status=status,
    )
