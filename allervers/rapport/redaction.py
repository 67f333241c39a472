"""Writing the texts of a report together: nothing that someone typed is ever lost."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from allervers.journal.operations import inscrire

from .models import TexteDuRapport, VersionDeTexte

# Uninterrupted writing by one person makes one version; after this pause, the next change makes a new one.
PAUSE = timedelta(minutes=10)


class TexteModifieEntreTemps(Exception):
    """Someone else changed the text since it was read. `actuel` is what it says now, `par` who wrote it."""

    def __init__(self, actuel: TexteDuRapport):
        self.actuel = actuel
        self.par = actuel.versions.select_related("par").first().par
        super().__init__("Ce texte a été modifié par quelqu'un d'autre pendant que vous écriviez.")


@transaction.atomic
def ecrire_texte(
    *, service, annee: int, bloc: str, contenu: str, version: int, par, ecarte: str | None = None
) -> TexteDuRapport:
    """Record what `bloc` says now, and its history. `version` is the one that the writer started from.

    `ecarte`: after a conflict, what the writer gives up of one's own text, which the history keeps (empty: nothing).
    The same content again changes nothing. Raises TexteModifieEntreTemps when the text has changed since and
    says something else. Writes a line of journal for each new version.
    """
    texte = texte_du_bloc(service, annee, bloc)
    if texte.contenu == contenu and not (ecarte and texte.version == version):
        return texte
    if texte.version != version:
        raise TexteModifieEntreTemps(texte)
    if ecarte:
        _garder_version(texte, ecarte, par, est_nouvelle=True)
    texte.contenu, texte.version = contenu, texte.version + 1
    texte.save(update_fields=["contenu", "version"])
    _garder_version(texte, contenu, par, est_nouvelle=ecarte is not None)
    return texte


@transaction.atomic
def marquer_texte(*, service, annee: int, bloc: str, est_pret: bool, par) -> TexteDuRapport:
    """Say that a text is ready, or a draft again. Writes the journal."""
    texte = texte_du_bloc(service, annee, bloc)
    if texte.est_pret != est_pret:
        texte.est_pret = est_pret
        texte.save(update_fields=["est_pret"])
        _inscrire(texte, "marquer_texte", par, est_pret=est_pret)
    return texte


def texte_du_bloc(service, annee: int, bloc: str) -> TexteDuRapport:
    """Return the text of a block, locked until the transaction ends; made empty at the first question."""
    TexteDuRapport.objects.get_or_create(service=service, annee=annee, bloc=bloc)
    return TexteDuRapport.objects.select_for_update().get(service=service, annee=annee, bloc=bloc)


def _garder_version(texte: TexteDuRapport, contenu: str, par, *, est_nouvelle: bool) -> None:
    maintenant = datetime.now(UTC)
    derniere = texte.versions.first()
    est_la_suite = derniere and par and derniere.par_id == par.pk and maintenant - derniere.instant < PAUSE
    if est_la_suite and not est_nouvelle:
        derniere.contenu, derniere.instant = contenu, maintenant
        derniere.save(update_fields=["contenu", "instant"])
        return
    VersionDeTexte.objects.create(
        service_id=texte.service_id,
        texte=texte,
        numero=derniere.numero + 1 if derniere else 1,
        contenu=contenu,
        par=par,
        instant=maintenant,
    )
    _inscrire(texte, "ecrire_texte", par)


def _inscrire(texte: TexteDuRapport, operation: str, par, **details) -> None:
    details = {"annee": texte.annee, "bloc": texte.bloc} | details
    inscrire(service=texte.service, operation=operation, par=par, details=details)
