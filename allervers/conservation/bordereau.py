"""The *bordereau d'élimination* as a document, set by the means of the report (PDF, Word)."""

from collections.abc import Iterator

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone

from allervers.rapport.document import Couverture, Document, Forme, SectionDuDocument, Texte
from allervers.rapport.matiere import identite_du_service
from allervers.rapport.presentation import soigner
from allervers.rapport.prose import lire_prose, litteral
from allervers.rapport.rendus import rendre

from .models import Bordereau

FORMATS = ("pdf", "docx")


def en_fichier(bordereau: Bordereau, format: str) -> bytes:
    """Return the document, which names no youth."""
    return rendre(soigner(_document(bordereau)), format)


def _document(bordereau: Bordereau) -> Document:
    identite = identite_du_service(bordereau.service)
    le = timezone.localtime(bordereau.decide_le)
    return Document(
        annee=le.year,
        forme=Forme.COMPLETE,
        couverture=Couverture(
            titre=f"Bordereau d’élimination n°\u00a0{bordereau.numero}",
            service=identite.nom,
            association=identite.association,
            mention=f"{_fiches(bordereau)} de jeunes, le {format_date(le, 'long', locale='fr')}",
            logo=identite.logo,
        ),
        sections=tuple(
            SectionDuDocument(titre, 2, f"partie-{rang}", (Texte(f"texte-{rang}", "", lire_prose(texte)),))
            for rang, (titre, texte) in enumerate(_sections(bordereau))
        ),
        est_court=True,
    )


def _sections(bordereau: Bordereau) -> Iterator[tuple[str, str]]:
    """Yield (title, Markdown)."""
    lignes = (f"- {nom}\u202f: {format_decimal(nb, locale='fr')}" for nom, nb in bordereau.quantites)
    yield "Ce qui a été éliminé", "\n".join((f"{_fiches(bordereau)} de jeunes, avec\u202f:\n", *lignes))
    yield "Dates extrêmes", f"Contacts avec ces jeunes {annees(bordereau)}."
    yield "Règle appliquée", bordereau.regle
    yield "Décision", litteral(decision(bordereau))
    yield (
        "Ce qui reste",
        "Les années figées et leurs rapports, sans identité\u202f; de quoi compter, sur des lignes anonymes. Une "
        "sauvegarde antérieure, remise en place, est purgée de nouveau.",
    )
    yield (
        "Visa des archives départementales",
        "Il se demande avant l’élimination, quand ces dossiers sont des archives publiques (Code du patrimoine, "
        "L212-2).\n\nDate, nom et signature\u202f:",
    )


def annees(bordereau: Bordereau) -> str:
    if bordereau.annee_debut == bordereau.annee_fin:
        return f"en {bordereau.annee_debut}"
    return f"entre {bordereau.annee_debut} et {bordereau.annee_fin}"


def decision(bordereau: Bordereau) -> str:
    """Return when and by whom it was decided, in a sentence."""
    le = format_date(timezone.localtime(bordereau.decide_le), "long", locale="fr")
    if bordereau.decide_par is None:
        return f"Par le serveur, le {le}, {bordereau.get_origine_display()}."
    role = bordereau.decide_par.get_role_display()
    return f"Par {bordereau.decide_par} ({role}), le {le}, {bordereau.get_origine_display()}."


def _fiches(bordereau: Bordereau) -> str:
    return f"{format_decimal(bordereau.nb_fiches, locale='fr')} fiche{'s' if bordereau.nb_fiches > 1 else ''}"
