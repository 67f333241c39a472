"""The weekly digest: how many alerts wait for each member of the teams. Never a name, nor a code."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from allervers.comptes.droits import DE_TERRAIN
from allervers.comptes.models import Service, Utilisateur
from allervers.journal.models import LigneJournal
from allervers.journal.operations import inscrire

from .alertes.catalogue import REGLES, alertes_de
from .alertes.lecture import delais_du_service, dossiers, listes_du_jour
from .models import Jeune, Referent, en_vigueur

OPERATION = "envoyer_resume"


@dataclass(frozen=True)
class LigneDeResume:
    """`nb` alerts of one kind, of which `nb_en_retard` are overdue."""

    code: str
    titre: str
    nb: int
    nb_en_retard: int


@dataclass(frozen=True)
class Resume:
    """What waits for `pour`: by kind, and `nb_siens` of it about the youths whose referent this person is."""

    pour: Utilisateur
    lignes: tuple[LigneDeResume, ...]
    nb_siens: int

    @property
    def nb(self) -> int:
        return sum(ligne.nb for ligne in self.lignes)


def resume_de(user: Utilisateur, jour: date) -> Resume:
    """Return what waits for `user` on `jour`, about the youths that `user` may know."""
    visibles = Jeune.objects.visible_par(user)
    delais = delais_du_service(user.service)
    lus = dossiers(visibles, jour, listes_du_jour(user.service))
    alertes = [(pk, alerte) for pk, dossier in lus.items() for alerte in alertes_de(dossier, jour, delais)]
    siens = Referent.objects.filter(en_vigueur(jour), professionnel=user)
    a_lui = set(siens.values_list("jeune_id", flat=True))
    nb = Counter(alerte.code for _, alerte in alertes)
    retards = Counter(alerte.code for _, alerte in alertes if alerte.est_en_retard)
    return Resume(
        pour=user,
        lignes=tuple(
            LigneDeResume(regle.code, regle.titre, nb[regle.code], retards[regle.code])
            for regle in REGLES
            if nb[regle.code]
        ),
        nb_siens=sum(pk in a_lui for pk, _ in alertes),
    )


def envoyer_les_resumes(service: Service, jour: date) -> Iterator[str]:
    """Send the digest of the week to each member who knows the youths and has something waiting, once a week.

    Yield what was done. When a message does not leave, nothing is noted: the next pass sends them again.
    """
    annee, semaine, _ = jour.isocalendar()
    cette_semaine = f"{annee}-S{semaine:02}"
    lignes = LigneJournal.objects.filter(service_id=service.pk, operation=OPERATION)
    if lignes.filter(details__semaine=cette_semaine).exists():
        return
    membres = Utilisateur.objects.filter(service=service, is_active=True, role__in=DE_TERRAIN)
    resumes = [resume_de(un, jour) for un in membres.filter(courriel__isnull=False).select_related("service")]
    a_envoyer = [resume for resume in resumes if resume.nb]
    for resume in a_envoyer:
        texte = render_to_string("jeunes/resume.txt", {"resume": resume, "site": settings.SITE})
        objet = f"Allervers\u202f: {resume.nb} alerte{'s' if resume.nb > 1 else ''} pour vos équipes"
        send_mail(objet, texte, None, [resume.pour.courriel])
    inscrire(
        service=service,
        operation=OPERATION,
        details={"semaine": cette_semaine, "nb": len(a_envoyer)},
    )
    yield f"{service.code}\u202f: résumé de la semaine envoyé à {len(a_envoyer)} personnes"
