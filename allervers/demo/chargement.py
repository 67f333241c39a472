"""Load the demonstration year: the import folder beside this file, and accounts to look at it."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils import timezone

from allervers.coffre.membres import cle_courante
from allervers.comptes.droits import DE_TERRAIN
from allervers.comptes.models import Role, Service, Utilisateur
from allervers.echanges.commandes import barre
from allervers.echanges.operations import importer
from allervers.rapport.identite import changer_logo
from allervers.rapport.models import TexteDuRapport
from allervers.rapport.redaction import ecrire_texte, marquer_texte
from allervers.referentiel.models import Cible

from .agenda import remplir_l_agenda
from .coffre import ouvrir_coffre, ouvrir_compte
from .projets import raconter_les_projets
from .vivants import prolonger

DOSSIER = Path(__file__).parent / "annee"
IDENTITES = Path(__file__).parent / "identites"
TEXTES = Path(__file__).parent / "textes"
LOGO = Path(__file__).parent / "logo.png"
# Written, and still to be read again: a report on its way shows every state.
BROUILLONS = {"recits_actions", "perspectives", "annexes"}
# The demonstration holds nothing but invented data, and listens on the machine's own address.
MOT_DE_PASSE = "terrils-et-corons-2024"


PREVU = {
    ("heures_par_type_activite", ""): 7800,
    ("heures_par_type_activite", "travail_de_rue"): 1500,
    ("heures_par_type_activite", "presence_sociale"): 600,
    ("heures_par_type_activite", "accompagnement_individuel"): 1200,
    ("jeunes_rencontres_travail_de_rue", ""): 320,
    ("jeunes_accompagnes_sexe_age", ""): 200,
    ("actions_par_nature", ""): 40,
}


class DemonstrationRefusee(Exception):
    """The database holds a real service; the message, in French, says what to do."""


@dataclass(frozen=True)
class CompteDeDemonstration:
    courriel: str
    mot_de_passe: str
    role: str


def code_du_service() -> str:
    """Return the code of the demonstration service, as its import folder says it."""
    entetes, ligne = (DOSSIER / "service.csv").read_text("utf-8").splitlines()[:2]
    return dict(zip(entetes.split(";"), ligne.split(";"), strict=True))["code"]


def charger() -> list[CompteDeDemonstration]:
    """Import the demonstration (nothing new the second time) and open its accounts. Raises DemonstrationRefusee."""
    if Service.objects.exclude(code=code_du_service()).exists():
        raise DemonstrationRefusee(
            "Cette base contient déjà un service\u202f: la démonstration n'y sera pas mêlée. Choisissez un autre "
            "dossier de données, par exemple\u202f: ALLERVERS_DONNEES=/tmp/demo allervers demo"
        )
    if not Service.objects.exists():
        with barre() as progression:
            importer(source=DOSSIER, progression=progression)
    service = Service.objects.get(code=code_du_service())
    Service.objects.filter(pk=service.pk).update(est_demonstration=True)
    _ecrire_le_rapport(service)
    _poser_les_cibles(service)
    remplir_l_agenda(service, timezone.localdate())
    raconter_les_projets(service, Utilisateur.objects.filter(service=service, role=Role.EDUCATEUR).first())
    return _ouvrir_les_comptes(service)


def _poser_les_cibles(service: Service) -> None:
    """What its project planned for 2024, as its direction would have typed it then."""
    Cible.objects.bulk_create(
        (
            Cible(service=service, annee=2024, tableau=tableau, ligne=ligne, valeur=valeur)
            for (tableau, ligne), valeur in PREVU.items()
        ),
        ignore_conflicts=True,
    )


def _ouvrir_les_comptes(service: Service) -> list[CompteDeDemonstration]:
    """Open the accounts and the vault, and seal the invented names, the first time; return the accounts."""
    comptes = list(
        Utilisateur.objects.filter(service=service, courriel__isnull=False).order_by("role", "code")
    )
    if cle_courante(service) is None:
        for utilisateur in comptes:
            ouvrir_compte(utilisateur, MOT_DE_PASSE)
        direction = next(compte for compte in comptes if compte.role == Role.DIRECTION)
        ouvrir_coffre(direction, [compte for compte in comptes if compte.role in DE_TERRAIN])
        importer(source=IDENTITES)
    prolonger(service, timezone.localdate())
    return [
        CompteDeDemonstration(compte.courriel, MOT_DE_PASSE, compte.get_role_display()) for compte in comptes
    ]


def _ecrire_le_rapport(service: Service) -> None:
    """Write the texts of the two reports and the logo, where nobody has changed them."""
    direction = Utilisateur.objects.filter(service=service, role=Role.DIRECTION).first()
    if service.logo is None:
        changer_logo(service=service, image=LOGO.read_bytes(), par=direction)
    for fichier in sorted(TEXTES.glob("*.yaml")):
        annee = int(fichier.stem)
        ecrits = set(
            TexteDuRapport.objects.filter(service=service, annee=annee).values_list("bloc", flat=True)
        )
        for bloc, contenu in yaml.safe_load(fichier.read_text("utf-8")).items():
            if bloc not in ecrits:
                ou = {"service": service, "annee": annee, "bloc": bloc, "par": direction}
                ecrire_texte(**ou, contenu=_deplier(contenu), version=0)
                marquer_texte(**ou, est_pret=bloc not in BROUILLONS)


def _deplier(texte: str) -> str:
    """Return a text whose lines were folded for the eye, each paragraph on one line, as the editor makes them."""
    return re.sub(r"(?<=\S)\n(?=[^\s\-*#\d])", " ", texte.strip())
