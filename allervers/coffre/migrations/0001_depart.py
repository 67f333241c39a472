"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [("coffre", "0001_cles_et_acces"), ("coffre", "0002_rescellements_et_enveloppes_abimees")]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="CleDuCoffre",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("cle_publique", models.BinaryField(verbose_name="clé publique")),
                (
                    "creee_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="créée le"),
                ),
                (
                    "creee_par",
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
                "verbose_name": "clé du coffre",
                "ordering": ["version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="cleducoffre_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="cleducoffre_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "creee_par",
                        name="cleducoffre_creee_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "version"), name="cleducoffre_version_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("version__gt", 0)), name="cleducoffre_version_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acces",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("pour_cle_publique", models.BinaryField(verbose_name="clé publique du membre")),
                ("cle_scellee", models.BinaryField(verbose_name="clé privée du coffre, scellée")),
                (
                    "donne_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="donné le"),
                ),
                (
                    "donne_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membre",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acces_au_coffre",
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
                    "cle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acces",
                        to="coffre.cleducoffre",
                    ),
                ),
            ],
            options={
                "verbose_name": "accès au coffre",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="acces_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="acces_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "cle",
                        name="acces_cle_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "membre",
                        name="acces_membre_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "donne_par",
                        name="acces_donne_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("cle", "membre"), name="acces_unique"),
                    models.UniqueConstraint(
                        condition=models.Q(("membre__isnull", True)),
                        fields=("cle",),
                        name="acces_de_secours_unique",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnveloppeAbimee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("genre", models.CharField(max_length=40, verbose_name="genre")),
                ("objet", models.UUIDField(verbose_name="objet")),
                ("champ", models.CharField(max_length=40, verbose_name="champ")),
                (
                    "signalee_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="signalée le"),
                ),
                ("vue_le", models.DateTimeField(null=True, verbose_name="vue par la direction le")),
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
                    "signalee_par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "enveloppe abîmée",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="enveloppeabimee_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="enveloppeabimee_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "signalee_par",
                        name="enveloppeabimee_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("service", "objet", "champ", "genre", "signalee_par"),
                        name="enveloppeabimee_unique",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnveloppeAnterieure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("genre", models.CharField(max_length=40, verbose_name="genre")),
                ("objet", models.UUIDField(verbose_name="objet")),
                ("champ", models.CharField(max_length=40, verbose_name="champ")),
                ("enveloppe", models.BinaryField(verbose_name="enveloppe")),
                (
                    "remplacee_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="remplacée le"),
                ),
                (
                    "est_rescellee",
                    models.BooleanField(default=False, verbose_name="rescellée sans changement"),
                ),
                (
                    "remplacee_par",
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
                "verbose_name": "enveloppe antérieure",
                "ordering": ["pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["objet", "champ"], name="enveloppeanterieure_objet")],
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="enveloppeanterieure_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="enveloppeanterieure_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "remplacee_par",
                        name="enveloppeanterieure_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Secours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("cle_publique", models.BinaryField(verbose_name="clé publique")),
                (
                    "cle_privee_enveloppee",
                    models.BinaryField(verbose_name="clé privée, enveloppée par le code"),
                ),
                ("preuve", models.CharField(max_length=200, verbose_name="preuve")),
                ("cree_le", models.DateTimeField(default=django.utils.timezone.now, verbose_name="créé le")),
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
                "verbose_name": "code de récupération",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="secours_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="secours_service_id"),
                    models.UniqueConstraint(fields=("service",), name="secours_un_par_service"),
                ],
            },
        ),
    ]
