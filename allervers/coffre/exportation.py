"""The way out: everything that is sealed, opened on the association's own machine with the printed code."""

import csv
import json
from pathlib import Path

from allervers.journal.operations import inscrire

from .champs import champs_scelles, genre
from .cles import CleRefusee, deriver_du_code_de_secours, developper
from .enveloppe import EnveloppeRefusee, Ouverture, ouvrir_la_cle
from .models import Acces
from .operations import CoffreRefuse, verifier_secours


class ExportRefuse(Exception):
    """Nothing was written; the message, in French, says what to do."""


def exporter(service, code: str, dossier: Path) -> list[Path]:
    """Write one CSV a kind of record, in clear, into `dossier`, readable by its owner only; return the files.

    An envelope that does not open is kept, with why. Writes a line of journal. Raises ExportRefuse.
    """
    ouverture = _ouvrir(service, code)
    try:
        dossier.mkdir(parents=True, exist_ok=True, mode=0o700)
        fichiers = [_ecrire(service, modele, champ, ouverture, dossier) for modele, champ in champs_scelles()]
    except OSError as erreur:
        raise ExportRefuse(
            f"Le dossier « {dossier} » ne peut pas être écrit. Choisissez-en un autre."
        ) from erreur
    inscrire(service=service, operation="exporter_coffre", details={"fichiers": len(fichiers)})
    return fichiers


def _ouvrir(service, code: str) -> Ouverture:
    try:
        derivees = deriver_du_code_de_secours(code)
        secours = verifier_secours(service, derivees.preuve)
        paire = developper(bytes(secours.cle_privee_enveloppee), derivees.cle, service.uuid)
    except (CleRefusee, CoffreRefuse) as refus:
        raise ExportRefuse(str(refus)) from refus
    acces = Acces.objects.filter(service=service, membre=None).select_related("cle")
    return Ouverture(
        service.uuid,
        {
            un.cle.version: ouvrir_la_cle(service.uuid, un.cle.version, bytes(un.cle_scellee), paire)
            for un in acces
        },
    )


def _ecrire(service, modele, champ, ouverture: Ouverture, dossier: Path) -> Path:
    fichier = dossier / f"{genre(modele)}-{champ.name}.csv"
    fichier.touch(mode=0o600)
    lignes = modele._base_manager.filter(service=service, **{f"{champ.name}__isnull": False}).order_by("pk")
    with fichier.open("w", encoding="utf-8-sig", newline="") as sortie:
        tableau = csv.writer(sortie, delimiter=";")
        tableau.writerow(["identifiant", "objet", champ.name, "remarque"])
        for ligne in lignes.iterator():
            valeur, remarque = "", ""
            try:
                valeur = ouverture.ouvrir(
                    genre(modele), ligne.uuid, champ.name, bytes(getattr(ligne, champ.name))
                )
            except EnveloppeRefusee as refus:
                remarque = str(refus)
            texte = valeur if isinstance(valeur, str) else json.dumps(valeur, ensure_ascii=False)
            tableau.writerow([ligne.uuid, str(ligne), texte, remarque])
    return fichier
