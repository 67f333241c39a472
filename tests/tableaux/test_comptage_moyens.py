"""The tables on means, partners, territories and money equal an independent count, over generated years."""

from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from allervers.faits.extraction import extraire
from allervers.referentiel.lecture import referentiel_du_service
from allervers.tableaux.calcul import calculer
from allervers.tableaux.catalogue import CATALOGUE
from allervers.tableaux.coherence import incoherences
from allervers.tableaux.tableau import Etat

from . import force_brute
from .force_brute_moyens import FINANCEURS, INDICATEURS, PAYEURS, POSTES, TABLEAUX_D_ACTIONS, compter
from .test_comptage import JOURS, importer_annees

ANNEES = ["2023", "2024"]
PARTENAIRES = ["vinci", "cmp", "mission"]
TRANCHES = ["", "Moins de 11 ans", "15 à 18 ans", "Plus de 21 ans"]
EUROS = ["", "0", "0,01", "499,5", "1200"]


def parmi(*valeurs):
    return st.sampled_from(valeurs)


def plusieurs(*valeurs):
    """Some of them, as the import writes a list."""
    return st.sets(parmi(*valeurs)).map(lambda choisies: "|".join(sorted(choisies)))


@st.composite
def periodes(draw, *, premier_jour=True):
    """(first day, day after the last): either may be left out, the first only where it may."""
    debut = draw(parmi(*JOURS) if premier_jour else parmi("", *JOURS))
    fin = draw(parmi("", *JOURS))
    return {"debut": debut, "fin": fin if fin > debut else ""}


def lignes(max_size=3, **colonnes):
    return st.lists(st.fixed_dictionaries(colonnes), max_size=max_size)


def codees(prefixe: str, rangees, *, cle="code"):
    return [ligne | {cle: f"{prefixe}{rang}"} for rang, ligne in enumerate(rangees)]


def sans_doublon(rangees, *cle):
    return list({tuple(ligne[colonne] for colonne in cle): ligne for ligne in rangees}.values())


@st.composite
def activite(draw):
    """Actions, what they cost, who took part; instances, networks, partners."""
    jeunes = codees(
        "J", draw(lignes(annee_naissance=parmi("", "2006", "2014"), premier_contact=parmi(JOURS[0])))
    )
    actions = codees(
        "A",
        draw(
            lignes(
                annee=parmi(*ANNEES), nature=parmi(*TABLEAUX_D_ACTIONS), familles=parmi("", "0", "3"),
                visiteurs=parmi("", "40"), non_communique=parmi("", "oui"), partenaires=plusieurs(*PARTENAIRES),
                financeurs=parmi("", "reaap_caf"), cout=parmi(*EUROS), idee=parmi("", "", "oui"),
            )
        ),
    )  # fmt: skip
    actions = [action | {"intitule": f"Action {action['code']}"} for action in actions]
    codes_actions = [action["code"] for action in actions]
    appels = codees(
        "P",
        draw(
            lignes(
                annee=parmi(*ANNEES), financeur=parmi(*FINANCEURS), demande=parmi(*EUROS), accorde=parmi(*EUROS),
                etat=parmi("", "depose", "accorde", "accorde", "refuse", "abandonne"),
            )
        ),
    )  # fmt: skip
    appels = [
        appel | {"intitule": appel["code"], "accorde": appel["accorde"] if appel["etat"] == "accorde" else ""}
        for appel in appels
    ]
    de_l_action = {"action": parmi(*codes_actions)} if actions else {}
    financements = draw(
        lignes(
            **de_l_action, financeur=parmi("sps", "departement", "commune"), demande=parmi(*EUROS),
            montant=parmi(*EUROS), appel=parmi("", "", *(appel["code"] for appel in appels)),
        )
    ) if actions else []  # fmt: skip
    effectifs = (
        draw(
            lignes(**de_l_action, sexe=parmi("", "fille"), tranche=parmi(*TRANCHES), nombre=parmi("1", "28"))
        )
        if actions
        else []
    )
    instances = [{"code": code, "nom": code.upper(), "champ": "Santé"} for code in ("clsm", "cispd")][
        : draw(st.integers(0, 2))
    ]
    interventions = codees(
        "I",
        draw(
            lignes(
                5, type=parmi("action_collective", "partenariat"), date=parmi(*JOURS), duree=parmi("60"),
                professionnels=parmi("e1"), action=parmi("", *codes_actions), partenaires=plusieurs(*PARTENAIRES),
                instance=parmi("", *(instance["code"] for instance in instances)),
            )
        ),
    )  # fmt: skip
    presences = [
        {"intervention": intervention["code"], "jeune": jeune["code"]}
        for intervention in interventions
        for jeune in jeunes
        if draw(st.booleans())
    ]
    reseaux = [{"code": "colleges", "nom": "Collèges"}, {"code": "tig", "nom": "TIG"}][
        : draw(st.integers(0, 2))
    ]
    accueils, demi_journees = [], []
    for rang in range(draw(st.integers(0, 3)) if reseaux else 0):
        jeune = draw(parmi("", *(jeune["code"] for jeune in jeunes)))
        posees = draw(st.sets(st.tuples(parmi(*JOURS), parmi("matin", "après-midi")), max_size=3))
        accueils.append(
            {
                "code": f"R{rang}", "reseau": draw(parmi(*(reseau["code"] for reseau in reseaux))),
                "date": draw(parmi(*JOURS)), "jeune": jeune, "nombre": "" if jeune else draw(parmi("1", "4")),
                "demi_journees": "" if posees else draw(parmi("", "1", "31")),
            }
        )  # fmt: skip
        demi_journees += [{"accueil": f"R{rang}", "date": jour, "moment": moment} for jour, moment in posees]
    return {
        "jeunes": jeunes, "actions": actions, "appels": appels,
        "financements": sans_doublon(financements, "action", "financeur", "appel"),
        "effectifs": sans_doublon(effectifs, "action", "sexe", "tranche"), "instances": instances,
        "interventions": interventions, "presences": presences,
        "reseaux": [reseau | {"dispositif": "exclusion"} for reseau in reseaux], "accueils": accueils,
        "demi_journees": demi_journees,
    }  # fmt: skip


@st.composite
def moyens(draw):
    """Posts and what they do, volunteers, places, vehicles, hours, training; what is published of territories."""
    partenariats = [
        {"partenaire": code, "raisons": "Prêt de la salle", **draw(periodes())}
        for code in PARTENAIRES
        if draw(st.booleans())
    ]
    postes = []
    for rang in range(draw(st.integers(0, 3))):
        annee = draw(parmi(*ANNEES))
        debut, fin = (
            draw(parmi("", *(jour for jour in JOURS if jour.startswith(annee) and not jour.endswith(sauf))))
            for sauf in ("12-31", "01-01")
        )
        postes.append(
            {
                "code": f"T{rang}", "annee": annee, "intitule": draw(parmi(*POSTES)),
                "etp": draw(parmi("0,01", "0,25", "0,33", "1")), "debut": debut, "fin": fin if fin > debut else "",
            }
        )  # fmt: skip
    parts = [
        {
            "annee": poste["annee"],
            "poste": poste["code"],
            "financeur": payeur,
            "etp": draw(parmi("0,01", "0,13", "0,5")),
        }
        for poste in postes
        for payeur in PAYEURS
        if draw(st.booleans())
    ]
    biens = lignes(provenance=parmi("acheté", "prêté"), periode=periodes(premier_jour=False))
    plages = draw(
        lignes(
            intitule=parmi("Permanence", "Ouverture"), jour=parmi("lundi", "mardi"), ouvre=parmi("9:00", "13:45"),
            ferme=parmi("14:00", "18:30"), periode=periodes(),
        )
    )  # fmt: skip
    return {
        "partenaires": [{"code": code, "nom": code.capitalize(), "categorie": "sante"} for code in PARTENAIRES],
        "partenariats_informels": partenariats, "postes": postes, "parts_postes": parts,
        "missions": sans_doublon(
            draw(lignes(annee=parmi(*ANNEES), intitule=parmi(*POSTES), texte=parmi("Travail de rue"))),
            "annee", "intitule",
        ),
        "benevoles": sans_doublon(
            draw(lignes(annee=parmi(*ANNEES), mission=parmi("Fêtes", "Vélos"), nombre=parmi("1", "7"),
                        heures=parmi("", "0", "96"))),
            "annee", "mission",
        ),
        "locaux": depliees(codees("Local ", codees("l", draw(biens)), cle="nom")),
        "vehicules": depliees(codees("Bus ", codees("v", draw(biens)), cle="nom")),
        "plages_accueil": [
            plage | {"nature": plage["intitule"].lower()}
            for plage in sans_doublon(depliees(plages), "intitule", "jour", "ouvre")
        ],
        "formations": codees("Thème ", codees("f", draw(
            lignes(debut=parmi(*JOURS), heures=parmi("3,5", "14"), professionnels=parmi("e1", "e1|e2"))
        )), cle="theme"),
        "territoires": [
            {"code": "carvin", "nature": "commune", "nom": "Carvin", "commune": "62215"},
            {"code": "oignies", "nature": "commune", "nom": "Oignies", "commune": "62637"},
        ],
        "indicateurs": sans_doublon(
            draw(lignes(5, territoire=parmi("carvin", "oignies"), indicateur=parmi(*INDICATEURS),
                        annee=parmi("2022", "2023", "2024", "2025"), valeur=parmi("NC", "0", "17520", "12,5"))),
            "territoire", "indicateur", "annee",
        ),
    }  # fmt: skip


def depliees(rangees):
    """The period of each line, as its two columns."""
    return [
        {colonne: valeur for colonne, valeur in (ligne | ligne["periode"]).items() if colonne != "periode"}
        for ligne in rangees
    ]


def grille(tableau) -> dict:
    """Every cell and margin; None where the value is unknown."""
    lus = {
        (ligne.libelle, colonne.libelle): cellule
        for ligne, cellules in zip(tableau.lignes, tableau.cellules, strict=True)
        for colonne, cellule in zip(tableau.colonnes, cellules, strict=True)
    }
    if tableau.totaux_lignes is not None:
        lus |= {
            (ligne.libelle, "Total"): total
            for ligne, total in zip(tableau.lignes, tableau.totaux_lignes, strict=True)
        }
    if tableau.totaux_colonnes is not None:
        lus |= {
            ("Total", colonne.libelle): total
            for colonne, total in zip(tableau.colonnes, tableau.totaux_colonnes, strict=True)
        }
    dits = {Etat.NON_RENSEIGNE: None, Etat.NC: "NC"}
    return {cle: dits.get(valeur, valeur) for cle, valeur in lus.items()}


def test_every_table_of_the_catalogue_is_counted_apart():
    vide = defaultdict(list)
    jeunes = {"heures_par_type_activite" if id == "minutes" else id for id in force_brute.compter(vide, 2024)}
    # These are counted apart in `test_heures`.
    heures = {"heures_par_mois", "heures_par_quartier", "heures_par_equipe"}
    assert jeunes | heures | set(compter(vide, 2024)) == {definition.id for definition in CATALOGUE}


class ComptageDesMoyensTest(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(activite=activite(), moyens=moyens(), annee=st.sampled_from([2023, 2024, 2025]))
    def test_tables_equal_an_independent_count_and_agree_with_each_other(self, activite, moyens, annee):
        donnees = activite | moyens
        service = importer_annees(donnees)
        tableaux = calculer(extraire(service, annee), referentiel_du_service(service, annee), annee)
        par_id = {tableau.id: tableau for tableau in tableaux}
        for id, attendu in compter(donnees, annee).items():
            lus = grille(par_id[id])
            assert {cle: lus.get(cle, "absente") for cle in attendu} == attendu, id
            assert not any(lus[cle] for cle in lus.keys() - attendu.keys()), id
        assert incoherences([un for un in tableaux if un.id != "heures_par_type_activite"]) == []
