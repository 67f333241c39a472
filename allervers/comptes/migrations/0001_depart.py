"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [
        ("comptes", "0001_initial"),
        ("comptes", "0002_logo_du_service"),
        ("comptes", "0003_comptes_et_invitations"),
        ("comptes", "0004_versions"),
    ]

    initial = True

    dependencies = []

    operations = [
        # What PostgreSQL needs for exclusion constraints on several columns; nothing on SQLite.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("nom", models.CharField(max_length=200, verbose_name="nom")),
                (
                    "association",
                    models.CharField(blank=True, max_length=200, verbose_name="association gestionnaire"),
                ),
                (
                    "direction",
                    models.CharField(blank=True, max_length=200, verbose_name="directrice ou directeur"),
                ),
                (
                    "presidence",
                    models.CharField(blank=True, max_length=200, verbose_name="présidente ou président"),
                ),
                ("adresse", models.CharField(blank=True, max_length=300, verbose_name="adresse")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="téléphone")),
                ("courriel", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
                ("logo", models.BinaryField(null=True, verbose_name="logo (PNG)")),
                (
                    "est_demonstration",
                    models.BooleanField(default=False, verbose_name="service de démonstration"),
                ),
            ],
            options={
                "verbose_name": "service",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="service_uuid"),
                    models.UniqueConstraint(fields=("code",), name="service_code_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Utilisateur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("prenom", models.CharField(blank=True, max_length=80, verbose_name="prénom")),
                ("nom", models.CharField(blank=True, max_length=80, verbose_name="nom")),
                (
                    "courriel",
                    models.EmailField(blank=True, max_length=254, null=True, verbose_name="courriel"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("educateur", "éducatrice ou éducateur"),
                            ("chef_de_service", "chef de service"),
                            ("direction", "direction"),
                            ("secretariat", "secrétariat"),
                            ("statistiques", "statistiques"),
                            ("administration_technique", "administration technique"),
                        ],
                        max_length=30,
                        verbose_name="rôle",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="compte actif")),
                ("sel", models.BinaryField(null=True, verbose_name="sel du mot de passe")),
                ("cle_publique", models.BinaryField(null=True, verbose_name="clé publique")),
                (
                    "cle_privee_enveloppee",
                    models.BinaryField(null=True, verbose_name="clé privée, enveloppée par le mot de passe"),
                ),
                ("cles_le", models.DateTimeField(null=True, verbose_name="clés choisies le")),
            ],
            options={
                "verbose_name": "professionnel",
                "ordering": ["nom", "prenom", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="utilisateur_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="utilisateur_service_id"),
                    models.UniqueConstraint(fields=("courriel",), name="utilisateur_courriel_unique"),
                    models.UniqueConstraint(fields=("service", "code"), name="utilisateur_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "educateur",
                                    "chef_de_service",
                                    "direction",
                                    "secretariat",
                                    "statistiques",
                                    "administration_technique",
                                ],
                            )
                        ),
                        name="utilisateur_role_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cle_privee_enveloppee", None),
                                ("cle_publique", None),
                                ("cles_le", None),
                                ("sel", None),
                            ),
                            models.Q(
                                ("cle_privee_enveloppee__isnull", False),
                                ("cle_publique__isnull", False),
                                ("cles_le__isnull", False),
                                ("sel__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="utilisateur_cles_ensemble",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Equipe",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
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
                "verbose_name": "équipe",
                "ordering": ["nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="equipe_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="equipe_service_id"),
                    models.UniqueConstraint(fields=("service", "code"), name="equipe_code_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Affectation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("debut", models.DateField(verbose_name="depuis le")),
                ("fin", models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                (
                    "professionnel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affectations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "equipe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affectations",
                        to="comptes.equipe",
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
                "verbose_name": "affectation",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="affectation_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="affectation_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "professionnel",
                        name="affectation_professionnel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "equipe",
                        name="affectation_equipe_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="affectation_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="affectation_sans_chevauchement",
                        par=["professionnel", "equipe"],
                        violation_error_message="Deux périodes se chevauchent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256 du jeton")),
                (
                    "creee_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="créée le"),
                ),
                ("expire_le", models.DateTimeField(verbose_name="expire le")),
                ("utilisee_le", models.DateTimeField(null=True, verbose_name="utilisée le")),
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
                    "utilisateur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
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
                "verbose_name": "invitation",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="invitation_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="invitation_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "utilisateur",
                        name="invitation_utilisateur_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "par",
                        name="invitation_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("empreinte",), name="invitation_empreinte_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EtatAnterieur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("genre", models.CharField(max_length=80, verbose_name="genre")),
                ("objet", models.UUIDField(verbose_name="enregistrement")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                (
                    "etat",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="état"
                    ),
                ),
                (
                    "remplace_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="remplacé le"),
                ),
                (
                    "remplace_par",
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
                "verbose_name": "état antérieur",
                "ordering": ["-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="etatanterieur_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="etatanterieur_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "remplace_par",
                        name="etatanterieur_remplace_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("objet", "version"), name="etatanterieur_unique"),
                ],
            },
        ),
    ]
