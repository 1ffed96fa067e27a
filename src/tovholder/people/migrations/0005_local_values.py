"""Numbers that a municipality sets itself, behind the wall like every table of persons."""

import django.db.models.deletion
from django.db import migrations, models

WALL = """
ALTER TABLE people_localvalue ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_localvalue FORCE ROW LEVEL SECURITY;
CREATE POLICY municipality_wall ON people_localvalue
    USING (municipality_id = nullif(current_setting('tovholder.municipality', true), ''));
REVOKE DELETE ON people_localvalue FROM tovholder_web;
"""
NO_WALL = """
GRANT DELETE ON people_localvalue TO tovholder_web;
DROP POLICY municipality_wall ON people_localvalue;
ALTER TABLE people_localvalue NO FORCE ROW LEVEL SECURITY;
ALTER TABLE people_localvalue DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [("people", "0004_refresh_statistics"), ("access", "0002_row_level_security")]

    operations = [
        migrations.CreateModel(
            name="LocalValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parameter", models.CharField(max_length=80)),
                ("valid_from", models.DateField()),
                ("value", models.CharField(blank=True, max_length=40)),
                ("source", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("set_by", models.CharField(max_length=120)),
                ("superseded_at", models.DateTimeField(null=True)),
                ("superseded_by", models.CharField(blank=True, max_length=120)),
                ("superseded_reason", models.TextField(blank=True)),
                ("municipality", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="access.municipality")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("superseded_at__isnull", True)), fields=("municipality", "parameter", "valid_from"), name="local_value_once_per_day"),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="local_value_has_a_source"),
                ],
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
