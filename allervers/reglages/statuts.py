"""The page of the statuses: the ladder, a card each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from allervers.referentiel.changements import ReglageRefuse, changer_statuts
from allervers.referentiel.valeur import Referentiel, Statut

NIVEAUX = [
    ("a", "rien : un jeune rencontré suffit"),
    ("b", "un alias : un code, un sexe, un âge"),
    ("c", "une fiche, avec l’accord du jeune"),
]
DELAI_MAXIMAL = 60


@dataclass(frozen=True)
class SaisieDeStatuts:
    """`delais` are typed texts, as they are: what is not a number is told when the change is asked for."""

    statuts: tuple[Statut, ...]
    delais: tuple[str, ...]
    usages: Mapping[str, int]
    nouveau: str = ""

    def changement(self, referentiel: Referentiel) -> Referentiel:
        lus = [
            replace(statut, delai_revision_mois=_delai(statut, texte))
            for statut, texte in zip(self.statuts, self.delais, strict=True)
        ]
        return changer_statuts(referentiel, lus)

    def contexte(self) -> dict:
        return {
            "statuts": [
                {
                    "rang": rang,
                    "statut": statut,
                    "delai": self.delais[rang],
                    "nombre": self.usages.get(statut.code, 0),
                    "est_premier": rang == 0,
                    "est_dernier": rang == len(self.statuts) - 1,
                    "suivants": self._suivants(statut),
                }
                for rang, statut in enumerate(self.statuts)
            ],
            "nb": len(self.statuts),
            "niveaux": NIVEAUX,
            "nouveau": self.nouveau,
        }

    def _suivants(self, statut: Statut) -> list[dict]:
        return [
            {
                "code": autre.code,
                "libelle": autre.libelle,
                "est_coche": statut.suivants is None or autre.code in statut.suivants,
            }
            for autre in self.statuts
            if autre.code and autre.code != statut.code and not autre.est_retire
        ]


def saisie_de_statuts(referentiel: Referentiel, donnees, usages) -> SaisieDeStatuts:
    """Return the page of the statuses: as the lists are, or as `donnees` (a form) says, one gesture done."""
    if donnees is None:
        delais = tuple(str(statut.delai_revision_mois or "") for statut in referentiel.statuts)
        return SaisieDeStatuts(referentiel.statuts, delais, usages)
    nb = min(int(donnees.get("nb", "")), 100) if donnees.get("nb", "").isdecimal() else 0
    statuts = [_lu(referentiel, donnees, rang) for rang in range(nb)]
    delais = [donnees.get(f"delai-{rang}", "").strip() for rang in range(nb)]
    nouveau = donnees.get("nouveau", "").strip()
    geste, _, rang = donnees.get("geste", "").partition("-")
    place = int(rang) if rang.isascii() and rang.isdecimal() else nb
    autre = place + (-1 if geste == "monter" else 1)
    if geste in ("monter", "descendre") and place < nb and 0 <= autre < nb:
        for suite in (statuts, delais):
            suite[place], suite[autre] = suite[autre], suite[place]
    elif geste == "ajouter" and nouveau:
        statuts.append(Statut("", nouveau, "", False, None, "b"))
        delais.append("")
        nouveau = ""
    return SaisieDeStatuts(tuple(statuts), tuple(delais), usages, nouveau)


def _lu(referentiel: Referentiel, donnees, rang: int) -> Statut:
    code = donnees.get(f"code-{rang}", "")
    niveau = donnees.get(f"niveau-{rang}", "b")

    def coche(nom: str) -> bool:
        return donnees.get(f"{nom}-{rang}") == "oui"

    return Statut(
        code=code,
        libelle=donnees.get(f"libelle-{rang}", "").strip(),
        definition=" ".join(donnees.get(f"definition-{rang}", "").split()),
        compte_comme_accompagne=coche("compte"),
        delai_revision_mois=None,
        niveau_minimal=niveau if niveau in dict(NIVEAUX) else "b",
        est_retire=coche("retire"),
        suivants=_suivants(referentiel, donnees, rang, code),
        est_une_entree=coche("entree"),
        demande_un_projet=coche("projet"),
    )


def _suivants(referentiel: Referentiel, donnees, rang: int, code: str) -> tuple[str, ...] | None:
    """Return the codes that are ticked; None (any) when all are. What was not shown, or not touched, stays."""
    offerts = donnees.getlist(f"offert-{rang}")
    coches = {code for code in donnees.getlist(f"suivant-{rang}") if code in offerts}
    ancien = referentiel.statut(code)
    avant = ancien.suivants if ancien else None
    if coches == (set(offerts) if avant is None else set(avant) & set(offerts)):
        return avant
    if coches == set(offerts):
        return None
    return (*(un for un in avant or () if un not in offerts), *(un for un in offerts if un in coches))


def _delai(statut: Statut, texte: str) -> int | None:
    if not texte:
        return None
    if not (texte.isascii() and texte.isdecimal() and 1 <= int(texte[:6]) <= DELAI_MAXIMAL):
        raise ReglageRefuse(
            f"« {statut.libelle} » : le délai de revue est un nombre de mois, de 1 à {DELAI_MAXIMAL}, ou rien."
        )
    return int(texte)
