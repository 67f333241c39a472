"""Erasing the file of youths, in one operation: what identifies goes, what counts stays, the bordereau says so."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Max, Min
from django.db.models.deletion import Collector
from django.db.models.functions import Coalesce
from django.utils import timezone

from allervers.jeunes.alertes.lecture import dossiers, listes_du_jour
from allervers.jeunes.models import Jeune
from allervers.journal.operations import inscrire
from allervers.sauvegarde import effacements

from . import disque
from .models import Bordereau, Origine
from .ombres import detacher
from .regles import retention
from .traces import effacer_des_saisies, effacer_du_journal, effacer_les_versions, oublier_les_retraits

# What a bordereau calls the rows that went, where their own name would not do.
CATEGORIES = {
    "jeunes.Rattachement": "équipes d’un jeune",
    "jeunes.Referent": "référents",
    "jeunes.Ecrit": "écrits",
    "jeunes.ObjectifJeune": "objectifs",
    "jeunes.RevisionObjectif": "révisions d’objectifs",
    "jeunes.PresentARevision": "professionnels présents à une révision",
    "jeunes.PeriodeStatut": "périodes de statut",
    "jeunes.RevueStatut": "revues de statut",
    "jeunes.PeriodeSituation": "périodes de situation",
    "jeunes.ProblematiqueJeune": "problématiques",
    "activite.Accueil": "accueils à la journée",
    "activite.DemiJournee": "demi-journées d’accueil",
}
TEXTES = "textes scellés (identité, notes, écrits, objectifs)"
VERSIONS = "versions antérieures"
SAISIES = "saisies de téléphones où le jeune était désigné"
LIGNES = "lignes du journal qui parlaient du jeune"


class PurgeRefusee(Exception):
    """These files cannot be erased; the message, in French, says why and what to do."""


@transaction.atomic
def effacer(*, service, jeunes: Collection[Jeune], origine: Origine, par, appareil="") -> Bordereau:
    """Erase these youths, and return the bordereau. What they counted for stays, anonymous (`ombres.detacher`).

    They are noted outside of the database first: a backup that brings them back is purged again (`rejeu`). Raises
    PurgeRefusee for a file before its term, unless the person asked, and for one that is kept by a legal hold.
    """
    lignes = Jeune.objects.connus().filter(service=service, pk__in=[un.pk for un in jeunes])
    verrouilles = list(lignes.select_for_update().order_by("pk"))
    if not verrouilles:
        raise PurgeRefusee("Ces fiches sont déjà effacées.")
    jour = timezone.localdate()
    if origine is not Origine.RESTAURATION:
        _verifier(lignes, origine, jour)
    # What goes with a youth is looked for once: to name it, then to erase it.
    suites = {jeune: list(avec_ce_qui_le_suit(jeune)) for jeune in verrouilles}
    identifiants, codes = _noms(suites)
    effacements.noter(sorted(identifiants))
    bornes = lignes.aggregate(
        debut=Min("premier_contact"), fin=Max(Coalesce(F("dernier_contact"), F("premier_contact")))
    )
    quantites = _faire_disparaitre(service, suites, identifiants, codes, par, appareil)
    bordereau = Bordereau.objects.create(
        service=service,
        numero=(Bordereau.objects.filter(service=service).aggregate(dernier=Max("numero"))["dernier"] or 0)
        + 1,
        origine=origine,
        regle=_regle(service, origine),
        nb_fiches=len(verrouilles),
        quantites=[[nom, nb] for nom, nb in quantites.items() if nb],
        annee_debut=bornes["debut"].year,
        annee_fin=bornes["fin"].year,
        decide_par=par,
        decide_le=timezone.now(),
    )
    inscrire(
        service=service,
        operation="effacer_fiches",
        par=par,
        appareil=appareil,
        details={"nb": len(verrouilles), "bordereau": bordereau.numero},
    )
    transaction.on_commit(disque.ne_rien_laisser, robust=True)
    return bordereau


def _verifier(lignes: models.QuerySet[Jeune], origine: Origine, jour: date) -> None:
    lus = dossiers(lignes, jour, listes_du_jour(lignes[0].service))
    for jeune in lignes:
        if jeune.conserve_jusqu_au and jeune.conserve_jusqu_au > jour:
            raise PurgeRefusee(
                f"La fiche {jeune.code} est conservée jusqu’au {jeune.conserve_jusqu_au:%d/%m/%Y}, parce que "
                f"{jeune.get_conserve_motif_display()}. Levez d’abord cette conservation."
            )
        terme = lus[jeune.pk].fin_de_conservation
        if origine is Origine.TERME and terme > jour:
            raise PurgeRefusee(
                f"La fiche {jeune.code} se garde jusqu’au {terme:%d/%m/%Y}\u202f: le jeune a donné signe de vie "
                "entre-temps. Rechargez la page."
            )


def _noms(suites: Mapping[Jeune, Iterable[models.Model]]) -> tuple[set[UUID], set[str]]:
    """Return what names these youths elsewhere, from what goes with each: identifiers, and codes."""
    identifiants, codes = {jeune.uuid for jeune in suites}, set()
    champs = defaultdict(list)
    for regle in retention().regles:
        for label, nom in regle.champs if regle.nomme else ():
            champs[label].append(nom)
    for suite in suites.values():
        for objet in suite:
            for nom in champs[objet._meta.label]:
                valeur = getattr(objet, nom)
                identifiants.add(valeur) if isinstance(valeur, UUID) else codes.add(str(valeur))
    return identifiants, codes


def _faire_disparaitre(
    service,
    suites: Mapping[Jeune, Iterable[models.Model]],
    identifiants: set[UUID],
    codes: set[str],
    par,
    appareil: str,
) -> dict[str, int]:
    """Erase, and return category → how many. The youths leave last: what names them is found through them."""
    quantites: Counter[str] = Counter()
    uuids = set(identifiants)
    for jeune, suite in suites.items():
        for objet in suite:
            uuids.add(objet.uuid)
            if objet is not jeune:
                quantites[categorie(objet)] += 1
            quantites[TEXTES] += sum(
                bool(getattr(objet, champ.attname))
                for champ in objet._meta.concrete_fields
                if isinstance(champ, models.BinaryField)
            )
        detacher(jeune)
    quantites[VERSIONS] = effacer_les_versions(service, uuids) + oublier_les_retraits(service, suites)
    quantites[SAISIES] = effacer_des_saisies(service, identifiants)
    for jeune in suites:
        jeune.delete()
    cites = codes | set(map(str, identifiants))
    quantites[LIGNES] = effacer_du_journal(service, uuids, cites, par, appareil)
    return dict(quantites)


def categorie(objet: models.Model) -> str:
    """Return what a bordereau calls rows such as this one."""
    return CATEGORIES.get(objet._meta.label, str(objet._meta.verbose_name_plural))


def avec_ce_qui_le_suit(jeune: Jeune) -> Iterable[models.Model]:
    """Yield the youth, and every row that goes when the youth goes."""
    collecte = Collector(using=jeune._state.db, origin=jeune)
    collecte.collect([jeune])
    for objets in collecte.data.values():
        yield from objets
    for lignes in collecte.fast_deletes:
        yield from lignes


def _regle(service, origine: Origine) -> str:
    mois = listes_du_jour(service).conservation_mois
    if origine is Origine.DEMANDE:
        return "Droit à l’effacement (RGPD, article 17), à la demande de la personne ou de son représentant."
    suite = " Elles l’avaient déjà été\u202f; la sauvegarde qui vient d’être remise les avait ramenées."
    return (
        f"Une fiche se garde {mois} mois après le dernier contact venant du jeune (CNIL, délibération 2022-008), puis "
        f"s’efface après revue.{suite if origine is Origine.RESTAURATION else ''}"
    )
