"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [("moyens", "0001_initial"), ("moyens", "0002_benevoles_biens_accueil_formations")]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
        ("referentiel", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Formation",
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
                ("theme", models.CharField(max_length=200, verbose_name="thème")),
                ("organisme", models.CharField(blank=True, max_length=160, verbose_name="organisme")),
                ("debut", models.DateField(verbose_name="premier jour")),
                ("dernier_jour", models.DateField(null=True, verbose_name="dernier jour")),
                (
                    "heures",
                    models.DecimalField(
                        decimal_places=2, max_digits=6, verbose_name="heures, pour chaque personne"
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
                "verbose_name": "formation suivie",
                "ordering": ["debut", "theme"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="formation_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="formation_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="formation_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="formation_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="formation_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("heures__gt", 0)), name="formation_heures_positives"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dernier_jour__isnull", True),
                            ("dernier_jour__gte", models.F("debut")),
                            _connector="OR",
                        ),
                        name="formation_jours_ordonnes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormationSuivie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "formation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suivies",
                        to="moyens.formation",
                    ),
                ),
                (
                    "professionnel",
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
                "verbose_name": "participation à une formation",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="formationsuivie_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="formationsuivie_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "formation",
                        name="formationsuivie_formation_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "professionnel",
                        name="formationsuivie_professionnel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("formation", "professionnel"), name="formationsuivie_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Local",
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
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("achete", "acheté"),
                            ("loue", "loué"),
                            ("prete", "prêté ou mis à disposition"),
                        ],
                        max_length=10,
                        verbose_name="provenance",
                    ),
                ),
                ("preteur", models.CharField(blank=True, max_length=160, verbose_name="par qui")),
                ("debut", models.DateField(null=True, verbose_name="depuis le")),
                ("fin", models.DateField(null=True, verbose_name="rendu, vendu ou quitté le")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("usage", models.CharField(blank=True, max_length=300, verbose_name="usage")),
                ("adresse", models.CharField(blank=True, max_length=300, verbose_name="adresse")),
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
                "verbose_name": "local",
                "verbose_name_plural": "locaux",
                "ordering": ["ordre", "nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="local_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="local_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="local_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="local_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="local_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("provenance__in", ["achete", "loue", "prete"])),
                        name="local_provenance_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gt", models.F("debut")),
                            _connector="OR",
                        ),
                        name="local_fin_apres_debut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MissionPoste",
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
                ("texte", models.TextField(max_length=1000, verbose_name="missions")),
                (
                    "intitule",
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
            ],
            options={
                "verbose_name": "missions d'un poste",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="missionposte_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="missionposte_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="missionposte_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="missionposte_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "intitule",
                        name="missionposte_intitule_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("service", "annee", "intitule"), name="missionposte_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlageAccueil",
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
                        choices=[("ouverture", "ouverture"), ("permanence", "permanence")],
                        max_length=15,
                        verbose_name="nature",
                    ),
                ),
                ("intitule", models.CharField(max_length=120, verbose_name="intitulé")),
                ("lieu", models.CharField(blank=True, max_length=160, verbose_name="lieu")),
                (
                    "jour",
                    models.CharField(
                        choices=[
                            ("lundi", "lundi"),
                            ("mardi", "mardi"),
                            ("mercredi", "mercredi"),
                            ("jeudi", "jeudi"),
                            ("vendredi", "vendredi"),
                            ("samedi", "samedi"),
                            ("dimanche", "dimanche"),
                        ],
                        max_length=10,
                        verbose_name="jour",
                    ),
                ),
                ("ouvre", models.TimeField(verbose_name="de")),
                ("ferme", models.TimeField(verbose_name="à")),
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
                "verbose_name": "plage d'accueil",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="plageaccueil_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="plageaccueil_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="plageaccueil_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="plageaccueil_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nature__in", ["ouverture", "permanence"])),
                        name="plageaccueil_nature_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "jour__in",
                                ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
                            )
                        ),
                        name="plageaccueil_jour_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ferme__gt", models.F("ouvre"))),
                        name="plageaccueil_heures_ordonnees",
                        violation_error_message="L'heure de fin vient après celle du début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gt", models.F("debut")),
                            _connector="OR",
                        ),
                        name="plageaccueil_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="plageaccueil_sans_chevauchement",
                        par=["service", "intitule", "jour", "ouvre"],
                        violation_error_message="Cette plage est déjà notée à ces dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Poste",
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
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("etp", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="ETP")),
                ("debut", models.DateField(null=True, verbose_name="commence le")),
                ("fin", models.DateField(null=True, verbose_name="prend fin le (exclu)")),
                (
                    "intitule",
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
            ],
            options={
                "verbose_name": "poste",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="poste_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="poste_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="poste_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="poste_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "intitule",
                        name="poste_intitule_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "annee", "code"), name="poste_code_unique"),
                    models.CheckConstraint(condition=models.Q(("etp__gt", 0)), name="poste_etp_positif"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gt", models.F("debut")),
                            _connector="OR",
                        ),
                        name="poste_fin_apres_debut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartPoste",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("etp", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="ETP financés")),
                (
                    "financeur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.terme"
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
                    "poste",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="moyens.poste"
                    ),
                ),
            ],
            options={
                "verbose_name": "part d'un poste",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="partposte_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="partposte_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "poste",
                        name="partposte_poste_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "financeur",
                        name="partposte_financeur_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("poste", "financeur"), name="partposte_unique"),
                    models.CheckConstraint(condition=models.Q(("etp__gt", 0)), name="partposte_etp_positif"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vehicule",
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
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("achete", "acheté"),
                            ("loue", "loué"),
                            ("prete", "prêté ou mis à disposition"),
                        ],
                        max_length=10,
                        verbose_name="provenance",
                    ),
                ),
                ("preteur", models.CharField(blank=True, max_length=160, verbose_name="par qui")),
                ("debut", models.DateField(null=True, verbose_name="depuis le")),
                ("fin", models.DateField(null=True, verbose_name="rendu, vendu ou quitté le")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                ("places", models.PositiveSmallIntegerField(null=True, verbose_name="places")),
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
                "verbose_name": "véhicule",
                "ordering": ["ordre", "nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="vehicule_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="vehicule_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="vehicule_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="vehicule_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="vehicule_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("provenance__in", ["achete", "loue", "prete"])),
                        name="vehicule_provenance_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gt", models.F("debut")),
                            _connector="OR",
                        ),
                        name="vehicule_fin_apres_debut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Benevolat",
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
                ("mission", models.CharField(max_length=200, verbose_name="ce qu'ils font")),
                ("nombre", models.PositiveSmallIntegerField(verbose_name="bénévoles")),
                ("heures", models.PositiveIntegerField(null=True, verbose_name="heures dans l'année")),
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
                "verbose_name": "bénévolat",
                "ordering": ["mission"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="benevolat_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="benevolat_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="benevolat_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="benevolat_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "annee", "mission"), name="benevolat_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("nombre__gt", 0)), name="benevolat_nombre_positif"
                    ),
                ],
            },
        ),
    ]
