"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [("terrain", "0001_saisies"), ("terrain", "0002_accueils_a_la_journee")]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Saisie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "genre",
                    models.CharField(
                        choices=[
                            ("intervention", "activité"),
                            ("jeune", "jeune rencontré"),
                            ("retrait", "retrait d'une activité"),
                            ("fusion", "réunion de deux saisies"),
                            ("accueil", "accueil à la journée"),
                        ],
                        max_length=20,
                        verbose_name="genre",
                    ),
                ),
                ("objet", models.UUIDField(db_index=True, verbose_name="enregistrement concerné")),
                ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256 des octets reçus")),
                ("contenu", models.JSONField(verbose_name="contenu")),
                ("signalements", models.JSONField(default=list, verbose_name="signalements")),
                ("appareil", models.CharField(blank=True, max_length=80, verbose_name="appareil")),
                (
                    "recue_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="reçue le"),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "saisie de terrain",
                "ordering": ["recue_le", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="saisie_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="saisie_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "auteur",
                        name="saisie_auteur_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("genre__in", ["intervention", "jeune", "retrait", "fusion", "accueil"])
                        ),
                        name="saisie_genre_connu",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remplacement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("ancienne", models.UUIDField(verbose_name="saisie remplacée")),
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
                (
                    "nouvelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplacements",
                        to="terrain.saisie",
                    ),
                ),
            ],
            options={
                "verbose_name": "remplacement d'une saisie",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="remplacement_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="remplacement_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "nouvelle",
                        name="remplacement_nouvelle_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("service", "ancienne"), name="remplacement_ancienne_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Divergence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256 des octets reçus")),
                ("contenu", models.JSONField(verbose_name="contenu")),
                (
                    "recue_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="reçue le"),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "saisie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="divergences",
                        to="terrain.saisie",
                    ),
                ),
            ],
            options={
                "verbose_name": "contenu divergent d'une saisie",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="divergence_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="divergence_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisie",
                        name="divergence_saisie_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "auteur",
                        name="divergence_auteur_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("saisie", "empreinte"), name="divergence_unique"),
                ],
            },
        ),
    ]
