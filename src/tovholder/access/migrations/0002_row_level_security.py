"""The wall between municipalities for this room's tables, and a log that only grows."""

from django.db import migrations

TABLES = ("access_assignment", "access_logentry", "access_logseal")
LOG_TABLES = ("access_logentry", "access_logseal")

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

# Privileges stop the web role; the triggers stop the owner too, and anyone who forgets.
APPEND_ONLY_FUNCTION = """
CREATE FUNCTION access_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is appended to only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""
APPEND_ONLY = """
REVOKE UPDATE, DELETE ON {table} FROM tovholder_web;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION access_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION access_refuse_change();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER append_only_truncate ON {table};
DROP TRIGGER append_only ON {table};
GRANT UPDATE, DELETE ON {table} TO tovholder_web;
"""


class Migration(migrations.Migration):

    dependencies = [("access", "0001_initial")]

    operations = [
        *(migrations.RunSQL(WALL.format(table=t), NO_WALL.format(table=t)) for t in TABLES),
        migrations.RunSQL(APPEND_ONLY_FUNCTION, "DROP FUNCTION access_refuse_change();"),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=t), NOT_APPEND_ONLY.format(table=t))
            for t in LOG_TABLES
        ),
    ]
