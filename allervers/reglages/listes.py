"""The page of a list: its terms in order, a line each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from allervers.referentiel.changements import LigneDeListe, changer_liste
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel

# What a family of activities, or a nature of action, is counted in, and on which screen it is entered.
DANS = {
    Liste.TYPE_ACTIVITE: {
        "rencontres_travail_de_rue": "Jeunes rencontrés en travail de rue",
        "rencontres_presence_sociale": "Jeunes rencontrés en présence sociale",
        "saisie_sortie": "Se saisit comme une sortie",
        "saisie_individuelle": "Se saisit comme un temps avec un jeune",
        "saisie_collective": "Se saisit comme un temps de groupe",
        "saisie_partenariale": "Se saisit comme un temps avec des partenaires",
    },
    Liste.NATURE_ACTION: {
        "actions_collectives": "Tableau des actions collectives",
        "actions_dsl": "Tableau du développement social local",
        "actions_parentalite": "Tableau de la parentalité",
        "actions_partenariales": "Tableau des actions des partenaires",
    },
}


@dataclass(frozen=True)
class SaisieDeListe:
    """The lines of the page; `nouveau` is what is typed of a term to add. `geste` was just done, to the line of rank
    `touchee`: the keyboard goes on from there."""

    liste: str
    lignes: tuple[LigneDeListe, ...]
    usages: Mapping[str, int]
    nouveau: str = ""
    geste: str = ""
    touchee: int | None = None

    def changement(self, referentiel: Referentiel) -> Referentiel:
        lignes = self.lignes
        if self.nouveau:
            lignes = (*lignes, LigneDeListe("", self.nouveau))
        return changer_liste(referentiel, self.liste, lignes, DANS.get(self.liste, ()))

    def contexte(self) -> dict:
        lignes = [self._ligne(rang) for rang in self._par_famille()]
        return {
            "lignes": [ligne for ligne in lignes if not ligne["est_retire"]],
            "retirees": [ligne for ligne in lignes if ligne["est_retire"]],
            "nb": len(self.lignes),
            "familles": [un for un in self.lignes if un.code and not un.parent and not un.est_retire],
            "a_des_familles": any(un.parent for un in self.lignes),
            "nouveau": self.nouveau,
            "vient_d_ajouter": self.geste == "ajouter",
        }

    def _par_famille(self) -> list[int]:
        rangs = []
        for rang, ligne in enumerate(self.lignes):
            if not ligne.parent:
                rangs.append(rang)
                rangs += [r for r, un in enumerate(self.lignes) if ligne.code and un.parent == ligne.code]
        return rangs + [rang for rang in range(len(self.lignes)) if rang not in rangs]

    def _ligne(self, rang: int) -> dict:
        ligne = self.lignes[rang]
        freres = _freres(self.lignes, rang)
        offerts = DANS.get(self.liste, {}) if not ligne.parent else {}
        return {
            "rang": rang,
            "ligne": ligne,
            "est_retire": ligne.est_retire,
            "nombre": self.usages.get(ligne.code, 0),
            "est_premiere": freres[0] == rang,
            "est_derniere": freres[-1] == rang,
            "foyer": self._foyer(rang, freres),
            "dans": [
                {"nom": nom, "libelle": libelle, "est_coche": nom in (ligne.dans or ())}
                for nom, libelle in offerts.items()
            ],
            "comptes": [libelle for nom, libelle in offerts.items() if nom in (ligne.dans or ())],
        }

    def _foyer(self, rang: int, freres: list[int]) -> str:
        """Return the button that the keyboard is on: that of the last gesture, or the other way at the end."""
        if rang != self.touchee or len(freres) == 1:
            return ""
        if self.geste == "monter":
            return "descendre" if freres[0] == rang else "monter"
        return "monter" if freres[-1] == rang else "descendre"


def saisie_de_liste(referentiel: Referentiel, liste: str, donnees, usages) -> SaisieDeListe:
    """Return the page of a list: as the lists are, or as `donnees` (a form) says, one gesture done."""
    if donnees is None:
        termes = referentiel.listes.get(liste, ())
        return SaisieDeListe(liste, tuple(_de(referentiel, liste, terme) for terme in termes), usages)
    lignes = tuple(_lue(donnees, liste, rang) for rang in range(_entier(donnees.get("nb"))))
    nouveau = donnees.get("nouveau", "").strip()
    geste, _, rang = donnees.get("geste", "").partition("-")
    touchee = None
    match geste:
        case "monter" | "descendre":
            lignes, touchee = _deplacer(lignes, _entier(rang), -1 if geste == "monter" else 1)
        case "retirer" | "remettre" if _entier(rang) < len(lignes):
            place = _entier(rang)
            retouchee = replace(lignes[place], est_retire=geste == "retirer")
            lignes = (*lignes[:place], retouchee, *lignes[place + 1 :])
            # Without a code, it was never recorded: nothing is left of it.
            lignes = tuple(ligne for ligne in lignes if ligne.code or not ligne.est_retire)
        case "ajouter" if nouveau:
            lignes = (*lignes, LigneDeListe("", nouveau, donnees.get("famille") or None, dans=_aucun(liste)))
            nouveau = ""
    return SaisieDeListe(liste, lignes, usages, nouveau, geste, touchee)


def _aucun(liste: str) -> frozenset[str] | None:
    return frozenset() if liste in DANS else None


def _de(referentiel: Referentiel, liste: str, terme) -> LigneDeListe:
    noms = DANS.get(liste, {}) if not terme.parent else {}
    dans = frozenset(nom for nom in noms if terme.code in referentiel.regroupements.get(nom, ()))
    return LigneDeListe(terme.code, terme.libelle, terme.parent, terme.est_retire, dans if noms else None)


def _lue(donnees, liste: str, rang: int) -> LigneDeListe:
    parent = donnees.get(f"parent-{rang}") or None
    noms = DANS.get(liste, {}) if not parent else {}
    return LigneDeListe(
        code=donnees.get(f"code-{rang}", ""),
        libelle=donnees.get(f"libelle-{rang}", "").strip(),
        parent=parent,
        est_retire=donnees.get(f"retire-{rang}") == "oui",
        dans=frozenset(donnees.getlist(f"dans-{rang}")) & frozenset(noms) if noms else None,
    )


def _freres(lignes: Sequence[LigneDeListe], rang: int) -> list[int]:
    """Return the ranks of the lines shown beside that one: same family, retired or not."""
    une = lignes[rang]
    return [
        r
        for r, ligne in enumerate(lignes)
        if (ligne.parent, ligne.est_retire) == (une.parent, une.est_retire)
    ]


def _deplacer(
    lignes: tuple[LigneDeListe, ...], rang: int, sens: int
) -> tuple[tuple[LigneDeListe, ...], int | None]:
    """Return the lines, the one at `rang` changed with the next of its family, and where it is now."""
    if rang >= len(lignes):
        return lignes, None
    freres = _freres(lignes, rang)
    place = freres.index(rang) + sens
    if not 0 <= place < len(freres):
        return lignes, rang
    changees = list(lignes)
    changees[rang], changees[freres[place]] = changees[freres[place]], changees[rang]
    return tuple(changees), freres[place]


def _entier(texte) -> int:
    return min(int(texte), 500) if texte and texte.isascii() and texte.isdecimal() else 0
