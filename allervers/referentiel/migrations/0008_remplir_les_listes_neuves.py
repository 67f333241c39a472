"""The lists that 0007 adds are filled for the services that are already there, as the presets fill them."""

from django.db import migrations

LISTES = {
    "nature_partage": {
        "scolarite": "École, formation, emploi",
        "demarches": "Démarches et droits",
        "logement": "Logement, conditions de vie",
        "famille": "Vie familiale",
        "quotidien": "Vie quotidienne, loisirs",
        "justice": "Suivi par la justice",
        "protection": "Protection de l'enfant",
    },
    "destinataire_signalement": {
        "crip": "CRIP (cellule de recueil des informations préoccupantes)",
        "parquet": "Procureur de la République",
        "crip_autre": "CRIP d'un autre département",
    },
    "suite_signalement": {
        "deja_suivie": "Situation déjà suivie",
        "sans_suite": "Sans suite",
        "mesure_administrative": "Mesure administrative",
        "saisine_parquet": "Transmise au procureur par la CRIP",
        "mesure_judiciaire": "Mesure judiciaire",
    },
}


def remplir(apps, schema_editor):
    Millesime, Terme, LibelleTerme = (
        apps.get_model("referentiel", nom) for nom in ("Millesime", "Terme", "LibelleTerme")
    )
    for millesime in Millesime.objects.order_by("pk"):
        ordre = LibelleTerme.objects.filter(millesime=millesime).count()
        for liste, termes in LISTES.items():
            if LibelleTerme.objects.filter(millesime=millesime, terme__liste=liste).exists():
                continue
            for code, libelle in termes.items():
                terme, _ = Terme.objects.get_or_create(
                    service_id=millesime.service_id, liste=liste, code=code
                )
                ordre += 1
                LibelleTerme.objects.create(
                    service_id=millesime.service_id,
                    millesime=millesime,
                    terme=terme,
                    libelle=libelle,
                    ordre=ordre,
                )


class Migration(migrations.Migration):
    dependencies = [("referentiel", "0007_listes_des_partages_et_signalements")]

    operations = [migrations.RunPython(remplir, migrations.RunPython.noop)]
