"""The independent count of the tables on means, partners, territories and money: plain Python over the import rows.

Like `force_brute`, it shares no code with the software. A table is a dictionary of (row, column), « Total » for the
margins; None is an unknown value.
"""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .force_brute import BANDES, bande

POSTES = {"directeur": "Directeur", "educateur_specialise": "Éducateur spécialisé"}
PAYEURS = {
    "departement": "Dont financés par le Département",
    "bloc_communal": "Dont financés par communes, intercommunalités",
}
FINANCEURS = {"sps": "SPS", "departement": "Département", "commune": "Commune", "reaap_caf": "REAAP CAF"}
INDICATEURS = {"population": "Population globale", "chomage": "Taux de chômage 15-64 ans, %"}
TABLEAUX_D_ACTIONS = {
    "tournoi": "actions_collectives", "dsl": "actions_dsl", "parentalite": "actions_parentalite",
    "evenement_partenaire": "actions_partenariales",
}  # fmt: skip
NATURES = {
    "tournoi": "Action collective", "dsl": "Développement social local", "parentalite": "Parentalité",
    "evenement_partenaire": "Événement à l'initiative d'un partenaire",
}  # fmt: skip
TOUTES_LES_BANDES = (*(nom for nom, _, _ in BANDES), "Plus de 21 ans")
MOIS = (
    "Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre", "Novembre",
    "Décembre",
)  # fmt: skip


def compter(donnees: dict, annee: int) -> dict[str, dict]:
    """Return table id → {(row, column): value}."""
    return {
        "donnees_socio_economiques": indicateurs(donnees, annee),
        "organigramme_etp": organigramme(donnees, annee),
        "missions_par_poste": missions(donnees, annee),
        "benevolat": benevoles(donnees, annee),
        "formations_suivies": formations(donnees, annee),
        "horaires_accueil": horaires(donnees, annee),
        "locaux_du_service": biens(donnees["locaux"], annee),
        "vehicules_du_service": biens(donnees["vehicules"], annee),
        "financements": financements(donnees, annee),
        "cout_des_actions": couts(donnees, annee),
        "reseaux": reseaux(donnees, annee),
        "instances_territoriales": instances(donnees, annee),
        "partenariats_sans_convention": partenariats(donnees, annee),
        "seances_par_mois": seances(donnees, annee),
        "actions_par_nature": natures(donnees, annee),
        **{table: actions(donnees, annee, nature) for nature, table in TABLEAUX_D_ACTIONS.items()},
    }


def indicateurs(donnees, annee):
    lues = {}
    for ligne in sorted(donnees["indicateurs"], key=lambda ligne: ligne["annee"]):
        if int(ligne["annee"]) <= annee:
            lues[ligne["indicateur"], ligne["territoire"]] = ligne
    table = {}
    for indicateur, libelle in INDICATEURS.items():
        annees = sorted({ligne["annee"] for (un, _), ligne in lues.items() if un == indicateur})
        for lieu in {lieu for _, lieu in lues}:
            ligne = lues.get((indicateur, lieu))
            entete = f"{libelle} ({', '.join(annees)})" if annees else libelle
            valeur = ligne and (ligne["valeur"] if ligne["valeur"] == "NC" else nombre(ligne["valeur"]))
            table[entete, lieu.capitalize()] = valeur
    return table


def etp_comptes(donnees, annee):
    """Yield (post, share of the year that it lasts, hundredths of ETP counted)."""
    jours_annee = (date(annee + 1, 1, 1) - date(annee, 1, 1)).days
    for ligne in donnees["postes"]:
        if ligne["annee"] == str(annee):
            debut = date.fromisoformat(ligne["debut"] or f"{annee}-01-01")
            fin = date.fromisoformat(ligne["fin"] or f"{annee + 1}-01-01")
            part = Fraction((fin - debut).days, jours_annee)
            yield ligne, part, arrondi(Fraction(nombre(ligne["etp"]) * 100) * part)


def organigramme(donnees, annee):
    table = defaultdict(Decimal)
    for ligne, part, compte in etp_comptes(donnees, annee):
        for entete in (POSTES[ligne["intitule"]], "Total"):
            table[entete, "Nombre d'ETP"] += Decimal(compte) / 100
        cumul = Decimal()
        for payeur in sorted(PAYEURS):
            for paye in donnees["parts_postes"]:
                if (paye["annee"], paye["poste"], paye["financeur"]) == (str(annee), ligne["code"], payeur):
                    avant, cumul = cumul, cumul + nombre(paye["etp"]) * 100
                    centiemes = arrondi(Fraction(cumul) * part) - arrondi(Fraction(avant) * part)
                    for entete in (POSTES[ligne["intitule"]], "Total"):
                        table[entete, PAYEURS[payeur]] += Decimal(centiemes) / 100
    for entete in ("Total", *POSTES.values()):
        for payeur in PAYEURS.values():
            table.setdefault((entete, payeur), None)
    return table


def missions(donnees, annee):
    table = {("Total", "Nombre d'ETP"): Decimal()}
    for mission in donnees["missions"]:
        if mission["annee"] == str(annee):
            etp = sum(
                (
                    Decimal(compte) / 100
                    for poste, _, compte in etp_comptes(donnees, annee)
                    if poste["intitule"] == mission["intitule"]
                ),
                Decimal(),
            )
            table[POSTES[mission["intitule"]], "Nombre d'ETP"] = etp
            table["Total", "Nombre d'ETP"] += etp
    return table


def benevoles(donnees, annee):
    lignes = [ligne for ligne in donnees["benevoles"] if ligne["annee"] == str(annee)]
    table = {("Total", "Bénévoles"): sum(int(ligne["nombre"]) for ligne in lignes)}
    for ligne in lignes:
        table[ligne["mission"], "Bénévoles"] = int(ligne["nombre"])
        table[ligne["mission"], "Heures dans l'année"] = int(ligne["heures"]) if ligne["heures"] else None
    table["Total", "Heures dans l'année"] = somme_connue(
        int(ligne["heures"]) if ligne["heures"] else None for ligne in lignes
    )
    return table


def formations(donnees, annee):
    table = {("Total", "Personnes"): 0, ("Total", "Heures suivies"): None}
    for ligne in donnees["formations"]:
        if ligne["debut"].startswith(str(annee)):
            personnes = len(ligne["professionnels"].split("|"))
            heures = nombre(ligne["heures"]) * personnes
            table[ligne["theme"], "Personnes"] = personnes
            table[ligne["theme"], "Heures suivies"] = heures
            table["Total", "Personnes"] += personnes
            table["Total", "Heures suivies"] = heures + (table["Total", "Heures suivies"] or 0)
    return table


def horaires(donnees, annee):
    table = defaultdict(Decimal)
    table["Total", "Heures par semaine"] = Decimal()
    for ligne in donnees["plages_accueil"]:
        if est_la(ligne, f"{annee}-12-31"):
            (de, de_minutes), (a, a_minutes) = (ligne[borne].split(":") for borne in ("ouvre", "ferme"))
            duree = Decimal((int(a) - int(de)) * 60 + int(a_minutes) - int(de_minutes)) / 60
            table[ligne["intitule"], "Heures par semaine"] += duree
            table["Total", "Heures par semaine"] += duree
    return table


def biens(lignes, annee):
    premier, dernier = f"{annee}-01-01", f"{annee}-12-31"
    mouvements = {
        "Au 1er janvier": lambda bien: est_la(bien, premier),
        "Arrivés dans l'année": lambda bien: premier < bien["debut"] <= dernier,
        "Partis dans l'année": lambda bien: premier < bien["fin"] <= dernier,
        "Au 31 décembre": lambda bien: est_la(bien, dernier),
    }
    table = {("Total", mouvement): 0 for mouvement in mouvements}
    for bien in lignes:
        siens = {mouvement: int(compte(bien)) for mouvement, compte in mouvements.items()}
        if any(siens.values()):
            for mouvement, vrai in siens.items():
                table[bien["nom"], mouvement] = vrai
                table["Total", mouvement] += vrai
    return table


def actions_de(donnees, annee):
    """The actions of the year: an idea is none, unless it had a session after all."""
    tenues = {intervention["action"] for intervention in donnees["interventions"]}
    return [
        action
        for action in donnees["actions"]
        if action["annee"] == str(annee) and (action["idee"] != "oui" or action["code"] in tenues)
    ]


def financements(donnees, annee):
    """What is given, by whom: [amount asked, amount given, whether something is given]."""
    siennes = {action["code"] for action in actions_de(donnees, annee)}
    donnes = defaultdict(list)
    for appel in donnees["appels"]:
        if appel["annee"] == str(annee) and appel["etat"] != "abandonne":
            donnes[appel["financeur"]].append(
                (nombre(appel["demande"]), nombre(appel["accorde"]), appel["etat"] == "accorde")
            )
    for ligne in donnees["financements"]:
        if ligne["action"] in siennes and not ligne["appel"]:
            donnes[ligne["financeur"]].append((nombre(ligne["demande"]), nombre(ligne["montant"]), True))
    for action in actions_de(donnees, annee):
        if action["financeurs"]:
            donnes[action["financeurs"]].append((None, None, True))
    table = {("Total", "Accordé"): Decimal(), ("Total", "Demandé"): Decimal()}
    for financeur, lignes in donnes.items():
        demande = somme_connue(demande for demande, _, _ in lignes)
        accorde = somme_connue(accorde for _, accorde, _ in lignes)
        if accorde is None and not any(est_donne for _, _, est_donne in lignes):
            accorde = 0
        table[FINANCEURS[financeur], "Demandé"] = demande
        table[FINANCEURS[financeur], "Accordé"] = accorde
        table["Total", "Demandé"] += demande or 0
        table["Total", "Accordé"] += accorde or 0
    return table


def couts(donnees, annee):
    table = {}
    lignes = {}
    for action in actions_de(donnees, annee):
        payes, tus = (
            defaultdict(Decimal),
            {FINANCEURS[code] for code in action["financeurs"].split("|") if code},
        )
        for ligne in donnees["financements"]:
            if ligne["action"] == action["code"] and ligne["montant"]:
                payes[FINANCEURS[ligne["financeur"]]] += nombre(ligne["montant"])
            elif ligne["action"] == action["code"]:
                tus.add(FINANCEURS[ligne["financeur"]])
        if payes or action["cout"]:
            table[action["intitule"], "Total"] = sum(payes.values(), Decimal())
            inconnus = {nom: None for nom in tus if not payes.get(nom)}
            lignes[action["intitule"]] = payes | inconnus | {"Coût réel": nombre(action["cout"])}
    for intitule, payes in lignes.items():
        for colonne in (*FINANCEURS.values(), "Coût réel"):
            table[intitule, colonne] = payes.get(colonne, Decimal() if colonne != "Coût réel" else None)
    for colonne in FINANCEURS.values():
        table["Total", colonne] = sum((payes.get(colonne) or 0 for payes in lignes.values()), Decimal())
    table["Total", "Coût réel"] = somme_connue(payes["Coût réel"] for payes in lignes.values())
    return table


def reseaux(donnees, annee):
    table = {}
    connus, comptes, journees = set(), 0, []
    for reseau in donnees["reseaux"]:
        jeunes, nombres, demies = set(), 0, []
        for accueil in donnees["accueils"]:
            if accueil["reseau"] != reseau["code"]:
                continue
            posees = [ligne for ligne in donnees["demi_journees"] if ligne["accueil"] == accueil["code"]]
            siennes = [ligne for ligne in posees if ligne["date"].startswith(str(annee))]
            if not siennes and (posees or not accueil["date"].startswith(str(annee))):
                continue
            personnes = int(accueil["nombre"] or 1)
            if accueil["jeune"]:
                jeunes.add(accueil["jeune"])
            else:
                nombres += personnes
            if siennes:
                demies.append(len(siennes) * personnes)
            elif accueil["demi_journees"]:
                demies.append(int(accueil["demi_journees"]))
        table[reseau["nom"], "Jeunes différents"] = len(jeunes) + nombres
        table[reseau["nom"], "Journées"] = Decimal(sum(demies)) / 2 if demies else None
        connus |= jeunes
        comptes += nombres
        journees += demies
    table["Total", "Jeunes différents"] = len(connus) + comptes
    table["Total", "Journées"] = Decimal(sum(journees)) / 2 if journees else None
    return table


def interventions_de(donnees, annee):
    return [ligne for ligne in donnees["interventions"] if ligne["date"].startswith(str(annee))]


def instances(donnees, annee):
    colonne = "Nombre de participations"
    table = {("Total", colonne): 0}
    for instance in donnees["instances"]:
        nombre_de_fois = sum(
            ligne["instance"] == instance["code"] for ligne in interventions_de(donnees, annee)
        )
        table[instance["nom"], colonne] = nombre_de_fois
        table["Total", colonne] += nombre_de_fois
    return table


def partenariats(donnees, annee):
    table = {("Total", "Actions menées ensemble"): 0, ("Total", "Rencontres"): 0}
    en_cours = {
        ligne["partenaire"]
        for ligne in donnees["partenariats_informels"]
        if ligne["debut"] <= f"{annee}-12-31" and (not ligne["fin"] or ligne["fin"] > f"{annee}-01-01")
    }
    for partenaire in donnees["partenaires"]:
        if partenaire["code"] in en_cours:
            for colonne, lignes in (
                ("Actions menées ensemble", actions_de(donnees, annee)),
                ("Rencontres", interventions_de(donnees, annee)),
            ):
                fois = sum(partenaire["code"] in ligne["partenaires"].split("|") for ligne in lignes)
                table[partenaire["nom"], colonne] = fois
                table["Total", colonne] += fois
    return table


def seances(donnees, annee):
    siennes = {action["code"] for action in actions_de(donnees, annee)}
    table = dict.fromkeys([("Total", "Séances"), *((mois, "Séances") for mois in MOIS)], 0)
    for ligne in interventions_de(donnees, annee):
        if ligne["action"] in siennes:
            table[MOIS[int(ligne["date"][5:7]) - 1], "Séances"] += 1
            table["Total", "Séances"] += 1
    return table


def natures(donnees, annee):
    table = dict.fromkeys([("Total", "Actions"), *((nature, "Actions") for nature in NATURES.values())], 0)
    for action in actions_de(donnees, annee):
        table[NATURES[action["nature"]], "Actions"] += 1
        table["Total", "Actions"] += 1
    return table


def actions(donnees, annee, nature):
    table = defaultdict(int)
    jeunes = {ligne["code"]: ligne for ligne in donnees["jeunes"]}
    siennes = [action for action in actions_de(donnees, annee) if action["nature"] == nature]
    for action in siennes:
        dates = {
            ligne["code"] for ligne in interventions_de(donnees, annee) if ligne["action"] == action["code"]
        }
        presents = {ligne["jeune"] for ligne in donnees["presences"] if ligne["intervention"] in dates}
        participants = [(bande(jeunes[code], annee), 1) for code in presents]
        participants += [
            (ligne["tranche"] or "Non renseigné", int(ligne["nombre"]))
            for ligne in donnees["effectifs"]
            if ligne["action"] == action["code"]
        ]
        for tranche, personnes in participants:
            for cle in ((tranche, action["intitule"]), (tranche, "Total"), ("Total", action["intitule"])):
                table[cle] += personnes
        table.setdefault(("Total", action["intitule"]), 0)
    a_part = {"Familles": "familles"}
    if nature == "dsl" or any(action["visiteurs"] for action in siennes):
        a_part["Visiteurs"] = "visiteurs"
    for entete, champ in a_part.items():
        for action in siennes:
            table[entete, action["intitule"]] = int(action[champ]) if action[champ] else None
        table[entete, "Total"] = somme_connue(table[entete, action["intitule"]] for action in siennes)
    if nature == "dsl":
        for action in siennes:
            table["Nombre de partenaires", action["intitule"]] = len(action["partenaires"].split("|")) - (
                not action["partenaires"]
            )
    tranches = {*TOUTES_LES_BANDES, *(tranche for tranche, _ in table)} - {*a_part, "Nombre de partenaires"}
    for action in siennes:
        est_nc, est_vide = action["non_communique"] == "oui", not table["Total", action["intitule"]]
        for tranche in tranches if est_nc or est_vide else ():
            cle = tranche, action["intitule"]
            table[cle] = table[cle] or ("NC" if est_nc else None)
    return table


def nombre(texte: str) -> Decimal | None:
    return Decimal(texte.replace(",", ".")) if texte else None


def arrondi(valeur) -> int:
    valeur = Fraction(valeur)
    return int((Decimal(valeur.numerator) / valeur.denominator).quantize(Decimal(1), ROUND_HALF_UP))


def somme_connue(valeurs):
    connues = [valeur for valeur in valeurs if valeur is not None]
    return sum(connues) if connues else None


def est_la(ligne: dict, jour: str) -> bool:
    return ligne["debut"] <= jour and (not ligne["fin"] or ligne["fin"] > jour)
