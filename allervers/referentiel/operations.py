"""Changing the lists of a service: always from a year on, never before it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from allervers.comptes.models import Service
from allervers.journal.operations import inscrire

from .canevas import Canevas, empreinte, verifier
from .lecture import lire_millesime, millesime_en_vigueur
from .models import DefinitionStatut, LibelleTerme, Millesime, Statut, TrancheAge
from .models import Terme as TermeModele
from .presets import lire_preset
from .valeur import Referentiel, Terme, Tranche, lire_canevas


@dataclass(frozen=True)
class Complement:
    """What a service adds to, renames in, or retires from a list. `libelle` None keeps the present one."""

    liste: str
    code: str
    libelle: str | None = None
    parent: str | None = None
    ordre: int | None = None
    est_retire: bool = False


@transaction.atomic
def charger_preset(*, service, annee: int, preset: str, par=None) -> Millesime:
    """Give `service` the lists of `preset` from `annee` on. Raises PresetInconnu. Writes the journal."""
    millesime = _ecrire_millesime(service, annee, lire_preset(preset))
    inscrire(service=service, operation="charger_preset", par=par, details={"preset": preset, "annee": annee})
    return millesime


@transaction.atomic
def completer_listes(*, service, annee: int, complements: Sequence[Complement], par=None) -> Millesime:
    """Apply `complements` to the lists of `service` from `annee` on, in a millésime of that year.

    Nothing is written when they say what the lists already say. Raises SansReferentiel when the service has
    no list in force in `annee`.
    """
    millesime = millesime_en_vigueur(service, annee)
    ancien = lire_millesime(millesime)
    nouveau = ancien
    for complement in complements:
        nouveau = _completer(nouveau, complement)
    if nouveau == ancien:
        return millesime
    if millesime.annee == annee:
        # Nothing points at it but its own lines and bands: these keep their ids, only labels are rewritten.
        millesime.libelles.all().delete()
        _ecrire_libelles(service, millesime, nouveau)
    else:
        millesime = _ecrire_millesime(service, annee, nouveau)
    inscrire(
        service=service,
        operation="completer_listes",
        par=par,
        details={"annee": annee, "termes": [f"{c.liste}/{c.code}" for c in complements]},
    )
    return millesime


class AnneePassee(ValueError):
    """Lists, statuses and age bands of a past year do not change."""

    def __init__(self, annee: int):
        super().__init__(f"{annee} est passée : ses listes et ses tableaux ne changent plus.")


class ReferentielModifieEntreTemps(Exception):
    """Someone else changed that part of the lists since it was read; `actuel` is what they are now."""

    def __init__(self, actuel: Referentiel):
        super().__init__("Quelqu'un d'autre vient de changer ce réglage.")
        self.actuel = actuel


@transaction.atomic
def modifier_referentiel(
    *, service, annee: int, quoi: str, lu: Callable[[Referentiel], str], depuis: str,
    changement: Callable[[Referentiel], Referentiel], par, appareil="",
) -> Millesime:  # fmt: skip
    """Apply `changement` to the lists of `service` from `annee` on, in a millésime of that year. Writes the journal.

    `lu` returns the fingerprint of the part that is changed (`quoi`, for the journal), `depuis` what it was when it was
    read: raises ReferentielModifieEntreTemps when it is no longer that one. Nothing is written when the lists say it
    already. Raises AnneePassee, SansReferentiel, or what `changement` raises.
    """
    if annee < timezone.localdate().year:
        raise AnneePassee(annee)
    # One change at a time.
    Service.objects.select_for_update().get(pk=service.pk)
    millesime = millesime_en_vigueur(service, annee)
    ancien = lire_millesime(millesime)
    nouveau = changement(ancien)
    if nouveau == ancien:
        return millesime
    if lu(ancien) != depuis:
        raise ReferentielModifieEntreTemps(ancien)
    if millesime.annee == annee:
        _recrire_millesime(millesime, nouveau)
    else:
        millesime = _ecrire_millesime(service, annee, nouveau)
    inscrire(
        service=service,
        operation="modifier_referentiel",
        par=par,
        appareil=appareil,
        details={"annee": annee, "quoi": quoi},
    )
    return millesime


class CanevasModifieEntreTemps(Exception):
    """Someone else changed the plan since it was read."""

    def __init__(self):
        super().__init__("Quelqu'un d'autre a changé le plan pendant que vous le regardiez.")


@transaction.atomic
def modifier_canevas(
    *, service, annee: int, canevas: Canevas, par=None, depuis: str | None = None
) -> Millesime:
    """Make `canevas` the plan of the report from `annee` on, in a millésime of that year. Writes the journal.

    Nothing is written when it is the plan already. `depuis` is the fingerprint of the plan that the change
    started from: raises CanevasModifieEntreTemps when the plan is no longer that one. Raises CanevasRefuse, or
    SansReferentiel when the service has no list in force in `annee`.
    """
    verifier(canevas)
    # One change of plan at a time.
    Service.objects.select_for_update().get(pk=service.pk)
    millesime = millesime_en_vigueur(service, annee)
    ancien = lire_canevas(millesime.canevas)
    if depuis is not None and depuis != empreinte(ancien):
        raise CanevasModifieEntreTemps
    if canevas == ancien:
        return millesime
    if millesime.annee == annee:
        millesime.canevas = [asdict(section) for section in canevas]
        millesime.save(update_fields=["canevas"])
    else:
        millesime = _ecrire_millesime(service, annee, replace(lire_millesime(millesime), canevas=canevas))
    details = {"annee": annee, "empreinte": empreinte(canevas)}
    inscrire(service=service, operation="modifier_canevas", par=par, details=details)
    return millesime


def _completer(referentiel: Referentiel, complement: Complement) -> Referentiel:
    termes = list(referentiel.listes.get(complement.liste, ()))
    rang = next((i for i, terme in enumerate(termes) if terme.code == complement.code), None)
    actuel = termes.pop(rang) if rang is not None else Terme(complement.code, complement.code)
    nouveau = replace(
        actuel,
        libelle=complement.libelle or actuel.libelle,
        parent=complement.parent or actuel.parent,
        est_retire=complement.est_retire,
    )
    if complement.ordre is not None:
        rang = complement.ordre - 1
    elif rang is None:
        freres = [i for i, terme in enumerate(termes) if nouveau.parent in (terme.code, terme.parent)]
        rang = freres[-1] + 1 if nouveau.parent and freres else len(termes)
    termes.insert(rang, nouveau)
    return replace(referentiel, listes={**referentiel.listes, complement.liste: tuple(termes)})


def _ecrire_millesime(service, annee: int, referentiel: Referentiel) -> Millesime:
    millesime = Millesime.objects.create(
        service=service,
        annee=annee,
        nom=referentiel.nom,
        canevas=[asdict(section) for section in referentiel.canevas],
        **_classes_et_regroupements(referentiel),
        conservation_mois=referentiel.conservation_mois,
    )
    _ecrire_libelles(service, millesime, referentiel)
    _ecrire_definitions(service, millesime, referentiel)
    _ecrire_tranches(millesime, referentiel.tranches)
    return millesime


def _recrire_millesime(millesime: Millesime, referentiel: Referentiel) -> None:
    """Give a millésime its new content. Only its age bands are pointed at: those that go are kept aside."""
    for nom, valeur in _classes_et_regroupements(referentiel).items():
        setattr(millesime, nom, valeur)
    millesime.save(update_fields=["regroupements", "durees"])
    millesime.libelles.all().delete()
    _ecrire_libelles(millesime.service, millesime, referentiel)
    millesime.definitions.all().delete()
    _ecrire_definitions(millesime.service, millesime, referentiel)
    gardees = {(tranche.code, tranche.age_min, tranche.age_sous) for tranche in referentiel.tranches}
    partantes = [un for un in millesime.tranches.all() if (un.code, un.age_min, un.age_sous) not in gardees]
    for tranche in partantes:
        _retirer_tranche(tranche)
    connues = {(un.code, un.age_min, un.age_sous) for un in millesime.tranches.all()}
    _ecrire_tranches(
        millesime, [un for un in referentiel.tranches if (un.code, un.age_min, un.age_sous) not in connues]
    )


def _retirer_tranche(tranche: TrancheAge) -> None:
    """Take a band out of its list; one with which someone was counted keeps its bounds, and what was counted."""
    try:
        tranche.delete()
    except ProtectedError:
        tranche.millesime = None
        tranche.save(update_fields=["millesime"])


def _classes_et_regroupements(referentiel: Referentiel) -> dict:
    return {
        "regroupements": {nom: list(codes) for nom, codes in referentiel.regroupements.items()},
        "durees": [asdict(classe) for classe in referentiel.durees],
    }


def _ecrire_definitions(service, millesime: Millesime, referentiel: Referentiel) -> None:
    Statut.objects.bulk_create(
        [Statut(service=service, code=statut.code) for statut in referentiel.statuts], ignore_conflicts=True
    )
    statuts = {statut.code: statut for statut in Statut.objects.filter(service=service)}
    DefinitionStatut.objects.bulk_create(
        DefinitionStatut(
            service=service,
            millesime=millesime,
            statut=statuts[statut.code],
            ordre=ordre,
            **{nom: valeur for nom, valeur in asdict(statut).items() if nom != "code"}
            | {
                "equivalents": list(statut.equivalents),
                "suivants": None if statut.suivants is None else list(statut.suivants),
            },
        )
        for ordre, statut in enumerate(referentiel.statuts)
    )


def _ecrire_tranches(millesime: Millesime, tranches: Sequence[Tranche]) -> None:
    TrancheAge.objects.bulk_create(
        TrancheAge(service_id=millesime.service_id, millesime=millesime, **asdict(tranche))
        for tranche in tranches
    )


def _ecrire_libelles(service, millesime: Millesime, referentiel: Referentiel) -> None:
    couples = [(liste, terme) for liste, termes in referentiel.listes.items() for terme in termes]
    TermeModele.objects.bulk_create(
        [TermeModele(service=service, liste=liste, code=terme.code) for liste, terme in couples],
        ignore_conflicts=True,
    )
    termes = {(terme.liste, terme.code): terme for terme in TermeModele.objects.filter(service=service)}
    LibelleTerme.objects.bulk_create(
        LibelleTerme(
            service=service,
            millesime=millesime,
            terme=termes[liste, terme.code],
            libelle=terme.libelle,
            parent=termes.get((liste, terme.parent)),
            ordre=ordre,
            est_retire=terme.est_retire,
            equivalents=list(terme.equivalents),
        )
        for ordre, (liste, terme) in enumerate(couples)
    )


@transaction.atomic
def regler_conservation(*, service, annee: int, mois: int, par, appareil="") -> Millesime:
    """Keep the files of youths `mois` months after their last sign, from `annee` on: never longer than the law lets.

    Nothing is written when it is so already. Raises SansReferentiel.
    """
    Service.objects.select_for_update().get(pk=service.pk)
    millesime = millesime_en_vigueur(service, annee)
    if millesime.conservation_mois == mois:
        return millesime
    if millesime.annee == annee:
        millesime.conservation_mois = mois
        millesime.save(update_fields=["conservation_mois"])
    else:
        ancien = lire_millesime(millesime)
        millesime = _ecrire_millesime(service, annee, replace(ancien, conservation_mois=mois))
    details = {"annee": annee, "mois": mois}
    inscrire(service=service, operation="regler_conservation", par=par, appareil=appareil, details=details)
    return millesime
