"""Freezing, validating and publishing a year: what is handed over can no longer change."""

import hashlib
import secrets
from dataclasses import replace
from datetime import UTC, date, datetime

from django.db import transaction

from allervers.journal.models import LigneJournal
from allervers.journal.operations import inscrire
from allervers.referentiel.lecture import referentiel_du_service
from allervers.tableaux.tableau import Tableau

from .composition import composer
from .document import Document, Forme
from .lecture import faits_de_deux_annees, lire_faits
from .liasse import ouvrir, sceller
from .matiere import Matiere, matiere_vivante
from .models import AnneeFigee, Publication, Sortie
from .publiable import NonPubliable, lecture_publiable
from .rendus import FORMATS, rendre

FIGER, VALIDER, PUBLIER = "figer_annee", "valider_annee", "publier_annee"


class GelRefuse(Exception):
    """The year cannot be frozen, validated or published; the message, in French, says why and what to do."""


class LiasseAlteree(Exception):
    """What the database holds is no longer what was sealed."""


@transaction.atomic
def figer_annee(*, service, annee: int, par) -> AnneeFigee:
    """Seal the year as it is now, in a new bundle. Raises GelRefuse while its tables contradict each other.

    Unknown values can be frozen: they are shown. Writes the journal, with the SHA-256 of the bundle.
    """
    faits, precedents = faits_de_deux_annees(service, annee)
    lecture = lire_faits(faits, precedents, referentiel_du_service(service, annee), annee)
    if lecture.incoherences:
        raise GelRefuse(f"Des tableaux se contredisent : {lecture.incoherences[0]}")
    matiere = replace(matiere_vivante(service, lecture), sel=secrets.token_bytes(32))
    liasse = sceller(matiere, faits, precedents)
    derniere = AnneeFigee.objects.filter(service=service, annee=annee).first()
    figee = AnneeFigee.objects.create(
        service=service,
        annee=annee,
        numero=derniere.numero + 1 if derniere else 1,
        liasse=liasse,
        empreinte=hashlib.sha256(liasse).hexdigest(),
        fige_par=par,
        fige_le=datetime.now(UTC),
    )
    _inscrire(figee, FIGER, par)
    return figee


@transaction.atomic
def valider_annee(*, annee_figee: AnneeFigee, le: date, par) -> None:
    """Lock a bundle: validated by the board on `le`. Its complete outputs are made and kept as they are.

    Raises GelRefuse for a bundle that is validated already, or a date that cannot be. Writes the journal.
    """
    figee = AnneeFigee.objects.select_for_update().get(pk=annee_figee.pk)
    if figee.valide_le is not None:
        raise GelRefuse("Cette liasse est déjà validée. Pour corriger, figez l'année de nouveau.")
    if le > date.today():
        raise GelRefuse(
            "La date de validation est dans le futur. Écrivez la date du conseil d'administration."
        )
    if le.year < figee.annee:
        raise GelRefuse(f"Le conseil ne peut pas avoir validé {figee.annee} avant cette année-là.")
    figee.valide_le = le
    figee.save(update_fields=["valide_le"])
    sorties = _garder_sorties(figee, Forme.COMPLETE, composer(matiere_figee(figee)))
    _inscrire(figee, VALIDER, par, valide_le=le.isoformat(), sorties=sorties)


@transaction.atomic
def publier_annee(*, annee_figee: AnneeFigee, par) -> Publication:
    """Make the publishable form of a validated bundle, once and for all. Raises GelRefuse. Writes the journal.

    A second, different publication of a year is refused: comparing the two would undo the protection.
    """
    figee = AnneeFigee.objects.select_for_update().get(pk=annee_figee.pk)
    if figee.valide_le is None:
        raise GelRefuse("Seule une liasse validée par le conseil d'administration peut être publiée.")
    if deja := Publication.objects.filter(service_id=figee.service_id, annee=figee.annee).first():
        if deja.annee_figee_id == figee.pk:
            return deja
        raise GelRefuse(
            f"L'année {figee.annee} est déjà publiée, depuis la liasse {deja.annee_figee.numero}. Une seconde "
            "publication permettrait de défaire la protection de la première en les comparant."
        )
    publication = Publication.objects.create(
        service_id=figee.service_id,
        annee=figee.annee,
        annee_figee=figee,
        par=par,
        publie_le=datetime.now(UTC),
    )
    publies = tableaux_publies(figee.service_id, figee.annee - 1)
    try:
        document = composer(matiere_figee(figee), Forme.PUBLIABLE, publies)
    except NonPubliable as refus:
        raise GelRefuse(str(refus)) from refus
    _inscrire(figee, PUBLIER, par, sorties=_garder_sorties(figee, Forme.PUBLIABLE, document))
    return publication


def tableaux_publies(service_id: int, annee: int) -> tuple[Tableau, ...]:
    """Return the tables of a year as they were published; none when it was not."""
    publication = Publication.objects.filter(service_id=service_id, annee=annee).first()
    if publication is None:
        return ()
    return lecture_publiable(matiere_figee(publication.annee_figee))[0].tableaux


def matiere_figee(annee_figee: AnneeFigee) -> Matiere:
    """Return what a bundle holds. Raises LiasseAlteree when it is not what was sealed."""
    liasse = bytes(annee_figee.liasse)
    empreinte = hashlib.sha256(liasse).hexdigest()
    if not _est_au_journal(annee_figee, FIGER, empreinte=empreinte):
        raise LiasseAlteree(
            f"La liasse {annee_figee.numero} de {annee_figee.annee} a été modifiée depuis qu'elle a été figée."
        )
    return replace(ouvrir(liasse), valide_le=annee_figee.valide_le)


def sortie_figee(annee_figee: AnneeFigee, forme: Forme, format: str) -> bytes:
    """Return one output of a bundle: the file that was kept, or a fresh one before validation.

    Raises LiasseAlteree when the file is no longer the one that was handed over.
    """
    gardee = annee_figee.sorties.filter(forme=forme.value, format=format).first()
    if gardee is None:
        return rendre(composer(matiere_figee(annee_figee), forme), format)
    contenu = bytes(gardee.contenu)
    operation = VALIDER if forme is Forme.COMPLETE else PUBLIER
    if not _est_au_journal(annee_figee, operation, sorties={format: hashlib.sha256(contenu).hexdigest()}):
        raise LiasseAlteree(f"Le fichier {format} de {annee_figee.annee} a été modifié depuis sa validation.")
    return contenu


def _garder_sorties(figee: AnneeFigee, forme: Forme, document: Document) -> dict[str, str]:
    """Keep the files of a bundle; return format → SHA-256."""
    empreintes = {}
    for format in FORMATS:
        contenu = rendre(document, format)
        empreintes[format] = hashlib.sha256(contenu).hexdigest()
        Sortie.objects.create(
            service_id=figee.service_id,
            annee_figee=figee,
            forme=forme.value,
            format=format,
            contenu=contenu,
            empreinte=empreintes[format],
        )
    return empreintes


def _inscrire(figee: AnneeFigee, operation: str, par, **details) -> None:
    details = {"annee": figee.annee, "numero": figee.numero, "empreinte": figee.empreinte} | details
    inscrire(service=figee.service, operation=operation, par=par, details=details)


def _est_au_journal(figee: AnneeFigee, operation: str, empreinte: str | None = None, sorties=None) -> bool:
    """Tell whether the journal, which the database refuses to change, knows this bundle and these files."""
    lignes = LigneJournal.objects.filter(
        service_id=figee.service_id,
        operation=operation,
        details__annee=figee.annee,
        details__numero=figee.numero,
        details__empreinte=empreinte or figee.empreinte,
    )
    return any((sorties or {}).items() <= ligne.details.get("sorties", {}).items() for ligne in lignes)
