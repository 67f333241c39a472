"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import allervers.coffre.champs
import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [
        ("jeunes", "0001_initial"),
        ("jeunes", "0002_champs_scelles_accord_et_equipes"),
        ("jeunes", "0003_versions"),
        ("jeunes", "0004_parcours"),
        ("jeunes", "0005_conservation"),
        ("jeunes", "0006_fusions_et_distinctions"),
    ]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
        ("partenaires", "0001_depart"),
        ("referentiel", "0001_depart"),
        ("territoires", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Jeune",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
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
                    "annee_naissance",
                    models.PositiveSmallIntegerField(null=True, verbose_name="année de naissance"),
                ),
                (
                    "annee_tranche",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="année où la tranche a été notée"
                    ),
                ),
                ("premier_contact", models.DateField(verbose_name="premier contact")),
                (
                    "niveau",
                    models.CharField(
                        choices=[("a", "(a) anonyme"), ("b", "(b) alias"), ("c", "(c) fiche")],
                        default="b",
                        max_length=1,
                        verbose_name="niveau",
                    ),
                ),
                ("accord_le", models.DateField(null=True, verbose_name="accord du jeune recueilli le")),
                (
                    "accord_mode",
                    models.CharField(
                        blank=True,
                        choices=[("oral", "à l'oral"), ("ecrit", "par écrit")],
                        max_length=10,
                        verbose_name="forme de l'accord",
                    ),
                ),
                (
                    "dernier_contact",
                    models.DateField(null=True, verbose_name="dernier contact venant du jeune"),
                ),
                ("accord_retire_le", models.DateField(null=True, verbose_name="accord retiré le")),
                (
                    "conserve_jusqu_au",
                    models.DateField(null=True, verbose_name="conservée au-delà du terme, jusqu'au"),
                ),
                (
                    "conserve_motif",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("procedure", "une procédure judiciaire est en cours"),
                            ("reclamation", "une réclamation ou un contentieux est en cours"),
                            ("demande", "le jeune a demandé que sa fiche soit gardée"),
                            ("archives", "les archives départementales n’ont pas encore répondu"),
                        ],
                        max_length=15,
                        verbose_name="parce que",
                    ),
                ),
                ("informe_le", models.DateField(null=True, verbose_name="jeune informé le")),
                ("parents_informes_le", models.DateField(null=True, verbose_name="parents informés le")),
                (
                    "alias",
                    allervers.coffre.champs.ChampScelle(null=True, verbose_name="prénom ou alias, scellé"),
                ),
                ("identite", allervers.coffre.champs.ChampScelle(null=True, verbose_name="identité scellée")),
                ("note", allervers.coffre.champs.ChampScelle(null=True, verbose_name="note scellée")),
                (
                    "accord_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accord recueilli par",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territoires.commune",
                        verbose_name="commune de résidence",
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
                    "origine",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.terme",
                    ),
                ),
                (
                    "quartier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territoires.territoire",
                        verbose_name="quartier",
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
                    "tranche",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.trancheage",
                        verbose_name="tranche d'âge, faute d'année",
                    ),
                ),
            ],
            options={
                "verbose_name": "jeune",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="jeune_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="jeune_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="jeune_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="jeune_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "tranche",
                        name="jeune_tranche_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "quartier",
                        name="jeune_quartier_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "origine",
                        name="jeune_origine_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="jeune_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("sexe__in", ["fille", "garcon", "autre", "non_renseigne"])),
                        name="jeune_sexe_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("niveau__in", ["a", "b", "c"])), name="jeune_niveau_connu"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("niveau", "c"), _negated=True),
                            ("accord_le__isnull", False),
                            _connector="OR",
                        ),
                        name="jeune_fiche_apres_accord",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("niveau", "c"),
                            models.Q(("identite__isnull", True), ("note__isnull", True)),
                            _connector="OR",
                        ),
                        name="jeune_identite_apres_accord",
                        violation_error_message="L'identité et la note demandent l'accord du jeune.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accord_mode__in", ["", "oral", "ecrit"])),
                        name="jeune_accord_mode_connu",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "accord_par",
                        name="jeune_accord_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("annee_tranche__isnull", True), ("tranche__isnull", True)),
                            models.Q(
                                ("annee_naissance__isnull", True),
                                ("annee_tranche__isnull", False),
                                ("tranche__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="jeune_tranche_faute_d_annee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("niveau", "a"), _negated=True),
                            models.Q(
                                ("accord_le", None),
                                ("alias", None),
                                ("conserve_jusqu_au", None),
                                ("dernier_contact", None),
                                ("identite", None),
                                ("modifie_par", None),
                                ("note", None),
                                ("origine", None),
                                ("quartier", None),
                                ("saisi_par", None),
                            ),
                            _connector="OR",
                        ),
                        name="jeune_anonyme_sans_rien",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("conserve_jusqu_au", None), ("conserve_motif", "")),
                            models.Q(
                                ("conserve_jusqu_au__isnull", False),
                                ("conserve_motif__in", ["procedure", "reclamation", "demande", "archives"]),
                            ),
                            _connector="OR",
                        ),
                        name="jeune_conserve_avec_un_motif",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dernier_contact__isnull", True),
                            ("dernier_contact__gte", models.F("premier_contact")),
                            _connector="OR",
                        ),
                        name="jeune_dernier_contact_apres_premier",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("absorbe_uuid", models.UUIDField(verbose_name="identifiant de la fiche réunie")),
                ("absorbe_code", models.CharField(max_length=20, verbose_name="code de la fiche réunie")),
                ("absorbe_pk", models.BigIntegerField(verbose_name="numéro de la fiche réunie")),
                (
                    "fait_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="réunies le"),
                ),
                (
                    "recit",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="ce qui a changé",
                    ),
                ),
                (
                    "fait_par",
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
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fusions", to="jeunes.jeune"
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion de deux fiches",
                "verbose_name_plural": "réunions de deux fiches",
                "ordering": ["-fait_le", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="fusion_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="fusion_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="fusion_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "fait_par",
                        name="fusion_fait_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("absorbe_uuid",), name="fusion_absorbe_une_fois"),
                    models.UniqueConstraint(fields=("service", "absorbe_code"), name="fusion_code_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ecrit",
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
                ("date", models.DateField(verbose_name="date")),
                ("texte", allervers.coffre.champs.ChampScelle(null=True, verbose_name="texte scellé")),
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
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ecrits", to="jeunes.jeune"
                    ),
                ),
            ],
            options={
                "verbose_name": "écrit sur un jeune",
                "ordering": ["-date", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="ecrit_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="ecrit_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="ecrit_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="ecrit_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="ecrit_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Distinction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("dit_le", models.DateTimeField(default=django.utils.timezone.now, verbose_name="dit le")),
                (
                    "dit_par",
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
                    "autre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="distinctions_des_autres",
                        to="jeunes.jeune",
                    ),
                ),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="distinctions",
                        to="jeunes.jeune",
                    ),
                ),
            ],
            options={
                "verbose_name": "distinction de deux jeunes",
                "verbose_name_plural": "distinctions de deux jeunes",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="distinction_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="distinction_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="distinction_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "autre",
                        name="distinction_autre_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "dit_par",
                        name="distinction_dit_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("jeune", "autre"), name="distinction_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("jeune__lt", models.F("autre"))), name="distinction_ordonnee"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoAccompagnement",
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
                        related_name="+",
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
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="jeunes.jeune",
                    ),
                ),
            ],
            options={
                "verbose_name": "co-accompagnement",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="coaccompagnement_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="coaccompagnement_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="coaccompagnement_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="coaccompagnement_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="coaccompagnement_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="coaccompagnement_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="coaccompagnement_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="coaccompagnement_sans_chevauchement",
                        par=["jeune", "partenaire"],
                        violation_error_message="Deux périodes se chevauchent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectifJeune",
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
                ("pose_le", models.DateField(verbose_name="posé le")),
                ("clos_le", models.DateField(null=True, verbose_name="atteint ou laissé le")),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectifs",
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
                "verbose_name": "objectif d'un jeune",
                "ordering": ["pose_le", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="objectifjeune_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="objectifjeune_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="objectifjeune_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="objectifjeune_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="objectifjeune_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("clos_le__isnull", True), ("clos_le__gte", models.F("pose_le")), _connector="OR"
                        ),
                        name="objectifjeune_clos_apres_pose",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Orientation",
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
                ("date", models.DateField(verbose_name="date")),
                ("est_de_fin", models.BooleanField(default=False, verbose_name="en fin d'accompagnement")),
                (
                    "est_accompagnee",
                    models.BooleanField(null=True, verbose_name="un éducateur y est allé avec le jeune"),
                ),
                ("jonction", models.BooleanField(null=True, verbose_name="jonction réalisée")),
                ("jonction_le", models.DateField(null=True, verbose_name="issue connue le")),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="orientations",
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
                    "nature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.terme"
                    ),
                ),
                (
                    "partenaire",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "orientation",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="orientation_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="orientation_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="orientation_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="orientation_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="orientation_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "nature",
                        name="orientation_nature_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="orientation_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("jonction_le__isnull", True),
                            models.Q(("jonction__isnull", False), ("jonction_le__gte", models.F("date"))),
                            _connector="OR",
                        ),
                        name="orientation_issue_datee",
                        violation_error_message="L'issue d'une orientation ne peut pas la précéder.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodeSituation",
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
                ("debut", models.DateField(verbose_name="depuis le")),
                ("fin", models.DateField(null=True, verbose_name="jusqu'au (exclu)")),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
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
                    "situation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.terme"
                    ),
                ),
            ],
            options={
                "verbose_name": "période de situation",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="periodesituation_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="periodesituation_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="periodesituation_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="periodesituation_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="periodesituation_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="periodesituation_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "situation",
                        name="periodesituation_situation_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="periodesituation_sans_chevauchement",
                        par=["jeune"],
                        violation_error_message="Ce jeune a déjà une situation à ces dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodeStatut",
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
                ("debut", models.DateField(verbose_name="depuis le")),
                ("fin", models.DateField(null=True, verbose_name="jusqu'au (exclu)")),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
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
                    "motif_cloture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.terme",
                    ),
                ),
                (
                    "raison",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.terme",
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
                    "statut",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.statut"
                    ),
                ),
            ],
            options={
                "verbose_name": "période de statut",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="periodestatut_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="periodestatut_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="periodestatut_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="periodestatut_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="periodestatut_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="periodestatut_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "statut",
                        name="periodestatut_statut_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "raison",
                        name="periodestatut_raison_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "motif_cloture",
                        name="periodestatut_motif_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="periodestatut_sans_chevauchement",
                        par=["jeune"],
                        violation_error_message="Ce jeune a déjà un statut à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("motif_cloture__isnull", True), ("fin__isnull", False), _connector="OR"
                        ),
                        name="periodestatut_motif_si_close",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProblematiqueJeune",
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
                ("reperee_le", models.DateField(verbose_name="repérée le")),
                (
                    "est_a_l_origine",
                    models.BooleanField(default=True, verbose_name="à l'origine de l'accompagnement"),
                ),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="problematiques",
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
                    "problematique",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.terme"
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
                "verbose_name": "problématique d'un jeune",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="problematiquejeune_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="problematiquejeune_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="problematiquejeune_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="problematiquejeune_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="problematiquejeune_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "problematique",
                        name="problematiquejeune_problematique_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("jeune", "problematique"), name="problematiquejeune_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rattachement",
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
                ("debut", models.DateField(verbose_name="depuis le")),
                ("fin", models.DateField(null=True, verbose_name="jusqu'au (exclu)")),
                (
                    "equipe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="comptes.equipe"
                    ),
                ),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
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
                "verbose_name": "équipe d'un jeune",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="rattachement_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="rattachement_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="rattachement_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="rattachement_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="rattachement_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="rattachement_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "equipe",
                        name="rattachement_equipe_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="rattachement_sans_chevauchement",
                        par=["jeune", "equipe"],
                        violation_error_message="Ce jeune est déjà suivi par cette équipe à ces dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referent",
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
                ("debut", models.DateField(verbose_name="depuis le")),
                ("fin", models.DateField(null=True, verbose_name="jusqu'au (exclu)")),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
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
                    "professionnel",
                    models.ForeignKey(
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
                "verbose_name": "référent d'un jeune",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="referent_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="referent_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="referent_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="referent_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="referent_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fin__isnull", True), ("fin__gt", models.F("debut")), _connector="OR"
                        ),
                        name="referent_fin_apres_debut",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "professionnel",
                        name="referent_professionnel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="debut",
                        fin="fin",
                        intervalle="daterange",
                        name="referent_sans_chevauchement",
                        par=["jeune", "professionnel"],
                        violation_error_message="Cette personne est déjà référente de ce jeune à ces dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionObjectif",
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
                ("date", models.DateField(verbose_name="date")),
                (
                    "avancement",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "à commencer"),
                            (1, "commencé"),
                            (2, "à mi-chemin"),
                            (3, "presque atteint"),
                            (4, "atteint"),
                            (9, "laissé de côté"),
                        ],
                        verbose_name="où on en est",
                    ),
                ),
                ("est_avec_le_jeune", models.BooleanField(default=True, verbose_name="le jeune était là")),
                ("texte", allervers.coffre.champs.ChampScelle(null=True, verbose_name="objectif, scellé")),
                (
                    "parole",
                    allervers.coffre.champs.ChampScelle(
                        null=True, verbose_name="ce que dit le jeune, scellé"
                    ),
                ),
                (
                    "entourage",
                    allervers.coffre.champs.ChampScelle(
                        null=True, verbose_name="qui d'autre était là, scellé"
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
                    "objectif",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="jeunes.objectifjeune",
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
                "verbose_name": "révision d'un objectif",
                "ordering": ["date", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="revisionobjectif_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="revisionobjectif_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="revisionobjectif_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="revisionobjectif_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "objectif",
                        name="revisionobjectif_objectif_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("avancement__in", [0, 1, 2, 3, 4, 9])),
                        name="revisionobjectif_avancement_connu",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresentARevision",
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
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presents",
                        to="jeunes.revisionobjectif",
                    ),
                ),
            ],
            options={
                "verbose_name": "professionnel présent à une révision",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="presentarevision_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="presentarevision_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "revision",
                        name="presentarevision_revision_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "professionnel",
                        name="presentarevision_professionnel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("revision", "professionnel"), name="presentarevision_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevueStatut",
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
                ("date", models.DateField(verbose_name="date")),
                (
                    "jeune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revues", to="jeunes.jeune"
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
                    "raison",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.terme",
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
                    "statut",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referentiel.statut"
                    ),
                ),
            ],
            options={
                "verbose_name": "revue de statut",
                "verbose_name_plural": "revues de statut",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="revuestatut_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="revuestatut_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="revuestatut_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="revuestatut_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "jeune",
                        name="revuestatut_jeune_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "statut",
                        name="revuestatut_statut_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "raison",
                        name="revuestatut_raison_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("jeune", "statut", "date"), name="revuestatut_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="VueEnregistree",
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
                ("nom", models.CharField(max_length=60, verbose_name="nom")),
                ("filtres", models.CharField(max_length=400, verbose_name="filtres")),
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
                "verbose_name": "vue de la liste",
                "ordering": ["nom"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="vueenregistree_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="vueenregistree_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="vueenregistree_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="vueenregistree_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "nom"), name="vueenregistree_nom_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DelaiAlerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("alerte", models.SlugField(db_index=False, max_length=40, verbose_name="alerte")),
                ("nombre", models.PositiveSmallIntegerField(null=True, verbose_name="délai")),
                (
                    "change_par",
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
                "verbose_name": "délai d'une alerte",
                "verbose_name_plural": "délais des alertes",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="delaialerte_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="delaialerte_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "change_par",
                        name="delaialerte_change_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "alerte"), name="delaialerte_unique"),
                ],
            },
        ),
    ]
