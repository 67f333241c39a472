"""After the key changed, browsers seal again, lot by lot, what an earlier one sealed; what they cannot open is told."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Substr
from django.utils import timezone

from allervers.comptes.models import Utilisateur
from allervers.journal.operations import inscrire

from .champs import champs_scelles, genre
from .enveloppe import ENTETE, EnveloppeRefusee, entete, version_de
from .membres import cle_courante
from .models import EnveloppeAbimee
from .operations import EnveloppeDepassee, empreinte, sceller


def a_resceller(user: Utilisateur, combien: int) -> list[tuple[models.Model, str, bytes]]:
    """Return up to `combien` envelopes still sealed with an earlier key, among those that `user` may read, and whose
    browser did not find them damaged: (row, field, envelope)."""
    courante = cle_courante(user.service)
    if courante is None or courante.version == 1:
        return []
    abimees = EnveloppeAbimee.objects.filter(service=user.service, signalee_par=user)
    trouvees: list[tuple[models.Model, str, bytes]] = []
    for modele, champ in champs_scelles():
        anciennes = (
            modele.objects.visible_par(user)
            .filter(**{f"{champ.name}__isnull": False})
            .annotate(entete=Substr(champ.name, 1, ENTETE, output_field=models.BinaryField()))
            .exclude(entete=entete(courante.version))
            .exclude(uuid__in=abimees.filter(genre=genre(modele), champ=champ.name).values("objet"))
        )
        lignes = anciennes.only("uuid", champ.name).order_by("pk")[: combien - len(trouvees)]
        trouvees += [(ligne, champ.name, bytes(getattr(ligne, champ.name))) for ligne in lignes]
    return trouvees


@transaction.atomic
def resceller(
    *, genre_et_champ: tuple[str, str], objet: UUID, lue: str, enveloppe: bytes, par: Utilisateur
) -> bool:
    """Replace an envelope that `par` may read by the same value sealed with the present key; False when it
    changed meanwhile, or is not theirs to read.

    What is replaced is kept: nobody but browsers can tell that the value is the same.
    """
    if version_de(enveloppe) != cle_courante(par.service).version:
        raise EnveloppeRefusee("Ce contenu n’est pas scellé avec la clé présente.")
    ligne = _ligne(genre_et_champ, objet, par)
    if ligne is None:
        return False
    try:
        sceller(
            objet=ligne,
            champ=genre_et_champ[1],
            enveloppe=enveloppe,
            lue=lue,
            par=par,
            est_rescellee=True,
        )
    except EnveloppeDepassee:
        return False
    return True


@transaction.atomic
def signaler_abimee(
    *, genre_et_champ: tuple[str, str], objet: UUID, lue: str, par: Utilisateur, appareil=""
) -> bool:
    """Note that the browser of `par`, whose vault is open, cannot open this envelope; False when it changed meanwhile,
    or is not theirs to read. Said once: the envelope stays as it is, and is not proposed to them again.
    """
    ligne = _ligne(genre_et_champ, objet, par)
    if ligne is None or empreinte(getattr(ligne, genre_et_champ[1])) != lue:
        return False
    _, est_nouvelle = EnveloppeAbimee.objects.get_or_create(
        service=par.service,
        genre=genre_et_champ[0],
        champ=genre_et_champ[1],
        objet=objet,
        signalee_par=par,
    )
    if est_nouvelle:
        details = {"champ": genre_et_champ[1]}
        inscrire(
            service=par.service,
            operation="signaler_texte_abime",
            par=par,
            objet=objet,
            appareil=appareil,
            details=details,
        )
    return True


def _ligne(genre_et_champ: tuple[str, str], objet: UUID, user: Utilisateur) -> models.Model | None:
    """Return the record that has this sealed field, if `user` may see it."""
    for modele, champ in champs_scelles():
        if (genre(modele), champ.name) == genre_et_champ:
            return modele.objects.visible_par(user).filter(uuid=objet).first()
    return None


@dataclass(frozen=True)
class TexteAbime:
    """`champ` of `ligne` does not open any more."""

    ligne: models.Model
    champ: str
    depuis: datetime
    est_vu: bool

    @property
    def genre(self) -> str:
        return self.ligne._meta.verbose_name

    @property
    def nom_du_champ(self) -> str:
        return re.sub(",? scellée?$", "", self.ligne._meta.get_field(self.champ).verbose_name)


def textes_abimes(user: Utilisateur) -> list[TexteAbime]:
    """Return the damaged texts of the service that `user` may see, each once, the first found first."""
    signalees = list(EnveloppeAbimee.objects.visible_par(user).order_by("signalee_le"))
    lignes: dict[tuple[str, UUID], models.Model] = {}
    for modele in {modele for modele, _ in champs_scelles()}:
        siennes = [une.objet for une in signalees if une.genre == genre(modele)]
        for ligne in modele.objects.visible_par(user).filter(uuid__in=siennes) if siennes else ():
            lignes[genre(modele), ligne.uuid] = ligne
    trouves: dict[tuple[str, UUID, str], TexteAbime] = {}
    for une in signalees:
        if ligne := lignes.get((une.genre, une.objet)):
            texte = TexteAbime(ligne, une.champ, une.signalee_le, une.vue_le is not None)
            trouves.setdefault((une.genre, une.objet, une.champ), texte)
    return list(trouves.values())


@transaction.atomic
def voir_textes_abimes(*, par: Utilisateur, appareil="") -> None:
    """The direction has read which texts are damaged: no page says it any more, but the vault's own."""
    nouvelles = EnveloppeAbimee.objects.visible_par(par).filter(vue_le=None)
    if nombre := nouvelles.update(vue_le=timezone.now()):
        inscrire(
            service=par.service,
            operation="voir_textes_abimes",
            par=par,
            appareil=appareil,
            details={"nb": nombre},
        )
