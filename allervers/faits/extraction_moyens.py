"""Means and partners → facts: what a service has for the year, and with whom it works."""

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import ExtractHour, ExtractMinute

from allervers.actions.models import ActionCollective, ActionPartenaire
from allervers.activite.models import Accueil, Intervention, PartenairePresent
from allervers.moyens.models import (
    Benevolat,
    Formation,
    FormationSuivie,
    Jour,
    Local,
    MissionPoste,
    PartPoste,
    PlageAccueil,
    Poste,
    Vehicule,
)
from allervers.partenaires.models import Convention, Instance, PartenariatInformel, Reseau

from .colonnes import Nombre, centiemes, lire


class ExtractionDesMoyens:
    """One method a table, in the order of `schema.TABLES`; the class that inherits it holds the year."""

    def _dans_l_annee(self) -> Q:
        """Rows whose period has a day in the year; without a first day, it has begun since ever."""
        return Q(Q(debut__isnull=True) | Q(debut__lt=self.fin), Q(fin__isnull=True) | Q(fin__gt=self.debut))

    def reseaux(self):
        conventions = Convention.objects.filter(self._dans_l_annee(), reseau=OuterRef("pk"))
        code, nom, dispositif, modalites, a_convention = lire(
            self._encore(Reseau, Accueil, "reseau"),
            "code", "nom", "dispositif__code", "modalites",
            Case(
                When(Q(a_convention=True) | Exists(conventions), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
        )  # fmt: skip
        return {
            "reseau": code, "nom": nom, "dispositif": dispositif, "modalites": modalites,
            "a_convention": a_convention, "ordre": list(range(len(code))),
        }  # fmt: skip

    def instances(self):
        code, nom, champ = lire(self._encore(Instance, Intervention, "instance"), "code", "nom", "champ")
        return {"instance": code, "nom": nom, "champ": champ, "ordre": list(range(len(code)))}

    def _encore(self, modele, usage, lien):
        """The rows of `modele` still in use in the year, or that something of the year names."""
        nommees = usage.objects.filter(date__gte=self.debut, date__lt=self.fin, **{lien: OuterRef("pk")})
        return (
            self._lignes(modele)
            .filter(Q(retire_le__isnull=True) | Q(retire_le__gt=self.debut) | Exists(nommees))
            .order_by("ordre", "nom", "code")
        )

    def postes(self):
        ids, intitule, etp, debut, fin = lire(
            self._lignes(Poste, annee=self.annee).order_by("code"),
            "pk", "intitule__code", centiemes("etp"), "debut", "fin",
        )  # fmt: skip
        return {
            "poste": self._numeroter("poste", ids), "intitule": intitule, "etp_centiemes": etp, "debut": debut,
            "fin": fin,
        }  # fmt: skip

    def parts_postes(self):
        poste, financeur, etp = lire(
            self._lignes(PartPoste, poste__annee=self.annee),
            "poste",
            "financeur__code",
            centiemes("etp"),
        )
        return {"poste": self._rang("poste", poste), "financeur": financeur, "etp_centiemes": etp}

    def missions(self):
        intitule, texte = lire(self._lignes(MissionPoste, annee=self.annee), "intitule__code", "texte")
        return {"intitule": intitule, "texte": texte}

    def benevoles(self):
        mission, nombre, heures = lire(
            self._lignes(Benevolat, annee=self.annee), "mission", "nombre", "heures"
        )
        return {"mission": mission, "nombre": nombre, "heures": heures}

    def locaux(self):
        return self._biens(Local, "usage")

    def vehicules(self):
        return self._biens(Vehicule, "places")

    def _biens(self, modele, champ):
        champs = ("code", "nom", "provenance", "preteur", "debut", "fin", champ)
        code, nom, provenance, preteur, debut, fin, valeurs = lire(
            self._lignes(modele).filter(self._dans_l_annee()).order_by("ordre", "nom", "code"), *champs
        )
        return {
            "bien": code, "nom": nom, "provenance": provenance, "preteur": preteur, "debut": debut, "fin": fin,
            "ordre": list(range(len(code))), champ: valeurs,
        }  # fmt: skip

    def plages_accueil(self):
        rangs = [When(jour=jour, then=Value(rang)) for rang, jour in enumerate(Jour, 1)]
        nature, intitule, lieu, jour, ouvre, ferme, debut, fin = lire(
            self._lignes(PlageAccueil).filter(self._dans_l_annee()),
            "nature", "intitule", "lieu", Case(*rangs, output_field=IntegerField()),
            _minutes("ouvre"), _minutes("ferme"), "debut", "fin",
        )  # fmt: skip
        return {
            "nature": nature, "intitule": intitule, "lieu": lieu, "jour": jour, "ouvre": ouvre, "ferme": ferme,
            "debut": debut, "fin": fin,
        }  # fmt: skip

    def formations(self):
        suivies = FormationSuivie.objects.filter(formation=OuterRef("pk")).order_by()
        code, theme, organisme, heures, personnes, debut, dernier_jour = lire(
            self._lignes(Formation, debut__gte=self.debut, debut__lt=self.fin),
            "code", "theme", "organisme", centiemes("heures"), Subquery(suivies.values(nb=Nombre("pk"))),
            "debut", "dernier_jour",
        )  # fmt: skip
        return {
            "formation": code, "theme": theme, "organisme": organisme, "heures_centiemes": heures,
            "nb_personnes": personnes, "debut": debut, "dernier_jour": dernier_jour,
        }  # fmt: skip

    def partenariats(self):
        comptees = ActionCollective.objects.comptees().filter(service=self.service, annee=self.annee)
        actions = ActionPartenaire.objects.filter(
            partenaire=OuterRef("partenaire"), action__in=comptees
        ).order_by()
        # Of two in the year with the same partner, the last.
        suivants = PartenariatInformel.objects.filter(
            partenaire=OuterRef("partenaire"), debut__gt=OuterRef("debut"), debut__lt=self.fin
        )
        rencontres = PartenairePresent.objects.filter(
            partenaire=OuterRef("partenaire"),
            intervention__date__gte=self.debut,
            intervention__date__lt=self.fin,
        ).order_by()
        code, nom, raisons, nb_actions, nb_rencontres = lire(
            self._lignes(PartenariatInformel).filter(self._dans_l_annee(), ~Exists(suivants)),
            "partenaire__code", "partenaire__nom", "raisons", Subquery(actions.values(nb=Nombre("pk"))),
            Subquery(rencontres.values(nb=Nombre("pk"))),
        )  # fmt: skip
        return {
            "partenaire": code, "nom": nom, "raisons": raisons, "nb_actions": nb_actions,
            "nb_rencontres": nb_rencontres,
        }  # fmt: skip


def _minutes(heure: str):
    """Minutes since midnight."""
    return ExtractHour(F(heure)) * 60 + ExtractMinute(F(heure))
