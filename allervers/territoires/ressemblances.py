"""Rows that equal others: copied from another place or from the year before. They are pointed out until said right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from .indicateurs import Connue, connues, en_phrase
from .models import Diagnostic, GroupeDeJeunes, Recopiable, Territoire

# One equal figure is chance.
ASSEZ = 2


@dataclass(frozen=True)
class Ressemblance:
    """`message`: what equals what, in French. `a_relire`: the rows that somebody must say right."""

    message: str
    a_relire: tuple[Recopiable, ...]


class Diagnostics:
    """What the diagnoses of a year say, of all the places of the service, beside the year before. Three queries."""

    def __init__(self, user, annee: int, libelles: Mapping[str, str]):
        self.annee, self.libelles = annee, libelles
        self.chiffres = connues(user, annee)
        self.groupes, self.textes = (
            list(
                modele.objects.visible_par(user)
                .filter(annee__in=(annee, annee - 1))
                .select_related("territoire")
            )
            for modele in (GroupeDeJeunes, Diagnostic)
        )

    def ressemblances(self, lieu: Territoire) -> list[Ressemblance]:
        """Return what, in the diagnosis of `lieu`, equals something else and is not said right yet."""
        return _a_dire(
            *_de_l_annee_d_avant(self.chiffres.get(lieu.pk, {}), self.libelles),
            *_d_un_autre_lieu(lieu, self.chiffres),
            *self._groupes(lieu),
            *self._textes(lieu),
        )

    def lignes_jumelles(self) -> list[Ressemblance]:
        """Return the indicators that have the same values as another one in every place: one row pasted for another."""
        valeurs: dict[str, dict[int, Connue]] = {}
        for lieu, siens in self.chiffres.items():
            for code, connue in siens.items():
                if connue.actuelle.valeur is not None:
                    valeurs.setdefault(code, {})[lieu] = connue
        trouvees = []
        codes = [code for code in self.libelles if len(valeurs.get(code, ())) >= ASSEZ]
        for code, autre in combinations(codes, 2):
            un, deux = valeurs[code], valeurs[autre]
            if un.keys() == deux.keys() and all(
                un[lieu].actuelle.valeur == deux[lieu].actuelle.valeur for lieu in un
            ):
                objets = tuple(connue.actuelle for connue in (*un.values(), *deux.values()))
                noms = f"«\u00a0{self.libelles[code]}\u00a0» et «\u00a0{self.libelles[autre]}\u00a0»"
                trouvees.append(Ressemblance(f"{noms} ont les mêmes valeurs partout.", objets))
        return _a_dire(*trouvees)

    def _groupes(self, lieu: Territoire) -> Iterator[Ressemblance]:
        for un in self.groupes:
            if un.territoire_id != lieu.pk or un.annee != self.annee:
                continue
            dit, saison = _dit(un), un.get_saison_display()
            for autre in self.groupes:
                if autre.pk == un.pk or _dit(autre) != dit:
                    continue
                est_ici = autre.territoire_id == lieu.pk
                if est_ici and autre.annee < self.annee:
                    message = f"Le même groupe ({saison}) qu’en {autre.annee}, mot pour mot."
                    yield Ressemblance(message, (un,))
                elif autre.annee == self.annee and (not est_ici or autre.pk > un.pk):
                    ou = "deux fois ici" if est_ici else f"ici et à {autre.territoire}"
                    yield Ressemblance(f"Le même groupe ({saison}) est noté {ou}.", (un, autre))

    def _textes(self, lieu: Territoire) -> Iterator[Ressemblance]:
        siens = [un for un in self.textes if (un.territoire_id, un.annee) == (lieu.pk, self.annee)]
        for sien, autre in product(siens, self.textes):
            if autre.pk == sien.pk or _texte(autre.texte) != _texte(sien.texte):
                continue
            if autre.territoire_id == lieu.pk:
                yield Ressemblance(f"Le texte du diagnostic est celui de {autre.annee}.", (sien,))
            elif autre.annee == self.annee:
                yield Ressemblance(f"Le texte du diagnostic est celui de {autre.territoire}.", (sien, autre))


def _a_dire(*trouvees: Ressemblance) -> list[Ressemblance]:
    return [une for une in trouvees if not all(objet.est_relu for objet in une.a_relire)]


def _de_l_annee_d_avant(siens: Mapping[str, Connue], libelles: Mapping[str, str]) -> Iterator[Ressemblance]:
    par_annee: dict[int, list[Connue]] = {}
    for connue in siens.values():
        avant, apres = connue.precedente, connue.actuelle
        if avant and avant.annee == apres.annee - 1 and avant.valeur == apres.valeur is not None:
            par_annee.setdefault(apres.annee, []).append(connue)
    for annee, egales in sorted(par_annee.items()):
        if a_dire := [connue.actuelle for connue in egales if not connue.actuelle.est_relu]:
            noms = en_phrase(libelles.get(une.indicateur.code, une.indicateur.code) for une in a_dire)
            yield Ressemblance(f"Même valeur en {annee} qu’en {annee - 1}\u202f: {noms}.", tuple(a_dire))


def _d_un_autre_lieu(lieu: Territoire, chiffres: Mapping[int, Mapping[str, Connue]]):
    siens = chiffres.get(lieu.pk, {})
    for autre, leurs in chiffres.items():
        communs = [
            (siens[code].actuelle, leurs[code].actuelle)
            for code in siens.keys() & leurs.keys()
            if siens[code].actuelle.annee == leurs[code].actuelle.annee
            and None not in (siens[code].actuelle.valeur, leurs[code].actuelle.valeur)
        ]
        if (
            autre != lieu.pk
            and len(communs) >= ASSEZ
            and all(un.valeur == deux.valeur for un, deux in communs)
        ):
            nom = communs[0][1].territoire.nom
            yield Ressemblance(
                f"Les {len(communs)} chiffres connus ici et à {nom} sont les mêmes.",
                tuple(objet for paire in communs for objet in paire),
            )


def _dit(groupe: GroupeDeJeunes) -> tuple:
    return groupe.saison, groupe.nombre, _texte(groupe.description)


def _texte(texte: str) -> str:
    return " ".join(texte.split()).casefold()


def a_relire(ressemblances: Iterable[Ressemblance]) -> list[Recopiable]:
    """Return the rows to say right, each once."""
    uniques = {(type(objet), objet.pk): objet for une in ressemblances for objet in une.a_relire}
    return list(uniques.values())
