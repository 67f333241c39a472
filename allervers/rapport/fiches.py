"""What is told of one action outside the service: its bilan alone, or joined to the report of its year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from allervers.actions.models import ActionCollective, Photo
from allervers.actions.templatetags.montants import euros
from allervers.dates import jour_en_lettres
from allervers.faits.extraction import actions_comptees
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel
from allervers.tableaux.tableau import Tableau
from allervers.territoires.models import NomDeTerritoire

from .document import (
    Bloc,
    Couverture,
    Document,
    Forme,
    PhotoDuDocument,
    SectionDuDocument,
    TableauDuDocument,
    Texte,
)
from .lecture import Lecture
from .presentation import presenter, soigner
from .prose import lire_prose, litteral

TABLEAUX = (
    "actions_collectives",
    "actions_dsl",
    "actions_parentalite",
    "actions_partenariales",
    "cout_des_actions",
)


@dataclass(frozen=True)
class Fiche:
    """An action as plain values. `rang`: its rank in the facts of its year, None for an idea, which is in none.

    `faits` are (label, text); `objectifs` are (text, reached or not, what shows it), empty where nobody said.
    """

    rang: int | None
    intitule: str
    faits: tuple[tuple[str, str], ...] = ()
    objectifs: tuple[tuple[str, str, str], ...] = ()
    recit: str = ""
    bilan: str = ""
    photos: tuple[PhotoDuDocument, ...] = ()
    est_publiable: bool = False

    @property
    def textes(self) -> tuple[str, ...]:
        """What people wrote in it."""
        return (self.recit, self.bilan, *(evaluation for _, _, evaluation in self.objectifs))


def fiche_de(action: ActionCollective, referentiel: Referentiel, rang: int | None, jour: date) -> Fiche:
    """Return what may be told of `action` on that day: a photo whose image rights do not hold is left out."""
    return Fiche(
        rang=rang,
        intitule=action.intitule,
        faits=tuple(_faits(action, referentiel)),
        objectifs=tuple(
            (un.texte, un.get_atteinte_display() if un.atteinte else "", un.evaluation)
            for un in action.objectifs.all()
        ),
        recit=action.recit,
        bilan=action.bilan,
        photos=tuple(
            PhotoDuDocument(f"photo-{un.pk}", un.legende, bytes(un.image), un.largeur, un.hauteur)
            for un in Photo.objects.filter(action=action).diffusables(jour)
        ),
        est_publiable=action.est_publiable,
    )


def fiches_en_annexe(service, annee: int, referentiel: Referentiel, jour: date) -> tuple[Fiche, ...]:
    """Return the actions of the year that were chosen as annexes of its report, in its order."""
    return tuple(
        fiche_de(action, referentiel, rang, jour)
        for rang, action in enumerate(actions_comptees(service, annee).select_related("nature", "territoire"))
        if action.est_en_annexe
    )


def rang_de(action: ActionCollective) -> int | None:
    """Return the rank of an action in the facts of its year; None when they do not hold it."""
    cles = list(actions_comptees(action.service, action.annee).values_list("pk", flat=True))
    return cles.index(action.pk) if action.pk in cles else None


def composer_bilan(fiche: Fiche, identite, lecture: Lecture, par_sexe: str) -> Document:
    """Return the bilan of one action, a document of a page or two. `identite` is that of the service (`Identite`).

    `par_sexe`: how many of each sex took part, in words. It stands here alone: the tables that are published do not
    tell it.
    """
    sexes = f"Participants : {par_sexe}." if par_sexe else ""
    parties = (
        ("Le projet", (_texte(fiche, "projet", _projet(fiche)),)),
        ("Qui a participé, qui a payé", (_texte(fiche, "sexes", sexes), *_tableaux(fiche, lecture))),
        ("Récit et bilan", (_texte(fiche, "bilan", _bilan(fiche)),)),
        ("Photos", fiche.photos),
    )
    sections = (
        SectionDuDocument(titre, 2, f"partie-{numero}", tuple(bloc for bloc in blocs if bloc is not None))
        for numero, (titre, blocs) in enumerate(parties)
    )
    return soigner(
        Document(
            annee=lecture.annee,
            forme=Forme.COMPLETE,
            couverture=Couverture(
                titre=fiche.intitule,
                service=identite.nom,
                association=identite.association,
                mention=f"Bilan d'action, {lecture.annee}",
                logo=identite.logo,
            ),
            sections=tuple(section for section in sections if section.blocs),
            est_court=True,
        )
    )


def composer_annexe(fiche: Fiche, lecture: Lecture) -> tuple[Bloc, ...]:
    """Return the same as blocks of a section of the report."""
    textes = _projet(fiche), _bilan(fiche, intertitre="## ")
    prose = lire_prose("\n\n".join(filter(None, textes)))
    return soigner(
        (Texte(f"annexe-{fiche.rang}", fiche.intitule, prose), *_tableaux(fiche, lecture), *fiche.photos)
    )


def _territoire(action: ActionCollective) -> str:
    """Return where it took place, as that place was called in its year."""
    if action.territoire is None:
        return "tous les territoires"
    noms = NomDeTerritoire.objects.de_l_annee(action.service, action.annee)
    return noms.get(action.territoire.code, action.territoire.nom)


def _faits(action: ActionCollective, referentiel: Referentiel) -> Iterator[tuple[str, str]]:
    partenaires = ", ".join(
        sorted(lien.partenaire.nom for lien in action.partenaires.select_related("partenaire"))
    )
    dates = [jour_en_lettres(jour) for jour in (action.debut, action.fin) if jour]
    for libelle, texte in (
        ("Nature", referentiel.libelle(Liste.NATURE_ACTION, action.nature.code)),
        ("Territoire", _territoire(action)),
        ("Lieu", action.lieu),
        ("Dates", " – ".join(dict.fromkeys(dates))),
        ("Public", action.public),
        ("Partenaires", partenaires),
        ("Budget prévu", "" if action.budget is None else euros(action.budget)),
        ("Visiteurs", "" if action.visiteurs is None else str(action.visiteurs)),
        ("Bénévoles", "" if action.nb_benevoles is None else str(action.nb_benevoles)),
    ):
        if texte:
            yield libelle, texte


def _texte(fiche: Fiche, id: str, markdown: str) -> Texte | None:
    prose = lire_prose(markdown)
    return Texte(f"{id}-{fiche.rang}", "", prose) if prose else None


def _projet(fiche: Fiche) -> str:
    return "\n".join(f"- **{litteral(libelle)} :** {litteral(texte)}" for libelle, texte in fiche.faits)


def _bilan(fiche: Fiche, intertitre: str = "# ") -> str:
    morceaux = []
    if fiche.objectifs:
        lignes = []
        for texte, atteinte, evaluation in fiche.objectifs:
            suite = " : ".join(filter(None, (atteinte, " ".join(evaluation.split()))))
            lignes.append(f"- **{litteral(texte)}**" + (f", {litteral(suite)}" if suite else ""))
        morceaux.append(f"{intertitre}Objectifs\n\n" + "\n".join(lignes))
    if fiche.recit:
        morceaux.append(f"{intertitre}Récit\n\n{fiche.recit}")
    if fiche.bilan:
        morceaux.append(f"{intertitre}Bilan\n\n{fiche.bilan}")
    return "\n\n".join(morceaux)


def _tableaux(fiche: Fiche, lecture: Lecture) -> tuple[TableauDuDocument, ...]:
    """Return what the tables of the year say of this action: its column, and its row of amounts."""
    code, trouves = str(fiche.rang), []
    for id in TABLEAUX:
        if tableau := lecture.par_id.get(id):
            seul = _ligne(tableau, code) if id == "cout_des_actions" else _colonne(tableau, code)
            if seul is not None:
                trouves.append(TableauDuDocument(presenter(seul)))
    return tuple(trouves)


def _colonne(tableau: Tableau, code: str) -> Tableau | None:
    """Return the one action of a table of actions; nothing when it is not there."""
    rang = next((rang for rang, entete in enumerate(tableau.colonnes) if entete.code == code), None)
    if rang is None:
        return None
    return replace(
        tableau,
        id=f"participants-{code}",
        titre="Participants",
        colonnes=(replace(tableau.colonnes[rang], groupe=None, libelle="Participants"),),
        cellules=tuple((cellules[rang],) for cellules in tableau.cellules),
        totaux_lignes=None,
        totaux_colonnes=tableau.totaux_colonnes and (tableau.totaux_colonnes[rang],),
        total=None,
        base=None,
        notes=(),
    )


def _ligne(tableau: Tableau, code: str) -> Tableau | None:
    """Return what one action costs and who pays, without the funders who give it nothing."""
    rang = next((rang for rang, entete in enumerate(tableau.lignes) if entete.code == code), None)
    if rang is None:
        return None
    cellules = tableau.cellules[rang]
    gardees = [place for place, cellule in enumerate(cellules) if cellule]
    return replace(
        tableau,
        id=f"cout-{code}",
        titre="Coût et financement",
        lignes=(replace(tableau.lignes[rang], libelle="Cette action"),),
        colonnes=tuple(tableau.colonnes[place] for place in gardees),
        cellules=(tuple(cellules[place] for place in gardees),),
        totaux_lignes=(tableau.totaux_lignes[rang],),
        totaux_colonnes=None,
        total=None,
        base=None,
    )
