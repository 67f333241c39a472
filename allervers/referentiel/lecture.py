from collections.abc import Mapping

from .models import Millesime
from .valeur import ClasseDuree, Referentiel, Statut, Terme, Tranche, lire_canevas


class SansReferentiel(LookupError):
    """The service has no list in force that year; the message, in French, says what to do."""


def referentiel_du_service(service, annee: int) -> Referentiel:
    """Return the référentiel of `service` in force in `annee`, in 4 queries. Raises SansReferentiel."""
    return lire_millesime(millesime_en_vigueur(service, annee))


def referentiel_le_plus_proche(service, annee: int) -> Referentiel:
    """Return the lists in force that year; the first that the service had, for a record older than them.

    Raises SansReferentiel.
    """
    premier = Millesime.objects.filter(service=service).order_by("annee").first()
    return referentiel_du_service(service, max(annee, premier.annee) if premier else annee)


def libelles_de_l_annee(service, annee: int, liste: str) -> dict[str, str]:
    """Return code → label for one list of the year; nothing where the service has no list yet."""
    return libelles_de(listes_de_l_annee(service, annee), liste)


def libelles_de(listes: Mapping[str, tuple[Terme, ...]], liste: str) -> dict[str, str]:
    """Return code → label for one of these lists."""
    return {terme.code: terme.libelle for terme in listes.get(liste, ())}


def termes_de_l_annee(service, annee: int, liste: str) -> tuple[Terme, ...]:
    """Return one list of the year, in order; nothing where the service has no list yet."""
    return listes_de_l_annee(service, annee).get(liste, ())


def listes_de_l_annee(service, annee: int) -> Mapping[str, tuple[Terme, ...]]:
    """Return the lists of the year, each in order, in 4 queries; nothing where the service has none yet."""
    try:
        return referentiel_le_plus_proche(service, annee).listes
    except SansReferentiel:
        return {}


def millesime_en_vigueur(service, annee: int) -> Millesime:
    """Return the millésime of `service` in force in `annee`. Raises SansReferentiel."""
    millesime = Millesime.objects.en_vigueur(service, annee)
    if millesime is None:
        raise SansReferentiel(
            f"Le service n'a pas encore de listes pour l'année {annee}. La direction ou un chef de service les charge "
            "dans «\u00a0Service\u00a0», «\u00a0Réglages\u00a0»."
        )
    return millesime


def lire_millesime(millesime: Millesime) -> Referentiel:
    """Return the whole content of one millésime."""
    listes: dict[str, list[Terme]] = {}
    for libelle in millesime.libelles.select_related("terme", "parent"):
        listes.setdefault(libelle.terme.liste, []).append(
            Terme(
                code=libelle.terme.code,
                libelle=libelle.libelle,
                parent=libelle.parent and libelle.parent.code,
                est_retire=libelle.est_retire,
                equivalents=tuple(libelle.equivalents),
            )
        )
    return Referentiel(
        nom=millesime.nom,
        listes={liste: tuple(termes) for liste, termes in listes.items()},
        statuts=tuple(
            Statut(
                code=definition.statut.code,
                libelle=definition.libelle,
                definition=definition.definition,
                compte_comme_accompagne=definition.compte_comme_accompagne,
                delai_revision_mois=definition.delai_revision_mois,
                niveau_minimal=definition.niveau_minimal,
                est_retire=definition.est_retire,
                equivalents=tuple(definition.equivalents),
                suivants=None if definition.suivants is None else tuple(definition.suivants),
                est_une_entree=definition.est_une_entree,
                demande_un_projet=definition.demande_un_projet,
            )
            for definition in millesime.definitions.select_related("statut")
        ),
        tranches=tuple(
            Tranche(tranche.code, tranche.libelle, tranche.age_min, tranche.age_sous)
            for tranche in millesime.tranches.all()
        ),
        durees=tuple(ClasseDuree(**classe) for classe in millesime.durees),
        regroupements={nom: tuple(codes) for nom, codes in millesime.regroupements.items()},
        canevas=lire_canevas(millesime.canevas),
        conservation_mois=millesime.conservation_mois,
    )
