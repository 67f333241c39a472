"""What the migrations that it replaces make one after another, made at once: a new base is ready much sooner."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import allervers.comptes.contraintes


class Migration(migrations.Migration):
    replaces = [
        ("referentiel", "0001_initial"),
        ("referentiel", "0002_etiquettes"),
        ("referentiel", "0003_echelle_et_raisons"),
        ("referentiel", "0004_tranches_retirees"),
        ("referentiel", "0005_cibles_du_projet"),
        ("referentiel", "0006_duree_de_conservation"),
    ]

    initial = True

    dependencies = [
        ("comptes", "0001_depart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Millesime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="en vigueur depuis l'année")),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                ("regroupements", models.JSONField(verbose_name="regroupements de codes, par tableau")),
                ("durees", models.JSONField(verbose_name="classes de durée, en mois")),
                ("canevas", models.JSONField(verbose_name="sections du rapport")),
                (
                    "conservation_mois",
                    models.PositiveSmallIntegerField(
                        default=24, verbose_name="conservation d'une fiche (mois)"
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
                "verbose_name": "millésime",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="millesime_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="millesime_service_id"),
                    models.UniqueConstraint(fields=("service", "annee"), name="millesime_annee_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("conservation_mois__gt", 0), ("conservation_mois__lte", 24)),
                        name="millesime_conservation_dans_la_loi",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("code", models.CharField(max_length=60, verbose_name="code")),
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
                "verbose_name": "statut",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="statut_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="statut_service_id"),
                    models.UniqueConstraint(fields=("service", "code"), name="statut_code_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DefinitionStatut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("libelle", models.CharField(max_length=120, verbose_name="libellé")),
                ("definition", models.TextField(blank=True, verbose_name="définition")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("compte_comme_accompagne", models.BooleanField(verbose_name="compte comme accompagné")),
                (
                    "delai_revision_mois",
                    models.PositiveSmallIntegerField(null=True, verbose_name="revu au moins tous les (mois)"),
                ),
                (
                    "niveau_minimal",
                    models.CharField(
                        choices=[("a", "a"), ("b", "b"), ("c", "c")],
                        max_length=1,
                        verbose_name="niveau minimal",
                    ),
                ),
                ("est_retire", models.BooleanField(default=False, verbose_name="retiré")),
                (
                    "equivalents",
                    models.JSONField(
                        default=list, verbose_name="codes d'autres référentiels lus comme celui-ci"
                    ),
                ),
                (
                    "suivants",
                    models.JSONField(null=True, verbose_name="statuts qui peuvent suivre (vide : tous)"),
                ),
                (
                    "est_une_entree",
                    models.BooleanField(default=True, verbose_name="un jeune peut commencer là"),
                ),
                (
                    "demande_un_projet",
                    models.BooleanField(
                        default=False, verbose_name="demande des objectifs écrits avec le jeune"
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
                    "millesime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="definitions",
                        to="referentiel.millesime",
                    ),
                ),
                (
                    "statut",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="definitions",
                        to="referentiel.statut",
                    ),
                ),
            ],
            options={
                "verbose_name": "définition de statut",
                "ordering": ["ordre"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="definitionstatut_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="definitionstatut_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "millesime",
                        name="definitionstatut_millesime_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "statut",
                        name="definitionstatut_statut_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("millesime", "statut"), name="definitionstatut_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delai_revision_mois__isnull", True),
                            ("delai_revision_mois__gt", 0),
                            _connector="OR",
                        ),
                        name="definitionstatut_delai_positif",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("niveau_minimal__in", ["a", "b", "c"])),
                        name="definitionstatut_niveau_connu",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Terme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                (
                    "liste",
                    models.CharField(
                        choices=[
                            ("type_activite", "types d'activité"),
                            ("situation", "scolarité et situation"),
                            ("problematique", "problématiques"),
                            ("origine", "origine du premier contact"),
                            ("raison_statut", "raisons d'un changement de statut"),
                            ("raison_revue", "raisons de garder un statut"),
                            ("motif_cloture", "motifs de clôture"),
                            ("orientation", "orientations"),
                            ("nature_action", "natures d'action collective"),
                            ("categorie_partenaire", "catégories de partenaires"),
                            ("dispositif_accueil", "dispositifs d'accueil à la journée"),
                            ("financeur", "financeurs des actions"),
                            ("financeur_poste", "financeurs des postes"),
                            ("poste", "postes"),
                            ("indicateur", "indicateurs socio-économiques"),
                            ("etiquette", "étiquettes d'observation"),
                        ],
                        max_length=30,
                        verbose_name="liste",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="code")),
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
                "verbose_name": "terme",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="terme_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="terme_service_id"),
                    models.UniqueConstraint(fields=("service", "liste", "code"), name="terme_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "liste__in",
                                [
                                    "type_activite",
                                    "situation",
                                    "problematique",
                                    "origine",
                                    "raison_statut",
                                    "raison_revue",
                                    "motif_cloture",
                                    "orientation",
                                    "nature_action",
                                    "categorie_partenaire",
                                    "dispositif_accueil",
                                    "financeur",
                                    "financeur_poste",
                                    "poste",
                                    "indicateur",
                                    "etiquette",
                                ],
                            )
                        ),
                        name="terme_liste_connue",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LibelleTerme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("libelle", models.CharField(max_length=400, verbose_name="libellé")),
                ("ordre", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("est_retire", models.BooleanField(default=False, verbose_name="retiré")),
                (
                    "equivalents",
                    models.JSONField(
                        default=list, verbose_name="codes d'autres référentiels lus comme celui-ci"
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
                    "millesime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="libelles",
                        to="referentiel.millesime",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiel.terme",
                    ),
                ),
                (
                    "terme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="libelles",
                        to="referentiel.terme",
                    ),
                ),
            ],
            options={
                "verbose_name": "libellé de terme",
                "ordering": ["ordre"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="libelleterme_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="libelleterme_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "millesime",
                        name="libelleterme_millesime_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "terme",
                        name="libelleterme_terme_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    allervers.comptes.contraintes.MemeService(
                        "parent",
                        name="libelleterme_parent_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("millesime", "terme"), name="libelleterme_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("terme")), _negated=True),
                        name="libelleterme_pas_son_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrancheAge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("libelle", models.CharField(max_length=80, verbose_name="libellé")),
                ("age_min", models.PositiveSmallIntegerField(verbose_name="âge minimal")),
                ("age_sous", models.PositiveSmallIntegerField(null=True, verbose_name="âge, borne exclue")),
                (
                    "millesime",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tranches",
                        to="referentiel.millesime",
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
                "verbose_name": "tranche d'âge",
                "ordering": ["age_min"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="trancheage_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="trancheage_service_id"),
                    allervers.comptes.contraintes.MemeService(
                        "millesime",
                        name="trancheage_millesime_meme_service",
                        violation_error_message="Cet élément appartient à un autre service.",
                    ),
                    models.UniqueConstraint(fields=("millesime", "code"), name="trancheage_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_sous__isnull", True), ("age_sous__gt", models.F("age_min")), _connector="OR"
                        ),
                        name="trancheage_bornes_ordonnees",
                    ),
                    allervers.comptes.contraintes.SansChevauchement(
                        debut="age_min",
                        fin="age_sous",
                        intervalle="int4range",
                        name="trancheage_sans_chevauchement",
                        par=["millesime"],
                        violation_error_message="Deux tranches d'âge se chevauchent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cible",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifiant")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("tableau", models.CharField(max_length=60, verbose_name="tableau du catalogue")),
                (
                    "ligne",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="ligne du tableau (vide : son total)"
                    ),
                ),
                ("valeur", models.PositiveIntegerField(verbose_name="prévu")),
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
                "verbose_name": "cible du projet",
                "ordering": ["annee", "tableau", "ligne"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("uuid",), name="cible_uuid"),
                    models.UniqueConstraint(fields=("service", "id"), name="cible_service_id"),
                    models.UniqueConstraint(
                        fields=("service", "annee", "tableau", "ligne"), name="cible_unique"
                    ),
                    models.CheckConstraint(condition=models.Q(("valeur__gt", 0)), name="cible_positive"),
                ],
            },
        ),
    ]
