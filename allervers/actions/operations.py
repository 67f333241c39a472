"""What is done to a collective action, from the idea to the bilan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import models, transaction

from allervers.coffre.operations import oublier
from allervers.comptes.versions import modifier
from allervers.journal.operations import inscrire

from .models import (
    ActionCollective,
    ActionPartenaire,
    Effectif,
    Financement,
    Initiative,
    Objectif,
    UniteDuree,
)


class ActionRefusee(Exception):
    """This cannot be done to this action; the message, in French, says what to do."""


@dataclass(frozen=True)
class Projet:
    """What an action is meant to be. Rows, not codes.

    `objectifs` are, in order, (UUID of one that stands, or None; text).
    """

    intitule: str
    nature: Any
    est_une_idee: bool = False
    territoire: Any = None
    lieu: str = ""
    public: str = ""
    debut: date | None = None
    fin: date | None = None
    initiative: str = Initiative.SERVICE
    unite_duree: str = UniteDuree.SEANCES
    partenaires: tuple = ()
    objectifs: tuple[tuple[UUID | None, str], ...] = ()

    @property
    def faits(self) -> dict:
        """The columns of the action itself."""
        noms = (
            "intitule", "nature", "est_une_idee", "territoire", "lieu", "public", "debut", "fin", "initiative",
            "unite_duree",
        )  # fmt: skip
        return {nom: getattr(self, nom) for nom in noms}

    def est_celui_de(self, action: ActionCollective) -> bool:
        """Whether `action` is meant to be just that."""
        return (
            all(getattr(action, nom) == dit for nom, dit in self.faits.items())
            and {lien.partenaire_id for lien in action.partenaires.all()}
            == {un.pk for un in self.partenaires}
            and [un.texte for un in action.objectifs.all()] == [texte for _, texte in self.objectifs]
        )


@dataclass(frozen=True)
class Participants:
    """Who took part without being known one by one. `effectifs`: (sex, key of the age band or None) → persons."""

    effectifs: Mapping[tuple[str, int | None], int]
    familles: int | None = None
    visiteurs: int | None = None
    nb_classes: int | None = None
    nb_benevoles: int | None = None
    est_non_communique: bool = False


@dataclass(frozen=True)
class PartDeFinanceur:
    """What one funder is asked for an action, and gives. `appel`: the call that this money comes from, if any."""

    financeur: Any
    appel: Any = None
    demande: Decimal | None = None
    montant: Decimal | None = None


@transaction.atomic
def creer_action(*, service, uuid: UUID, annee: int, projet: Projet, par, appareil="") -> ActionCollective:
    """Return a new action, the last of its year. The same UUID again returns the action already made."""
    if connue := ActionCollective.objects.filter(service=service, uuid=uuid).first():
        return connue
    dernier = ActionCollective.objects.filter(service=service, annee=annee).aggregate(models.Max("ordre"))
    action = ActionCollective.objects.create(
        service=service,
        uuid=uuid,
        code=f"{annee}-{uuid.hex[:8]}",
        annee=annee,
        ordre=(dernier["ordre__max"] or 0) + 1,
        saisi_par=par,
        **projet.faits,
    )
    _lier_les_partenaires(action, projet.partenaires)
    _ecrire_les_objectifs(action, projet.objectifs)
    _inscrire("creer_action", action, par, appareil)
    return action


@transaction.atomic
def modifier_projet(*, action: ActionCollective, lue: int, projet: Projet, par, appareil="") -> None:
    """Change what an action is meant to be. Raises ActionRefusee, or VersionDepassee."""
    _verrouiller(action)
    if projet.est_une_idee and (action.interventions.exists() or action.a_des_participants):
        raise ActionRefusee(
            "Cette action a déjà eu lieu\u202f: elle n'est plus une idée. Décochez « une idée »."
        )
    noms = {partenaire.pk: partenaire.nom for partenaire in projet.partenaires}
    autour = {
        "partenaires": (
            sorted(action.partenaires.values_list("partenaire__nom", flat=True)),
            sorted(noms.values()),
        ),
        "objectifs": (
            list(action.objectifs.values_list("texte", flat=True)),
            [texte for _, texte in projet.objectifs],
        ),
    }
    if modifier(objet=action, lue=lue, par=par, autour=autour, **projet.faits):
        _lier_les_partenaires(action, projet.partenaires)
        _ecrire_les_objectifs(action, projet.objectifs)
        _inscrire("modifier_action", action, par, appareil)


@transaction.atomic
def compter_participants(
    *, action: ActionCollective, lue: int, participants: Participants, par, appareil=""
) -> None:
    """Record who took part without being known. An idea whose participants are counted took place.

    Raises ActionRefusee for numbers that are said not to be communicated, or VersionDepassee.
    """
    _verrouiller(action)
    if participants.est_non_communique and participants.effectifs:
        raise ActionRefusee(
            "Des participants « non communiqués » ne se comptent pas\u202f: videz les nombres, ou décochez « NC »."
        )
    a_eu_lieu = any(
        (
            participants.effectifs,
            participants.est_non_communique,
            participants.familles,
            participants.visiteurs,
            participants.nb_classes,
        )
    )
    anciens = {
        (sexe, tranche): nombre
        for sexe, tranche, nombre in action.effectifs.values_list("sexe", "tranche", "nombre")
    }
    if modifier(
        objet=action,
        lue=lue,
        par=par,
        autour={"effectifs": (_en_liste(anciens), _en_liste(participants.effectifs))},
        familles=participants.familles,
        visiteurs=participants.visiteurs,
        nb_classes=participants.nb_classes,
        nb_benevoles=participants.nb_benevoles,
        est_non_communique=participants.est_non_communique,
        est_une_idee=action.est_une_idee and not a_eu_lieu,
    ):
        action.effectifs.all().delete()
        Effectif.objects.bulk_create(
            Effectif(service=action.service, action=action, sexe=sexe, tranche_id=tranche, nombre=nombre)
            for (sexe, tranche), nombre in participants.effectifs.items()
        )
        _inscrire("compter_participants", action, par, appareil)


@transaction.atomic
def financer_action(
    *,
    action: ActionCollective,
    lue: int,
    budget: Decimal | None,
    cout: Decimal | None,
    parts: tuple[PartDeFinanceur, ...],
    par,
    appareil="",
) -> None:
    """Record what an action costs and who pays. Raises ActionRefusee, or VersionDepassee."""
    _verrouiller(action)
    vues = set()
    for part in parts:
        if part.appel is not None and part.appel.financeur_id != part.financeur.pk:
            raise ActionRefusee(
                f"L'appel à projets « {part.appel} » est d'un autre financeur\u202f: choisissez le même des deux côtés."
            )
        if (part.financeur, part.appel) in vues:
            raise ActionRefusee("Un financeur est écrit deux fois\u202f: réunissez ses deux lignes.")
        vues.add((part.financeur, part.appel))
    anciennes = action.financements.select_related("financeur", "appel")
    if modifier(
        objet=action,
        lue=lue,
        par=par,
        autour={"financements": (_en_lignes(anciennes), _en_lignes(parts))},
        budget=budget,
        cout=cout,
    ):
        action.financements.all().delete()
        Financement.objects.bulk_create(
            Financement(
                service=action.service, action=action, financeur=part.financeur, appel=part.appel,
                demande=part.demande, montant=part.montant,
            )
            for part in parts
        )  # fmt: skip
        _inscrire("financer_action", action, par, appareil)


@transaction.atomic
def evaluer_action(
    *,
    action: ActionCollective,
    lue: int,
    recit: str,
    bilan: str,
    est_publiable: bool,
    est_en_annexe: bool,
    evaluations: Mapping[UUID, tuple[str, str]],
    par,
    appareil="",
) -> None:
    """Write the story of an action, and what became of each objective: UUID → (reached or not, what shows it).

    Raises VersionDepassee.
    """
    _verrouiller(action)
    objectifs = list(action.objectifs.all())
    avant = [(un.texte, un.atteinte, un.evaluation) for un in objectifs]
    for objectif in objectifs:
        objectif.atteinte, objectif.evaluation = evaluations.get(
            objectif.uuid, (objectif.atteinte, objectif.evaluation)
        )
    apres = [(un.texte, un.atteinte, un.evaluation) for un in objectifs]
    if modifier(
        objet=action,
        lue=lue,
        par=par,
        autour={"objectifs": (avant, apres)},
        recit=recit,
        bilan=bilan,
        est_publiable=est_publiable,
        est_en_annexe=est_en_annexe,
    ):
        Objectif.objects.bulk_update(objectifs, ["atteinte", "evaluation"])
        _inscrire("evaluer_action", action, par, appareil)


@transaction.atomic
def dupliquer_action(
    *, action: ActionCollective, annee: int, uuid: UUID, par, appareil=""
) -> ActionCollective:
    """Return the same project as an idea for `annee`: no date, no amount, nothing of what happened."""
    projet = Projet(
        intitule=action.intitule,
        nature=action.nature,
        est_une_idee=True,
        territoire=action.territoire,
        lieu=action.lieu,
        public=action.public,
        initiative=action.initiative,
        unite_duree=action.unite_duree,
        partenaires=tuple(lien.partenaire for lien in action.partenaires.select_related("partenaire")),
        objectifs=tuple((None, objectif.texte) for objectif in action.objectifs.all()),
    )
    copie = creer_action(
        service=action.service, uuid=uuid, annee=annee, projet=projet, par=par, appareil=appareil
    )
    if not copie.financements.exists():
        financeurs = action.financements.values_list("financeur", flat=True).distinct()
        Financement.objects.bulk_create(
            Financement(service=action.service, action=copie, financeur_id=financeur)
            for financeur in financeurs
        )
    return copie


@transaction.atomic
def supprimer_action(*, action: ActionCollective, par, appareil="") -> None:
    """Forget an action that nothing came of, an idea or a mistake, and its photos.

    Raises ActionRefusee once something of it took place, was told, or is expected.
    """
    _verrouiller(action)
    if not est_supprimable(action):
        raise ActionRefusee("Cette action a eu lieu\u202f: elle ne se supprime pas.")
    oublier(action.service, list(action.photos.values_list("uuid", flat=True)))
    _inscrire("supprimer_action", action, par, appareil)
    try:
        action.delete()
    except models.ProtectedError:
        raise ActionRefusee(
            "Une séance en est prévue à l’agenda\u202f: retirez-la d’abord, puis supprimez l’action."
        ) from None


def est_supprimable(action: ActionCollective) -> bool:
    """Whether nothing came of an action: no session, nobody counted, nothing told, spent nor granted."""
    return not (
        action.interventions.exists()
        or action.a_des_participants
        or action.recit
        or action.bilan
        or action.cout is not None
        or action.financements.filter(montant__isnull=False).exists()
    )


def _verrouiller(action: ActionCollective) -> None:
    """Keep other writers of this action away until the transaction ends: what hangs on it is read, then written."""
    ActionCollective.objects.select_for_update().only("pk").get(pk=action.pk)


def _lier_les_partenaires(action: ActionCollective, partenaires: tuple) -> None:
    gardes = {partenaire.pk for partenaire in partenaires}
    action.partenaires.exclude(partenaire__in=gardes).delete()
    lies = set(action.partenaires.values_list("partenaire", flat=True))
    ActionPartenaire.objects.bulk_create(
        ActionPartenaire(service=action.service, action=action, partenaire=partenaire)
        for partenaire in partenaires
        if partenaire.pk not in lies
    )


def _ecrire_les_objectifs(action: ActionCollective, objectifs: tuple[tuple[UUID | None, str], ...]) -> None:
    """Write the objectives anew, in order; one that stays keeps what its evaluation says."""
    anciens = {un.uuid: un for un in action.objectifs.all()}
    action.objectifs.all().delete()
    for rang, (uuid, texte) in enumerate(objectifs):
        ancien = anciens.get(uuid)
        Objectif.objects.create(
            service=action.service,
            uuid=ancien.uuid if ancien else uuid4(),
            action=action,
            rang=rang,
            texte=texte,
            atteinte=ancien.atteinte if ancien else "",
            evaluation=ancien.evaluation if ancien else "",
        )


def _en_liste(effectifs: Mapping[tuple[str, int | None], int]) -> list:
    """Return counts as the history keeps them, in an order of their own."""
    lignes = [[sexe, tranche, nombre] for (sexe, tranche), nombre in effectifs.items()]
    return sorted(lignes, key=lambda ligne: (ligne[0], ligne[1] or 0))


def _en_lignes(parts) -> list:
    """Return the parts of the funders as the history keeps them, in an order of their own."""
    lignes = [
        [
            part.financeur.code,
            part.appel.code if part.appel else "",
            _texte(part.demande),
            _texte(part.montant),
        ]
        for part in parts
    ]
    return sorted(lignes)


def _texte(montant: Decimal | None) -> str:
    return "" if montant is None else f"{montant:.2f}"


def _inscrire(operation: str, action: ActionCollective, par, appareil: str) -> None:
    inscrire(
        service=action.service,
        operation=operation,
        par=par,
        objet=action.uuid,
        appareil=appareil,
        details={"annee": action.annee},
    )
