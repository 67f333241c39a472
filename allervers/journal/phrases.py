"""What each operation of the journal is called on screen: « Awa » + sentence. Details of the line fill the braces."""

PHRASES = {
    "ouvrir_fiche": "a ouvert la fiche",
    "exporter_fiche": "a exporté la fiche",
    "ajouter_personne": "a ajouté {professionnel} au service",
    "inviter": "a invité {professionnel} à choisir un mot de passe",
    "choisir_mot_de_passe": "a choisi son mot de passe",
    "changer_mot_de_passe": "a changé son mot de passe",
    "retirer_personne": "a retiré {professionnel} du service",
    "reintegrer_personne": "a réintégré {professionnel} dans le service",
    "retirer_second_facteur": "a retiré le second facteur de {professionnel}",
    "creer_coffre": "a créé le coffre",
    "donner_acces_au_coffre": "a donné l’accès au coffre à {professionnel}",
    "reprendre_acces_au_coffre": "a repris l’accès au coffre avec le code de récupération",
    "renouveler_cle_du_coffre": "a renouvelé la clé du coffre",
    "creer_jeune": "a créé la fiche",
    "modifier_jeune": "a changé la fiche ({champ})",
    "noter_accord": "a noté l’accord du jeune",
    "retirer_accord": "a noté le retrait de l’accord",
    "noter_information": "a noté l’information donnée",
    "ecrire_sur_un_jeune": "a ajouté un écrit à la fiche",
    "enregistrer_intervention": "a saisi une activité du {date}",
    "modifier_intervention": "a corrigé une activité du {date}",
    "retirer_intervention": "a retiré une activité du {date}",
    "fusionner_interventions": "a réuni deux saisies d’une même sortie, le {date}",
    "prevoir": "a ajouté une prévision à l’agenda, à partir du {date}",
    "modifier_prevision": "a changé une prévision de l’agenda, à partir du {date}",
    "deplacer_prevision": "a déplacé une prévision de l’agenda",
    "annuler_occurrence": "a annulé une fois ce qui était prévu à l’agenda",
    "arreter_prevision": "a retiré une prévision de l’agenda",
    "creer_lien_d_agenda": "a créé un lien vers un agenda",
    "revoquer_lien_d_agenda": "a révoqué un lien vers un agenda",
    "exporter_coffre": "a ouvert tout le coffre avec le code de récupération, sur le serveur",
    "importer": "a importé des données",
    "charger_preset": "a chargé les listes du préréglage {preset}, à partir de {annee}",
    "completer_listes": "a complété les listes, à partir de {annee}",
    "importer_contours": "a placé des contours sur la carte",
    "decrire_service": "a changé les coordonnées du service",
    "changer_logo": "a changé ou retiré le logo",
    "modifier_canevas": "a changé le plan du rapport {annee}",
    "ecrire_texte": "a écrit un texte du rapport {annee}",
    "marquer_texte": "a marqué un texte du rapport {annee} comme prêt, ou de nouveau à revoir",
    "figer_annee": "a figé l’année {annee} (liasse {numero})",
    "valider_annee": "a validé l’année {annee} (liasse {numero})",
    "publier_annee": "a fait la forme publiable de {annee} (liasse {numero})",
}


def dire(operation: str, details: dict) -> str:
    """Return the sentence of an operation; its bare name when it has none, or when the line lacks a detail."""
    try:
        return PHRASES[operation].format_map(details)
    except KeyError:
        return f"a fait l’opération «\u00a0{operation}\u00a0»"
