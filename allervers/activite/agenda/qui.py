"""Whose agenda one may see: one's teams, or the whole service for who leads it or keeps its secretariat."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from allervers.comptes.models import Affectation, Equipe, Role, Utilisateur
from allervers.jeunes.models import en_vigueur

DE_TOUT_LE_SERVICE = frozenset({Role.DIRECTION, Role.CHEF_DE_SERVICE, Role.SECRETARIAT})


def equipes_de(user) -> QuerySet[Equipe]:
    """Return the teams whose agenda `user` may see and keep."""
    equipes, role = Equipe.objects.visible_par(user), getattr(user, "role", None)
    if role in DE_TOUT_LE_SERVICE:
        return equipes
    if role != Role.EDUCATEUR:
        return equipes.none()
    siennes = Affectation.objects.filter(en_vigueur(timezone.localdate()), professionnel=user)
    return equipes.filter(pk__in=siennes.values("equipe"))


def personnes_de(user) -> QuerySet[Utilisateur]:
    """Return the people whose agenda `user` may see and keep: those who work there, colleagues and oneself."""
    personnes, role = (
        Utilisateur.objects.visible_par(user).filter(is_active=True),
        getattr(user, "role", None),
    )
    if role in DE_TOUT_LE_SERVICE:
        return personnes
    if role != Role.EDUCATEUR:
        return personnes.none()
    voisines = Affectation.objects.filter(en_vigueur(timezone.localdate()), equipe__in=equipes_de(user))
    return personnes.filter(Q(pk=user.pk) | Q(pk__in=voisines.values("professionnel")))


@dataclass(frozen=True)
class Agenda:
    """Whose agenda is looked at: a person's, a team's with that of its members, or the whole service's (neither)."""

    titre: str
    personne: Utilisateur | None = None
    equipe: Equipe | None = None
    personnes: frozenset[UUID] = frozenset()

    @property
    def cle(self) -> str:
        """How an address names it."""
        cible = self.personne or self.equipe
        return f"{cible._meta.model_name}-{cible.uuid}" if cible else "service"

    def montre(self, equipe: UUID | None, professionnels: frozenset[UUID]) -> bool:
        """Whether what is expected of this team and of these people stands in it."""
        if self.personne is None and self.equipe is None:
            return True
        est_de_l_equipe = self.equipe is not None and equipe == self.equipe.uuid
        return est_de_l_equipe or bool(professionnels & self.personnes)


def agenda_de(personne: Utilisateur) -> Agenda:
    return Agenda(str(personne), personne=personne, personnes=frozenset({personne.uuid}))


def agenda_de_l_equipe(equipe: Equipe) -> Agenda:
    membres = Utilisateur.objects.filter(
        affectations__in=Affectation.objects.filter(en_vigueur(timezone.localdate()), equipe=equipe)
    )
    return Agenda(equipe.nom, equipe=equipe, personnes=frozenset(membres.values_list("uuid", flat=True)))


def agenda_du_service() -> Agenda:
    return Agenda("Tout le service")


def agenda_choisi(user, cle: str) -> Agenda:
    """Return the agenda that `cle` names; one's own, or the whole service's, when it names none that one may see."""
    genre, _, uuid = cle.partition("-")
    if genre == "equipe" and (equipe := _nomme(equipes_de(user), uuid)):
        return agenda_de_l_equipe(equipe)
    if genre == "utilisateur" and (personne := _nomme(personnes_de(user), uuid)):
        return agenda_de(personne)
    return agenda_du_service() if user.role in DE_TOUT_LE_SERVICE else agenda_de(user)


def agendas_de(user) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what `user` may choose among, in groups: (title, [(key, title)])."""
    tout = [("service", "Tout le service")] if user.role in DE_TOUT_LE_SERVICE else []
    autres = [personne for personne in personnes_de(user) if personne != user]
    groupes = [
        ("", [*tout, (f"utilisateur-{user.uuid}", "Moi")]),
        ("Équipes", [(f"equipe-{equipe.uuid}", equipe.nom) for equipe in equipes_de(user)]),
        ("Personnes", [(f"utilisateur-{personne.uuid}", str(personne)) for personne in autres]),
    ]
    return [(titre, choix) for titre, choix in groupes if choix]


def _nomme(lignes, uuid: str):
    try:
        return lignes.filter(uuid=UUID(uuid)).first()
    except ValueError:
        return None
