"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [("rapport", "0001_textes_et_liasses")]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnneeFigee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("numero", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("liasse", models.BinaryField(verbose_name="liasse")),
                ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256 de la liasse")),
                ("fige_le", models.DateTimeField(verbose_name="figée le")),
                (
                    "valide_le",
                    models.DateField(null=True, verbose_name="validée par le conseil d'administration le"),
                ),
                (
                    "fige_par",
                    models.ForeignKey(
                        null=True,
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
                "verbose_name": "année figée",
                "ordering": ["-annee", "-numero"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="anneefigee_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="anneefigee_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "fige_par",
                        name="anneefigee_fige_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("service", "annee", "numero"), name="anneefigee_numero_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("numero__gt", 0)), name="anneefigee_numero_positif"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("publie_le", models.DateTimeField(verbose_name="publiée le")),
                (
                    "annee_figee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="rapport.anneefigee",
                    ),
                ),
                (
                    "par",
                    models.ForeignKey(
                        null=True,
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
                "verbose_name": "publication",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="publication_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="publication_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "annee_figee",
                        name="publication_annee_figee_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "par",
                        name="publication_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("service", "annee"),
                        name="publication_annee_unique",
                        violation_error_message="Cette année est déjà publiée.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sortie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "forme",
                    models.CharField(
                        choices=[("complete", "complète"), ("publiable", "publiable")],
                        max_length=10,
                        verbose_name="forme",
                    ),
                ),
                ("format", models.CharField(max_length=5, verbose_name="format")),
                ("contenu", models.BinaryField(verbose_name="contenu")),
                ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "annee_figee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sorties",
                        to="rapport.anneefigee",
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
                "verbose_name": "sortie",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="sortie_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="sortie_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "annee_figee",
                        name="sortie_annee_figee_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("annee_figee", "forme", "format"), name="sortie_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("forme__in", ["complete", "publiable"])),
                        name="sortie_forme_connue",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TexteDuRapport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("bloc", models.CharField(max_length=80, verbose_name="bloc du canevas")),
                ("contenu", models.TextField(blank=True, verbose_name="texte (Markdown)")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                ("est_pret", models.BooleanField(default=False, verbose_name="prêt")),
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
                "verbose_name": "texte du rapport",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="textedurapport_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="textedurapport_service_id"),
                    models.UniqueConstraint(
                        fields=("service", "annee", "bloc"), name="textedurapport_bloc_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionDeTexte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("numero", models.PositiveIntegerField(verbose_name="numéro")),
                ("contenu", models.TextField(blank=True, verbose_name="texte (Markdown)")),
                ("instant", models.DateTimeField(verbose_name="instant")),
                (
                    "par",
                    models.ForeignKey(
                        null=True,
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
                    "texte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="rapport.textedurapport",
                    ),
                ),
            ],
            options={
                "verbose_name": "version de texte",
                "ordering": ["-numero"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="versiondetexte_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="versiondetexte_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "texte",
                        name="versiondetexte_texte_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "par",
                        name="versiondetexte_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("texte", "numero"), name="versiondetexte_numero_unique"),
                ],
            },
        ),
    ]
