"""What is done to the means of the service; all that is plain goes through `enregistrements.operations`."""

from collections.abc import Collection, Mapping
from datetime import date, time
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from allervers.comptes.codes import code_libre
from allervers.enregistrements.operations import EnregistrementRefuse, ajouter, modifier
from allervers.journal.operations import inscrire

from .models import (
    Benevolat,
    Formation,
    FormationSuivie,
    Local,
    MissionPoste,
    PartPoste,
    PlageAccueil,
    Poste,
    Vehicule,
)


@transaction.atomic
def ajouter_poste(*, service, uuid: UUID, parts: Mapping, par, appareil="", **faits) -> Poste:
    """Return a new post; `parts`: funder → ETP that it pays. Raises EnregistrementRefuse."""
    _verifier_poste(parts, **faits)
    code = code_libre(Poste, service, faits["intitule"].code, annee=faits["annee"])
    poste = ajouter(modele=Poste, service=service, uuid=uuid, par=par, appareil=appareil, code=code, **faits)
    if not poste.parts.exists():
        _ecrire_parts(poste, parts)
    return poste


@transaction.atomic
def modifier_poste(*, poste: Poste, lue: int, parts: Mapping, par, appareil="", **faits) -> None:
    """Change a post and who pays for it. Raises VersionDepassee, EnregistrementRefuse."""
    _verifier_poste(parts, annee=poste.annee, **faits)
    avant = {part.financeur.code: str(part.etp) for part in poste.parts.select_related("financeur")}
    apres = {financeur.code: str(etp) for financeur, etp in parts.items()}
    if modifier(objet=poste, lue=lue, par=par, appareil=appareil, autour={"parts": (avant, apres)}, **faits):
        poste.parts.all().delete()
        _ecrire_parts(poste, parts)


def _verifier_poste(
    parts: Mapping, *, annee: int, etp: Decimal, debut: date | None, fin: date | None, **autres
):
    for jour, sinon in ((debut, "dès le 1er janvier"), (fin, "jusqu’au 31 décembre")):
        if jour and jour.year != annee:
            raise EnregistrementRefuse(
                f"Le {jour:%d/%m/%Y} n’est pas en {annee}. Laissez vide si le poste existe {sinon}."
            )
    if (payes := sum(parts.values())) > etp:
        raise EnregistrementRefuse(
            f"Les financeurs paient {_fr(payes)} ETP d’un poste de {_fr(etp)} ETP\u202f: corrigez leurs parts."
        )


def _fr(nombre: Decimal) -> str:
    return f"{nombre.normalize():f}".replace(".", ",")


def _ecrire_parts(poste: Poste, parts: Mapping) -> None:
    PartPoste.objects.bulk_create(
        PartPoste(service=poste.service, poste=poste, financeur=financeur, etp=etp)
        for financeur, etp in parts.items()
        if etp
    )


def annee_a_reprendre(service, annee: int) -> int | None:
    """Return the last year before `annee` whose posts are recorded."""
    return Poste.objects.filter(service=service, annee__lt=annee).aggregate(Max("annee"))["annee__max"]


@transaction.atomic
def reprendre_l_annee(*, service, annee: int, par, appareil="") -> int:
    """Copy into `annee` the posts that the last recorded year ended with, their missions and the volunteers.

    Return how many records were added: what `annee` already has is left as it is, and hours of volunteers are not
    known yet.
    """
    derniere = annee_a_reprendre(service, annee)
    postes = Poste.objects.filter(service=service, annee=derniere, fin=None).prefetch_related(
        "parts__financeur"
    )
    nb = sum(_recopier_poste(poste, annee, par) for poste in postes)
    for modele, cles, champs in (
        (MissionPoste, ("intitule",), ("texte",)),
        (Benevolat, ("mission",), ("nombre",)),
    ):
        for ligne in modele.objects.filter(service=service, annee=derniere):
            cle = {nom: getattr(ligne, nom) for nom in cles}
            if not modele.objects.filter(service=service, annee=annee, **cle).exists():
                faits = cle | {nom: getattr(ligne, nom) for nom in champs}
                modele.objects.create(service=service, annee=annee, saisi_par=par, **faits)
                nb += 1
    if nb:
        details = {"annee": annee, "nb": nb}
        inscrire(service=service, operation="reprendre_l_annee", par=par, appareil=appareil, details=details)
    return nb


def _recopier_poste(poste: Poste, annee: int, par) -> bool:
    if Poste.objects.filter(service=poste.service, annee=annee, code=poste.code).exists():
        return False
    copie = Poste.objects.create(
        service=poste.service,
        annee=annee,
        code=poste.code,
        intitule=poste.intitule,
        etp=poste.etp,
        saisi_par=par,
    )
    _ecrire_parts(copie, {part.financeur: part.etp for part in poste.parts.all()})
    return True


@transaction.atomic
def ajouter_formation(
    *, service, uuid: UUID, professionnels: Collection, par, appareil="", **faits
) -> Formation:
    """Return a new training, with who followed it. Raises EnregistrementRefuse."""
    code = code_libre(Formation, service, f"{faits['debut'].year}-{faits['theme']}")
    formation = ajouter(
        modele=Formation, service=service, uuid=uuid, par=par, appareil=appareil, code=code, **faits
    )
    if not formation.suivies.exists():
        _ecrire_suivies(formation, professionnels)
    return formation


@transaction.atomic
def modifier_formation(
    *, formation: Formation, lue: int, professionnels: Collection, par, appareil="", **faits
) -> None:
    """Change a training and who followed it. Raises VersionDepassee, EnregistrementRefuse."""
    avant = sorted(formation.suivies.values_list("professionnel__code", flat=True))
    apres = sorted(professionnel.code for professionnel in professionnels)
    autour = {"professionnels": (avant, apres)}
    if modifier(objet=formation, lue=lue, par=par, appareil=appareil, autour=autour, **faits):
        formation.suivies.all().delete()
        _ecrire_suivies(formation, professionnels)


def _ecrire_suivies(formation: Formation, professionnels: Collection) -> None:
    FormationSuivie.objects.bulk_create(
        FormationSuivie(service=formation.service, formation=formation, professionnel=professionnel)
        for professionnel in professionnels
    )


def ajouter_local(*, service, uuid: UUID, par, appareil="", **faits) -> Local:
    """Return new premises, last in the report. Raises EnregistrementRefuse."""
    return _ajouter_bien(Local, service, uuid=uuid, par=par, appareil=appareil, **faits)


def ajouter_vehicule(*, service, uuid: UUID, par, appareil="", **faits) -> Vehicule:
    """Return a new vehicle, last in the report. Raises EnregistrementRefuse."""
    return _ajouter_bien(Vehicule, service, uuid=uuid, par=par, appareil=appareil, **faits)


def _ajouter_bien(modele, service, **faits):
    dernier = modele.objects.filter(service=service).aggregate(Max("ordre"))["ordre__max"] or 0
    code = code_libre(modele, service, faits["nom"])
    return ajouter(modele=modele, service=service, code=code, ordre=dernier + 1, **faits)


@transaction.atomic
def ouvrir_plages(
    *, service, uuid: UUID, jours: Collection[str], par, appareil="", **faits
) -> list[PlageAccueil]:
    """Return the same hours on each of these days of the week. Raises EnregistrementRefuse, and then adds none."""
    qui = {"par": par, "appareil": appareil}
    for jour in jours:
        autres = PlageAccueil.objects.filter(service=service).exclude(uuid=uuid5(uuid, jour))
        _verifier_plage(autres, jour=jour, **faits)
    return [
        ajouter(modele=PlageAccueil, service=service, uuid=uuid5(uuid, jour), jour=jour, **faits, **qui)
        for jour in jours
    ]


@transaction.atomic
def modifier_plage(*, plage: PlageAccueil, lue: int, par, appareil="", **faits) -> None:
    """Change the hours of one day. Raises VersionDepassee, EnregistrementRefuse."""
    _verifier_plage(PlageAccueil.objects.filter(service=plage.service).exclude(pk=plage.pk), **faits)
    modifier(objet=plage, lue=lue, par=par, appareil=appareil, **faits)


def _verifier_plage(
    autres: QuerySet[PlageAccueil], *, nature: str, intitule: str, jour: str, ouvre: time, ferme: time,
    debut: date, fin: date | None, **suite,
):  # fmt: skip
    """The same reception is not open twice at once: its hours of the week would be counted twice."""
    memes = autres.filter(
        Q(fin=None) | Q(fin__gt=debut),
        nature=nature, intitule__iexact=intitule, jour=jour, ouvre__lt=ferme, ferme__gt=ouvre,
    )  # fmt: skip
    if fin:
        memes = memes.filter(debut__lt=fin)
    if autre := memes.order_by("ouvre").first():
        raise EnregistrementRefuse(
            f"Le {jour}, «\u00a0{autre.intitule}\u00a0» est déjà noté de {autre.ouvre:%H:%M} à {autre.ferme:%H:%M} à "
            "ces dates\u202f: changez les heures, ou donnez une fin à l’autre."
        )
