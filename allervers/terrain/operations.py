"""Receiving what phones send: each entry exactly once, whatever the network does.

The contract: the phone's UUID is unique; the same bytes again succeed again; other bytes under the same UUID are kept
beside, and refused; a change names the entry it replaces, which is replaced once; nothing withdrawn comes back.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from allervers.activite.accueils import ajouter_accueil, corriger_accueil
from allervers.activite.models import Accueil, Intervention
from allervers.activite.operations import (
    Compte,
    Releve,
    enregistrer_intervention,
    modifiables_par,
    modifier_intervention,
    releve_de,
    retirer_intervention,
)
from allervers.comptes.models import Equipe, Utilisateur
from allervers.enregistrements import operations as enregistrements
from allervers.jeunes.models import Jeune, Niveau, jeunes_nommes
from allervers.jeunes.operations import creer_jeune, ecrire_champ_scelle, noter_accord

from .document import AccueilSaisi, Document, DocumentRefuse, FusionSaisie, JeuneSaisi, lire_document
from .models import Divergence, Genre, Remplacement, Saisie
from .resolution import Resolution, effaces_parmi


class Issue(Enum):
    """`CONTRADICTION`: other bytes under this UUID, both kept. `DEPASSEE`: what it replaces was replaced already."""

    RECUE = "recue"
    CONTRADICTION = "contradiction"
    DEPASSEE = "depassee"


@dataclass(frozen=True)
class Reception:
    """`saisie` is the entry recorded under this UUID; None for an outdated change, of which `actuelle` stands."""

    issue: Issue
    empreinte: str
    saisie: Saisie | None = None
    actuelle: Intervention | Accueil | None = None


class _Depassee(Exception):
    def __init__(self, actuelle: Intervention | Accueil | None):
        self.actuelle = actuelle


def recevoir(*, octets: bytes, par: Utilisateur, appareil="") -> Reception:
    """Record the entry that these bytes are, and return what became of it. Raises DocumentRefuse.

    Two copies that arrive at the same moment: the database lets one in, the other is then the same again.
    """
    document, empreinte = lire_document(octets), hashlib.sha256(octets).hexdigest()
    effaces = _effaces(document, par.service)
    document = replace(document, contenu=_sans(document.contenu, effaces))
    if document.genre == Genre.JEUNE and effaces:
        return Reception(Issue.RECUE, empreinte, _non_enregistree(document))
    if deja := _deja_recue(document, empreinte, par):
        return deja
    try:
        saisie = _enregistrer(document, empreinte, effaces, par, appareil)
    except _Depassee as depassee:
        return Reception(Issue.DEPASSEE, empreinte, actuelle=depassee.actuelle)
    except IntegrityError:
        if deja := _deja_recue(document, empreinte, par):
            return deja
        if document.remplace and _est_remplacee(par.service, document.remplace):
            return Reception(Issue.DEPASSEE, empreinte)
        raise DocumentRefuse(
            "", "Cette saisie contredit une règle de la base. Vérifiez-la, puis renvoyez."
        ) from None
    return Reception(Issue.RECUE, empreinte, saisie)


def _effaces(document: Document, service) -> frozenset[UUID]:
    """Return the youths of an entry who were erased since its phone learnt of them: they do not come back."""
    match document.genre:
        case Genre.JEUNE:
            return effaces_parmi(service, [document.uuid])
        case Genre.INTERVENTION:
            return effaces_parmi(service, document.corps.jeunes)
        case Genre.ACCUEIL if document.corps.jeune:
            return effaces_parmi(service, [document.corps.jeune])
    return frozenset()


def _sans(contenu: dict, effaces: frozenset[UUID]) -> dict:
    """Return an entry as it is kept: it names nobody who was erased."""
    if effaces and contenu.get("jeune"):
        return contenu | {"jeune": None, "nombre": 1}
    if not effaces or "jeunes" not in contenu:
        return contenu
    return contenu | {"jeunes": [texte for texte in contenu["jeunes"] if UUID(texte) not in effaces]}


def _non_enregistree(document: Document) -> Saisie:
    """Return what answers an entry that would bring an erased youth back: it arrived, and is kept nowhere."""
    signalements = [{"champ": "jeunes", "valeur": "1", "motif": "efface"}]
    return Saisie(uuid=document.uuid, genre=document.genre, objet=document.uuid, signalements=signalements)


def _deja_recue(document: Document, empreinte: str, par: Utilisateur) -> Reception | None:
    saisie = Saisie.objects.filter(service=par.service, uuid=document.uuid).first()
    if saisie is None:
        return None
    if saisie.empreinte == empreinte and saisie.auteur_id == par.pk:
        return Reception(Issue.RECUE, empreinte, saisie)
    Divergence.objects.get_or_create(
        saisie=saisie,
        empreinte=empreinte,
        defaults={"service": par.service, "contenu": document.contenu, "auteur": par},
    )
    return Reception(Issue.CONTRADICTION, empreinte, saisie)


@transaction.atomic
def _enregistrer(
    document: Document, empreinte: str, effaces: frozenset[UUID], par: Utilisateur, appareil: str
) -> Saisie:
    # First the entry: a second copy of it waits here, and is refused by the unique UUID.
    saisie = Saisie.objects.create(
        service=par.service,
        uuid=document.uuid,
        genre=document.genre,
        objet=document.uuid,
        empreinte=empreinte,
        contenu=document.contenu,
        auteur=par,
        appareil=appareil[:80],
    )
    resolution = Resolution(par.service, effaces)
    saisie.objet = _APPLIQUER[document.genre](document, saisie, resolution, par, appareil)
    saisie.signalements = resolution.signalements
    if saisie.objet != saisie.uuid or saisie.signalements:
        saisie.save(update_fields=["objet", "signalements"])
    return saisie


def _activite(document: Document, saisie: Saisie, resolution: Resolution, par, appareil) -> UUID:
    if document.remplace is None:
        releve = resolution.releve(document.corps, par)
        enregistrer_intervention(
            service=par.service,
            uuid=saisie.uuid,
            releve=releve,
            saisie=saisie.uuid,
            par=par,
            appareil=appareil,
        )
        return saisie.uuid
    intervention = _remplacer(document.remplace, saisie, par)
    # Whom the author may not know was not on the phone: they were there all the same.
    presents = Jeune.objects.filter(presences__intervention=intervention)
    inconnus = presents.exclude(pk__in=Jeune.objects.visible_par(par))
    releve = resolution.releve(document.corps, par, deja=presents.filter(niveau=Niveau.ANONYME).count())
    releve = replace(releve, jeunes=list({*releve.jeunes, *inconnus}))
    modifier_intervention(
        intervention=intervention, releve=releve, saisie=saisie.uuid, par=par, appareil=appareil
    )
    return intervention.uuid


def _retrait(document: Document, saisie: Saisie, resolution: Resolution, par, appareil) -> UUID:
    if accueil := _accueil_dit_par(saisie.service, document.remplace):
        _remplacer_accueil(accueil, document.remplace, saisie, par)
        enregistrements.retirer(objet=accueil, lue=accueil.version, par=par, appareil=appareil)
        return accueil.uuid
    intervention = _remplacer(document.remplace, saisie, par)
    retirer_intervention(intervention=intervention, par=par, appareil=appareil)
    return intervention.uuid


def _fusion(document: Document, saisie: Saisie, resolution: Resolution, par, appareil) -> UUID:
    """Two entries of one outing become one: hours count for all who were there, and youths once."""
    corps: FusionSaisie = document.corps
    garde = _remplacer(corps.garde, saisie, par)
    # Whose entry it is does not matter here: who was there says so.
    autre = _remplacer(corps.autre, saisie, par, parmi=Intervention.objects.visible_par(par))
    releve = reunir(releve_de(garde), releve_de(autre), additionner=corps.additionner)
    retirer_intervention(intervention=autre, par=par, appareil=appareil)
    modifier_intervention(intervention=garde, releve=releve, saisie=saisie.uuid, par=par, appareil=appareil)
    return garde.uuid


def _jeune(document: Document, saisie: Saisie, resolution: Resolution, par, appareil) -> UUID:
    corps: JeuneSaisi = document.corps
    service = par.service
    est_nouveau = not jeunes_nommes(service, [saisie.uuid])
    jeune = creer_jeune(
        service=service,
        uuid=saisie.uuid,
        sexe=corps.sexe,
        annee_naissance=corps.annee_naissance,
        tranche=resolution.tranches([corps.tranche], corps.premier_contact.year)[corps.tranche]
        if corps.annee_naissance is None
        else None,
        premier_contact=corps.premier_contact,
        equipe=Equipe.objects.filter(service=service, uuid=corps.equipe).first(),
        alias=corps.alias,
        par=par,
        appareil=appareil,
    )
    if est_nouveau and corps.accord_mode:
        noter_accord(
            jeune=jeune, le=corps.premier_contact, mode=corps.accord_mode, par=par, appareil=appareil
        )
        if corps.identite and jeune.niveau == Niveau.FICHE:
            ecrire_champ_scelle(
                jeune=jeune, champ="identite", enveloppe=corps.identite, lue="", par=par, appareil=appareil
            )
    return jeune.uuid


def _accueil(document: Document, saisie: Saisie, resolution: Resolution, par, appareil) -> UUID:
    """A placement, or a correction of one; a youth who was erased is a person without a name."""
    corps: AccueilSaisi = document.corps
    resolution.dire_les_effaces()
    un_nom = corps.jeune and not resolution.effaces
    faits = {
        "reseau": resolution.reseau(corps, par),
        "jeune": resolution.jeunes((corps.jeune,))[0] if un_nom else None,
        "nombre": 1 if resolution.effaces else corps.nombre,
        "journees": [(corps.date, moment) for moment in corps.moments],
    }
    if document.remplace is None:
        ajouter_accueil(
            service=par.service, uuid=saisie.uuid, le=corps.date, par=par, appareil=appareil, **faits
        )
        return saisie.uuid
    accueil = _accueil_dit_par(saisie.service, document.remplace)
    if accueil is None and resolution.effaces:
        # The placement left with its file, and is counted without it: there is nothing to correct any more.
        return saisie.uuid
    if accueil is None:
        raise _Depassee(None)
    _remplacer_accueil(accueil, document.remplace, saisie, par)
    corriger_accueil(accueil=accueil, saisie=saisie.uuid, par=par, appareil=appareil, **faits)
    return accueil.uuid


_APPLIQUER: dict[str, Callable] = {
    Genre.INTERVENTION: _activite,
    Genre.RETRAIT: _retrait,
    Genre.FUSION: _fusion,
    Genre.JEUNE: _jeune,
    Genre.ACCUEIL: _accueil,
}


def _remplacer(ancienne: UUID, saisie: Saisie, par: Utilisateur, parmi=None) -> Intervention:
    """Return the intervention that the entry `ancienne`, or a page since, tells, and note that it was replaced.

    Raises _Depassee when `ancienne` is no longer the last word on it, DocumentRefuse when `par` may not change it.
    """
    service = saisie.service
    dite = Q(uuid=_objet_de(service, ancienne)) | Q(saisie=ancienne)
    intervention = Intervention.objects.select_for_update().filter(dite, service=service).first()
    if intervention is None or intervention.derniere_saisie != ancienne:
        raise _Depassee(intervention)
    if not (modifiables_par(par) if parmi is None else parmi).filter(pk=intervention.pk).exists():
        raise DocumentRefuse("", "Seuls ceux qui y étaient, et le chef de service, corrigent cette activité.")
    Remplacement.objects.create(service=service, ancienne=ancienne, nouvelle=saisie)
    return intervention


def _accueil_dit_par(service, ancienne: UUID) -> Accueil | None:
    """Return the placement that the entry `ancienne`, or a page since, tells: locked."""
    dit = Q(uuid=_objet_de(service, ancienne)) | Q(saisie=ancienne)
    return Accueil.objects.select_for_update(of=("self",)).filter(dit, service=service).first()


def _remplacer_accueil(accueil: Accueil, ancienne: UUID, saisie: Saisie, par: Utilisateur) -> None:
    """Note that the entry `ancienne`, which tells `accueil`, was replaced. Raises as `_remplacer` does."""
    if not Accueil.objects.visible_par(par).filter(pk=accueil.pk).exists():
        raise DocumentRefuse(
            "", "Ce jeune n'est plus de vos équipes\u202f: voyez avec votre chef de service."
        )
    if accueil.derniere_saisie != ancienne:
        raise _Depassee(accueil)
    if accueil.journees.values("date").distinct().count() > 1:
        raise DocumentRefuse(
            "", "Cet accueil dure plusieurs jours\u202f: corrigez-le sur la page de son réseau."
        )
    Remplacement.objects.create(service=saisie.service, ancienne=ancienne, nouvelle=saisie)


def _objet_de(service, ancienne: UUID) -> UUID:
    """Return the record that the entry `ancienne` tells; without an entry (an import), that of this UUID."""
    objets = Saisie.objects.filter(service=service, uuid=ancienne).values_list("objet", flat=True)
    return objets.first() or ancienne


def intervention_de(saisie: Saisie) -> Intervention | None:
    """Return the intervention that an entry tells; None once it is withdrawn."""
    return Intervention.objects.filter(service=saisie.service, uuid=saisie.objet).first()


def _est_remplacee(service, uuid: UUID) -> bool:
    return Remplacement.objects.filter(service=service, ancienne=uuid).exists()


def reunir(un: Releve, autre: Releve, *, additionner: bool) -> Releve:
    """Return one account of the same outing from two: every colleague, every youth once, every tag.

    Tallies: the larger of the two when both counted the same youths, their sum when each counted their own.
    """
    comptages: dict[tuple, int] = {}
    for compte in (*un.comptages, *autre.comptages):
        case = (compte.sexe, compte.tranche, compte.est_nouveau)
        deja = comptages.get(case, 0)
        comptages[case] = deja + compte.nombre if additionner else max(deja, compte.nombre)
    observations = dict.fromkeys(filter(None, (un.observation_lieu, autre.observation_lieu)))
    return replace(
        un,
        lieu=un.lieu or autre.lieu,
        action=un.action or autre.action,
        instance=un.instance or autre.instance,
        observation_lieu="\n".join(observations),
        comptages=[Compte(*case, nombre) for case, nombre in comptages.items()],
        **{
            nom: list(dict.fromkeys((*getattr(un, nom), *getattr(autre, nom))))
            for nom in ("professionnels", "jeunes", "etiquettes", "partenaires")
        },
    )
