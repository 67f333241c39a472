"""The publishable form: the tables as they may be published, and what its texts can say of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from allervers.publication.cube import TableauxContradictoires
from allervers.publication.declaration import Compte, TableauNonDeclare, compte
from allervers.referentiel.valeur import GenreBloc
from allervers.tableaux.tableau import Tableau

from .chiffres import NON_PUBLIE, chiffres_inconnus, inserer
from .lecture import Lecture
from .matiere import Matiere
from .verification import nombres_tapes

EXPLICATION = (
    "Dans les textes, « […] » tient la place d'un chiffre qui n'est pas publié\u202f: celui d'une année qui ne l'a pas "
    "été, ou le total de plusieurs actions."
)
# How much of a sentence is shown around a figure that will be missing.
AUTOUR = 45


class NonPubliable(ArithmeticError):
    """The year has no publishable form; the message, in French, says why."""


@dataclass(frozen=True)
class ARelire:
    """What should be read again in one text: counts that no rounding protects, and figures that will be missing."""

    titre: str
    nombres_tapes: tuple[str, ...]
    chiffres_absents: tuple[str, ...]


def lecture_publiable(matiere: Matiere, publies: Sequence[Tableau] = ()) -> tuple[Lecture, str]:
    """Return the year with the figures that may be published, and the paragraph that says how they are protected.

    `publies`: the tables of the year before, as they were published; of a year that was not, only what counts no
    person is said. Raises NonPubliable, and ValueError without the secret of a sealed bundle.
    """
    # The solver takes time to load, and the complete form does without it.
    from allervers.publication.arrondi import ArrondiImpossible
    from allervers.publication.publier import publier

    if matiere.sel is None:
        raise ValueError("The publishable form is made from a sealed bundle.")
    try:
        publication = publier(matiere.lecture.tableaux, sel=matiere.sel)
    except (ArrondiImpossible, TableauNonDeclare, TableauxContradictoires) as refus:
        raise NonPubliable(refus.args[0]) from refus
    precedents = [t for t in matiere.lecture.precedents if compte(t.id) is Compte.AUCUNE_PERSONNE]
    precedents += [t for t in publies if compte(t.id) is not Compte.AUCUNE_PERSONNE]
    lecture = replace(
        matiere.lecture, tableaux=publication.tableaux, precedents=tuple(precedents), est_publiable=True
    )
    return lecture, publication.methode


def manque_un_chiffre(matiere: Matiere, lecture: Lecture) -> bool:
    """Tell whether a text of the report quotes a figure that is not published."""
    return any(chiffres_inconnus(texte, lecture) for _, texte in _textes(matiere))


def a_relire(matiere: Matiere, publies: Sequence[Tableau] = ()) -> list[ARelire]:
    """Return the texts to read again before the report is published, in order; nothing when all is well.

    Raises NonPubliable, and ValueError without the secret of a sealed bundle.
    """
    lecture, _ = lecture_publiable(matiere, publies)
    relus = (
        ARelire(titre, tuple(nombres_tapes(texte)), tuple(_absents(texte, lecture)))
        for titre, texte in _textes(matiere)
    )
    return [relu for relu in relus if relu.nombres_tapes or relu.chiffres_absents]


def _absents(texte: str, lecture: Lecture) -> Iterator[str]:
    """Yield, for each figure that is not published, what stands around it."""
    if not chiffres_inconnus(texte, lecture):
        return
    avant, *suites = " ".join(inserer(texte, lecture).replace("*", "").replace("\\", "").split()).split(
        NON_PUBLIE
    )
    for apres in suites:
        debut = avant if len(avant) <= AUTOUR else f"…{avant[-AUTOUR:]}"
        fin = apres if len(apres) <= AUTOUR else f"{apres[:AUTOUR]}…"
        yield f"{debut}{NON_PUBLIE}{fin}"
        avant = apres


def _textes(matiere: Matiere) -> Iterator[tuple[str, str]]:
    """Yield each visible text, with the title of its section; then those of the actions that may be published."""
    for montree in matiere.sections:
        for bloc in montree.section.blocs:
            if bloc.genre is GenreBloc.TEXTE and not bloc.est_masque:
                yield montree.titre, matiere.textes.get(bloc.id, bloc.contenu)
    for fiche in matiere.fiches:
        if fiche.est_publiable:
            yield from ((fiche.intitule, texte) for texte in fiche.textes)
