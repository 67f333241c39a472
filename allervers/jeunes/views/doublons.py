"""Two files for one youth: hints, comparing them, making them one, and two again. Nothing is merged by itself."""

from itertools import groupby

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import texte_de
from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse, EnveloppeDepassee, empreinte
from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de

from .. import operations
from ..alertes.lecture import listes_du_jour
from ..fil import en_une_ligne
from ..formulaires.fusion import ReunirForm
from ..fusion.plan import CHOIX, SCELLES, Inconciliables, Plan, lisibles
from ..fusion.retour import Retour, nom_complet
from ..models import Distinction, Fusion
from ..operations import FichesChangees, JeuneRefuse
from .commun import le_jeune

TITRES = {"sexe": "Sexe", "age": "Âge", "commune": "Commune", "quartier": "Quartier", "origine": "Origine"}
# Each part of what is sealed: (field, part, title).
PARTIES = (
    ("alias", "", "Prénom ou surnom"),
    ("identite", "nom", "Nom"),
    ("identite", "telephone", "Téléphone"),
    ("identite", "reseaux", "Réseaux"),
    ("identite", "adresse", "Adresse"),
    ("note", "", "Note de l’équipe"),
)


@require_safe
@exige(Droit.VOIR_LES_JEUNES)
def doublons(request):
    fusions = Fusion.objects.visible_par(request.user).defaisables().select_related("jeune", "fait_par")
    return render(request, "jeunes/doublons/doublons.html", {"fusions": fusions})


@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def reunir(request, uuid, autre):
    """Compare two files, then make them one: `uuid` is kept."""
    garde, absorbe = le_jeune(request, uuid), le_jeune(request, autre)
    if garde.pk == absorbe.pk:
        messages.success(request, "Ces deux fiches n’en font déjà plus qu’une.")
        return redirect("jeune", garde.uuid)
    if request.method != "POST":
        return _comparer(request, garde, absorbe)
    form = ReunirForm(request.POST)
    if not form.is_valid():
        return _comparer(request, garde, absorbe, " ".join(t for un in form.errors.values() for t in un), 422)
    try:
        operations.reunir_fiches(
            garde=garde,
            absorbe=absorbe,
            lue=form.cleaned_data["lue"],
            choix=form.choix,
            textes=form.textes,
            par=request.user,
            appareil=appareil_de(request),
        )
    except (CoffreRefuse, EnveloppeRefusee, JeuneRefuse) as refus:
        depassee = isinstance(refus, FichesChangees | EnveloppeDepassee)
        garde, absorbe = le_jeune(request, uuid), le_jeune(request, autre)
        return _comparer(request, garde, absorbe, str(refus), 409 if depassee else 422)
    messages.success(
        request, f"{absorbe.code} et {garde.code} ne font qu’une fiche. Cela se défait trente jours."
    )
    return redirect("jeune", garde.uuid)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def distinguer(request, uuid, autre):
    jeune, second = le_jeune(request, uuid), le_jeune(request, autre)
    try:
        operations.distinguer(jeune=jeune, autre=second, par=request.user, appareil=appareil_de(request))
    except JeuneRefuse as refus:
        return _comparer(request, jeune, second, str(refus), 422)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({})
    messages.success(request, f"C’est noté\u202f: {jeune.code} et {second.code} sont deux jeunes.")
    return redirect("doublons")


@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def defaire(request, uuid, fusion):
    """Make two files again: what was added since stays, unless it is ticked."""
    jeune = le_jeune(request, uuid)
    ligne = get_object_or_404(jeune.fusions.visible_par(request.user).select_related("fait_par"), uuid=fusion)
    erreur = ""
    if request.method == "POST":
        try:
            revenu = operations.defaire_fusion(
                fusion=ligne,
                avec=request.POST.getlist("avec"),
                par=request.user,
                appareil=appareil_de(request),
            )
            messages.success(request, f"{jeune.code} et {revenu.code} sont de nouveau deux fiches.")
            return redirect("jeune", revenu.uuid)
        except JeuneRefuse as refus:
            erreur = str(refus)
    listes = listes_du_jour(jeune.service)
    ajoutees = Retour(ligne, jeune, listes).ajoutees() if ligne.recit else []
    par_genre = groupby(ajoutees, key=type)
    contexte = {
        "jeune": jeune,
        "fusion": ligne,
        "erreur": erreur,
        "ajoutees": [
            (nom_complet(une), en_une_ligne(une, listes))
            for _, siennes in par_genre
            for une in lisibles(list(siennes), request.user)
        ],
    }
    return render(request, "jeunes/doublons/defaire.html", contexte, status=422 if erreur else 200)


def _comparer(request, garde, absorbe, erreur="", status=200):
    plan = Plan(garde, absorbe, listes_du_jour(garde.service))
    try:
        faits = plan.faits({})
    except Inconciliables as raison:
        faits, erreur = {}, erreur or str(raison)
    demandes = request.POST if request.method == "POST" else {}
    dits = Distinction.objects.visible_par(request.user).filter(
        jeune__in=[garde, absorbe], autre__in=[garde, absorbe]
    )
    return render(
        request,
        "jeunes/doublons/reunir.html",
        {
            "garde": garde,
            "absorbe": absorbe,
            "plan": plan,
            "quantites": plan.quantites(request.user),
            "erreur": erreur,
            "distinction": dits.select_related("dit_par").first(),
            "premier_contact": faits.get("premier_contact", garde.premier_contact),
            "dernier_contact": faits.get("dernier_contact", garde.dernier_contact),
            "niveau": faits.get("niveau", garde.niveau),
            "faits": [
                (nom, TITRES[nom], *dits, demandes.get(nom) or plan.propose(nom))
                for nom in CHOIX
                if any(dits := [_dire(un, nom, plan) for un in plan.deux])
            ],
            "enveloppes": [
                (
                    champ,
                    *(
                        (texte_de(getattr(un, champ)), empreinte(getattr(un, champ)))
                        for un in (garde, absorbe)
                    ),
                )
                for champ in SCELLES
            ],
            "parties": [
                partie for partie in PARTIES if getattr(garde, partie[0]) or getattr(absorbe, partie[0])
            ],
        },
        status=status,
    )


def _dire(jeune, nom: str, plan: Plan) -> str:
    """Return what a file says of a fact, in words; nothing when it does not."""
    match nom:
        case "sexe":
            return "" if jeune.sexe == "non_renseigne" else jeune.get_sexe_display()
        case "age" if jeune.annee_naissance:
            return f"né·e en {jeune.annee_naissance}"
        case "age":
            return f"{jeune.tranche.libelle} en {jeune.annee_tranche}" if jeune.tranche else ""
        case "origine":
            return plan.listes.libelle("origine", jeune.origine.code) if jeune.origine else ""
    return str(getattr(jeune, nom).nom) if getattr(jeune, nom) else ""
