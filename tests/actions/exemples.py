"""What an import of one line a kind does not tell: what an action has beside, a session of it, a meeting."""

from allervers.actions.models import ActionCollective, AppelAProjets, Objectif, Photo, PieceAppel
from allervers.activite.models import Intervention
from allervers.referentiel.models import Terme
from allervers.territoires.models import ColonneRetenue


def completer(service) -> None:
    """Give the action « foot » of `service` an objective, a photo and a session; the service, what stands beside."""
    action = ActionCollective.objects.get(service=service, code="foot")
    financeur = Terme.objects.get(service=service, liste="financeur", code="sps")
    Objectif.objects.create(service=service, action=action, rang=0, texte="Se connaître")
    Photo.objects.create(
        service=service, action=action, legende="Le stade", image=b"x", largeur=1, hauteur=1, accord_de=b"x"
    )
    appel = AppelAProjets.objects.create(
        service=service, code="aap", annee=2024, intitule="Été", financeur=financeur
    )
    PieceAppel.objects.create(service=service, appel=appel, nom="Bilan", extension="pdf", contenu=b"x")
    seance = Terme.objects.get(service=service, liste="type_activite", code="action_collective")
    for code, de_quoi in (("S1", action), ("R1", None)):
        Intervention.objects.create(
            service=service, code=code, type=seance, date="2024-06-01", duree_minutes=60, action=de_quoi
        )
    chomage = Terme.objects.get(service=service, liste="indicateur", code="chomage")
    ColonneRetenue.objects.create(service=service, indicateur=chomage, colonne="P_CHOM1564", base="P_ACT1564")
