"""What is counted of the restricted register: how many, never about whom. No youth is in its facts."""

from .axes import liste, unique
from .definition import Definition

INFORMATIONS_PREOCCUPANTES = Definition(
    id="informations_preoccupantes",
    titre="Informations préoccupantes transmises",
    unite="informations",
    population="informations préoccupantes transmises",
    regle="Transmises dans l'année. Elles ne sont comptées qu'une fois l'année finie : un nombre qui bouge dirait "
    "qu'il y en a une.",
    source="""
        SELECT COALESCE(t.code, '?') AS destinataire
        FROM signalements s
        LEFT JOIN termes t ON t.liste = 'destinataire_signalement' AND t.lu = s.destinataire
    """,
    mesure="COUNT(*)",
    compose="",
    lignes=liste("destinataire_signalement", "destinataire", vides=False),
    colonnes=unique("Informations transmises"),
    est_facultatif=True,
)
