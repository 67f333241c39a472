"""Rows that equal others: copied from another place or from the year before. They are pointed out until said right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .indicateurs import Connue, connues, en_phrase
from .models import Diagnostic, GroupeDeJeunes, Recopiable, Territoire

# One equal figure is chance.
ASSEZ = 2


@dataclass(frozen=True)
class Ressemblance:
    """`message`: what equals what, in French. `a_relire`: the rows that somebody must say right."""

    message: str
    a_relire: tuple[Recopiable, ...]


def ressemblances(lieu: Territoire, annee: int, user, libelles: Mapping[str, str]) -> list[Ressemblance]:
    """Return what, in the diagnosis of `lieu` for `annee`, equals something else and is not said right yet."""
    chiffres = connues(user, annee)
    trouvees = [
        *_de_l_annee_d_avant(chiffres.get(lieu.pk, {}), libelles),
        *_d_un_autre_lieu(lieu, chiffres),
        *_groupes(lieu, annee, user),
        *_diagnostics(lieu, annee, user),
    ]
    return [une for une in trouvees if not all(objet.est_relu for objet in une.a_relire)]


def lignes_jumelles(
    chiffres: Mapping[int, Mapping[str, Connue]], libelles: Mapping[str, str]
) -> list[Ressemblance]:
    """Return the indicators that have the same values as another one in every place: one row pasted for another."""
    valeurs: dict[str, dict[int, Connue]] = {}
    for lieu, siens in chiffres.items():
        for code, connue in siens.items():
            if connue.actuelle.valeur is not None:
                valeurs.setdefault(code, {})[lieu] = connue
    trouvees, codes = [], [code for code in libelles if len(valeurs.get(code, ())) >= ASSEZ]
    for rang, code in enumerate(codes):
        for autre in codes[rang + 1 :]:
            un, deux = valeurs[code], valeurs[autre]
            if un.keys() == deux.keys() and all(
                un[lieu].actuelle.valeur == deux[lieu].actuelle.valeur for lieu in un
            ):
                objets = tuple(connue.actuelle for connue in (*un.values(), *deux.values()))
                noms = f"«\u00a0{libelles[code]}\u00a0» et «\u00a0{libelles[autre]}\u00a0»"
                trouvees.append(Ressemblance(f"{noms} ont les mêmes valeurs partout.", objets))
    return [une for une in trouvees if not all(objet.est_relu for objet in une.a_relire)]


def _de_l_annee_d_avant(siens: Mapping[str, Connue], libelles: Mapping[str, str]):
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


def _groupes(lieu: Territoire, annee: int, user):
    tous = GroupeDeJeunes.objects.visible_par(user).select_related("territoire")
    groupes = list(tous.filter(annee__in=(annee, annee - 1)))
    for un in groupes:
        if un.territoire_id != lieu.pk or un.annee != annee:
            continue
        dit = (un.saison, un.nombre, _texte(un.description))
        for autre in groupes:
            if (autre.saison, autre.nombre, _texte(autre.description)) != dit or autre.pk == un.pk:
                continue
            if autre.territoire_id == lieu.pk and autre.annee < annee:
                yield Ressemblance(
                    f"Le même groupe ({un.get_saison_display()}) qu’en {autre.annee}, mot pour mot.", (un,)
                )
            elif autre.annee == annee and (autre.territoire_id != lieu.pk or autre.pk > un.pk):
                ou = "deux fois ici" if autre.territoire_id == lieu.pk else f"ici et à {autre.territoire}"
                yield Ressemblance(f"Le même groupe ({un.get_saison_display()}) est noté {ou}.", (un, autre))


def _diagnostics(lieu: Territoire, annee: int, user):
    tous = Diagnostic.objects.visible_par(user).select_related("territoire")
    diagnostics = list(tous.filter(annee__in=(annee, annee - 1)))
    sien = next((un for un in diagnostics if (un.territoire_id, un.annee) == (lieu.pk, annee)), None)
    for autre in diagnostics if sien else ():
        if autre.pk == sien.pk or _texte(autre.texte) != _texte(sien.texte):
            continue
        if autre.territoire_id == lieu.pk:
            yield Ressemblance(f"Le texte du diagnostic est celui de {autre.annee}.", (sien,))
        elif autre.annee == annee:
            yield Ressemblance(f"Le texte du diagnostic est celui de {autre.territoire}.", (sien, autre))


def _texte(texte: str) -> str:
    return " ".join(texte.split()).casefold()


def a_relire(ressemblances: Iterable[Ressemblance]) -> list[Recopiable]:
    """Return the rows to say right, each once."""
    uniques = {(type(objet), objet.pk): objet for une in ressemblances for objet in une.a_relire}
    return list(uniques.values())
