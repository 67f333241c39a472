"""What an import does not tell of the demonstration's actions: objectives, stories, evaluations, calls for projects.

Nothing here changes what is counted of who took part.
"""

from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from allervers.actions.appels import Appel, creer_appel
from allervers.actions.models import ActionCollective, AppelAProjets, Atteinte
from allervers.actions.operations import (
    PartDeFinanceur,
    Projet,
    evaluer_action,
    financer_action,
    modifier_projet,
)
from allervers.referentiel.models import Liste, Terme

FICHIER = Path(__file__).parent / "projets.yaml"


def raconter_les_projets(service, par) -> None:
    """Tell the projects of `projets.yaml`, the first time: what somebody has changed since stays as it is."""
    contenu = yaml.safe_load(FICHIER.read_text("utf-8"))
    appels = {code: _appel(service, code, dict(appel), par) for code, appel in contenu["appels"].items()}
    for code, dit in contenu["actions"].items():
        action = ActionCollective.objects.select_related("nature", "territoire").get(
            service=service, code=code
        )
        if action.version == 1:
            _raconter(action, dit, appels, par)


def _deplier(texte: str) -> str:
    """Return a text whose lines were folded for the eye, each paragraph on one line."""
    return "\n\n".join(" ".join(paragraphe.split()) for paragraphe in texte.strip().split("\n\n"))


def _uuid(service, nom: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{service.uuid}/{nom}")


def _financeur(service, code: str) -> Terme:
    return Terme.objects.get(service=service, liste=Liste.FINANCEUR, code=code)


def _appel(service, code: str, dit: dict, par) -> AppelAProjets:
    montants = {nom: Decimal(dit.pop(nom)) for nom in ("demande", "accorde") if nom in dit}
    appel = Appel(financeur=_financeur(service, dit.pop("financeur")), **dit, **montants)
    return creer_appel(service=service, uuid=_uuid(service, code), appel=appel, par=par)


def _raconter(action: ActionCollective, dit: dict, appels: dict[str, AppelAProjets], par) -> None:
    objectifs = dit["objectifs"]
    projet = Projet(
        intitule=action.intitule,
        nature=action.nature,
        territoire=action.territoire,
        lieu=dit["lieu"],
        public=dit["public"],
        debut=dit["debut"],
        fin=dit["fin"],
        initiative=action.initiative,
        unite_duree=action.unite_duree,
        partenaires=tuple(lien.partenaire for lien in action.partenaires.select_related("partenaire")),
        objectifs=tuple((None, objectif["texte"]) for objectif in objectifs),
    )
    modifier_projet(action=action, lue=action.version, projet=projet, par=par)
    parts = tuple(
        PartDeFinanceur(
            _financeur(action.service, part["financeur"]),
            appels.get(part.get("appel")),
            *(Decimal(part[nom]) if nom in part else None for nom in ("demande", "montant")),
        )
        for part in dit["financements"]
    )
    montants = {nom: Decimal(dit[nom]) for nom in ("budget", "cout")}
    financer_action(action=action, lue=action.version, parts=parts, par=par, **montants)
    evaluer_action(
        action=action,
        lue=action.version,
        recit=_deplier(dit["recit"]),
        bilan=_deplier(dit["bilan"]),
        est_publiable=True,
        est_en_annexe=True,
        evaluations={
            un.uuid: (Atteinte(objectif["atteinte"]), objectif["evaluation"])
            for un, objectif in zip(action.objectifs.all(), objectifs, strict=True)
        },
        par=par,
    )
