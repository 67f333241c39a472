"""What the report of the demonstration year takes: five files, one sentence changed, the publishable form."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .base import base_neuve

FORMATS = "pdf,docx,xlsx,html,json"
# A territory wide enough for 1,500 cells.
JEUNES, COMMUNES = 1000, 150


def main() -> None:
    with base_neuve():
        from django.core.management import call_command

        from allervers.demo.chargement import charger

        call_command("migrate", verbosity=0)
        charger()
        ecrire_les_fichiers()
        changer_une_phrase()
        publier_un_grand_service()


def ecrire_les_fichiers() -> None:
    """The command as the README gives it: the whole process, from its start, and its largest memory."""
    with tempfile.TemporaryDirectory() as sortie:
        commande = [
            sys.executable,
            "-m",
            "allervers",
            "rapport",
            "2024",
            "--dossier",
            sortie,
            "--formats",
            FORMATS,
        ]
        debut = time.perf_counter()
        processus = subprocess.Popen(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        _, statut, usage = os.wait4(processus.pid, 0)
        duree = time.perf_counter() - debut
        if statut:
            raise SystemExit(f"allervers rapport : {statut}")
        fichiers = len(list(Path(sortie).iterdir()))
    print(
        f"{fichiers} fichiers du rapport : {duree:.2f} s "
        f"({usage.ru_utime + usage.ru_stime:.2f} s de processeur), {usage.ru_maxrss // 1024} Mo"
    )


def changer_une_phrase() -> None:
    """What the server takes from a sentence recorded to its preview: the page asks it a little after the last key."""
    from django.test import Client

    from allervers.comptes.models import Role, Utilisateur
    from allervers.rapport.models import TexteDuRapport

    client = Client(SERVER_NAME="localhost")
    client.force_login(Utilisateur.objects.filter(role=Role.DIRECTION).first())
    texte = TexteDuRapport.objects.get(annee=2024, bloc="recits_actions")
    for rang, fois in enumerate(("première", "deuxième", "troisième")):
        debut = time.perf_counter()
        reponse = client.post(
            f"/annees/2024/textes/{texte.bloc}/",
            {"contenu": f"Une phrase, {rang}.", "version": texte.version + rang},
            headers={"accept": "application/json"},
        )
        if reponse.status_code != 200:
            raise SystemExit(f"texte : {reponse.status_code}")
        print(f"une phrase changée, {fois} fois : {(time.perf_counter() - debut) * 1000:.0f} ms")


def publier_un_grand_service() -> None:
    from allervers.publication.cube import cuber
    from allervers.publication.declaration import Compte, compte
    from allervers.publication.publier import publier
    from tests.publication import services

    services.COMMUNES = [str(62000 + rang) for rang in range(COMMUNES)]
    tableaux = services.compter(services.inventer(62, JEUNES))
    proteges = [tableau for tableau in tableaux if compte(tableau.id) is not Compte.AUCUNE_PERSONNE]
    debut = time.perf_counter()
    publication = publier(tableaux, sel=bytes(32))
    duree = time.perf_counter() - debut
    print(
        f"forme publiable de {JEUNES} jeunes, {sum(len(ligne) for t in proteges for ligne in t.cellules)} cases, "
        f"{len(cuber(proteges).valeurs)} effectifs distincts : {duree:.2f} s, "
        f"écart d'au plus {publication.plus_grand_ecart}"
    )


if __name__ == "__main__":
    main()
