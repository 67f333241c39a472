"""The command line: `allervers`, in French. Each command imports what it needs, when it runs."""

import argparse
import os
import sys
from pathlib import Path

from allervers.ligne_de_commande import ErreurDeCommande, service_designe

FORMATS = ["pdf", "docx", "xlsx", "html", "json"]


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 when it refuses, 2 for a command that it does not know."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
    options = _analyseur().parse_args(arguments)
    try:
        return options.commande(options) or 0
    except ErreurDeCommande as erreur:
        print(erreur, file=sys.stderr)
        return 1
    except _bases_muettes() as erreur:
        print(f"La base de données ne répond pas\u202f: {erreur}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (`| head`) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _bases_muettes() -> tuple[type[Exception], ...]:
    """The error of a database that is away or locked; asked only once something has failed."""
    from django.db import OperationalError

    return (OperationalError,)


def _analyseur() -> argparse.ArgumentParser:
    analyseur = argparse.ArgumentParser(
        prog="allervers",
        description="Allervers, pour les services de prévention spécialisée\u202f: de l'activité au rapport.",
    )
    commandes = analyseur.add_subparsers(title="commandes\u202f", metavar="COMMANDE", required=True)

    def commande(nom, fonction, aide):
        sous = commandes.add_parser(nom, help=aide, description=aide)
        sous.set_defaults(commande=fonction)
        return sous

    demo = commande("demo", _demo, "charger une année de démonstration, puis ouvrir Allervers")
    demo.add_argument("--sans-serveur", action="store_true", help="charger seulement")
    _adresse(demo)

    serveur = commande("serveur", _serveur, "mettre la base à jour, puis servir Allervers")
    _adresse(serveur)

    sauvegarde = commande("sauvegarde", _sauvegarde, "écrire une sauvegarde chiffrée de toutes les données")
    aide = "le fichier à écrire, ou le dossier où écrire un fichier daté"
    sauvegarde.add_argument("chemin", type=Path, nargs="?", metavar="CHEMIN", help=aide)
    aide = "faire une clé qui ouvrira les prochaines sauvegardes, et la montrer une fois"
    sauvegarde.add_argument("--nouvelle-cle", action="store_true", help=aide)

    restaure = commande("restaure", _restaure, "remettre en place une sauvegarde")
    restaure.add_argument("fichier", type=Path, metavar="FICHIER", help="la sauvegarde")
    aide = "le fichier de la clé de sauvegarde ; sans lui, elle est demandée sans être montrée"
    restaure.add_argument("--cle", type=Path, metavar="FICHIER", help=aide)
    restaure.add_argument("--essai", action="store_true", help="tout vérifier, ne rien changer")
    aide = "mettre de côté ce que le serveur contient, puis le remplacer"
    restaure.add_argument("--remplacer", action="store_true", help=aide)

    importe = commande("importe", _importe, "importer un dossier de fichiers CSV, ou un classeur .xlsx")
    importe.add_argument("chemin", type=Path, metavar="CHEMIN", help="le dossier ou le classeur")
    importe.add_argument("--essai", action="store_true", help="tout vérifier, ne rien enregistrer")

    modele = commande("modele-import", _modele_import, "écrire un classeur vide, prêt à remplir")
    modele.add_argument("fichier", type=Path, metavar="FICHIER.xlsx", help="le classeur à écrire")
    modele.add_argument(
        "--preset", default="62", help="préréglage dont il propose les listes (62 par défaut)"
    )

    contours = commande("contours", _contours, "donner aux lieux leurs contours, pour la carte du rapport")
    contours.add_argument("fichier", type=Path, metavar="FICHIER.geojson", help="le fichier GeoJSON")
    contours.add_argument("--service", metavar="CODE", help="le service, s'il y en a plusieurs")

    tableaux = commande("tableaux", _tableaux, "afficher les tableaux d'une année")
    _annee(tableaux)
    tableaux.add_argument("--json", action="store_true", help="pour un autre programme")
    tableaux.add_argument("--tableau", metavar="ID", action="append", help="seulement celui-ci")
    tableaux.add_argument("--preset", default="", help="lire l'année avec les listes d'un préréglage")

    coherence = commande(
        "coherence", _coherence, "chercher des contradictions entre les tableaux d'une année"
    )
    _annee(coherence)
    coherence.add_argument("--preset", default="", help="lire l'année avec les listes d'un préréglage")

    rapport = commande("rapport", _rapport, "écrire le rapport d'une année dans un dossier")
    _annee(rapport)
    rapport.add_argument("--dossier", type=Path, required=True, help="où écrire les fichiers du rapport")
    rapport.add_argument(
        "--formats",
        type=_formats,
        default=FORMATS,
        metavar="LISTE",
        help=f"parmi {','.join(FORMATS)} (tous par défaut)",
    )
    rapport.add_argument("--preset", default="", help="lire l'année avec les listes d'un préréglage")

    journal = commande("journal", None, "le journal des accès")
    gestes = journal.add_subparsers(title="commandes\u202f", metavar="COMMANDE", required=True)
    aide = "vérifier que rien n'y a été changé ni retiré"
    verifie = gestes.add_parser("verifie", help=aide, description=aide)
    verifie.set_defaults(commande=_verifie_journal)
    verifie.add_argument("--service", metavar="CODE", help="seulement ce service")
    verifie.add_argument(
        "--empreinte", metavar="EMPREINTE", help="une empreinte notée plus tôt, hors du serveur"
    )

    coffre = commande("coffre", None, "le coffre des noms")
    gestes = coffre.add_subparsers(title="commandes\u202f", metavar="COMMANDE", required=True)
    aide = "tout ouvrir, avec le code de récupération, et l'écrire en clair dans un dossier"
    exporte = gestes.add_parser("exporte", help=aide, description=aide)
    exporte.set_defaults(commande=_exporte_coffre)
    exporte.add_argument(
        "--code-de-recuperation",
        metavar="CODE",
        nargs="?",
        const="",
        required=True,
        help="le code imprimé à la création du coffre ; sans lui, il est demandé sans être montré",
    )
    exporte.add_argument("--dossier", type=Path, required=True, help="où écrire les fichiers en clair")
    exporte.add_argument("--service", metavar="CODE", help="le service, s'il y en a plusieurs")

    aide = "faire ce que le serveur fait chaque jour\u202f: le résumé de la semaine, les effacements"
    commande("veille", _veille, aide)

    invite = commande("invite", _invite, "préparer un lien pour qu'une personne choisisse son mot de passe")
    invite.add_argument("courriel", metavar="COURRIEL", help="le courriel de la personne")
    _site(invite)
    invite.add_argument(
        "--sans-second-facteur",
        action="store_true",
        help="retirer aussi son second facteur\u202f: téléphone et codes de secours perdus",
    )

    service = commande("service", _service, "ouvrir un nouveau service, et préparer le lien de sa direction")
    service.add_argument("nom", metavar="NOM", help="le nom du service, entre guillemets")
    aide = "la directrice ou le directeur\u202f: son prénom et son nom, entre guillemets"
    service.add_argument("direction", metavar="DIRECTION", help=aide)
    service.add_argument("courriel", metavar="COURRIEL", help="son courriel")
    _site(service)
    return analyseur


def _site(commande):
    aide = "l'adresse d'Allervers (http://127.0.0.1:8000 par défaut)"
    commande.add_argument("--site", default="http://127.0.0.1:8000", help=aide)


def _formats(liste: str) -> list[str]:
    formats = [format.strip() for format in liste.split(",") if format.strip()]
    if inconnus := [format for format in formats if format not in FORMATS]:
        raise argparse.ArgumentTypeError(
            f"« {inconnus[0]} » n'existe pas (au choix\u202f: {', '.join(FORMATS)})"
        )
    return formats


def _annee(commande):
    commande.add_argument("annee", type=int, metavar="ANNEE", help="l'année")
    commande.add_argument("--service", metavar="CODE", help="le service, s'il y en a plusieurs")


def _adresse(commande):
    commande.add_argument("--adresse", default="127.0.0.1", help="adresse d'écoute (127.0.0.1 par défaut)")
    commande.add_argument("--port", type=int, default=8000, help="port d'écoute (8000 par défaut)")


def _preparer() -> None:
    import django

    django.setup()


def _migrer() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from allervers.conservation.rejeu import rejouer

    rejouer()


def _demo(options):
    _preparer()
    _migrer()
    from allervers.demo.chargement import DemonstrationRefusee, charger

    try:
        comptes = charger()
    except DemonstrationRefusee as refus:
        raise ErreurDeCommande(str(refus)) from refus
    print("La démonstration est chargée\u202f: un service inventé, les années 2023 et 2024.\n")
    for compte in comptes:
        print(f"  {compte.courriel:<34} mot de passe\u202f: {compte.mot_de_passe:<22} {compte.role}")
    if options.sans_serveur:
        return None
    return _servir(options)


def _serveur(options):
    _preparer()
    _migrer()
    from allervers.veille import veiller_chaque_jour

    veiller_chaque_jour()
    return _servir(options)


def _servir(options):
    from allervers.config.serveur import servir

    servir(options.adresse, options.port)


def _sauvegarde(options):
    _preparer()
    from allervers.sauvegarde.commandes import sauvegarde

    sauvegarde(options.chemin, options.nouvelle_cle)


def _restaure(options):
    _preparer()
    from allervers.sauvegarde.commandes import restaure

    restaure(options.fichier, options.cle, options.essai, options.remplacer)
    if not options.essai:
        # Who was erased since that backup is erased again, before anybody can sign in.
        _migrer()


def _importe(options):
    _preparer()
    _migrer()
    from allervers.echanges.commandes import importe

    return importe(options.chemin, options.essai)


def _modele_import(options):
    _preparer()
    from allervers.echanges.commandes import modele_import

    return modele_import(options.fichier, options.preset)


def _contours(options):
    _preparer()
    from allervers.territoires.contours import ContoursRefuses, importer_contours

    try:
        contenu = options.fichier.read_bytes()
        bilan = importer_contours(service=service_designe(options.service), contenu=contenu, par=None)
    except OSError as erreur:
        raise ErreurDeCommande(f"« {options.fichier} » ne peut pas être lu. Vérifiez son nom.") from erreur
    except ContoursRefuses as refus:
        raise ErreurDeCommande(f"{options.fichier.name}\u202f: {refus}") from refus
    print(
        f"Contours placés\u202f: {', '.join(bilan.places) or 'aucun'}. Autres éléments\u202f: {bilan.nb_inconnus}."
    )
    return None if bilan.places else 1


def _tableaux(options):
    lecture = _lire(options, ids=options.tableau)
    if options.json:
        import json

        print(json.dumps([tableau.en_json() for tableau in lecture.tableaux], ensure_ascii=False, indent=1))
    else:
        from allervers.rapport.texte import en_texte

        print("\n\n".join(en_texte(tableau) for tableau in lecture.tableaux))


def _coherence(options):
    incoherences = _lire(options).incoherences
    for incoherence in incoherences:
        print(incoherence)
    return 1 if incoherences else 0


def _rapport(options):
    _preparer()
    from allervers.rapport.composition import composer
    from allervers.rapport.fichiers import ecrire
    from allervers.rapport.lecture import lire_avec_precedente
    from allervers.rapport.matiere import matiere_vivante

    service = service_designe(options.service)
    try:
        lecture = lire_avec_precedente(service, options.annee, options.preset)
    except LookupError as erreur:
        raise ErreurDeCommande(erreur.args[0]) from erreur
    document = composer(matiere_vivante(service, lecture, avec_textes=not options.preset))
    try:
        for fichier in ecrire(document, options.dossier, options.formats):
            print(fichier)
    except OSError as erreur:
        raise ErreurDeCommande(
            f"Le dossier « {options.dossier} » ne peut pas être écrit. Choisissez-en un autre."
        ) from erreur


def _lire(options, ids=None):
    _preparer()
    from allervers.faits.extraction import annees_saisies
    from allervers.rapport.lecture import lire_annee

    service = service_designe(options.service)
    if options.annee not in (annees := annees_saisies(service)):
        raise ErreurDeCommande(
            f"Le service « {service.code} » n'a rien saisi en {options.annee}. "
            f"Années saisies\u202f: {', '.join(map(str, annees)) or 'aucune'}."
        )
    try:
        return lire_annee(service, options.annee, options.preset, ids)
    except LookupError as erreur:
        raise ErreurDeCommande(erreur.args[0]) from erreur


def _verifie_journal(options):
    _preparer()
    _migrer()
    from allervers.journal.commandes import verifie

    return verifie(options.service, options.empreinte)


def _exporte_coffre(options):
    import getpass

    _preparer()
    _migrer()
    from allervers.coffre.exportation import ExportRefuse, exporter

    service = service_designe(options.service)
    code = options.code_de_recuperation or getpass.getpass("Code de récupération\u202f: ")
    try:
        for fichier in exporter(service, code, options.dossier):
            print(fichier)
    except ExportRefuse as refus:
        raise ErreurDeCommande(str(refus)) from refus
    print("Ces fichiers sont en clair\u202f: gardez-les sous clé, ou effacez-les.")


def _invite(options):
    _preparer()
    _migrer()
    from allervers.connexion.commandes import invite

    invite(options.courriel, options.site, sans_second_facteur=options.sans_second_facteur)


def _service(options):
    _preparer()
    _migrer()
    from allervers.connexion.commandes import fonde

    fonde(options.nom, options.direction, options.courriel, options.site)


def _veille(options):
    from smtplib import SMTPException

    _preparer()
    _migrer()
    from django.utils import timezone

    from allervers.veille import veiller

    try:
        for ligne in veiller(timezone.localdate()):
            print(ligne)
    except (OSError, SMTPException) as erreur:
        raise ErreurDeCommande(
            "Le courrier ne part pas\u202f: vérifiez ALLERVERS_SMTP et les variables qui l'accompagnent "
            f"({type(erreur).__name__}). Il repartira à la prochaine veille."
        ) from erreur


if __name__ == "__main__":
    sys.exit(main())
