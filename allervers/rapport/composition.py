"""From the matter of a year to the document that renderers take: the canvas, filled."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.text import slugify

from allervers.dates import jour_en_lettres
from allervers.referentiel.canevas import SectionMontree
from allervers.referentiel.valeur import BlocCanevas, GenreBloc, Referentiel
from allervers.tableaux.tableau import Tableau

from .chiffres import inserer
from .comparaison import rappeler
from .document import (
    Bloc,
    Couverture,
    Document,
    Forme,
    Illustration,
    SectionDuDocument,
    TableauDuDocument,
    Texte,
)
from .fiches import composer_annexe
from .graphiques.carte import dessiner_carte
from .graphiques.catalogue import dessiner
from .lecture import Lecture
from .matiere import Identite, Matiere, lieux_de_la_carte
from .presentation import presenter, soigner
from .prose import lire_prose, litteral
from .publiable import EXPLICATION, lecture_publiable, manque_un_chiffre


def composer(matiere: Matiere, forme: Forme = Forme.COMPLETE, publies: Sequence[Tableau] = ()) -> Document:
    """Return the report of one year, with French typography in each of its texts.

    The publishable form needs a sealed bundle: it raises ValueError without its secret. `publies`: the tables of
    the year before, as they were published.
    """
    lecture, avertissements = matiere.lecture, ()
    if forme is Forme.PUBLIABLE:
        lecture, methode = lecture_publiable(matiere, publies)
        avertissements = (methode, EXPLICATION) if manque_un_chiffre(matiere, lecture) else (methode,)
        matiere = replace(matiere, fiches=tuple(fiche for fiche in matiere.fiches if fiche.est_publiable))
    return Document(
        annee=matiere.annee,
        forme=forme,
        couverture=soigner(_couverture(matiere)),
        sections=tuple(composer_section(section, matiere, lecture) for section in matiere.sections),
        avertissements=soigner(avertissements),
    )


def composer_section(montree: SectionMontree, matiere: Matiere, lecture: Lecture) -> SectionDuDocument:
    """Return one section, with what its blocks have to show."""
    section = montree.section
    composes = [
        compose
        for bloc in section.blocs
        if not bloc.est_masque
        for compose in (
            composer_bilans(matiere, lecture)
            if bloc.genre is GenreBloc.BILANS
            else [composer_bloc(bloc, matiere, lecture)]
        )
    ]
    return SectionDuDocument(
        titre=soigner(montree.titre),
        niveau=section.niveau,
        ancre=slugify(section.titre),
        blocs=tuple(bloc for bloc in composes if bloc is not None),
    )


def composer_bilans(matiere: Matiere, lecture: Lecture) -> list[Bloc]:
    """Return the blocks of the actions chosen as annexes, one after the other."""
    return [bloc for fiche in matiere.fiches for bloc in composer_annexe(fiche, lecture)]


def composer_bloc(bloc: BlocCanevas, matiere: Matiere, lecture: Lecture) -> Bloc | None:
    """Return one block of the canvas, filled; None when there is nothing to show in it."""
    match bloc.genre:
        case GenreBloc.TEXTE:
            return _texte(bloc, matiere.textes.get(bloc.id, bloc.contenu), lecture)
        case GenreBloc.TABLEAU if bloc.id in lecture.par_id:
            tableau = lecture.tableau(bloc.id)
            if tableau.est_facultatif and not tableau.lignes:
                return None
            rappel = rappeler(tableau, lecture.precedents_par_id.get(bloc.id), lecture.annee)
            return soigner(TableauDuDocument(presenter(tableau), rappel))
        case GenreBloc.GRAPHIQUE:
            dessin = dessiner(bloc.id, lecture.par_id, lecture.precedents_par_id, lecture.annee)
            return _illustration(bloc, dessin)
        case GenreBloc.CARTE:
            return _illustration(bloc, dessiner_carte(lieux_de_la_carte(matiere.lieux)))
        case GenreBloc.IDENTITE:
            return _texte(bloc, _identite(matiere), lecture)
        case GenreBloc.DEFINITIONS:
            return _texte(bloc, _definitions(matiere.referentiel), lecture)
    return None


def _texte(bloc: BlocCanevas, markdown: str, lecture: Lecture) -> Texte | None:
    prose = lire_prose(inserer(markdown, lecture))
    return soigner(Texte(bloc.id, bloc.titre, prose)) if prose else None


def _illustration(bloc: BlocCanevas, illustration: Illustration | None) -> Illustration | None:
    """Return the drawing under its title in the canvas; its own texts are set already."""
    if illustration is None:
        return None
    return replace(
        illustration,
        titre=soigner(bloc.titre or illustration.titre),
        alternative=soigner(illustration.alternative),
    )


def _couverture(matiere: Matiere) -> Couverture:
    service = matiere.service
    return Couverture(
        titre=f"Rapport d'activité {matiere.annee}",
        service=service.nom,
        association=service.association,
        mention=_mention(matiere),
        coordonnees=tuple(_coordonnees(service)),
        logo=service.logo,
    )


def _mention(matiere: Matiere) -> str:
    if matiere.valide_le is None:
        return "Projet, non validé par le conseil d'administration"
    return f"Validé par le conseil d'administration le {jour_en_lettres(matiere.valide_le)}"


def _coordonnees(service: Identite):
    for libelle, valeur in (
        ("Direction", service.direction),
        ("Présidence", service.presidence),
        ("Adresse", service.adresse),
        ("Téléphone", service.telephone),
        ("Courriel", service.courriel),
    ):
        if valeur:
            yield libelle, valeur


def _identite(matiere: Matiere) -> str:
    service = matiere.service
    lignes = [("Service", service.nom), ("Association", service.association), *_coordonnees(service)]
    lignes.append(("Rapport", _mention(matiere)))
    return "\n".join(f"- **{libelle} :** {litteral(valeur)}" for libelle, valeur in lignes if valeur)


def _definitions(referentiel: Referentiel) -> str:
    return "\n".join(
        f"- **{litteral(statut.libelle)} :** {litteral(statut.definition)}"
        for statut in referentiel.statuts
        if statut.definition and not statut.est_retire
    )
