"""Names, sealed as they are read with the vault's public key: the server keeps envelopes that it cannot open."""

from allervers.coffre.enveloppe import Scellement
from allervers.coffre.membres import cle_courante
from allervers.jeunes.models import Jeune, Niveau

from .traduction import Ligne, Traducteur

APRES_ACCORD = ("nom", "telephone", "reseaux", "adresse")


def sceller_identites(service, lignes: list[Ligne], traducteur: Traducteur) -> tuple[int, int]:
    """Seal the names of `lignes` into the files of their youths; return (files filled, files that had names already).

    A name cannot be compared with a sealed one: what is there stays. Without a vault, or a youth's agreement for
    what asks it, the line is at fault.
    """
    cle = cle_courante(service)
    if cle is None:
        for ligne in lignes:
            traducteur.faute(
                ligne,
                "jeune",
                "le service n'a pas encore de coffre ; la direction le crée à l'écran (page « Coffre »), puis importer"
                " ce tableau.",
            )
        return 0, 0
    scellement = Scellement(service.uuid, cle.version, bytes(cle.cle_publique))
    jeunes = Jeune.objects.in_bulk([ligne.reperes["jeune"].pk for ligne in lignes])
    changes = []
    for ligne in lignes:
        jeune = jeunes[ligne.reperes["jeune"].pk]
        identite = {nom: ligne.valeurs[nom] for nom in APRES_ACCORD if ligne.valeurs[nom]}
        if identite and jeune.niveau != Niveau.FICHE:
            traducteur.faute(
                ligne,
                next(iter(identite)),
                "ce jeune n'a pas donné son accord (niveau b) ; videz cette cellule, ou notez l'accord"
                " dans « jeunes ».",
            )
            continue
        est_change = False
        for champ, valeur in (("alias", ligne.valeurs["prenom"]), ("identite", identite)):
            if valeur and getattr(jeune, champ) is None:
                setattr(jeune, champ, scellement.sceller("jeune", jeune.uuid, champ, valeur))
                est_change = True
        if est_change:
            changes.append(jeune)
    bonnes = [ligne for ligne in lignes if not ligne.est_fautive]
    Jeune.objects.bulk_update(changes, ["alias", "identite"], batch_size=500)
    return len(changes), len(bonnes) - len(changes)
