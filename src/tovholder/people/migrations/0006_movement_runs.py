"""Runs through standings, behind the wall; they are added to, and no page deletes one."""

import django.db.models.deletion
from django.db import migrations, models

WALL = """
ALTER TABLE people_movementrun ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_movementrun FORCE ROW LEVEL SECURITY;
CREATE POLICY municipality_wall ON people_movementrun
    USING (municipality_id = nullif(current_setting('tovholder.municipality', true), ''));
REVOKE DELETE ON people_movementrun FROM tovholder_web;
"""
NO_WALL = """
GRANT DELETE ON people_movementrun TO tovholder_web;
DROP POLICY municipality_wall ON people_movementrun;
ALTER TABLE people_movementrun NO FORCE ROW LEVEL SECURITY;
ALTER TABLE people_movementrun DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [("people", "0005_local_values")]

    operations = [
        migrations.CreateModel(
            name="MovementRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("move", "Moved by the day or by other rules"), ("rebuild", "Everybody from the histories")], max_length=10)),
                ("outcome", models.CharField(choices=[("under_way", "Under way"), ("done", "Done"), ("stopped", "Stopped; the next run goes on"), ("failed", "Failed; it is tried again")], default="under_way", max_length=10)),
                ("day", models.DateField()),
                ("pack_hash", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=120)),
                ("started_at", models.DateTimeField()),
                ("advanced_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("persons", models.PositiveIntegerField()),
                ("persons_done", models.PositiveIntegerField(default=0)),
                ("rows_changed", models.PositiveIntegerField(default=0)),
                ("reached", models.BigIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=200)),
                ("municipality", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="access.municipality")),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "-started_at"], name="movement_run_newest")],
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
