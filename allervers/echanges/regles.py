"""What must hold inside a line, and between lines, beyond the meaning of each cell."""

from collections.abc import Callable, Iterator
from datetime import date

from .correspondances import Correspondance
from .format import Genre
from .traduction import Ligne

Objection = tuple[str, str]  # column, reason

_DUREE_MAX = 24 * 60
_PERIODES = {
    "affectations": (("professionnel", "equipe"), "ce professionnel est déjà dans cette équipe"),
    "statuts": (("jeune",), "ce jeune a déjà un statut"),
    "situations": (("jeune",), "ce jeune a déjà une situation"),
    "co_accompagnements": (("jeune", "partenaire"), "ce co-accompagnement est déjà noté"),
    "rattachements": (("jeune", "equipe"), "ce jeune est déjà suivi par cette équipe"),
    "partenariats_informels": (("partenaire",), "ce partenariat est déjà noté"),
}
# Periods that may overlap, and may have no first day.
_DATEES = {"conventions", "equipements", "postes", "locaux", "vehicules", "plages_accueil"}


# What the service does with a youth cannot come before it knows the youth: such a line would be counted nowhere.
_DATES_DU_JEUNE = {"statuts": "debut", "orientations": "date", "accueils": "date", "signalements": "date"}


def objections(genre: Genre, ligne: Ligne) -> Iterator[Objection]:
    """Yield what is wrong in one line whose cells are all understood."""
    if genre.nom in _PERIODES or genre.nom in _DATEES:
        yield from _periode(ligne)
    if genre.nom in _DATES_DU_JEUNE:
        yield from _apres_le_premier_contact(ligne, _DATES_DU_JEUNE[genre.nom])
    yield from _REGLES.get(genre.nom, _rien)(ligne)


def _rien(ligne: Ligne) -> Iterator[Objection]:
    return iter(())


def _periode(ligne: Ligne) -> Iterator[Objection]:
    debut, fin = ligne.valeurs["debut"], ligne.valeurs["fin"]
    if debut and fin and fin <= debut:
        yield "fin", f"la fin doit venir après le début ({_jour(debut)})."


def _apres_le_premier_contact(ligne: Ligne, colonne: str) -> Iterator[Objection]:
    jeune, jour = ligne.reperes.get("jeune"), ligne.valeurs[colonne]
    if jeune and jeune.donnee and jour < jeune.donnee:
        yield (
            colonne,
            f"cette date vient avant le premier contact du jeune ({_jour(jeune.donnee)})"
            " ; corriger l'une des deux.",
        )


def _statut(ligne: Ligne) -> Iterator[Objection]:
    if ligne.valeurs["motif_cloture"] and not ligne.valeurs["fin"]:
        yield "motif_cloture", "un motif de clôture demande une date de fin ; remplir la colonne « fin »."


def _signalement(ligne: Ligne) -> Iterator[Objection]:
    valeurs = ligne.valeurs
    if valeurs["parents_informes_le"] and valeurs["sans_informer"]:
        yield (
            "sans_informer",
            "les parents ont été informés, ou il y a une raison de ne pas le faire ; pas les deux.",
        )
    if bool(valeurs["suite"]) != bool(valeurs["suite_le"]):
        yield "suite_le", "une suite va avec le jour où elle a été connue ; remplir les deux, ou aucune."
    elif valeurs["suite_le"] and valeurs["suite_le"] < valeurs["date"]:
        yield "suite_le", "la suite ne peut pas précéder la transmission."


def _territoire(ligne: Ligne) -> Iterator[Objection]:
    if ligne.valeurs["nature"] == "commune" and not ligne.valeurs["commune"]:
        yield "commune", "un territoire de nature « commune » demande le nom ou le code INSEE de la commune."
    if ligne.valeurs["parent"] == ligne.valeurs["code"]:
        yield "parent", "un territoire ne se contient pas lui-même ; laissez vide, ou donnez un autre code."


def _jeune(ligne: Ligne) -> Iterator[Objection]:
    valeurs = ligne.valeurs
    premier = valeurs["premier_contact"]
    if valeurs["niveau"] == "c" and not valeurs["accord_le"]:
        yield "accord_le", "au niveau c, il faut la date de l'accord du jeune ; sinon, écrivez le niveau b."
    if valeurs["accord_mode"] and not valeurs["accord_le"]:
        yield "accord_le", "la forme de l'accord est donnée sans sa date ; remplissez les deux, ou aucune."
    if valeurs["tranche"] and valeurs["annee_naissance"]:
        yield "tranche", "l'année de naissance suffit ; vider la tranche et annee_tranche."
    elif valeurs["tranche"] and not valeurs["annee_tranche"]:
        yield "annee_tranche", "dire en quelle année cette tranche d'âge a été notée."
    elif valeurs["annee_tranche"] and not valeurs["tranche"]:
        yield "tranche", "annee_tranche est remplie sans tranche d'âge ; remplissez les deux, ou aucune."
    if valeurs["annee_naissance"] and valeurs["annee_naissance"] > premier.year:
        yield "annee_naissance", f"ce jeune serait né après son premier contact ({_jour(premier)})."
    if valeurs["dernier_contact"] and valeurs["dernier_contact"] < premier:
        yield "dernier_contact", f"le dernier contact vient avant le premier ({_jour(premier)})."


def _positif(*colonnes: str) -> Callable[[Ligne], Iterator[Objection]]:
    def regle(ligne: Ligne) -> Iterator[Objection]:
        for colonne in colonnes:
            if ligne.valeurs[colonne] is not None and ligne.valeurs[colonne] <= 0:
                yield colonne, "il faut un nombre plus grand que zéro ; s'il n'y a rien, retirez la ligne."

    return regle


def _intervention(ligne: Ligne) -> Iterator[Objection]:
    if not 0 < ligne.valeurs["duree"] <= _DUREE_MAX:
        yield "duree", "la durée doit être entre 1 minute et 24 heures ; au-delà, une ligne par jour."


def _presence(ligne: Ligne) -> Iterator[Objection]:
    intervention, jeune = ligne.reperes["intervention"], ligne.reperes["jeune"]
    if intervention.donnee and jeune.donnee and intervention.donnee < jeune.donnee:
        yield (
            "jeune",
            f"ce jeune était là le {_jour(intervention.donnee)}, avant son premier contact"
            f" ({_jour(jeune.donnee)}) ; corrigez l'une des deux dates.",
        )


def _accueil(ligne: Ligne) -> Iterator[Objection]:
    if ligne.valeurs["jeune"] and ligne.valeurs["nombre"] is not None:
        yield "nombre", "donnez le jeune ou le nombre, pas les deux."
    elif not ligne.valeurs["jeune"] and ligne.valeurs["nombre"] is None:
        yield "jeune", "donnez le jeune s'il est connu, sinon le nombre de personnes."
    demi = ligne.valeurs["demi_journees"]
    if demi is not None and demi <= 0:
        yield "demi_journees", "il faut plus de zéro demi-journée ; vide : non communiquées."
    nombre = ligne.valeurs["nombre"]
    if nombre is not None and nombre <= 0:
        yield "nombre", "il faut un nombre plus grand que zéro."


def _montants(*colonnes: str) -> Callable[[Ligne], Iterator[Objection]]:
    def regle(ligne: Ligne) -> Iterator[Objection]:
        for colonne in colonnes:
            if ligne.valeurs[colonne] is not None and ligne.valeurs[colonne] < 0:
                yield colonne, "un montant n'est pas négatif."

    return regle


def _appel(ligne: Ligne) -> Iterator[Objection]:
    yield from _montants("demande", "accorde")(ligne)
    if ligne.valeurs["accorde"] is not None and ligne.valeurs["etat"] != "accorde":
        yield "etat", "un montant est accordé ; écrivez l'état « accorde », ou videz le montant."


def _demi_journee(ligne: Ligne) -> Iterator[Objection]:
    accueil = ligne.reperes["accueil"]
    if accueil.donnee is not None:
        yield "accueil", "cet accueil a déjà un nombre de demi-journées ; videz-le, ou retirez cette ligne."


def _poste(ligne: Ligne) -> Iterator[Objection]:
    yield from _positif("etp")(ligne)
    annee = ligne.valeurs["annee"]
    if ligne.valeurs["debut"] and ligne.valeurs["debut"].year != annee:
        yield "debut", f"ce jour n'est pas en {annee} ; vide : le poste existe dès le 1er janvier."
    if ligne.valeurs["fin"] and ligne.valeurs["fin"].year != annee:
        yield "fin", f"ce jour n'est pas en {annee} ; vide : le poste existe jusqu'au 31 décembre."


def _plage(ligne: Ligne) -> Iterator[Objection]:
    if ligne.valeurs["ferme"] <= ligne.valeurs["ouvre"]:
        yield "ferme", f"l'heure de fin vient après {ligne.valeurs['ouvre']:%H:%M}."


def _formation(ligne: Ligne) -> Iterator[Objection]:
    yield from _positif("heures")(ligne)
    dernier = ligne.valeurs["dernier_jour"]
    if dernier and dernier < ligne.valeurs["debut"]:
        yield "dernier_jour", f"le dernier jour vient avant le premier ({_jour(ligne.valeurs['debut'])})."


def _groupe(ligne: Ligne) -> Iterator[Objection]:
    if ligne.valeurs["nombre"] < 2:
        yield "nombre", "un groupe compte au moins deux jeunes."


_REGLES = {
    "statuts": _statut,
    "signalements": _signalement,
    "territoires": _territoire,
    "jeunes": _jeune,
    "actions": _montants("cout"),
    "appels": _appel,
    "financements": _montants("demande", "montant"),
    "effectifs": _positif("nombre"),
    "comptages": _positif("nombre"),
    "interventions": _intervention,
    "presences": _presence,
    "accueils": _accueil,
    "demi_journees": _demi_journee,
    "postes": _poste,
    "parts_postes": _positif("etp"),
    "benevoles": _positif("nombre"),
    "plages_accueil": _plage,
    "formations": _formation,
    "groupes": _groupe,
}


class Chevauchements:
    """The periods of one kind met so far, in the files and in the database: two of them never overlap."""

    def __init__(self, correspondance: Correspondance, service):
        colonnes, self.raison = _PERIODES[correspondance.genre.nom]
        self._modele, self._service = correspondance.modele, service
        self._par = tuple(correspondance.champ[colonne].name for colonne in colonnes)
        self._colonnes = colonnes
        self._periodes: dict[tuple, list[tuple]] = {}

    @staticmethod
    def pour(correspondance: Correspondance, service) -> "Chevauchements | None":
        return Chevauchements(correspondance, service) if correspondance.genre.nom in _PERIODES else None

    def charger(self, lot: list[Ligne]) -> None:
        """Read, in one query, the recorded periods of those whom `lot` names for the first time."""
        nouveaux = {cle for ligne in lot if (cle := self._cle(ligne)) not in self._periodes}
        for cle in nouveaux:
            self._periodes[cle] = []
        lignes = self._modele.objects.filter(
            service=self._service, **{f"{self._par[0]}__uuid__in": {cle[0] for cle in nouveaux}}
        )
        champs = ("uuid", "debut", "fin", *(f"{champ}__uuid" for champ in self._par))
        for uuid, debut, fin, *cle in lignes.values_list(*champs):
            if tuple(cle) in nouveaux:
                self._periodes[tuple(cle)].append((uuid, debut, fin, None))

    def objection(self, ligne: Ligne) -> Objection | None:
        """Return what the period of `ligne` runs into, and remember it."""
        debut, fin = ligne.valeurs["debut"], ligne.valeurs["fin"]
        periodes = self._periodes[self._cle(ligne)]
        for uuid, autre_debut, autre_fin, numero in periodes:
            apres = autre_fin is not None and autre_fin <= debut
            avant = fin is not None and fin <= autre_debut
            if uuid != ligne.uuid and not (apres or avant):
                ou = f"ligne {numero}" if numero else "déjà enregistré"
                quand = f"depuis le {_jour(autre_debut)}"
                if autre_fin:
                    quand = f"du {_jour(autre_debut)} au {_jour(autre_fin)}"
                return "debut", (
                    f"{self.raison} {quand} ({ou}) ; terminer l'une des périodes avant que l'autre commence."
                )
        periodes.append((ligne.uuid, debut, fin, ligne.numero))
        return None

    def _cle(self, ligne: Ligne) -> tuple:
        return tuple(ligne.reperes[colonne].uuid for colonne in self._colonnes)


def boucles(lot: list[Ligne]) -> Iterator[Ligne]:
    """Yield the territoires of `lot` that contain themselves through others."""
    parents = {ligne.valeurs["code"]: ligne.valeurs["parent"] for ligne in lot}
    for ligne in lot:
        vus, code = set(), ligne.valeurs["parent"]
        while code in parents and code not in vus:
            vus.add(code)
            code = parents[code]
        if ligne.valeurs["code"] in vus and ligne.valeurs["parent"] != ligne.valeurs["code"]:
            yield ligne


def _jour(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"
