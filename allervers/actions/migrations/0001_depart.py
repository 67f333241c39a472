"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import allervers.coffre.champs
import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [
        ("actions", "0001_initial"),
        ("actions", "0002_versions"),
        ("actions", "0003_projets_appels_et_photos"),
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
            name="ActionCollective",
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
                ("intitule", models.CharField(max_length=200, verbose_name="intitulé")),
                ("est_une_idee", models.BooleanField(default=False, verbose_name="encore une idée")),
                ("lieu", models.CharField(blank=True, max_length=160, verbose_name="lieu précis")),
                ("public", models.CharField(blank=True, max_length=300, verbose_name="public")),
                ("debut", models.DateField(null=True, verbose_name="du")),
                ("fin", models.DateField(null=True, verbose_name="au")),
                (
                    "initiative",
                    models.CharField(
                        choices=[("service", "le service"), ("partenaire", "un partenaire")],
                        default="service",
                        max_length=10,
                        verbose_name="à l'initiative de",
                    ),
                ),
                (
                    "unite_duree",
                    models.CharField(
                        choices=[("seances", "séances"), ("jours", "jours")],
                        default="seances",
                        max_length=10,
                        verbose_name="se compte en",
                    ),
                ),
                ("familles", models.PositiveIntegerField(null=True, verbose_name="familles")),
                ("visiteurs", models.PositiveIntegerField(null=True, verbose_name="visiteurs")),
                ("nb_classes", models.PositiveSmallIntegerField(null=True, verbose_name="classes")),
                (
                    "est_non_communique",
                    models.BooleanField(default=False, verbose_name="participants non communiqués"),
                ),
                ("nb_benevoles", models.PositiveSmallIntegerField(null=True, verbose_name="bénévoles")),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="budget prévu (€)"
                    ),
                ),
                (
                    "cout",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="coût réel (€)"
                    ),
                ),
                ("recit", models.TextField(blank=True, verbose_name="récit")),
                ("bilan", models.TextField(blank=True, verbose_name="bilan")),
                ("est_publiable", models.BooleanField(default=False, verbose_name="peut être publiée")),
                ("est_en_annexe", models.BooleanField(default=False, verbose_name="en annexe du rapport")),
                ("ordre", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territoires.territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "action collective",
                "ordering": ["annee", "ordre", "intitule"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="actioncollective_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="actioncollective_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="actioncollective_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="actioncollective_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "nature",
                        name="actioncollective_nature_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "territoire",
                        name="actioncollective_territoire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="actioncollective_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("initiative__in", ["service", "partenaire"])),
                        name="actioncollective_initiative_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unite_duree__in", ["seances", "jours"])),
                        name="actioncollective_unite_connue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__isnull", True),
                            ("fin__isnull", True),
                            ("fin__gte", models.F("debut")),
                            _connector="OR",
                        ),
                        name="actioncollective_fin_apres_debut",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                            models.Q(("cout__isnull", True), ("cout__gte", 0), _connector="OR"),
                        ),
                        name="actioncollective_montants_positifs",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionPartenaire",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partenaires",
                        to="actions.actioncollective",
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
                "verbose_name": "partenaire d'une action",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="actionpartenaire_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="actionpartenaire_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "action",
                        name="actionpartenaire_action_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "partenaire",
                        name="actionpartenaire_partenaire_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("action", "partenaire"), name="actionpartenaire_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppelAProjets",
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
                ("intitule", models.CharField(max_length=200, verbose_name="intitulé")),
                ("echeance", models.DateField(null=True, verbose_name="à déposer avant le")),
                (
                    "demande",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="montant demandé (€)"
                    ),
                ),
                (
                    "accorde",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="montant accordé (€)"
                    ),
                ),
                (
                    "etat",
                    models.CharField(
                        choices=[
                            ("a_deposer", "à déposer"),
                            ("depose", "déposé, en attente"),
                            ("accorde", "accordé"),
                            ("refuse", "refusé"),
                            ("abandonne", "abandonné"),
                        ],
                        default="a_deposer",
                        max_length=15,
                        verbose_name="où en est-on",
                    ),
                ),
                ("bilan_le", models.DateField(null=True, verbose_name="bilan à rendre le")),
                ("bilan_rendu_le", models.DateField(null=True, verbose_name="bilan rendu le")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "financeur",
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
                "verbose_name": "appel à projets",
                "verbose_name_plural": "appels à projets",
                "ordering": ["-annee", "intitule"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="appelaprojets_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="appelaprojets_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="appelaprojets_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="appelaprojets_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "financeur",
                        name="appelaprojets_financeur_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("service", "code"), name="appelaprojets_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("etat__in", ["a_deposer", "depose", "accorde", "refuse", "abandonne"])
                        ),
                        name="appelaprojets_etat_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("demande__isnull", True), ("demande__gte", 0), _connector="OR"),
                            models.Q(("accorde__isnull", True), ("accorde__gte", 0), _connector="OR"),
                        ),
                        name="appelaprojets_montants_positifs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accorde__isnull", True), ("etat", "accorde"), _connector="OR"),
                        name="appelaprojets_montant_si_accorde",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Effectif",
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
                ("nombre", models.PositiveIntegerField(verbose_name="nombre")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effectifs",
                        to="actions.actioncollective",
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
                    ),
                ),
            ],
            options={
                "verbose_name": "effectif d'une action",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="effectif_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="effectif_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "action",
                        name="effectif_action_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "tranche",
                        name="effectif_tranche_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("action", "sexe", "tranche"), name="effectif_unique"),
                    models.UniqueConstraint(
                        condition=models.Q(("tranche__isnull", True)),
                        fields=("action", "sexe"),
                        name="effectif_sans_tranche_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sexe__in", ["fille", "garcon", "autre", "non_renseigne"])),
                        name="effectif_sexe_connu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nombre__gt", 0)), name="effectif_nombre_positif"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Financement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "demande",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="montant demandé (€)"
                    ),
                ),
                (
                    "montant",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="montant accordé (€)"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="financements",
                        to="actions.actioncollective",
                    ),
                ),
                (
                    "appel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="financements",
                        to="actions.appelaprojets",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "financement d'une action",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="financement_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="financement_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "action",
                        name="financement_action_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "financeur",
                        name="financement_financeur_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "appel",
                        name="financement_appel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(
                        fields=("action", "financeur", "appel"), name="financement_par_appel_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("appel__isnull", True)),
                        fields=("action", "financeur"),
                        name="financement_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("montant__isnull", True), ("montant__gte", 0), _connector="OR"),
                        name="financement_montant_positif",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("demande__isnull", True), ("demande__gte", 0), _connector="OR"),
                        name="financement_demande_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objectif",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("texte", models.CharField(max_length=300, verbose_name="objectif")),
                (
                    "atteinte",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("atteint", "atteint"),
                            ("en_partie", "atteint en partie"),
                            ("non_atteint", "non atteint"),
                        ],
                        max_length=15,
                        verbose_name="est-il atteint",
                    ),
                ),
                ("evaluation", models.TextField(blank=True, verbose_name="ce qui le montre")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectifs",
                        to="actions.actioncollective",
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
                "verbose_name": "objectif d'une action",
                "ordering": ["rang"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="objectif_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="objectif_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "action",
                        name="objectif_action_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("action", "rang"), name="objectif_rang_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("atteinte__in", ["", "atteint", "en_partie", "non_atteint"])),
                        name="objectif_atteinte_connue",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                ("legende", models.CharField(max_length=200, verbose_name="légende")),
                ("image", models.BinaryField(verbose_name="image (JPEG)")),
                ("largeur", models.PositiveSmallIntegerField(verbose_name="largeur")),
                ("hauteur", models.PositiveSmallIntegerField(verbose_name="hauteur")),
                (
                    "accord_de",
                    allervers.coffre.champs.ChampScelle(
                        null=True, verbose_name="qui a donné son accord, scellé"
                    ),
                ),
                ("accord_le", models.DateField(null=True, verbose_name="accord donné le")),
                ("accord_jusqu_au", models.DateField(null=True, verbose_name="accord valable jusqu'au")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="actions.actioncollective",
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
                "verbose_name": "photo",
                "ordering": ["saisi_le", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="photo_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="photo_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "saisi_par",
                        name="photo_saisi_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "modifie_par",
                        name="photo_modifie_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "action",
                        name="photo_action_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accord_jusqu_au", None), ("accord_le", None)),
                            models.Q(
                                ("accord_de__isnull", False),
                                ("accord_jusqu_au__gte", models.F("accord_le")),
                                ("accord_jusqu_au__isnull", False),
                                ("accord_le__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="photo_accord_entier",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PieceAppel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                ("extension", models.CharField(max_length=5, verbose_name="extension")),
                ("contenu", models.BinaryField(verbose_name="contenu")),
                ("ajoutee_le", models.DateTimeField(auto_now_add=True, verbose_name="ajoutée le")),
                (
                    "ajoutee_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "appel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="actions.appelaprojets",
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
                "verbose_name": "pièce d'un appel à projets",
                "ordering": ["ajoutee_le", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="pieceappel_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="pieceappel_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "appel",
                        name="pieceappel_appel_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "ajoutee_par",
                        name="pieceappel_ajoutee_par_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                ],
            },
        ),
    ]
