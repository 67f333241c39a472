"""Sending the report: is it coherent, its files, and the bundles that can no longer change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige, peut
from allervers.referentiel.valeur import GenreBloc

from ..avancement import avancement
from ..composition import composer
from ..document import Forme
from ..dossiers import nombre_a_completer
from ..gel import (
    GelRefuse,
    LiasseAlteree,
    figer_annee,
    matiere_figee,
    publier_annee,
    tableaux_publies,
    valider_annee,
)
from ..gel import sortie_figee as lire_sortie
from ..matiere import Matiere, matiere_vivante
from ..models import AnneeFigee, Publication
from ..presentation import soigner
from ..publiable import ARelire, NonPubliable, a_relire
from ..rendus import FORMATS, rendre
from ..verification import alertes
from .annee import lecture_demandee

# Before it is frozen a year has no secret. Which figures its texts will lack does not depend on it.
SANS_SECRET = bytes(32)


@dataclass(frozen=True)
class TexteAVerifier:
    """A text that does not agree with the tables: where it stands, and why."""

    titre: str
    ancre: str
    bloc: str
    alertes: tuple[str, ...]


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def envoi(request, annee):
    """Everything between a written report and the one that the Département receives."""
    lecture = lecture_demandee(request, annee)
    matiere = matiere_vivante(request.user.service, lecture)
    avancements = avancement(request.user.service, annee, lecture.referentiel.canevas)
    liasses = list(
        AnneeFigee.objects.visible_par(request.user)
        .filter(annee=annee)
        .defer("liasse")
        .select_related("fige_par")
    )
    publication = Publication.objects.visible_par(request.user).filter(annee=annee).first()
    a_publier = next((liasse for liasse in liasses if liasse.valide_le), None) if not publication else None
    return render(
        request,
        "rapport/envoyer.html",
        {
            "annee": annee,
            "lecture": lecture,
            "a_verifier": list(_textes_a_verifier(matiere)),
            "a_completer": [
                (tableau, nombre) for tableau in lecture.tableaux if (nombre := nombre_a_completer(tableau))
            ],
            "nb_a_ecrire": sum(len(un.etats) - un.nb_prets for un in avancements),
            "formats": [(format, nom) for format, (nom, _) in FORMATS.items()],
            "liasses": liasses,
            "publication": publication,
            "a_publier": a_publier,
            "a_relire": [] if publication else _a_relire(request, matiere, a_publier),
            "aujourdhui": date.today(),
        },
    )


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def sortie(request, annee, format):
    """The report as it stands now, as a file."""
    matiere = matiere_vivante(request.user.service, lecture_demandee(request, annee))
    return _fichier(lambda: rendre(composer(matiere), format), format, f"rapport-{annee}-projet")


@require_POST
@exige(Droit.FIGER_L_ANNEE)
def figer(request, annee):
    lecture_demandee(request, annee)
    try:
        figee = figer_annee(service=request.user.service, annee=annee, par=request.user)
        messages.success(request, f"L’année {annee} est figée dans la liasse {figee.numero}.")
    except GelRefuse as refus:
        messages.error(request, str(refus))
    return redirect("envoyer", annee=annee)


@require_POST
@exige(Droit.FIGER_L_ANNEE)
def valider(request, annee, numero):
    try:
        le = date.fromisoformat(request.POST.get("le", ""))
    except ValueError:
        messages.error(request, "Écrivez la date du conseil d’administration, par exemple 12/03/2025.")
        return redirect("envoyer", annee=annee)
    try:
        valider_annee(annee_figee=_liasse(request, annee, numero), le=le, par=request.user)
        messages.success(request, f"La liasse {numero} est validée. Ses fichiers ne changeront plus.")
    except (GelRefuse, LiasseAlteree) as refus:
        messages.error(request, str(refus))
    return redirect("envoyer", annee=annee)


@require_POST
@exige(Droit.FIGER_L_ANNEE)
def publier(request, annee, numero):
    if request.POST.get("compris") != "oui":
        messages.error(request, "Cochez la case avant de publier : une publication ne se refait pas.")
        return redirect("envoyer", annee=annee)
    try:
        publier_annee(annee_figee=_liasse(request, annee, numero), par=request.user)
        messages.success(request, f"La forme publiable de {annee} est prête.")
    except (GelRefuse, LiasseAlteree) as refus:
        messages.error(request, str(refus))
    return redirect("envoyer", annee=annee)


@require_safe
@exige(Droit.LIRE_LE_RAPPORT)
def sortie_figee(request, annee, numero, forme, format):
    """A file of a bundle, as it was handed over. The publishable form exists once published."""
    liasse = _liasse(request, annee, numero)
    if forme not in {une.value for une in Forme}:
        raise Http404("Cette forme n'existe pas.")
    if forme == Forme.PUBLIABLE.value and not liasse.publications.exists():
        raise Http404("Cette liasse n'est pas publiée.")
    try:
        return _fichier(
            lambda: lire_sortie(liasse, Forme(forme), format),
            format,
            f"rapport-{annee}-liasse-{numero}-{forme}",
        )
    except LiasseAlteree as alteree:
        messages.error(request, f"{alteree} Il n’est pas remis. Prévenez l’administration technique.")
        return redirect("envoyer", annee=annee)


def _textes_a_verifier(matiere: Matiere) -> Iterator[TexteAVerifier]:
    for montree in matiere.sections:
        for bloc in montree.section.blocs:
            if bloc.genre is not GenreBloc.TEXTE or bloc.est_masque:
                continue
            contenu = matiere.textes.get(bloc.id, bloc.contenu)
            if trouvees := tuple(alertes(contenu, bloc, montree.section, matiere.lecture)):
                ancre = slugify(montree.section.titre)
                yield soigner(TexteAVerifier(montree.titre, ancre, bloc.id, trouvees))


def _a_relire(request, vivante: Matiere, a_publier: AnneeFigee | None) -> list[ARelire]:
    """Return the texts to read again before the year is published: those of its bundle, or of today."""
    if not peut(request.user, Droit.FIGER_L_ANNEE):
        return []
    try:
        matiere = matiere_figee(a_publier) if a_publier else replace(vivante, sel=SANS_SECRET)
        publies = tableaux_publies(request.user.service_id, vivante.annee - 1)
        return [soigner(relu) for relu in a_relire(matiere, publies)]
    except (LiasseAlteree, NonPubliable) as refus:
        messages.error(request, str(refus))
        return []


def _liasse(request, annee: int, numero: int) -> AnneeFigee:
    liasse = AnneeFigee.objects.visible_par(request.user).filter(annee=annee, numero=numero).first()
    if liasse is None:
        raise Http404("Cette liasse n'existe pas.")
    return liasse


def _fichier(produire, format: str, nom: str) -> HttpResponse:
    if format not in FORMATS:
        raise Http404("Ce format n'existe pas.")
    return HttpResponse(
        produire(),
        content_type=FORMATS[format][1],
        headers={"Content-Disposition": f'attachment; filename="{nom}.{format}"'},
    )
