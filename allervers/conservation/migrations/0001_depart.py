"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [("conservation", "0001_bordereaux_et_demandes")]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
        ("jeunes", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bordereau",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("numero", models.PositiveIntegerField(verbose_name="numéro")),
                (
                    "origine",
                    models.CharField(
                        choices=[
                            ("terme", "au terme de leur conservation"),
                            ("demande", "à la demande de la personne"),
                            ("restauration", "de nouveau, après la restauration d’une sauvegarde"),
                        ],
                        max_length=15,
                        verbose_name="effacées",
                    ),
                ),
                ("regle", models.TextField(verbose_name="règle appliquée")),
                ("nb_fiches", models.PositiveIntegerField(verbose_name="fiches")),
                ("quantites", models.JSONField(verbose_name="ce qui a été effacé")),
                (
                    "annee_debut",
                    models.PositiveSmallIntegerField(verbose_name="premier contact le plus ancien"),
                ),
                (
                    "annee_fin",
                    models.PositiveSmallIntegerField(verbose_name="dernier contact le plus récent"),
                ),
                ("decide_le", models.DateTimeField(verbose_name="décidé le")),
                (
                    "decide_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidé par",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comptes.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "bordereau d'élimination",
                "verbose_name_plural": "bordereaux d'élimination",
                "ordering": ["-numero"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="bordereau_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="bordereau_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "decide_par",
                        name="bordereau_decide_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "numero"), name="bordereau_numero_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("nb_fiches__gt", 0)), name="bordereau_de_quelque_chose"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("annee_fin__gte", models.F("annee_debut"))),
                        name="bordereau_annees",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Demande",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("saisi_le", models.DateTimeField(auto_now_add=True, verbose_name="saisi le")),
                ("modifie_le", models.DateTimeField(null=True, verbose_name="modifié le")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "droit",
                    models.CharField(
                        choices=[
                            ("acces", "lire ce qui est gardé (accès)"),
                            ("rectification", "corriger (rectification)"),
                            ("effacement", "effacer (effacement)"),
                            ("opposition", "s’opposer"),
                        ],
                        max_length=15,
                        verbose_name="ce qui est demandé",
                    ),
                ),
                (
                    "demandeur",
                    models.CharField(
                        choices=[
                            ("jeune", "le jeune"),
                            ("parent", "un parent"),
                            ("representant", "un autre représentant"),
                        ],
                        max_length=15,
                        verbose_name="qui le demande",
                    ),
                ),
                ("recue_le", models.DateField(verbose_name="reçue le")),
                (
                    "reponse",
                    models.CharField(
                        blank=True,
                        choices=[("accordee", "accordée"), ("refusee", "refusée")],
                        max_length=10,
                        verbose_name="réponse",
                    ),
                ),
                ("repondue_le", models.DateField(null=True, verbose_name="répondue le")),
                (
                    "bordereau",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demandes",
                        to="conservation.bordereau",
                    ),
                ),
                (
                    "jeune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="demandes",
                        to="jeunes.jeune",
                    ),
                ),
                (
                    "modifie_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="modifié par",
                    ),
                ),
                (
                    "repondue_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saisi_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisi par",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comptes.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande d'une personne",
                "verbose_name_plural": "demandes des personnes",
                "ordering": ["-recue_le", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="demande_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="demande_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="demande_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="demande_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="demande_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "repondue_par",
                        name="demande_repondue_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "bordereau",
                        name="demande_bordereau_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("droit__in", ["acces", "rectification", "effacement", "opposition"])
                        ),
                        name="demande_droit_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("demandeur__in", ["jeune", "parent", "representant"])),
                        name="demande_demandeur_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("repondue_le", None), ("reponse", "")),
                            models.Q(
                                ("repondue_le__gte", models.F("recue_le")),
                                ("repondue_le__isnull", False),
                                ("reponse__in", ["accordee", "refusee"]),
                            ),
                            _connector="OR",
                        ),
                        name="demande_reponse_datee",
                        violation_error_message="Une réponse ne peut pas précéder la demande.",
                    ),
                ],
            },
        ),
    ]
