"""The wall between municipalities for this room's tables, and approvals that are only added."""

from django.db import migrations

TABLES = ("law_packapproval", "law_touchrun", "law_touchedstanding")

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
OWN_PERSON = """
CREATE POLICY own_person ON law_touchedstanding AS RESTRICTIVE FOR INSERT WITH CHECK (
    EXISTS (SELECT FROM people_person p WHERE p.id = person_id)
);
"""
# Privileges stop the web role; the trigger stops the owner too.
APPEND_ONLY = """
REVOKE UPDATE, DELETE ON law_packapproval FROM tovholder_web;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON law_packapproval
    FOR EACH ROW EXECUTE FUNCTION access_refuse_change();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER append_only ON law_packapproval;
GRANT UPDATE, DELETE ON law_packapproval TO tovholder_web;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("law", "0001_initial"),
        ("people", "0002_row_level_security"),
        ("access", "0002_row_level_security"),
    ]

    operations = [
        *(migrations.RunSQL(WALL.format(table=t), NO_WALL.format(table=t)) for t in TABLES),
        migrations.RunSQL(OWN_PERSON, "DROP POLICY own_person ON law_touchedstanding;"),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
    ]
