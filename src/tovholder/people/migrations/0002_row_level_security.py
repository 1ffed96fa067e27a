"""The wall between municipalities for every table of persons and their facts."""

from django.db import migrations

TABLES = (
    "people_importbatch",
    "people_localkind",
    "people_person",
    "people_externalkey",
    "people_household",
    "people_attributerecord",
    "people_episode",
    "people_standing",
)
OF_A_PERSON = (
    "access_assignment",
    "people_externalkey",
    "people_attributerecord",
    "people_episode",
    "people_standing",
)

WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY municipality_wall ON {table}
    USING (municipality_id = nullif(current_setting('tovholder.municipality', true), ''));
"""
NO_WALL = """
DROP POLICY municipality_wall ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

# Foreign keys look through the wall: without this a row of ours could point to a person of
# theirs. The inner query stands behind the wall itself, so it finds only persons of ours.
OWN_PERSON = """
CREATE POLICY own_person ON {table} AS RESTRICTIVE FOR INSERT WITH CHECK (
    person_id IS NULL OR EXISTS (SELECT FROM people_person p WHERE p.id = person_id)
);
"""


class Migration(migrations.Migration):

    dependencies = [("people", "0001_initial"), ("access", "0002_row_level_security")]

    operations = [
        *(migrations.RunSQL(WALL.format(table=t), NO_WALL.format(table=t)) for t in TABLES),
        *(
            migrations.RunSQL(OWN_PERSON.format(table=t), f"DROP POLICY own_person ON {t};")
            for t in OF_A_PERSON
        ),
    ]
