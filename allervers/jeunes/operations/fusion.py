"""Two files of one youth become one, and can be two again for thirty days; two who look alike are said to be two."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from allervers.coffre.operations import EnveloppeDepassee, empreinte, mettre_de_cote, sceller
from allervers.comptes import versions
from allervers.comptes.refus import refuser_en_mots

from ..alertes.lecture import listes_du_jour
from ..fusion.places import Deplacements, avant_apres, de_cote, en_champs, ranger
from ..fusion.plan import SCELLES, Inconciliables, Plan
from ..fusion.regles import liens_du_jeune, nom_de_ligne
from ..fusion.retour import Retour
from ..models import Distinction, Fusion, Jeune
from .commun import JeuneRefuse, inscrire_sur


class FichesChangees(JeuneRefuse):
    """One of the two files changed since the page was shown: it is to be looked at again."""

    def __init__(self):
        super().__init__(
            "Une des deux fiches a changé entre-temps. Relisez ce qui suit, puis validez de nouveau."
        )


@dataclass(frozen=True)
class TexteChoisi:
    """What becomes of a sealed field of the file kept: `enveloppe` when it changes. `lue`, `lue_autre`: the prints of
    what the author read on both.
    """

    enveloppe: bytes | None
    lue: str
    lue_autre: str


@transaction.atomic
def reunir_fiches(
    *,
    garde: Jeune,
    absorbe: Jeune,
    lue: str,
    choix: Mapping[str, str],
    textes: Mapping[str, TexteChoisi],
    par,
    appareil="",
) -> Fusion:
    """Make the file `absorbe` one with `garde`: all that is dated moves, and they count as one from then on.

    `lue`: the print of the plan that its author saw; `choix`: of each fact, « garde » or « absorbe »; `textes`: of each
    sealed field, what was written for the file kept. Raises FichesChangees, JeuneRefuse, and what `sceller` raises.
    """
    if garde.service_id != absorbe.service_id or garde.pk == absorbe.pk:
        raise JeuneRefuse("Choisissez une autre fiche du même service.")
    garde, absorbe = _verrouiller(garde, absorbe)
    plan = Plan(garde, absorbe, listes_du_jour(garde.service))
    if plan.empreinte != lue:
        raise FichesChangees
    try:
        faits = plan.faits(choix)
    except Inconciliables as raison:
        raise JeuneRefuse(str(raison)) from None
    lues = _verifier_les_textes(garde, absorbe, textes)
    deplacements = ranger(plan.mouvements, absorbe, garde, par)
    _reprendre_les_distinctions(garde, absorbe, deplacements)
    recit = {
        "garde": avant_apres(garde, faits),
        "absorbe": de_cote(absorbe),
        "scelles_absorbe": mettre_de_cote(objet=absorbe, par=par),
        **deplacements.en_valeurs(),
    }
    versions.modifier(objet=garde, lue=garde.version, par=par, **en_champs(Jeune, faits))
    for champ, texte in textes.items():
        if texte.enveloppe is not None:
            sceller(objet=garde, champ=champ, enveloppe=texte.enveloppe, lue=texte.lue, par=par)
    recit["scelles"] = {champ: [lues[champ], empreinte(_octets(garde, champ))] for champ in SCELLES}
    fusion = Fusion.objects.create(
        service=garde.service,
        jeune=garde,
        absorbe_uuid=absorbe.uuid,
        absorbe_code=absorbe.code,
        absorbe_pk=absorbe.pk,
        fait_par=par,
        recit=recit,
    )
    for jeune, autre in ((garde, absorbe), (absorbe, garde)):
        inscrire_sur("reunir_fiches", jeune, par, appareil, autre=autre.code)
    _ne_rien_laisser(absorbe)
    absorbe.delete()
    return fusion


@transaction.atomic
def defaire_fusion(*, fusion: Fusion, avec: Collection[str] = (), par, appareil="") -> Jeune:
    """Make two files again of what `fusion` made one, and return the one that comes back.

    Each row returns to its file, in its present state; what the merge cut is whole again. What was added since stays
    with the file kept, but for `avec`, names of rows (`Retour.ajoutees`) that go with the other. Raises JeuneRefuse
    after thirty days, and when another file was merged since.
    """
    fusion = Fusion.objects.select_for_update().get(pk=fusion.pk)
    garde = Jeune.objects.select_for_update().select_related("service").get(pk=fusion.jeune_id)
    if not fusion.est_defaisable:
        raise JeuneRefuse(
            "Ces fiches sont réunies depuis plus de trente jours\u202f: cela ne se défait plus."
        )
    suivante = Fusion.objects.filter(jeune=garde, fait_le__gt=fusion.fait_le).order_by("-fait_le").first()
    if suivante is not None:
        raise JeuneRefuse(
            f"La fiche {suivante.absorbe_code} a été réunie ensuite\u202f: défaites d’abord cette réunion-là."
        )
    with refuser_en_mots(Jeune, JeuneRefuse):
        absorbe = Retour(fusion, garde, listes_du_jour(garde.service)).faire(avec, par)
    for jeune, autre in ((garde, absorbe), (absorbe, garde)):
        inscrire_sur("defaire_fusion", jeune, par, appareil, autre=autre.code)
    fusion.delete()
    return absorbe


def oublier_les_fusions(service, jour: date) -> Iterator[str]:
    """Forget what merges changed, once they can no longer be undone; yield what was done."""
    passees = Fusion.objects.filter(service=service, recit__isnull=False).exclude(
        pk__in=Fusion.objects.defaisables()
    )
    if nb := passees.update(recit=None):
        yield f"{service.code}\u202f: {nb} réunions de fiches ne se défont plus"


@transaction.atomic
def distinguer(*, jeune: Jeune, autre: Jeune, par, appareil="") -> None:
    """Say that these two, who look alike, are two. Said twice, it is said once."""
    if jeune.pk == autre.pk:
        raise JeuneRefuse("Choisissez deux fiches.")
    premier, second = sorted((jeune, autre), key=lambda un: un.pk)
    _, est_neuve = Distinction.objects.get_or_create(
        service=jeune.service, jeune=premier, autre=second, defaults={"dit_par": par}
    )
    if est_neuve:
        inscrire_sur("distinguer", jeune, par, appareil, autre=autre.code)
        inscrire_sur("distinguer", autre, par, appareil, autre=jeune.code)


def _verrouiller(garde: Jeune, absorbe: Jeune) -> tuple[Jeune, Jeune]:
    verrouilles = Jeune.objects.select_for_update().select_related("service").order_by("pk")
    lignes = {un.pk: un for un in verrouilles.filter(pk__in=[garde.pk, absorbe.pk])}
    if len(lignes) < 2:
        raise FichesChangees
    return lignes[garde.pk], lignes[absorbe.pk]


def _verifier_les_textes(garde: Jeune, absorbe: Jeune, textes: Mapping[str, TexteChoisi]) -> dict[str, str]:
    """Return the print of what the file kept holds in each sealed field. Raises JeuneRefuse when a text of the file
    that goes was not read, EnveloppeDepassee when one changed since.
    """
    lues = {}
    for champ in SCELLES:
        sienne, autre = (empreinte(_octets(jeune, champ)) for jeune in (garde, absorbe))
        if champ not in textes and autre:
            raise JeuneRefuse(
                "Le coffre est fermé\u202f: les textes chiffrés des deux fiches ne se réunissent pas."
            )
        if champ in textes and (textes[champ].lue, textes[champ].lue_autre) != (sienne, autre):
            raise EnveloppeDepassee(_octets(garde, champ))
        lues[champ] = sienne
    return lues


def _octets(jeune: Jeune, champ: str) -> bytes | None:
    enveloppe = getattr(jeune, champ)
    return bytes(enveloppe) if enveloppe else None


def _reprendre_les_distinctions(garde: Jeune, absorbe: Jeune, faits: Deplacements) -> None:
    """Whom the file that goes was told from, the one kept is too."""
    for une in Distinction.objects.filter(models.Q(jeune=absorbe) | models.Q(autre=absorbe)):
        faits.retirees.append(une)
        autre = une.autre if une.jeune_id == absorbe.pk else une.jeune
        if autre.pk == garde.pk:
            continue
        premier, second = sorted((garde, autre), key=lambda un: un.pk)
        nouvelle, est_neuve = Distinction.objects.get_or_create(
            service=garde.service,
            jeune=premier,
            autre=second,
            defaults={"dit_par": une.dit_par, "dit_le": une.dit_le},
        )
        faits.ajoutees += [nouvelle] if est_neuve else []


def _ne_rien_laisser(absorbe: Jeune) -> None:
    for modele, lien in liens_du_jeune():
        restes = modele._base_manager.filter(**{lien: absorbe.pk})
        if restes.exists():
            raise RuntimeError(f"{modele._meta.label}: {[nom_de_ligne(un) for un in restes]} left behind")
