"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [
        ("activite", "0001_initial"),
        ("activite", "0002_versions"),
        ("activite", "0003_etiquettes_et_partenaires"),
        ("activite", "0004_agenda"),
        ("activite", "0005_demi_journees_d_accueil"),
    ]

    initial = True

    dependencies = [
        ("actions", "0001_depart"),
        ("comptes", "0001_depart"),
        ("jeunes", "0001_depart"),
        ("partenaires", "0001_depart"),
        ("referentiel", "0001_depart"),
        ("territoires", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Accueil",
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
                ("code", models.CharField(blank=True, max_length=60, verbose_name="code")),
                ("date", models.DateField(verbose_name="date")),
                (
                    "nombre",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="personnes, si aucune n'est connue"
                    ),
                ),
                ("precision", models.CharField(blank=True, max_length=120, verbose_name="précision")),
                ("demi_journees", models.PositiveSmallIntegerField(null=True, verbose_name="demi-journées")),
                (
                    "jeune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accueils",
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
                    "reseau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accueils",
                        to="partenaires.reseau",
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
                "verbose_name": "accueil à la journée",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="accueil_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="accueil_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="accueil_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="accueil_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "reseau",
                        name="accueil_reseau_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="accueil_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("jeune__isnull", False), ("nombre__isnull", True)),
                            models.Q(("jeune__isnull", True), ("nombre__gt", 0), ("nombre__isnull", False)),
                            _connector="OR",
                        ),
                        name="accueil_jeune_ou_nombre",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("demi_journees__isnull", True), ("demi_journees__gt", 0), _connector="OR"
                        ),
                        name="accueil_demi_journees_positives",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DemiJournee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("date", models.DateField(verbose_name="date")),
                (
                    "moment",
                    models.CharField(
                        choices=[("matin", "matin"), ("apres_midi", "après-midi")],
                        max_length=10,
                        verbose_name="moment",
                    ),
                ),
                (
                    "accueil",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="journees",
                        to="activite.accueil",
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
                "verbose_name": "demi-journée d'accueil",
                "ordering": ["date", "-moment"],
                "abstract": False,
                "indexes": [models.Index(fields=["service", "date"], name="demijournee_service_date")],
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="demijournee_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="demijournee_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "accueil",
                        name="demijournee_accueil_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("accueil", "date", "moment"), name="demijournee_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("moment__in", ["matin", "apres_midi"])),
                        name="demijournee_moment_connu",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prevision",
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
                ("titre", models.CharField(blank=True, max_length=80, verbose_name="titre")),
                ("date", models.DateField(verbose_name="date")),
                ("heure", models.TimeField(verbose_name="heure de début")),
                ("duree_minutes", models.PositiveSmallIntegerField(verbose_name="durée (minutes)")),
                (
                    "toutes_les",
                    models.PositiveSmallIntegerField(null=True, verbose_name="revient toutes les (semaines)"),
                ),
                ("jours", models.PositiveSmallIntegerField(null=True, verbose_name="jours de la semaine")),
                ("jusqu_au", models.DateField(null=True, verbose_name="jusqu'au")),
                (
                    "action",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actions.actioncollective",
                    ),
                ),
                (
                    "equipe",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comptes.equipe",
                    ),
                ),
                (
                    "instance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partenaires.instance",
                    ),
                ),
                (
                    "lieu",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territoires.territoire",
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
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.terme"
                    ),
                ),
            ],
            options={
                "verbose_name": "prévision",
                "abstract": False,
                "indexes": [models.Index(fields=["service", "date"], name="prevision_service_date")],
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="prevision_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="prevision_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="prevision_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="prevision_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "type",
                        name="prevision_type_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "lieu",
                        name="prevision_lieu_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "equipe",
                        name="prevision_equipe_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "action",
                        name="prevision_action_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "instance",
                        name="prevision_instance_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duree_minutes__gt", 0), ("duree_minutes__lte", 1440)),
                        name="prevision_duree_un_jour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("jours__isnull", True),
                                ("jusqu_au__isnull", True),
                                ("toutes_les__isnull", True),
                            ),
                            models.Q(
                                ("jours__gte", 1),
                                ("jours__isnull", False),
                                ("jours__lt", 128),
                                ("toutes_les__gte", 1),
                                ("toutes_les__isnull", False),
                                ("toutes_les__lte", 8),
                            ),
                            _connector="OR",
                        ),
                        name="prevision_recurrence_entiere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("jusqu_au__isnull", True), ("jusqu_au__gte", models.F("date")), _connector="OR"
                        ),
                        name="prevision_fin_apres_debut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("saisi_le", models.DateTimeField(auto_now_add=True, verbose_name="saisi le")),
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
                ("modifie_le", models.DateTimeField(null=True, verbose_name="modifié le")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="code")),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.terme"
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                ("heure", models.TimeField(null=True, verbose_name="heure de début")),
                ("duree_minutes", models.PositiveSmallIntegerField(verbose_name="durée (minutes)")),
                (
                    "lieu",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territoires.territoire",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="actions.actioncollective",
                    ),
                ),
                (
                    "instance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="partenaires.instance",
                    ),
                ),
                ("observation_lieu", models.TextField(blank=True, verbose_name="observation sur le lieu")),
                ("saisie", models.UUIDField(null=True, verbose_name="dernière saisie")),
                (
                    "prevision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interventions",
                        to="activite.prevision",
                    ),
                ),
                ("prevision_jour", models.DateField(null=True, verbose_name="jour prévu")),
            ],
            options={
                "verbose_name": "intervention",
                "abstract": False,
                "indexes": [models.Index(fields=["service", "date"], name="intervention_service_date")],
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="intervention_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="intervention_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="intervention_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="intervention_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "type",
                        name="intervention_type_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "lieu",
                        name="intervention_lieu_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "action",
                        name="intervention_action_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "instance",
                        name="intervention_instance_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "prevision",
                        name="intervention_prevision_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("prevision__isnull", True), ("prevision_jour__isnull", False), _connector="OR"
                        ),
                        name="intervention_prevision_un_jour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duree_minutes__gt", 0), ("duree_minutes__lte", 1440)),
                        name="intervention_duree_un_jour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intervenant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
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
                (
                    "intervention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intervenants",
                        to="activite.intervention",
                    ),
                ),
            ],
            options={
                "verbose_name": "intervenant",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="intervenant_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="intervenant_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "intervention",
                        name="intervenant_intervention_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "professionnel",
                        name="intervenant_professionnel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("intervention", "professionnel"), name="intervenant_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EtiquettePosee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "etiquette",
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
                    "intervention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="etiquettes",
                        to="activite.intervention",
                    ),
                ),
            ],
            options={
                "verbose_name": "étiquette d'observation posée",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="etiquetteposee_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="etiquetteposee_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "intervention",
                        name="etiquetteposee_intervention_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "etiquette",
                        name="etiquetteposee_etiquette_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("intervention", "etiquette"), name="etiquetteposee_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comptage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "sexe",
                    models.CharField(
                        choices=[
                            ("fille", "fille"),
                            ("garcon", "garçon"),
                            ("autre", "autre"),
                            ("non_renseigne", "non renseigné"),
                        ],
                        default="non_renseigne",
                        max_length=15,
                        verbose_name="sexe",
                    ),
                ),
                (
                    "est_nouveau",
                    models.BooleanField(default=False, verbose_name="rencontrés pour la première fois"),
                ),
                ("nombre", models.PositiveSmallIntegerField(verbose_name="nombre")),
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
                    "tranche",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.trancheage",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comptages",
                        to="activite.intervention",
                    ),
                ),
            ],
            options={
                "verbose_name": "comptage anonyme",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="comptage_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="comptage_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "intervention",
                        name="comptage_intervention_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "tranche",
                        name="comptage_tranche_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("intervention", "sexe", "tranche", "est_nouveau"), name="comptage_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("tranche__isnull", True)),
                        fields=("intervention", "sexe", "est_nouveau"),
                        name="comptage_sans_tranche_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sexe__in", ["fille", "garcon", "autre", "non_renseigne"])),
                        name="comptage_sexe_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nombre__gt", 0)), name="comptage_nombre_positif"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LienAgenda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256 du jeton")),
                ("cree_le", models.DateTimeField(default=django.utils.timezone.now, verbose_name="créé le")),
                (
                    "equipe",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="comptes.equipe",
                    ),
                ),
                (
                    "proprietaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
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
                "verbose_name": "lien d'agenda",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="lienagenda_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="lienagenda_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "proprietaire",
                        name="lienagenda_proprietaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "equipe",
                        name="lienagenda_equipe_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("empreinte",), name="lienagenda_empreinte_unique"),
                    models.UniqueConstraint(
                        fields=("proprietaire", "equipe"), name="lienagenda_equipe_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("equipe__isnull", True)),
                        fields=("proprietaire",),
                        name="lienagenda_sien_unique",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartenairePresent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "intervention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partenaires",
                        to="activite.intervention",
                    ),
                ),
                (
                    "partenaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partenaires.partenaire",
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
                "verbose_name": "partenaire présent",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="partenairepresent_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="partenairepresent_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "intervention",
                        name="partenairepresent_intervention_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="partenairepresent_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("intervention", "partenaire"), name="partenairepresent_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "intervention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="activite.intervention",
                    ),
                ),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="jeunes.jeune",
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
                "verbose_name": "présence",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="presence_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="presence_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "intervention",
                        name="presence_intervention_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="presence_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("intervention", "jeune"), name="presence_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ecart",
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
                ("jour", models.DateField(verbose_name="jour où la règle l'attendait")),
                ("est_annule", models.BooleanField(default=False, verbose_name="n'a pas lieu")),
                ("date", models.DateField(verbose_name="date")),
                ("heure", models.TimeField(verbose_name="heure de début")),
                ("duree_minutes", models.PositiveSmallIntegerField(verbose_name="durée (minutes)")),
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
                    "prevision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ecarts",
                        to="activite.prevision",
                    ),
                ),
            ],
            options={
                "verbose_name": "écart à une récurrence",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="ecart_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="ecart_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="ecart_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="ecart_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "prevision",
                        name="ecart_prevision_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("prevision", "jour"), name="ecart_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("duree_minutes__gt", 0), ("duree_minutes__lte", 1440)),
                        name="ecart_duree_un_jour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendu",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
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
                (
                    "prevision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendus",
                        to="activite.prevision",
                    ),
                ),
            ],
            options={
                "verbose_name": "professionnel attendu",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="attendu_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="attendu_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "prevision",
                        name="attendu_prevision_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "professionnel",
                        name="attendu_professionnel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("prevision", "professionnel"), name="attendu_unique"),
                ],
            },
        ),
    ]
