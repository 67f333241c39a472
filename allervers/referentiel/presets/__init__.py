"""Presets: one commented YAML file a Département. Adding one asks for no code."""

from functools import cache
from importlib.resources import files

import yaml

from ..valeur import (
    BlocCanevas,
    ClasseDuree,
    GenreBloc,
    Referentiel,
    SectionCanevas,
    Terme,
    Tranche,
    lire_statut,
)


class PresetInconnu(LookupError):
    """There is no preset of this name; the message, in French, lists those that exist."""


def presets() -> list[tuple[str, str]]:
    """Return (code, name) for each preset, by code."""
    return [(code, _contenu(code)["nom"]) for code in _codes()]


@cache
def lire_preset(code: str) -> Referentiel:
    """Return the référentiel that the preset `code` describes. Raises PresetInconnu."""
    if code not in _codes():
        raise PresetInconnu(
            f"Le préréglage « {code} » n'existe pas. Préréglages disponibles\u202f: {', '.join(_codes())}."
        )
    contenu = _contenu(code)
    return Referentiel(
        nom=contenu["nom"],
        listes={liste: tuple(_termes(termes)) for liste, termes in contenu["listes"].items()},
        statuts=tuple(lire_statut(statut) for statut in contenu["statuts"]),
        tranches=tuple(Tranche(**{"age_sous": None} | tranche) for tranche in contenu["tranches_age"]),
        durees=tuple(
            ClasseDuree(**{"moins_de": None} | classe) for classe in contenu["durees_accompagnement"]
        ),
        regroupements={nom: tuple(codes) for nom, codes in contenu["regroupements"].items()},
        canevas=tuple(
            SectionCanevas(
                section["titre"],
                section.get("niveau", 2),
                tuple(_blocs(section.get("blocs", ()))),
                est_numerotee=section.get("numerotee", True),
            )
            for section in contenu["canevas"]
        ),
        conservation_mois=contenu["conservation_mois"],
    )


def _codes() -> list[str]:
    return sorted(
        fichier.name.removesuffix(".yaml")
        for fichier in files(__name__).iterdir()
        if fichier.name.endswith(".yaml")
    )


@cache
def _contenu(code: str) -> dict:
    texte = (files(__name__) / f"{code}.yaml").read_text("utf-8")
    return yaml.load(texte, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)


def _termes(termes, parent=None):
    for terme in termes:
        yield Terme(terme["code"], terme["libelle"], parent, equivalents=tuple(terme.get("equivalents", ())))
        yield from _termes(terme.get("termes", ()), terme["code"])


def _blocs(blocs):
    """Yield the blocks of a section. A table is followed by its observations: the canvases all ask for them.

    One that stands `sous_un_texte` already has its narrative.
    """
    for bloc in blocs:
        [genre] = bloc.keys() & set(GenreBloc)
        autres = {nom: valeur for nom, valeur in bloc.items() if nom not in (genre, "sous_un_texte")}
        yield BlocCanevas(GenreBloc(genre), bloc[genre], **autres)
        if genre == GenreBloc.TABLEAU and not bloc.get("sous_un_texte"):
            yield BlocCanevas(
                GenreBloc.TEXTE,
                f"observations_{bloc[genre]}",
                titre="Observations",
                invite="Ce que ces chiffres disent de l'année : ce qui change, ce qui l'explique.",
            )
