"""How much a service has recorded: in a large one, a page opens first, and asks afterwards for what takes longer."""

from .models import Intervention

# Interventions, of all years, beyond which a page no longer waits for figures and alerts.
GRAND = 30_000


def est_un_grand_service(service) -> bool:
    """Whether counting a year may take longer than one waits for a page. One query, which counts nothing."""
    return Intervention.objects.filter(service=service).order_by()[GRAND : GRAND + 1].exists()
