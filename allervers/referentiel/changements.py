"""Changing lists, statuses and age bands: a référentiel goes in, another comes out, nothing is written.

What a screen does not name stays: a term or a status is retired, never deleted.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

from django.utils.text import slugify

from allervers.comptes.codes import numeroter

from .valeur import ClasseDuree, Referentiel, Statut, Terme, Tranche

LONGUEUR_DE_CODE, LONGUEUR_DE_LIBELLE = 60, 400


class ReglageRefuse(ValueError):
    """The lists cannot be so; the message, in French, says why and what to do."""


@dataclass(frozen=True)
class LigneDeListe:
    """A term as a screen says it: without `code`, a new one. `dans`: the groupings that take it (None: as it is)."""

    code: str
    libelle: str
    parent: str | None = None
    est_retire: bool = False
    dans: frozenset[str] | None = None


@dataclass(frozen=True)
class Difference:
    """What a change does to one entry, in French. `code` is that of the entry."""

    code: str
    texte: str


def empreinte(valeur) -> str:
    """Return the SHA-256 of a part of a référentiel (terms, statuses, bands): it tells one from another."""
    return hashlib.sha256(json.dumps([asdict(element) for element in valeur]).encode()).hexdigest()


def changer_liste(
    referentiel: Referentiel, liste: str, lignes: Sequence[LigneDeListe], groupes: Iterable[str] = ()
) -> Referentiel:
    """Return the référentiel with that list as `lignes` say it, in their order; `groupes` are the groupings that these
    lines speak of. Raises ReglageRefuse.

    A line cannot take a term away from its parent: what was recorded below it would be counted elsewhere.
    """
    anciens = {terme.code: terme for terme in referentiel.listes.get(liste, ())}
    termes: list[Terme] = []
    dans: dict[str, frozenset[str]] = {}
    for ligne in lignes:
        terme = anciens.get(ligne.code)
        if terme is None:
            pris = {*anciens, *(un.code for un in termes)}
            terme = Terme(code_libre(ligne.libelle, pris), "", parent=ligne.parent or None)
        termes.append(replace(terme, libelle=ligne.libelle.strip(), est_retire=ligne.est_retire))
        if ligne.dans is not None:
            dans[terme.code] = ligne.dans
    nommes = {terme.code for terme in termes}
    termes += [terme for code, terme in anciens.items() if code not in nommes]
    _verifier_la_liste(termes)
    return replace(
        referentiel,
        listes={**referentiel.listes, liste: tuple(_par_famille(termes))},
        regroupements={**referentiel.regroupements, **_regrouper(referentiel, dans, groupes)},
    )


def changer_statuts(referentiel: Referentiel, statuts: Sequence[Statut]) -> Referentiel:
    """Return the référentiel with these statuses, in their order; without code, a new one. Raises ReglageRefuse."""
    anciens = {statut.code: statut for statut in referentiel.statuts}
    nouveaux: list[Statut] = []
    for statut in statuts:
        ancien = anciens.get(statut.code)
        code = (
            statut.code if ancien else code_libre(statut.libelle, {*anciens, *(un.code for un in nouveaux)})
        )
        equivalents = ancien.equivalents if ancien else ()
        nouveaux.append(replace(statut, code=code, libelle=statut.libelle.strip(), equivalents=equivalents))
    nommes = {statut.code for statut in nouveaux}
    nouveaux += [statut for code, statut in anciens.items() if code not in nommes]
    _verifier_les_libelles([statut.libelle for statut in nouveaux if not statut.est_retire], 120)
    gardes = [statut for statut in nouveaux if not statut.est_retire]
    if not any(statut.compte_comme_accompagne for statut in gardes):
        raise ReglageRefuse("Un statut au moins compte comme un accompagnement : cochez-en un.")
    if not any(statut.est_une_entree for statut in gardes):
        raise ReglageRefuse("Un jeune doit pouvoir commencer quelque part : cochez un statut d'entrée.")
    return replace(referentiel, statuts=tuple(nouveaux))


def changer_tranches(referentiel: Referentiel, debuts: Sequence[int], dernier: int | None) -> Referentiel:
    """Return the référentiel with a band from each of these ages to the next; `dernier`: the last age that is
    counted (None: no limit). Bands that stay the same keep their code and their label. Raises ReglageRefuse.
    """
    bornes = [*sorted(set(debuts)), None if dernier is None else dernier + 1]
    if len(bornes) < 2:
        raise ReglageRefuse("Donnez au moins un âge où commence une tranche.")
    if max(borne for borne in bornes if borne is not None) > 120:
        raise ReglageRefuse("Les âges vont de 0 à 120 ans.")
    if bornes[-1] is not None and bornes[-1] <= bornes[-2]:
        raise ReglageRefuse("Le dernier âge compté est au moins celui où commence la dernière tranche.")
    anciennes = {(tranche.age_min, tranche.age_sous): tranche for tranche in referentiel.tranches}
    tranches = tuple(anciennes.get((debut, fin)) or _tranche(debut, fin) for debut, fin in pairwise(bornes))
    return replace(referentiel, tranches=tranches)


def changer_durees(referentiel: Referentiel, mois: Sequence[int]) -> Referentiel:
    """Return the référentiel with classes of duration that end at each of these numbers of months, and a last one
    without end. Raises ReglageRefuse."""
    bornes = sorted(set(mois))
    if not bornes or bornes[0] < 1 or bornes[-1] > 600:
        raise ReglageRefuse("Donnez au moins une durée, de 1 à 600 mois.")
    anciennes = dict(zip(_bornes(referentiel.durees), referentiel.durees, strict=True))
    suite = [(None, bornes[0]), *pairwise(bornes), (bornes[-1], None)]
    durees = tuple(anciennes.get((debut, fin)) or _duree(debut, fin) for debut, fin in suite)
    return replace(referentiel, durees=durees)


def code_libre(libelle: str, pris: Collection[str]) -> str:
    """Return a code made from a label, that nothing has among `pris`. Raises ReglageRefuse for a label of signs."""
    base = slugify(libelle).replace("-", "_")[: LONGUEUR_DE_CODE - 4]
    if not base:
        raise ReglageRefuse("Écrivez un libellé, avec des lettres ou des chiffres.")
    return numeroter(base, pris, "_")


def differences_de_liste(avant: Referentiel, apres: Referentiel, liste: str) -> list[Difference]:
    """Return what changes in a list, one entry after the other, then the order."""
    anciens, nouveaux = ({terme.code: terme for terme in un.listes.get(liste, ())} for un in (avant, apres))
    trouvees = [
        Difference(code, texte)
        for code, terme in nouveaux.items()
        for texte in _differences(anciens.get(code), terme)
    ]
    trouvees += _deplaces(
        [code for code in anciens if code in nouveaux], [c for c in nouveaux if c in anciens]
    )
    return trouvees + [
        Difference(code, f"« {nouveaux[code].libelle} » : autre place dans les tableaux ou les écrans")
        for code in nouveaux
        if code in anciens and _dans(avant, code) != _dans(apres, code)
    ]


def differences_de_statuts(avant: Referentiel, apres: Referentiel) -> list[Difference]:
    trouvees = []
    for statut in apres.statuts:
        ancien = avant.statut(statut.code)
        trouvees += [Difference(statut.code, texte) for texte in _differences(ancien, statut)]
        if ancien is not None:
            trouvees += [
                Difference(statut.code, f"« {statut.libelle} » : {texte}")
                for texte in _reglages_changes(apres, ancien, statut)
            ]
    codes = [[statut.code for statut in un.statuts] for un in (avant, apres)]
    return trouvees + _deplaces(codes[0], [code for code in codes[1] if code in codes[0]])


def differences_de_tranches(avant: Referentiel, apres: Referentiel) -> list[Difference]:
    """Age bands, then classes of duration: what goes, what comes."""
    return [
        Difference(element.code, f"« {element.libelle} » : {verbe}")
        for nom in ("tranches", "durees")
        for de, vers, verbe in ((avant, apres, "n’est plus comptée"), (apres, avant, "nouvelle"))
        for element in getattr(de, nom)
        if element not in getattr(vers, nom)
    ]


def _verifier_la_liste(termes: Sequence[Terme]) -> None:
    retires = {terme.code: terme.libelle for terme in termes if terme.est_retire}
    for terme in termes:
        if terme.parent in retires and not terme.est_retire:
            raise ReglageRefuse(
                f"« {retires[terme.parent]} » contient encore « {terme.libelle} » : retirez d'abord ce qui est dessous."
            )
    for parent in {terme.parent for terme in termes}:
        _verifier_les_libelles(
            [terme.libelle for terme in termes if terme.parent == parent and not terme.est_retire],
            LONGUEUR_DE_LIBELLE,
        )


def _verifier_les_libelles(libelles: Sequence[str], longueur: int) -> None:
    vus: set[str] = set()
    for libelle in libelles:
        if not slugify(libelle):
            raise ReglageRefuse("Écrivez un libellé, avec des lettres ou des chiffres.")
        if len(libelle) > longueur:
            raise ReglageRefuse(f"« {libelle[:40]}… » est trop long : {longueur} caractères au plus.")
        if libelle.casefold() in vus:
            raise ReglageRefuse(
                f"« {libelle} » y est deux fois : écrivez un autre libellé, ou retirez l'une des deux."
            )
        vus.add(libelle.casefold())


def _par_famille(termes: Sequence[Terme]) -> Iterator[Terme]:
    """Yield each term of the top level with those below it: a family stays in one piece."""
    codes = {terme.code for terme in termes}
    for racine in (terme for terme in termes if terme.parent not in codes):
        yield from _avec_les_siens(racine, termes)


def _avec_les_siens(terme: Terme, termes: Sequence[Terme]) -> Iterator[Terme]:
    yield terme
    for enfant in termes:
        if enfant.parent == terme.code:
            yield from _avec_les_siens(enfant, termes)


def _regrouper(
    referentiel: Referentiel, dans: dict[str, frozenset[str]], groupes: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the groupings of `groupes` with the codes that `dans` puts in them; one that takes nothing is left out."""
    regroupes = {}
    for nom in groupes:
        anciens = referentiel.regroupements.get(nom, ())
        gardes = [code for code in anciens if nom in dans.get(code, {nom})]
        arrives = [code for code, noms in dans.items() if nom in noms and code not in anciens]
        if gardes or arrives or anciens:
            regroupes[nom] = (*gardes, *arrives)
    return regroupes


def _dans(referentiel: Referentiel, code: str) -> set[str]:
    return {nom for nom, codes in referentiel.regroupements.items() if code in codes}


def _tranche(debut: int, fin: int | None) -> Tranche:
    if fin is None:
        return Tranche(f"{debut}_et_plus", f"{debut} ans et plus", debut, None)
    if debut == 0:
        return Tranche(f"moins_de_{fin}", f"Moins de {fin} ans", 0, fin)
    dernier = fin - 1
    libelle = f"{debut} ans" if dernier == debut else f"{debut} à {dernier} ans"
    return Tranche(f"{debut}_a_{dernier}", libelle, debut, fin)


def _duree(debut: int | None, fin: int | None) -> ClasseDuree:
    if debut is None:
        return ClasseDuree(f"moins_{fin}_mois", f"Moins de {_en_temps(fin)}", fin)
    if fin is None:
        return ClasseDuree(f"plus_{debut}_mois", f"{_en_temps(debut).capitalize()} et plus", None)
    return ClasseDuree(
        f"{debut}_{fin}_mois", f"{_en_temps(debut).capitalize()} à moins de {_en_temps(fin)}", fin
    )


def _en_temps(mois: int) -> str:
    annees, reste = divmod(mois, 12)
    if reste:
        return f"{mois} mois"
    return f"{annees} an{'s' if annees > 1 else ''}"


def _bornes(durees: Sequence[ClasseDuree]) -> list[tuple[int | None, int | None]]:
    fins = [classe.moins_de for classe in durees]
    return list(zip([None, *fins], fins, strict=False))


def _differences(ancien: Terme | Statut | None, nouveau: Terme | Statut) -> Iterator[str]:
    if ancien is None:
        yield f"« {nouveau.libelle} » : ajouté"
        return
    if ancien.libelle != nouveau.libelle:
        yield f"« {ancien.libelle} » s'appelle « {nouveau.libelle} »"
    if ancien.est_retire != nouveau.est_retire:
        yield f"« {nouveau.libelle} » : {'retiré' if nouveau.est_retire else 'proposé de nouveau'}"


def _reglages_changes(referentiel: Referentiel, ancien: Statut, nouveau: Statut) -> Iterator[str]:
    if ancien.definition != nouveau.definition:
        yield "autre définition"
    if ancien.compte_comme_accompagne != nouveau.compte_comme_accompagne:
        yield f"{'compte' if nouveau.compte_comme_accompagne else 'ne compte plus'} comme un accompagnement"
    if ancien.delai_revision_mois != nouveau.delai_revision_mois:
        delai = nouveau.delai_revision_mois
        yield "n'est plus à revoir" if delai is None else f"à revoir tous les {delai} mois"
    if ancien.niveau_minimal != nouveau.niveau_minimal:
        yield f"demande {'une fiche' if nouveau.niveau_minimal == 'c' else 'un alias'}"
    if ancien.suivants != nouveau.suivants:
        libelles = [
            statut.libelle for statut in referentiel.statuts if statut.code in (nouveau.suivants or ())
        ]
        yield f"peut être suivi de : {', '.join(libelles) or ('rien' if nouveau.suivants == () else 'tous')}"
    if ancien.est_une_entree != nouveau.est_une_entree:
        yield f"un jeune {'peut' if nouveau.est_une_entree else 'ne peut plus'} commencer là"
    if ancien.demande_un_projet != nouveau.demande_un_projet:
        yield f"{'demande' if nouveau.demande_un_projet else 'ne demande plus'} un projet écrit avec le jeune"


def _deplaces(avant: Sequence[str], apres: Sequence[str]) -> list[Difference]:
    return [Difference("", "l'ordre change")] if list(avant) != list(apres) else []
