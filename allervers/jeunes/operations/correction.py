"""A fact entered by mistake is corrected, or withdrawn; what it was is kept."""

from django.db import transaction

from allervers.coffre.operations import oublier
from allervers.comptes import versions
from allervers.comptes.cloison import Enregistrement
from allervers.comptes.refus import refuser_en_mots

from .commun import JeuneRefuse, inscrire_sur


@transaction.atomic
def corriger_fait(*, fait: Enregistrement, lue: int, par, appareil="", **champs) -> None:
    """Change a dated fact of a youth, read at version `lue`. Raises VersionDepassee, and JeuneRefuse when the database
    refuses it: two periods that overlap, an end before its beginning.
    """
    premier = fait.jeune.premier_contact
    if any(champs.get(nom) and champs[nom] < premier for nom in ("debut", "date", "reperee_le")):
        raise JeuneRefuse(f"Le premier contact est du {premier:%d/%m/%Y}\u202f: rien ne peut le précéder.")
    with refuser_en_mots(type(fait), JeuneRefuse):
        est_change = versions.modifier(objet=fait, lue=lue, par=par, **champs)
    if est_change:
        inscrire_sur("corriger_fait", fait.jeune, par, appareil, fait=str(fait._meta.verbose_name))


@transaction.atomic
def retirer_fait(*, fait: Enregistrement, lue: int, par, appareil="") -> None:
    """Withdraw a fact entered by mistake: its sealed words, if it has any, vanish. Raises VersionDepassee."""
    versions.retirer(objet=fait, lue=lue, par=par)
    oublier(fait.service, [fait.uuid])
    inscrire_sur("retirer_fait", fait.jeune, par, appareil, fait=str(fait._meta.verbose_name))
