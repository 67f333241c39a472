"""Which column of an official file serves which indicator: proposed, chosen, remembered; and what it gives."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils import timezone

from allervers.enregistrements.champs import Formulaire
from allervers.referentiel.models import Terme
from allervers.referentiel.valeur import Terme as TermeLu

from ..indicateurs import dire
from ..models import ColonneRetenue, Territoire, ValeurIndicateur
from ..operations import Chiffre
from .lecture import Fichier
from .valeurs import CaseFausse, SommeRefusee, donnee

# « P21_POP »: the year that the INSEE puts before a name.
_ANNEE_DE_COLONNE = re.compile(r"^([A-Z]{1,4})(\d{2})(?=_|$)")


@dataclass(frozen=True)
class Apercu:
    """One figure that is about to be recorded, beside what is recorded now (None: nothing).

    `secrets`: of the lines that it would add up, those that are not communicated.
    """

    chiffre: Chiffre
    libelle: str
    ligne: ValeurIndicateur | None
    secrets: tuple[str, ...] = ()

    @property
    def valeur(self) -> str:
        return dire(self.chiffre.valeur)

    @property
    def est_pareil(self) -> bool:
        return self.ligne is not None and (self.ligne.valeur, self.ligne.source) == (
            self.chiffre.valeur,
            self.chiffre.source,
        )

    @property
    def avant(self) -> str:
        return dire(self.ligne.valeur) if self.ligne and self.ligne.valeur != self.chiffre.valeur else ""


class ChoixForm(Formulaire):
    """For each indicator, the column that gives it, or that gives it once divided by another, in per cent."""

    annee = forms.IntegerField(
        label="Année de la donnée", min_value=1900, max_value=2100,
        error_messages={"min_value": "Écrivez une année, par exemple 2021.", "max_value": "Écrivez une année."},
    )  # fmt: skip
    source = forms.CharField(
        label="Source", max_length=120, help_text="Elle s’écrit au rapport, à côté du chiffre."
    )

    def __init__(self, *args, fichier: Fichier, termes: Iterable[TermeLu], service, **options):
        self.fichier, self.service = fichier, service
        self.termes = [terme for terme in termes if not terme.est_retire]
        choix = [
            (nom, f"{libelle + ', ' if libelle else ''}{nom} ({exemple or 'vide'})")
            for nom, libelle, exemple in zip(
                fichier.colonnes, fichier.libelles, fichier.lignes[0].cellules, strict=True
            )
        ]
        initial = {"annee": _annee(fichier), "source": _source(fichier)} | _proposes(
            fichier, self.termes, service
        )
        super().__init__(*args, **{"initial": initial} | options)
        for terme in self.termes:
            for nom, etiquette, vide in (
                ("colonne", terme.libelle, "Aucune"),
                ("base", f"En % de, pour «\u00a0{terme.libelle}\u00a0»", "Telle quelle"),
            ):
                champ = forms.ChoiceField(label=etiquette, choices=[("", vide), *choix], required=False)
                champ.widget.attrs["class"] = "form-select"
                self.fields[f"{nom}_{terme.code}"] = champ

    @property
    def lignes(self) -> list[tuple]:
        return [(self[f"colonne_{terme.code}"], self[f"base_{terme.code}"]) for terme in self.termes]

    @property
    def choisis(self) -> dict[str, tuple[str, str]]:
        """Return code of the indicator → (column, the one that it is a share of)."""
        dits = self.cleaned_data
        return {
            terme.code: (dits[f"colonne_{terme.code}"], dits[f"base_{terme.code}"])
            for terme in self.termes
            if dits.get(f"colonne_{terme.code}")
        }

    def clean(self):
        dits = super().clean()
        pris: dict[tuple[str, str], str] = {}
        for terme in self.termes:
            colonne, base = dits.get(f"colonne_{terme.code}", ""), dits.get(f"base_{terme.code}", "")
            if base and not colonne:
                self.add_error(
                    f"colonne_{terme.code}", "Choisissez d’abord la colonne à rapporter à une autre."
                )
            elif colonne and colonne == base:
                self.add_error(
                    f"base_{terme.code}", "Une colonne rapportée à elle-même ferait toujours 100\u00a0%."
                )
            elif colonne and (colonne, base) in pris:
                autre = pris[colonne, base]
                self.add_error(f"colonne_{terme.code}", f"Cette colonne sert déjà à «\u00a0{autre}\u00a0».")
            pris.setdefault((colonne, base), terme.libelle)
        if not self.errors and not any(dits[f"colonne_{terme.code}"] for terme in self.termes):
            raise forms.ValidationError("Choisissez au moins une colonne à garder.")
        return dits

    def apercus(self, lieux: Mapping[str, Territoire], vues: Mapping[str, int] | None = None):
        """Return (what would be recorded, the faults of the file, what it cannot give: (indicator, why) → places).

        `vues`: the versions that a preview showed.
        """
        termes = {
            terme.code: terme for terme in Terme.objects.filter(service=self.service, liste="indicateur")
        }
        annee, source = self.cleaned_data["annee"], self.cleaned_data["source"]
        connus = {
            (ligne.territoire_id, ligne.indicateur_id): ligne
            for ligne in ValeurIndicateur.objects.filter(service=self.service, annee=annee)
        }
        apercus, fautes, ecartes = [], [], {}
        par_lieu = self.fichier.par_lieu
        for terme in self.termes:
            if terme.code not in self.choisis:
                continue
            for uuid in filter(par_lieu.__contains__, lieux):
                lieu, indicateur = lieux[uuid], termes[terme.code]
                colonnes = [colonne for colonne in self.choisis[terme.code] if colonne]
                try:
                    lue = donnee(self.fichier, par_lieu[uuid], colonnes, terme.libelle)
                except CaseFausse as fausse:
                    fautes.append(fausse.faute)
                    continue
                except SommeRefusee as refus:
                    ecartes.setdefault((terme.libelle, str(refus)), []).append(lieu)
                    continue
                if lue is None:
                    continue
                ligne = connus.get((lieu.pk, indicateur.pk))
                version = ligne.version if ligne else 0
                if vues is not None:
                    version = vues.get(f"{uuid}/{terme.code}", 0)
                chiffre = Chiffre(lieu, indicateur, lue.valeur, source=source, lue=version)
                apercus.append(Apercu(chiffre, terme.libelle, ligne, lue.secrets))
        return apercus, fautes, ecartes

    def retenir(self) -> None:
        """Remember what was chosen: the next file that has these columns proposes it."""
        termes = {
            terme.code: terme for terme in Terme.objects.filter(service=self.service, liste="indicateur")
        }
        for code, (colonne, base) in self.choisis.items():
            memes = ColonneRetenue.objects.filter(service=self.service, indicateur=termes[code])
            memes.filter(colonne=_sans_annee(colonne)).delete()
            ColonneRetenue.objects.create(
                service=self.service,
                indicateur=termes[code],
                colonne=_sans_annee(colonne),
                base=_sans_annee(base),
            )


def _sans_annee(colonne: str) -> str:
    return _ANNEE_DE_COLONNE.sub(r"\1", colonne)


def _proposes(fichier: Fichier, termes: list[TermeLu], service) -> dict[str, str]:
    """Return what the form proposes: what was kept last time, or the column that is called as the indicator is."""
    ici = {_sans_annee(colonne): colonne for colonne in reversed(fichier.colonnes)}
    proposes = {}
    for terme in termes:
        for nom in fichier.colonnes:
            if _mots(nom) in (_mots(terme.code), _mots(terme.libelle)):
                proposes[f"colonne_{terme.code}"] = nom
    for retenue in ColonneRetenue.objects.filter(service=service).select_related("indicateur").order_by("pk"):
        if retenue.colonne in ici and (not retenue.base or retenue.base in ici):
            proposes[f"colonne_{retenue.indicateur.code}"] = ici[retenue.colonne]
            proposes[f"base_{retenue.indicateur.code}"] = ici.get(retenue.base, "")
    return proposes


def _mots(texte: str) -> list[str]:
    return re.findall(r"\w+", texte.casefold().replace("_", " "))


def _annee(fichier: Fichier) -> int | None:
    """Return the year that the file seems to be of, by its columns or its name."""
    jour = timezone.localdate()
    annees = [
        2000 + int(trouvee[2])
        for colonne in fichier.colonnes
        if (trouvee := _ANNEE_DE_COLONNE.match(colonne))
    ] or [int(nombre) for nombre in re.findall(r"(?<!\d)20\d{2}(?!\d)", fichier.nom)]
    plausibles = Counter(annee for annee in annees if annee <= jour.year)
    return max(plausibles, key=lambda annee: (plausibles[annee], annee), default=None)


def _source(fichier: Fichier) -> str:
    return "SIG Ville" if "QP" in fichier.cle.upper() else "INSEE"
