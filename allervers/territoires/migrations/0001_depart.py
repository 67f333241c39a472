"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes

communes = import_module("allervers.territoires.migrations.0002_communes_officielles")


class Migration(migrations.Migration):
    replaces = [
        ("territoires", "0001_initial"),
        ("territoires", "0002_communes_officielles"),
        ("territoires", "0003_contours"),
        ("territoires", "0004_diagnostic_et_versions"),
    ]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
        ("referentiel", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Departement",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=3, primary_key=True, serialize=False, verbose_name="code officiel"
                    ),
                ),
                ("nom", models.CharField(max_length=80, verbose_name="nom")),
            ],
            options={
                "verbose_name": "département",
            },
        ),
        migrations.CreateModel(
            name="Epci",
            fields=[
                (
                    "code",
                    models.CharField(max_length=9, primary_key=True, serialize=False, verbose_name="SIREN"),
                ),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
            ],
            options={
                "verbose_name": "EPCI",
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=5, primary_key=True, serialize=False, verbose_name="code INSEE"
                    ),
                ),
                ("nom", models.CharField(max_length=80, verbose_name="nom")),
                ("population", models.PositiveIntegerField(null=True, verbose_name="population municipale")),
                (
                    "departement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="territoires.departement",
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="territoires.epci",
                    ),
                ),
            ],
            options={
                "verbose_name": "commune",
            },
        ),
        migrations.CreateModel(
            name="Territoire",
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
                    "nature",
                    models.CharField(
                        choices=[
                            ("departement", "département"),
                            ("epci", "EPCI"),
                            ("commune", "commune"),
                            ("quartier", "quartier"),
                            ("etablissement", "établissement"),
                        ],
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "code_officiel",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="code officiel (SIREN, QPV, UAI…)"
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("contour", models.JSONField(null=True, verbose_name="contour (géométrie GeoJSON)")),
                ("retire_le", models.DateField(null=True, verbose_name="plus d'intervention depuis le")),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territoires.commune",
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
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enfants",
                        to="territoires.territoire",
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
                "verbose_name": "territoire",
                "ordering": ["ordre", "nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="territoire_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="territoire_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="territoire_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="territoire_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "parent",
                        name="territoire_parent_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="territoire_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nature__in", ["departement", "epci", "commune", "quartier", "etablissement"])
                        ),
                        name="territoire_nature_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nature", "commune"), _negated=True),
                            ("commune__isnull", False),
                            _connector="OR",
                        ),
                        name="territoire_commune_officielle",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupeDeJeunes",
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
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                (
                    "saison",
                    models.CharField(
                        choices=[
                            ("hiver", "hiver"),
                            ("printemps", "printemps"),
                            ("ete", "été"),
                            ("automne", "automne"),
                        ],
                        max_length=10,
                        verbose_name="saison",
                    ),
                ),
                ("nombre", models.PositiveSmallIntegerField(verbose_name="jeunes, environ")),
                ("description", models.CharField(max_length=500, verbose_name="où, quand, autour de quoi")),
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
                (
                    "territoire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groupes",
                        to="territoires.territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "groupe de jeunes",
                "ordering": ["annee", "saison", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="groupedejeunes_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="groupedejeunes_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="groupedejeunes_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="groupedejeunes_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "territoire",
                        name="groupedejeunes_territoire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("saison__in", ["hiver", "printemps", "ete", "automne"])),
                        name="groupedejeunes_saison_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nombre__gt", 1)), name="groupedejeunes_au_moins_deux"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Equipement",
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
                    "nature",
                    models.CharField(
                        choices=[("equipement", "équipement"), ("structure", "structure")],
                        max_length=15,
                        verbose_name="nature",
                    ),
                ),
                ("nom", models.CharField(max_length=160, verbose_name="nom")),
                ("precision", models.CharField(blank=True, max_length=300, verbose_name="ce qu'on y trouve")),
                ("debut", models.DateField(null=True, verbose_name="ouvert le")),
                ("fin", models.DateField(null=True, verbose_name="fermé le")),
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
                (
                    "territoire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="equipements",
                        to="territoires.territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "équipement ou structure",
                "ordering": ["nature", "nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="equipement_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="equipement_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="equipement_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="equipement_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "territoire",
                        name="equipement_territoire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nature__in", ["equipement", "structure"])),
                        name="equipement_nature_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gt", models.F("debut")),
                            _connector="OR",
                        ),
                        name="equipement_fin_apres_debut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Diagnostic",
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
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("texte", models.TextField(max_length=5000, verbose_name="diagnostic")),
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
                (
                    "territoire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diagnostics",
                        to="territoires.territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "diagnostic",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="diagnostic_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="diagnostic_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="diagnostic_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="diagnostic_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "territoire",
                        name="diagnostic_territoire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("territoire", "annee"), name="diagnostic_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ValeurIndicateur",
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
                ("annee", models.PositiveSmallIntegerField(verbose_name="année de la donnée")),
                (
                    "valeur",
                    models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="valeur"),
                ),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                (
                    "indicateur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.terme"
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
                (
                    "territoire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicateurs",
                        to="territoires.territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "valeur d'indicateur",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="valeurindicateur_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="valeurindicateur_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="valeurindicateur_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="valeurindicateur_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "territoire",
                        name="valeurindicateur_territoire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "indicateur",
                        name="valeurindicateur_indicateur_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("territoire", "indicateur", "annee"), name="valeurindicateur_unique"
                    ),
                ],
            },
        ),
        # Backwards, the tables go with what they hold.
        migrations.RunPython(communes.load, migrations.RunPython.noop),
    ]
