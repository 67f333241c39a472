"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [("partenaires", "0001_initial"), ("partenaires", "0002_contacts_conventions_et_versions")]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
        ("referentiel", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Partenaire",
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
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("nom", models.CharField(max_length=160, verbose_name="nom")),
                ("telephone", models.CharField(blank=True, max_length=40, verbose_name="téléphone")),
                ("courriel", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
                ("adresse", models.CharField(blank=True, max_length=300, verbose_name="adresse")),
                ("presentation", models.TextField(blank=True, verbose_name="ce qu'il fait, comment on y va")),
                ("retire_le", models.DateField(null=True, verbose_name="plus de partenariat depuis le")),
                (
                    "categorie",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.terme",
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
            ],
            options={
                "verbose_name": "partenaire",
                "ordering": ["nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="partenaire_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="partenaire_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="partenaire_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="partenaire_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "categorie",
                        name="partenaire_categorie_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="partenaire_code_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                ("fonction", models.CharField(blank=True, max_length=160, verbose_name="fonction")),
                ("telephone", models.CharField(blank=True, max_length=40, verbose_name="téléphone")),
                ("courriel", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
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
                    "partenaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="partenaires.partenaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "ordering": ["nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="contact_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="contact_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="contact_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="contact_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="contact_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartenariatInformel",
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
                    "raisons",
                    models.TextField(max_length=1000, verbose_name="ce qui motive le travail commun"),
                ),
                ("debut", models.DateField(verbose_name="depuis le")),
                ("fin", models.DateField(null=True, verbose_name="jusqu'au (exclu)")),
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
                    "partenaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partenariats",
                        to="partenaires.partenaire",
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
                "verbose_name": "partenariat informel",
                "ordering": ["-debut"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="partenariatinformel_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="partenariatinformel_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="partenariatinformel_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="partenariatinformel_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="partenariatinformel_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="partenariatinformel_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="partenariatinformel_sans_chevauchement",
                        par=["partenaire"],
                        violation_error_message="Un partenariat informel est déjà noté à ces dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reseau",
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
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("nom", models.CharField(max_length=120, verbose_name="réseau")),
                ("modalites", models.CharField(blank=True, max_length=200, verbose_name="modalités")),
                ("a_convention", models.BooleanField(default=False, verbose_name="convention signée")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("retire_le", models.DateField(null=True, verbose_name="plus d'accueil depuis le")),
                (
                    "dispositif",
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
                    "partenaire",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reseaux",
                        to="partenaires.partenaire",
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
                "verbose_name": "réseau",
                "verbose_name_plural": "réseaux",
                "ordering": ["ordre", "nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="reseau_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="reseau_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="reseau_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="reseau_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "dispositif",
                        name="reseau_dispositif_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="reseau_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="reseau_code_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Convention",
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
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("objet", models.CharField(max_length=300, verbose_name="objet")),
                ("debut", models.DateField(verbose_name="prend effet le")),
                ("fin", models.DateField(null=True, verbose_name="prend fin le")),
                (
                    "rappel_mois",
                    models.PositiveSmallIntegerField(default=3, verbose_name="rappel, en mois avant la fin"),
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
                    "partenaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conventions",
                        to="partenaires.partenaire",
                    ),
                ),
                (
                    "reseau",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conventions",
                        to="partenaires.reseau",
                    ),
                ),
            ],
            options={
                "verbose_name": "convention",
                "ordering": ["-debut", "objet"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="convention_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="convention_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="convention_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="convention_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="convention_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "reseau",
                        name="convention_reseau_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="convention_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="convention_fin_apres_debut",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rappel_mois__lte", 24)), name="convention_rappel_deux_ans"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instance",
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
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                ("champ", models.CharField(max_length=300, verbose_name="champ d'intervention")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                (
                    "retire_le",
                    models.DateField(null=True, verbose_name="le service n'y siège plus depuis le"),
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
            ],
            options={
                "verbose_name": "instance",
                "ordering": ["ordre", "nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="instance_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="instance_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="instance_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="instance_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="instance_code_unique"),
                ],
            },
        ),
    ]
