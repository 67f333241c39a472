"""The service and its lists: what must stand before the other kinds can be read."""

from itertools import groupby

from allervers.comptes.models import Service
from allervers.comptes.operations import enregistrer_lot
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.models import Liste, Millesime
from allervers.referentiel.operations import Complement, charger_preset, completer_listes
from allervers.referentiel.presets import PresetInconnu, lire_preset

from .correspondances import CORRESPONDANCES
from .fautes import Fautes
from .lecture import Feuille
from .references import ALLERVERS, identifiant
from .traduction import Ligne, Traducteur

_LIBELLE_MAX = 400
_CODE_MAX = 60


def ouvrir_service(feuille: Feuille | None, fautes: Fautes, par) -> tuple[Service, bool] | None:
    """Return (the service to import into, whether it was just made), or None after adding to `fautes`.

    A new service is made, with the lists of its preset.
    """
    if feuille is None:
        return _service_unique(fautes)
    if feuille.manquantes:
        return None
    lignes = [Ligne(*ligne) for ligne in feuille.lignes()]
    if len(lignes) != 1:
        fautes.ajouter(feuille.nom, "il faut une ligne, et une seule : le service dont on importe l'année.")
        return None
    ligne = lignes[0]
    traducteur = Traducteur(feuille, CORRESPONDANCES["service"], fautes)
    traducteur.traduire(lignes)
    if ligne.est_fautive:
        return None
    connu = Service.objects.filter(code=ligne.valeurs["code"]).first()
    ligne.uuid = connu.uuid if connu else identifiant(ALLERVERS, "service", (ligne.valeurs["code"],))
    service = Service(uuid=ligne.uuid, **ligne.champs)
    lot = enregistrer_lot(Service, [service], list(ligne.champs))
    service.pk = lot.cles.get(ligne.uuid)
    traducteur.rapporter(lignes, lot)
    _listes_de_depart(service, ligne, traducteur, par)
    return None if ligne.est_fautive else (service, connu is None)


def _service_unique(fautes: Fautes) -> tuple[Service, bool] | None:
    services = list(Service.objects.all()[:2])
    if len(services) == 1:
        return services[0], False
    if services:
        raison = "cette installation a plusieurs services ; ajoutez ce tableau, qui dit lequel on importe."
    else:
        raison = "il n'y a encore aucun service ; ajoutez ce tableau, qui le décrit."
    fautes.ajouter("service", raison)
    return None


def _listes_de_depart(service: Service, ligne: Ligne, traducteur: Traducteur, par) -> None:
    """Load the preset, or check that the lists of the service began with it."""
    preset, depuis = ligne.valeurs["preset"], ligne.valeurs["depuis"]
    try:
        referentiel = lire_preset(preset)
    except PresetInconnu as erreur:
        traducteur.faute(ligne, "preset", str(erreur))
        return
    premier = Millesime.objects.filter(service=service).order_by("annee").first()
    if premier is None:
        charger_preset(service=service, annee=depuis, preset=preset, par=par)
        return
    if premier.annee != depuis:
        traducteur.faute(
            ligne, "depuis", f"les listes de ce service commencent en {premier.annee} ; écrivez cette année."
        )
    if premier.nom != referentiel.nom:
        traducteur.faute(
            ligne, "preset", f"les listes de ce service viennent du préréglage « {premier.nom} » ; gardez-le."
        )


def completer(feuille: Feuille, service: Service, fautes: Fautes, par) -> tuple[int, int]:
    """Complete the lists of `service` from the sheet `termes`; return how many lines (change them, do not)."""
    if feuille.manquantes:
        return 0, 0
    traducteur = _TraducteurDeTermes(feuille, None, fautes)
    lignes = [Ligne(*ligne) for ligne in feuille.lignes()]
    for ligne in lignes:
        traducteur.lire(ligne)
    _refuser_doubles(lignes, traducteur)
    crees = deja_la = 0
    bonnes = sorted((ligne for ligne in lignes if not ligne.est_fautive), key=_depuis)
    for annee, groupe in groupby(bonnes, key=_depuis):
        nb_crees, nb_deja_la = _completer_annee(service, annee, list(groupe), traducteur, par)
        crees, deja_la = crees + nb_crees, deja_la + nb_deja_la
    return crees, deja_la


class _TraducteurDeTermes(Traducteur):
    """The lines of `termes` become complements of lists, not rows of a model."""

    def lire(self, ligne: Ligne) -> None:
        super().lire(ligne)
        for colonne, maximum in (("code", _CODE_MAX), ("libelle", _LIBELLE_MAX)):
            if len(ligne.valeurs[colonne] or "") > maximum:
                self.faute(ligne, colonne, f"ce texte est trop long ; {maximum} caractères au plus.")
        if ligne.valeurs["ordre"] is not None and ligne.valeurs["ordre"] < 1:
            self.faute(ligne, "ordre", "le rang commence à 1.")


def _depuis(ligne: Ligne) -> int:
    return ligne.valeurs["depuis"]


def _refuser_doubles(lignes: list[Ligne], traducteur: Traducteur) -> None:
    premieres: dict[tuple, int] = {}
    for ligne in lignes:
        cle = tuple(ligne.valeurs[colonne] for colonne in traducteur.feuille.genre.cle)
        premiere = premieres.setdefault(cle, ligne.numero)
        if premiere != ligne.numero and None not in cle:
            traducteur.faute(
                ligne, "code", f"même liste, code et année que la ligne {premiere} ; n'en gardez qu'une."
            )


def _completer_annee(
    service, annee: int, lignes: list[Ligne], traducteur: Traducteur, par
) -> tuple[int, int]:
    try:
        avant = referentiel_du_service(service, annee).listes
    except SansReferentiel as erreur:
        for ligne in lignes:
            traducteur.faute(ligne, "depuis", f"{erreur} Donnez une année où elles sont en vigueur.")
        return 0, 0
    parents = {(liste, terme.code): terme.parent for liste, termes in avant.items() for terme in termes}
    connus = set(parents)
    for ligne in lignes:
        parents[_terme(ligne)] = ligne.valeurs["parent"] or parents.get(_terme(ligne))
    for ligne in lignes:
        _verifier_terme(ligne, parents, connus, traducteur)
    if any(ligne.est_fautive for ligne in lignes):
        return 0, 0
    completer_listes(
        service=service, annee=annee, complements=[_complement(ligne) for ligne in lignes], par=par
    )
    anciens = {(liste, terme.code): terme for liste, termes in avant.items() for terme in termes}
    apres = referentiel_du_service(service, annee).listes
    nouveaux = {(liste, terme.code): terme for liste, termes in apres.items() for terme in termes}
    crees = sum(anciens.get(_terme(ligne)) != nouveaux[_terme(ligne)] for ligne in lignes)
    return crees, len(lignes) - crees


def _terme(ligne: Ligne) -> tuple[str, str]:
    return ligne.valeurs["liste"], ligne.valeurs["code"]


def _verifier_terme(ligne: Ligne, parents: dict, connus: set, traducteur: Traducteur) -> None:
    liste, code = _terme(ligne)
    if (liste, code) not in connus and not ligne.valeurs["libelle"]:
        traducteur.faute(ligne, "libelle", "un nouveau terme demande un libellé.")
    parent = ligne.valeurs["parent"]
    if parent and (liste, parent) not in parents:
        ailleurs = [autre for autre in Liste.values if (autre, parent) in parents]
        ou = f" (il est dans « {ailleurs[0]} »)" if ailleurs else ""
        traducteur.faute(
            ligne,
            "parent",
            f"ce code n'est pas dans la liste « {liste} »{ou} ; corrigez-le, ou ajoutez sa ligne.",
        )
        return
    vus, ancetre = set(), code
    while ancetre and ancetre not in vus:
        vus.add(ancetre)
        ancetre = parents.get((liste, ancetre))
    if ancetre:
        traducteur.faute(ligne, "parent", "ce terme se regroupe sous lui-même ; donnez un autre parent.")


def _complement(ligne: Ligne) -> Complement:
    valeurs = ligne.valeurs
    return Complement(
        liste=valeurs["liste"],
        code=valeurs["code"],
        libelle=valeurs["libelle"],
        parent=valeurs["parent"],
        ordre=valeurs["ordre"],
        est_retire=bool(valeurs["retire"]),
    )
