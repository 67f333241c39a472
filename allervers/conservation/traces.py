"""Where a record is still spoken of, once it is gone: earlier versions, what phones sent, the journal."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from allervers.coffre.operations import oublier
from allervers.comptes.models import EtatAnterieur
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.journal.operations import expurger
from allervers.terrain.models import Divergence, Genre, Saisie

# As many texts as one query looks for.
_PAR_REQUETE = 40


def effacer_les_versions(service, uuids: Collection[UUID]) -> int:
    """Erase what these records were before. Return how many versions."""
    nb = 0
    for lot in _lots(sorted(uuids)):
        nb += oublier(service, lot)
        nb += EtatAnterieur._base_manager.filter(service=service, objet__in=lot).delete()[0]
    return nb


def oublier_les_retraits(service, jeunes: Iterable[Jeune]) -> int:
    """Erase what is kept of the facts about these youths that were withdrawn, and so no longer go with them."""
    pks = [jeune.pk for jeune in jeunes]
    return EtatAnterieur._base_manager.filter(service=service, etat__jeune__in=pks).delete()[0]


def effacer_des_saisies(service, jeunes: Collection[UUID]) -> int:
    """Take these youths out of what phones sent, and erase what made them. Return how many entries changed."""
    saisies = Saisie._base_manager.filter(service=service)
    nb = 0
    for lot in _lots(sorted(jeunes)):
        nb += saisies.filter(genre=Genre.JEUNE).filter(Q(uuid__in=lot) | Q(objet__in=lot)).delete()[0]
    bannis = {str(uuid) for uuid in jeunes}
    for modele, champs in ((Saisie, ("contenu", "signalements")), (Divergence, ("contenu",))):
        for champ in champs:
            for ligne in _qui_citent(modele._base_manager.filter(service=service), champ, bannis):
                setattr(ligne, champ, sans(getattr(ligne, champ), bannis))
                ligne.save(update_fields=[champ])
                nb += 1
    return nb


def effacer_du_journal(service, uuids: Collection[UUID], cites: Collection[str], par, appareil="") -> int:
    """Take away from the journal whom its lines are about. `cites`: what details may hold, codes and UUIDs."""
    lignes = LigneJournal.objects.filter(service_id=service.pk)
    numeros: set[int] = set()
    for lot in _lots(sorted(uuids)):
        numeros.update(lignes.filter(objet__in=lot).values_list("numero", flat=True))
    entre_guillemets = {f'"{cite}"' for cite in cites}
    numeros.update(ligne.pk for ligne in _qui_citent(lignes, "details", entre_guillemets))
    nb = 0
    for lot in _lots(sorted(numeros), 400):
        nb += expurger(service=service, lignes=lignes.filter(numero__in=lot), par=par, appareil=appareil)
    return nb


def sans(valeur, bannis: Collection[str]):
    """Return a JSON value without these texts, wherever they stand; a list loses them, a key keeps nothing."""
    if isinstance(valeur, list):
        return [sans(un, bannis) for un in valeur if not (isinstance(un, str) and un.lower() in bannis)]
    if isinstance(valeur, dict):
        return {cle: sans(une, bannis) for cle, une in valeur.items()}
    return None if isinstance(valeur, str) and valeur.lower() in bannis else valeur


def _qui_citent(lignes: QuerySet, champ: str, textes: Collection[str]) -> Iterable[Model]:
    assert isinstance(lignes.model._meta.get_field(champ), JSONField)  # noqa: S101 (a name of this file)
    lignes = lignes.annotate(texte=Cast(champ, TextField()))
    vues: set[int] = set()
    for lot in _lots(sorted(textes)):
        condition = Q()
        for texte in lot:
            condition |= Q(texte__icontains=texte)
        for ligne in lignes.filter(condition).order_by("pk"):
            if ligne.pk not in vues:
                vues.add(ligne.pk)
                yield ligne


def _lots(valeurs: list, taille: int = _PAR_REQUETE):
    for debut in range(0, len(valeurs), taille):
        yield valeurs[debut : debut + taille]
