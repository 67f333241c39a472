"""Writing the report together, section by section. Each text saves by itself; the pages work without a script."""

import json
from dataclasses import dataclass, replace

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige, peut
from allervers.comptes.versions import version_lue
from allervers.referentiel.valeur import BlocCanevas, GenreBloc, SectionCanevas

from ..avancement import Etat, avancement, etat_du_texte
from ..chiffres import chiffres_cites, chiffres_disponibles, inserer
from ..composition import composer_bloc
from ..deux_textes import reunir
from ..dossiers import lier_les_manques
from ..lecture import Lecture, lire_avec_precedente
from ..matiere import matiere_vivante, textes_de_l_annee
from ..models import TexteDuRapport
from ..presentation import soigner
from ..prose import lire_prose
from ..redaction import TexteModifieEntreTemps, ecrire_texte, marquer_texte
from ..verification import alertes, tableaux_de
from .annee import lecture_demandee


@dataclass(frozen=True)
class TexteDAvant:
    """What the same block said a year before: as it was read then, and as it was typed."""

    prose: tuple
    contenu: str


@dataclass(frozen=True)
class Editeur:
    """One text as its writer sees it: what it says, how it will look, and what does not agree.

    `objet` is the title of the table that it observes, if any; `chiffres` (JSON), how the figures that it cites read.
    """

    bloc: BlocCanevas
    titre: str
    objet: str
    invite: str
    contenu: str
    version: int
    etat: Etat
    prose: tuple
    alertes: list[str]
    chiffres: str
    precedent: TexteDAvant | None = None


@require_safe
@exige(Droit.ECRIRE_LE_RAPPORT)
def sommaire(request, annee):
    """The sections of the report, and how far each is."""
    lecture = lecture_demandee(request, annee)
    avancements = avancement(request.user.service, annee, lecture.referentiel.canevas)
    return render(
        request,
        "rapport/ecrire/sommaire.html",
        {
            "annee": annee,
            "avancements": avancements,
            "nb_prets": sum(un.nb_prets for un in avancements),
            "nb_textes": sum(len(un.etats) for un in avancements),
        },
    )


@require_safe
@exige(Droit.ECRIRE_LE_RAPPORT)
def section(request, annee, ancre):
    """One section: its tables and charts, and an editor for each of its texts."""
    lecture = lecture_demandee(request, annee)
    avancements = avancement(request.user.service, annee, lecture.referentiel.canevas)
    rang = next((rang for rang, un in enumerate(avancements) if un.ancre == ancre), None)
    if rang is None:
        raise Http404("Cette section n'est pas dans le plan du rapport.")
    section = avancements[rang].section
    matiere = matiere_vivante(request.user.service, lecture)
    textes = {texte.bloc: texte for texte in _textes(request).filter(annee=annee)}
    avant = _textes_d_avant(request, lecture)
    voit_les_dossiers = peut(request.user, Droit.VOIR_LES_DOSSIERS)

    def montrer(bloc):
        return lier_les_manques(bloc, lecture) if voit_les_dossiers else bloc

    return render(
        request,
        "rapport/ecrire/section.html",
        {
            "annee": annee,
            "ici": avancements[rang],
            # What is read here stands right below the title of the page.
            "section": replace(section, niveau=1),
            "precedente": avancements[rang - 1] if rang else None,
            "suivante": avancements[rang + 1] if rang + 1 < len(avancements) else None,
            "elements": [
                _editeur(bloc, section, textes.get(bloc.id), lecture, avant.get(bloc.id))
                if bloc.genre is GenreBloc.TEXTE
                else montrer(composer_bloc(bloc, matiere, lecture))
                for bloc in section.blocs
                if not bloc.est_masque
            ],
            "chiffres": [
                (lecture.tableau(id), chiffres_disponibles(lecture, [id]))
                for id in _tableaux_cites(section, lecture)
            ],
        },
    )


@require_POST
@exige(Droit.ECRIRE_LE_RAPPORT)
def enregistrer(request, annee, bloc):
    """Record a text. Answers 409 with both texts when someone else changed it in the meantime."""
    lecture = lecture_demandee(request, annee)
    section, bloc = _trouver(lecture, bloc)
    contenu, base, ecarte = (
        request.POST[nom].replace("\r\n", "\n") if nom in request.POST else None
        for nom in ("contenu", "base", "ecarte")
    )
    contenu = contenu or ""
    version = version_lue(request.POST.get("version", ""))
    try:
        texte = ecrire_texte(
            service=request.user.service,
            annee=annee,
            bloc=bloc.id,
            contenu=contenu,
            version=version,
            par=request.user,
            ecarte=ecarte,
        )
    except TexteModifieEntreTemps as conflit:
        contexte = {
            "annee": annee,
            "titre": soigner(section.titre),
            "bloc": bloc,
            "contenu": contenu,
            "conflit": conflit,
            "le_sien": _a_lire(conflit.actuel.contenu, lecture),
            "le_votre": _a_lire(contenu, lecture),
            "les_deux": reunir(base or "", conflit.actuel.contenu, contenu),
        }
        if _est_une_page(request):
            return render(request, "rapport/ecrire/conflit.html", contexte, status=409)
        return JsonResponse(
            {"html": render_to_string("rapport/ecrire/_conflit.html", contexte, request)}, status=409
        )
    if _est_une_page(request):
        return _vers(annee, section, bloc)
    editeur = _editeur(bloc, section, texte, lecture)
    return JsonResponse(
        {
            "version": texte.version,
            "etat": editeur.etat.value,
            "apercu": render_to_string("rapport/ecrire/_apercu.html", {"editeur": editeur}),
            "alertes": render_to_string("rapport/ecrire/_alertes.html", {"editeur": editeur}),
            "chiffres": chiffres_cites(contenu, lecture),
            "enregistre": f"Enregistré à {timezone.localtime():%H h %M}",
        }
    )


@require_POST
@exige(Droit.ECRIRE_LE_RAPPORT)
def marquer(request, annee, bloc):
    """Say that a text is ready, or a draft again."""
    section, bloc = _trouver(lecture_demandee(request, annee), bloc)
    marquer_texte(
        service=request.user.service,
        annee=annee,
        bloc=bloc.id,
        est_pret=request.POST.get("pret") == "oui",
        par=request.user,
    )
    return _vers(annee, section, bloc)


@require_safe
@exige(Droit.ECRIRE_LE_RAPPORT)
def histoire(request, annee, bloc):
    """Every version of a text, the latest first, with who wrote it and when."""
    lecture = lecture_demandee(request, annee)
    section, bloc = _trouver(lecture, bloc)
    texte = _textes(request).filter(annee=annee, bloc=bloc.id).first()
    versions = texte.versions.select_related("par") if texte else []
    return render(
        request,
        "rapport/ecrire/histoire.html",
        {
            "annee": annee,
            "titre": soigner(section.titre),
            "ancre": _ancre(section),
            "bloc": bloc,
            "texte": texte,
            "versions": [(version, _a_lire(version.contenu, lecture)) for version in versions],
        },
    )


def _editeur(
    bloc: BlocCanevas,
    section: SectionCanevas,
    texte: TexteDuRapport | None,
    lecture: Lecture,
    precedent: TexteDAvant | None = None,
) -> Editeur:
    contenu = texte.contenu if texte is not None and texte.version else bloc.contenu
    return Editeur(
        bloc=bloc,
        titre=soigner(bloc.titre or section.titre),
        objet=soigner(_objet(bloc, lecture)),
        invite=soigner(bloc.invite),
        contenu=contenu,
        version=texte.version if texte is not None else 0,
        etat=etat_du_texte(bloc, texte),
        prose=_a_lire(contenu, lecture),
        alertes=soigner(tuple(alertes(contenu, bloc, section, lecture))),
        chiffres=json.dumps(chiffres_cites(contenu, lecture)),
        precedent=precedent,
    )


def _textes_d_avant(request, lecture: Lecture) -> dict[str, TexteDAvant]:
    """Return the texts of the year before, by block; their figures are those of that year."""
    avant = lecture.annee - 1
    textes = textes_de_l_annee(request.user.service, avant)
    try:
        d_avant = lire_avec_precedente(request.user.service, avant) if textes else lecture
    except LookupError:
        d_avant = replace(lecture, annee=avant, tableaux=lecture.precedents, precedents=())
    return {bloc: TexteDAvant(_a_lire(contenu, d_avant), contenu) for bloc, contenu in textes.items()}


def _a_lire(contenu: str, lecture: Lecture) -> tuple:
    """Return a text as the report will show it, figures included."""
    return soigner(lire_prose(inserer(contenu, lecture)))


def _objet(bloc: BlocCanevas, lecture: Lecture) -> str:
    """Return what a text is about when its title alone does not say it: the table that it observes."""
    tableau = lecture.par_id.get(bloc.id.removeprefix("observations_"))
    return tableau.titre if tableau else ""


def _tableaux_cites(section: SectionCanevas, lecture: Lecture) -> list[str]:
    """Return the tables whose figures can be quoted: those of the section first, then all the others."""
    autres = [id for autre in lecture.referentiel.canevas for id in tableaux_de(autre)]
    return [id for id in dict.fromkeys([*tableaux_de(section), *autres]) if id in lecture.par_id]


def _trouver(lecture: Lecture, id: str) -> tuple[SectionCanevas, BlocCanevas]:
    for section in lecture.referentiel.canevas:
        for bloc in section.blocs:
            if bloc.genre is GenreBloc.TEXTE and bloc.id == id:
                return section, bloc
    raise Http404("Ce texte n'est pas dans le plan du rapport.")


def _textes(request):
    return TexteDuRapport.objects.visible_par(request.user)


def _est_une_page(request) -> bool:
    """Whether a form was sent by the browser itself, not by the page's script."""
    return "application/json" not in request.headers.get("Accept", "")


def _ancre(section: SectionCanevas) -> str:
    return slugify(section.titre)


def _vers(annee: int, section: SectionCanevas, bloc: BlocCanevas):
    return redirect(f"{reverse('ecrire_section', args=[annee, _ancre(section)])}#{bloc.id}")
