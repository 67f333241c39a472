"""Day placements: whom a network sends, on which mornings and afternoons."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from allervers.enregistrements import operations as enregistrements
from allervers.enregistrements.operations import EnregistrementRefuse
from allervers.jeunes.models import Jeune

from .agenda.feries import feries_du_service
from .models import Accueil, DemiJournee
from .operations import rapprocher

# As far back as a server that was stopped is to catch up with.
UN_MOIS = timedelta(days=31)
# A day, and which half of it (`Moment`).
Demi = tuple[date, str]


@transaction.atomic
def ajouter_accueil(
    *,
    service,
    uuid: UUID,
    reseau,
    le: date,
    partenaire=None,
    jeune: Jeune | None = None,
    nombre: int | None = None,
    precision: str = "",
    total: int | None = None,
    journees: Collection[Demi] = (),
    par,
    appareil="",
) -> Accueil:
    """Return a new placement, of a known youth or of `nombre` persons, by its half-days or by their `total`.

    With half-days it begins on the first of them, whatever `le`. The same UUID again returns the one already made.
    Raises EnregistrementRefuse.
    """
    if connu := Accueil.objects.filter(service=service, uuid=uuid).first():
        return connu
    _verifier(jeune, nombre, total, journees)
    accueil = enregistrements.ajouter(
        modele=Accueil, service=service, uuid=uuid, par=par, appareil=appareil, reseau=reseau,
        partenaire=partenaire, jeune=jeune, nombre=nombre, precision=precision, demi_journees=total,
        date=min((jour for jour, _ in journees), default=le),
    )  # fmt: skip
    _poser(accueil, journees)
    _rapprocher(accueil)
    return accueil


@transaction.atomic
def modifier_accueil(
    *,
    accueil: Accueil,
    lue: int,
    reseau,
    le: date,
    partenaire,
    jeune: Jeune | None,
    nombre: int | None,
    precision: str,
    total: int | None,
    par,
    appareil="",
) -> None:
    """Change who comes, sent by whom, through which network, or the total of half-days where no calendar says it.

    Raises VersionDepassee, EnregistrementRefuse.
    """
    premiere = accueil.journees.order_by("date").first()
    _verifier(jeune, nombre, total, [premiere] if premiere else [])
    change = enregistrements.modifier(
        objet=accueil, lue=lue, par=par, appareil=appareil, reseau=reseau, partenaire=partenaire,
        jeune=jeune, nombre=nombre, precision=precision, demi_journees=total, date=premiere.date if premiere else le,
    )  # fmt: skip
    if change:
        _noter_la_saisie(accueil, uuid4())
    _rapprocher(accueil)


@transaction.atomic
def corriger_accueil(
    *,
    accueil: Accueil,
    reseau,
    jeune: Jeune | None,
    nombre: int | None,
    journees: Collection[Demi],
    saisie: UUID,
    par,
    appareil="",
) -> None:
    """Make a placement say what the entry `saisie` tells: all of its half-days. Raises EnregistrementRefuse."""
    _verifier(jeune, nombre, None, journees)
    avant = accueil.journees.values_list("date", "moment")
    change = enregistrements.modifier(
        objet=accueil, lue=accueil.version, par=par, appareil=appareil,
        autour={"journees": (_en_texte(avant), _en_texte(journees))}, reseau=reseau, jeune=jeune, nombre=nombre,
        demi_journees=None, date=min(jour for jour, _ in journees),
    )  # fmt: skip
    if change:
        accueil.journees.all().delete()
        _poser(accueil, journees)
        _rapprocher(accueil)
    _noter_la_saisie(accueil, saisie)


@transaction.atomic
def poser_les_demi_journees(
    *, accueil: Accueil, lue: int, du: date, au: date, journees: Collection[Demi], par, appareil=""
) -> bool:
    """Make the calendar of `accueil` say `journees` from `du` to `au`, excluded; return whether something changed.

    It takes the place of a total. Raises VersionDepassee, EnregistrementRefuse.
    """
    retenues = {(jour, moment) for jour, moment in journees if du <= jour < au}
    avant = set(accueil.journees.values_list("date", "moment"))
    apres = {demi for demi in avant if not du <= demi[0] < au} | retenues
    change = enregistrements.modifier(
        objet=accueil,
        lue=lue,
        par=par,
        appareil=appareil,
        autour={"journees": (_en_texte(avant), _en_texte(apres))},
        date=min((jour for jour, _ in apres), default=accueil.date),
        demi_journees=None if apres else accueil.demi_journees,
    )
    if change:
        accueil.journees.filter(date__gte=du, date__lt=au).delete()
        _poser(accueil, retenues)
        _noter_la_saisie(accueil, uuid4())
        _rapprocher(accueil)
    return change


def noter_les_venues(service, jour: date) -> Iterator[str]:
    """Those who were expected by the day in the last month were in contact, now that the day has come: tell nothing."""
    depuis = {"date__gt": jour - UN_MOIS, "date__lte": jour, "service": service}
    venues = [
        *Accueil.objects.filter(jeune__isnull=False, **depuis).values_list("jeune", "date"),
        *DemiJournee.objects.filter(accueil__jeune__isnull=False, **depuis).values_list(
            "accueil__jeune", "date"
        ),
    ]
    # The latest of each youth stays.
    for jeune, le in dict(sorted(venues, key=lambda venue: venue[1])).items():
        rapprocher(Jeune.objects.filter(service=service, pk=jeune), le)
    yield from ()


def demi_journees_ouvrees(service, du: date, au: date, moments: Collection[str]) -> list[Demi]:
    """Return these halves of each day from `du` to `au`, excluded: from Monday to Friday, but for public holidays."""
    feries = feries_du_service(service, du, au)
    jours = (du + timedelta(n) for n in range((au - du).days))
    return [
        (jour, moment) for jour in jours if jour.weekday() < 5 and jour not in feries for moment in moments
    ]


def en_jours(demi_journees: int | None) -> str:
    """Return half-days as days: « 15 jours ½ », « ½ jour »; empty when they are not known."""
    if demi_journees is None:
        return ""
    jours, reste = divmod(demi_journees, 2)
    if not jours:
        return "½ jour" if reste else "0 jour"
    return f"{jours} jour{'s' if jours > 1 else ''}{' ½' if reste else ''}"


def _verifier(jeune: Jeune | None, nombre: int | None, total: int | None, journees: Collection) -> None:
    if (jeune is None) == (nombre is None):
        raise EnregistrementRefuse(
            "Choisissez un jeune connu, ou écrivez combien de personnes sont venues\u202f: l’un ou l’autre."
        )
    if total is not None and journees:
        raise EnregistrementRefuse(
            "Les demi-journées de cet accueil sont au calendrier\u202f: changez-les là, et laissez leur nombre vide."
        )


def _poser(accueil: Accueil, journees: Collection[Demi]) -> None:
    DemiJournee.objects.bulk_create(
        DemiJournee(service=accueil.service, accueil=accueil, date=jour, moment=moment)
        for jour, moment in sorted(set(journees))
    )


def _rapprocher(accueil: Accueil) -> None:
    """A youth who was received was in contact, from the first day to the last; a day to come is none yet."""
    if accueil.jeune_id is not None:
        jours = [accueil.date, *accueil.journees.values_list("date", flat=True)]
        passes = [jour for jour in jours if jour <= timezone.localdate()]
        for jour in {min(passes), max(passes)} if passes else ():
            rapprocher(Jeune.objects.filter(service=accueil.service, pk=accueil.jeune_id), jour)


def _noter_la_saisie(accueil: Accueil, saisie: UUID) -> None:
    accueil.saisie = saisie
    accueil.save(update_fields=["saisie"])


def _en_texte(journees: Collection[Demi]) -> list[str]:
    return sorted(f"{jour.isoformat()} {moment}" for jour, moment in journees)
