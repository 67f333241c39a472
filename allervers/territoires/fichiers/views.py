"""Bringing an official file: choose it, say which columns serve, look at what it gives, then record all of it.

Nothing of the file is kept before the last step: each page carries what it needs of it, signed.
"""

from dataclasses import astuple

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee
from allervers.journal.appareil import appareil_de
from allervers.referentiel.lecture import termes_de_l_annee
from allervers.referentiel.models import Liste

from ..models import Territoire
from ..operations import noter_indicateurs
from .choix import ChoixForm
from .lecture import Fichier, Ligne, codes_des_lieux, est_par_iris, lire_fichier
from .ouverture import FichierRefuse

SEL = "territoires.fichier.libelles"
UN_JOUR = 24 * 60 * 60
# What a page may carry of a file, in characters.
PORTE_MAX = 1_500_000


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.TENIR_LE_TERRITOIRE)
def apporter_un_fichier(request):
    lieux = list(Territoire.objects.visible_par(request.user).select_related("commune"))
    if "porte" in request.POST:
        return _choisir(request, lieux)
    erreur = ""
    if request.method == "POST":
        try:
            return _lire(request, lieux)
        except FichierRefuse as refus:
            erreur = str(refus)
    sans_code = [lieu for lieu in lieux if not codes_des_lieux([lieu])]
    contexte = {"erreur": erreur, "sans_code": sans_code, "nb_lieux": len(lieux)}
    return render(request, "territoires/fichier.html", contexte, status=422 if erreur else 200)


def _lire(request, lieux: list[Territoire]):
    envoye = request.FILES.get("fichier")
    if envoye is None:
        raise FichierRefuse("Choisissez un fichier.")
    fichier = lire_fichier(envoye, envoye.name, envoye.size, codes_des_lieux(lieux))
    if not fichier.lignes:
        noms = {lieu.uuid.hex: lieu.nom for lieu in lieux}
        dits = ", ".join(f"{codes} ({noms[uuid]})" for uuid, codes in fichier.manquants)
        raise FichierRefuse(f"Ce fichier n’a qu’une partie de vos lieux\u202f: il y manque {dits}.")
    if not fichier.colonnes:
        raise FichierRefuse("Vos lieux y sont reconnus, mais aucune de ses colonnes n’est un nombre.")
    porte = signing.dumps([request.user.service_id, astuple(fichier)], salt=SEL, compress=True)
    if len(porte) > PORTE_MAX:
        raise FichierRefuse(
            "Ce fichier a trop de colonnes pour vos lieux\u202f: gardez celles qui vous servent."
        )
    return _montrer(request, _form(request, fichier), porte, lieux)


def _choisir(request, lieux: list[Territoire]):
    """Columns were chosen: show what they give, then record it once it was seen."""
    try:
        porte = request.POST["porte"]
        service, valeurs = signing.loads(porte, salt=SEL, max_age=UN_JOUR)
        lues = signing.loads(
            request.POST.get("lues") or signing.dumps(None, salt=SEL), salt=SEL, max_age=UN_JOUR
        )
    except signing.BadSignature:
        service, valeurs, lues = None, None, None
    if service != request.user.service_id:
        messages.error(request, "Cette page est trop ancienne\u202f: choisissez de nouveau le fichier.")
        return redirect("apporter_un_fichier")
    nom, cle, colonnes, lignes, *suite = valeurs
    fichier = Fichier(nom, cle, tuple(colonnes), tuple(Ligne(*ligne) for ligne in lignes), *suite)
    form = _form(request, fichier, request.POST)
    if not form.is_valid() or "changer" in request.POST:
        return _montrer(request, form, porte, lieux, status=422 if form.errors else 200)
    if lues is None:
        return _apercevoir(request, form, porte, lieux)
    apercus, fautes, _ = form.apercus(_par_uuid(lieux), lues)
    if fautes:
        return _apercevoir(request, form, porte, lieux)
    annee = form.cleaned_data["annee"]
    try:
        nb = noter_indicateurs(
            service=request.user.service,
            annee=annee,
            chiffres=[un.chiffre for un in apercus],
            par=request.user,
            appareil=appareil_de(request),
        )
    except VersionDepassee:
        return _apercevoir(request, form, porte, lieux, status=409)
    form.retenir()
    s = "s" if nb > 1 else ""
    dit = f"{nb} chiffre{s} noté{s}." if nb else "Tout était déjà noté\u202f: rien n’a changé."
    messages.success(request, dit)
    return redirect(f"{reverse('territoires')}?annee={max(annee, timezone.localdate().year)}")


def _form(request, fichier: Fichier, envoye=None) -> ChoixForm:
    service = request.user.service
    termes = termes_de_l_annee(service, timezone.localdate().year, Liste.INDICATEUR)
    return ChoixForm(envoye, fichier=fichier, termes=termes, service=service)


def _par_uuid(lieux: list[Territoire]) -> dict[str, Territoire]:
    return {lieu.uuid.hex: lieu for lieu in lieux}


def _sommes(fichier: Fichier, lieux: list[Territoire]) -> list[tuple[Territoire, list[str]]]:
    """Return the places that have several lines, with the codes of these."""
    par_lieu = fichier.par_lieu
    return [
        (lieu, [ligne.code for ligne in par_lieu[lieu.uuid.hex]])
        for lieu in lieux
        if len(par_lieu.get(lieu.uuid.hex, ())) > 1
    ]


def _montrer(request, form: ChoixForm, porte: str, lieux: list[Territoire], status=200):
    fichier = form.fichier
    reconnus, manquants = fichier.par_lieu, dict(fichier.manquants)
    return render(
        request,
        "territoires/colonnes.html",
        {
            "form": form,
            "fichier": fichier,
            "porte": porte,
            "reconnus": [lieu for lieu in lieux if lieu.uuid.hex in reconnus],
            "sommes": _sommes(fichier, lieux),
            "est_par_iris": est_par_iris(fichier.cle),
            "incomplets": [(lieu, manquants[lieu.uuid.hex]) for lieu in lieux if lieu.uuid.hex in manquants],
            "absents": [lieu for lieu in lieux if lieu.uuid.hex not in reconnus.keys() | manquants.keys()],
        },
        status=status,
    )


def _apercevoir(request, form: ChoixForm, porte: str, lieux: list[Territoire], status=200):
    apercus, fautes, ecartes = form.apercus(_par_uuid(lieux))
    lues = {
        f"{un.chiffre.territoire.uuid.hex}/{un.chiffre.indicateur.code}": un.chiffre.lue for un in apercus
    }
    return render(
        request,
        "territoires/apercu.html",
        {
            "form": form,
            "fichier": form.fichier,
            "porte": porte,
            "lues": signing.dumps(lues, salt=SEL, compress=True),
            "apercus": apercus,
            "fautes": fautes,
            "ecartes": ecartes.items(),
            "sommes": _sommes(form.fichier, lieux),
            "est_par_iris": est_par_iris(form.fichier.cle),
            "nb_nouveaux": sum(not un.est_pareil for un in apercus),
            "est_depasse": status == 409,
        },
        status=422 if fautes else status,
    )
