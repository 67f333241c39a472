"""The thread of a youth: everything dated that the team knows, in one order. One function a kind of moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Count, QuerySet

from allervers.coffre.cles import en_texte
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel

from .alertes.lecture import inconnu
from .models import Jeune, RevisionObjectif

NOMS = {
    "contact": "Contact",
    "accord": "Accord",
    "statut": "Statut",
    "revue": "Revue",
    "situation": "Situation",
    "problematique": "Problématique",
    "partenaire": "Autre service",
    "orientation": "Orientation",
    "partage": "Partage",
    "presence": "Présence",
    "objectif": "Projet",
    "ecrit": "Écrit",
}


@dataclass(frozen=True)
class Scelle:
    """A sealed text, as `<x-clair>` opens it."""

    genre: str
    objet: str
    champ: str
    enveloppe: str
    titre: str = ""


@dataclass(frozen=True)
class Moment:
    """`genre`: its kind, one of NOMS; `correction`: of what one may correct, its UUID; `rang`: within a day."""

    date: date
    rang: int
    genre: str
    titre: str
    detail: str = ""
    qui: str = ""
    scelles: tuple[Scelle, ...] = ()
    correction: str = ""

    @property
    def nom(self) -> str:
        return NOMS[self.genre]


@dataclass(frozen=True)
class Lecteur:
    """Who reads the thread, in the words of the lists of the day; `limite`: as many moments of each kind, at most."""

    user: object
    listes: Referentiel
    limite: int | None

    def lignes(self, lignes: QuerySet, ordre: str) -> QuerySet:
        """Return the latest rows that one may see."""
        return lignes.visible_par(self.user).order_by(f"-{ordre}", "-pk")[: self.limite]

    def statut(self, code: str) -> str:
        return (self.listes.statut(code) or inconnu(code)).libelle

    def terme(self, liste: str, terme) -> str:
        return self.listes.libelle(liste, terme.code) if terme else ""


Source = Callable[[Jeune, Lecteur], Iterator[Moment]]


def fil(jeune: Jeune, user, listes: Referentiel, limite: int | None = None) -> list[Moment]:
    """Return the moments of a youth that `user` may read, the latest first; the latest `limite` only."""
    lecteur = Lecteur(user, listes, limite)
    moments = (moment for source in SOURCES for moment in source(jeune, lecteur))
    return list(islice(sorted(moments, key=lambda moment: (moment.date, moment.rang), reverse=True), limite))


def en_une_ligne(ligne, listes: Referentiel) -> str:
    """Return a row of any kind in a few words: what it is, when, and of what the lists call it."""
    parts = [str(ligne._meta.verbose_name).capitalize()]
    quoi = getattr(ligne, "intervention", ligne)
    terme = (
        getattr(quoi, "nature", None) or getattr(quoi, "type", None) or getattr(quoi, "problematique", None)
    )
    if terme is not None:
        parts.append(listes.libelle(terme.liste, terme.code))
    jour = next(
        (getattr(quoi, nom) for nom in ("date", "pose_le", "reperee_le") if getattr(quoi, nom, None)), None
    )
    return ", ".join(parts) + (f", le {jour:%d/%m/%Y}" if jour else "")


def scelle(objet, champ: str, titre: str = "") -> tuple[Scelle, ...]:
    """Return the sealed text that `objet` holds in `champ`, or nothing."""
    enveloppe = getattr(objet, champ)
    if not enveloppe:
        return ()
    return (Scelle(objet._meta.model_name, str(objet.uuid), champ, en_texte(bytes(enveloppe)), titre),)


def _premier_contact(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    origine = lecteur.terme(Liste.ORIGINE, jeune.origine)
    yield Moment(jeune.premier_contact, 0, "contact", "Premier contact", origine)
    if jeune.accord_le and jeune.niveau == "c":
        mode = jeune.get_accord_mode_display()
        yield Moment(
            jeune.accord_le, 0, "accord", "Le jeune donne son accord", mode, str(jeune.accord_par or "")
        )
    if jeune.accord_retire_le:
        yield Moment(jeune.accord_retire_le, 0, "accord", "Le jeune retire son accord")


def _statuts(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    lignes = jeune.periodestatuts.select_related("statut", "raison", "motif_cloture", "saisi_par")
    suivis = set()
    for un in lecteur.lignes(lignes, "debut"):
        raison = lecteur.terme(Liste.RAISON_STATUT, un.raison)
        titre, qui, uuid = lecteur.statut(un.statut.code), str(un.saisi_par or ""), str(un.uuid)
        yield Moment(un.debut, 2, "statut", titre, raison, qui, correction=uuid)
        motif = lecteur.terme(Liste.MOTIF_CLOTURE, un.motif_cloture)
        if un.fin and (motif or un.fin not in suivis):
            yield Moment(un.fin, 1, "statut", f"Fin\u202f: {titre}", motif, correction=uuid)
        suivis.add(un.debut)


def _revues(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    for une in lecteur.lignes(jeune.revues.select_related("statut", "raison", "saisi_par"), "date"):
        raison = lecteur.terme(Liste.RAISON_REVUE, une.raison)
        titre = f"{lecteur.statut(une.statut.code)} revu, sans changement"
        yield Moment(une.date, 3, "revue", titre, raison, str(une.saisi_par or ""), correction=str(une.uuid))


def _situations(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    for une in lecteur.lignes(jeune.periodesituations.select_related("situation"), "debut"):
        titre = lecteur.terme(Liste.SITUATION, une.situation)
        yield Moment(une.debut, 4, "situation", titre, correction=str(une.uuid))


def _problematiques(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    for une in lecteur.lignes(jeune.problematiques.select_related("problematique"), "reperee_le"):
        titre = lecteur.terme(Liste.PROBLEMATIQUE, une.problematique)
        detail = "à l’origine de l’accompagnement" if une.est_a_l_origine else ""
        yield Moment(une.reperee_le, 5, "problematique", titre, detail, correction=str(une.uuid))


def _co_accompagnements(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    for un in lecteur.lignes(jeune.coaccompagnements.select_related("partenaire"), "debut"):
        titre, uuid = un.partenaire.nom, str(un.uuid)
        yield Moment(un.debut, 6, "partenaire", titre, "intervient aussi", correction=uuid)
        if un.fin:
            yield Moment(un.fin, 6, "partenaire", titre, "n’intervient plus", correction=uuid)


def _orientations(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    for une in lecteur.lignes(jeune.orientations.select_related("nature", "partenaire", "saisi_par"), "date"):
        titre = lecteur.terme(Liste.ORIENTATION, une.nature)
        if une.partenaire and une.partenaire.nom != titre:
            titre = f"{titre}, {une.partenaire.nom}"
        uuid, faite = (
            str(une.uuid),
            {True: "Jonction faite", False: "Jonction perdue", None: ""}[une.jonction],
        )
        avec = "avec un éducateur" if une.est_accompagnee else ""
        detail = "en fin d’accompagnement" if une.est_de_fin else ""
        if faite and not une.jonction_le:
            detail = ", ".join(filter(None, (detail, faite.lower(), avec)))
        yield Moment(une.date, 7, "orientation", titre, detail, str(une.saisi_par or ""), correction=uuid)
        if une.jonction_le:
            yield Moment(une.jonction_le, 8, "orientation", f"{faite}\u202f: {titre}", avec, correction=uuid)


def _presences(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    """Interventions know the youths, not the other way round: they are reached by what they add to a youth."""
    lignes = jeune.presences.select_related(
        "intervention__type", "intervention__lieu", "intervention__action"
    ).prefetch_related("intervention__intervenants__professionnel")
    for une in lecteur.lignes(lignes, "intervention__date"):
        quoi = une.intervention
        titre = lecteur.terme(Liste.TYPE_ACTIVITE, quoi.type)
        if quoi.action:
            titre = f"{titre}\u202f: {quoi.action.intitule}"
        heures, minutes = divmod(quoi.duree_minutes, 60)
        duree = (
            f"{heures} h {minutes:02}"
            if heures and minutes
            else f"{heures} h"
            if heures
            else f"{minutes} min"
        )
        detail = ", ".join(filter(None, (duree, quoi.lieu and quoi.lieu.nom)))
        qui = ", ".join(str(un.professionnel) for un in quoi.intervenants.all())
        yield Moment(quoi.date, 9, "presence", titre, detail, qui)


def _accueils(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    accueils = jeune.accueils.select_related("reseau__dispositif", "partenaire")
    for un in lecteur.lignes(accueils.annotate(nb_posees=Count("journees")), "date"):
        nb = un.nb_posees or un.demi_journees
        duree = nb and f"{nb} demi-journée{'s' if nb > 1 else ''}"
        titre = lecteur.terme(Liste.DISPOSITIF_ACCUEIL, un.reseau.dispositif)
        dits = (un.reseau.nom, un.partenaire and un.partenaire.nom, duree)
        yield Moment(un.date, 9, "presence", titre, ", ".join(filter(None, dits)))


def _partages(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    """What was told to others, why, and whether it was known beforehand: the youth may read it all."""
    for un in lecteur.lignes(jeune.partages.select_related("partenaire", "nature", "saisi_par"), "date"):
        titre = f"{lecteur.terme(Liste.NATURE_PARTAGE, un.nature)}, avec {un.partenaire.nom}"
        detail = (
            f"le jeune le savait\u202f: {un.get_jeune_informe_display()}\u202f; "
            f"ses parents le savaient\u202f: {un.get_parents_informes_display()}"
        )
        textes = (
            *scelle(un, "interlocuteur", "À qui"),
            *scelle(un, "contenu", "Ce qui a été dit"),
            *scelle(un, "motif", "Pourquoi"),
        )
        qui = str(un.saisi_par or "")
        yield Moment(un.date, 8, "partage", titre, detail, qui, scelles=textes, correction=str(un.uuid))


def _objectifs(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    revisions = RevisionObjectif.objects.filter(objectif__jeune=jeune).select_related("objectif", "saisi_par")
    for une in lecteur.lignes(revisions, "date"):
        textes = (*scelle(une, "texte"), *scelle(une, "parole", "Ce que le jeune en dit"))
        titre = f"Objectif {une.get_avancement_display()}"
        yield Moment(une.date, 10, "objectif", titre, qui=str(une.saisi_par or ""), scelles=textes)


def _ecrits(jeune: Jeune, lecteur: Lecteur) -> Iterator[Moment]:
    for un in lecteur.lignes(jeune.ecrits.select_related("saisi_par"), "date"):
        yield Moment(un.date, 11, "ecrit", "Écrit", qui=str(un.saisi_par or ""), scelles=scelle(un, "texte"))


SOURCES: tuple[Source, ...] = (
    _premier_contact,
    _statuts,
    _revues,
    _situations,
    _problematiques,
    _co_accompagnements,
    _orientations,
    _partages,
    _presences,
    _accueils,
    _objectifs,
    _ecrits,
)
