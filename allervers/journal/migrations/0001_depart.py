"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("journal", "0001_initial"), ("journal", "0002_objet_et_appareil")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LigneJournal",
            fields=[
                ("numero", models.BigAutoField(primary_key=True, serialize=False)),
                ("service_id", models.BigIntegerField(verbose_name="service")),
                ("instant", models.DateTimeField(verbose_name="instant")),
                ("par", models.BigIntegerField(null=True, verbose_name="auteur")),
                ("operation", models.CharField(max_length=60, verbose_name="opération")),
                ("objet", models.UUIDField(null=True, verbose_name="objet")),
                ("appareil", models.CharField(blank=True, max_length=120, verbose_name="appareil")),
                ("details", models.JSONField(verbose_name="détails, sans contenu")),
                (
                    "empreinte_precedente",
                    models.CharField(max_length=64, verbose_name="empreinte de la ligne précédente"),
                ),
                ("empreinte", models.CharField(max_length=64, verbose_name="empreinte")),
            ],
            options={
                "verbose_name": "ligne de journal",
                "ordering": ["numero"],
                "indexes": [
                    models.Index(fields=["service_id", "objet"], name="lignejournal_objet"),
                    models.Index(fields=["service_id", "numero"], name="lignejournal_ordre"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service_id", "empreinte_precedente"), name="lignejournal_chaine_sans_branche"
                    )
                ],
            },
        ),
    ]
