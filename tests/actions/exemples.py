"""What an import does not tell of an action: one row of each kind."""

from allervers.actions.models import ActionCollective, AppelAProjets, Objectif, Photo, PieceAppel
from allervers.referentiel.models import Terme


def completer(service) -> None:
    """Give the action « foot » of `service` an objective and a photo, and the service a call with a document."""
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
