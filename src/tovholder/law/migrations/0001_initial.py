import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("access", "0002_row_level_security"),
        ("people", "0005_local_values"),
    ]

    operations = [
        migrations.CreateModel(
            name="PackApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack_hash", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField()),
                ("approved_by", models.CharField(max_length=120)),
                ("comment", models.TextField(blank=True)),
                ("marks", models.JSONField()),
                ("contents", models.JSONField()),
                ("sources", models.JSONField()),
                ("own", models.JSONField(default=list)),
                ("municipality", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="access.municipality")),
            ],
        ),
        migrations.CreateModel(
            name="TouchRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack_hash", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("last_person_id", models.BigIntegerField(default=0)),
                ("persons", models.PositiveIntegerField(default=0)),
                ("approval", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="law.packapproval")),
                ("municipality", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="access.municipality")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "approval", "pack_hash", "on"), name="touch_run_once_per_change_and_day"),
                    models.CheckConstraint(condition=models.Q(("finished_at", None), ("finished_at__gte", models.F("started_at")), _connector="OR"), name="touch_run_ends_after_it_starts"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TouchedStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("expectation", models.CharField(max_length=60)),
                ("lineage", models.CharField(blank=True, max_length=40)),
                ("ordinal", models.PositiveSmallIntegerField(default=1)),
                ("state_before", models.CharField(blank=True, max_length=20)),
                ("state_after", models.CharField(blank=True, max_length=20)),
                ("due_before", models.DateField(null=True)),
                ("due_after", models.DateField(null=True)),
                ("categories", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ("municipality", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="access.municipality")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="people.person")),
                ("run", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="law.touchrun")),
            ],
            options={
                "indexes": [models.Index(fields=["run", "expectation", "person"], name="touched_by_expectation")],
            },
        ),
    ]
