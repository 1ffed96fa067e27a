"""Lets a large import tell the planner how large the tables have become.

An import is one transaction, and the server's own ANALYZE sees nothing of it before it ends: the
planner goes on believing in empty tables and reads them whole for every batch. The web role owns
no table and may not analyse one; this function may. It does so only where a table has doubled
since the last time, so a long import pays for it a few times in all, and passes over a table
that somebody else is analysing.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION tovholder_refresh_statistics() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $function$
DECLARE
    grown regclass;
BEGIN
    FOR grown IN
        SELECT oid FROM pg_class
        WHERE oid = ANY (ARRAY['people_person', 'people_attributerecord', 'people_episode',
                               'people_standing', 'people_externalkey',
                               'access_assignment']::regclass[])
          AND pg_relation_size(oid) > 2 * relpages::bigint * current_setting('block_size')::bigint
    LOOP
        EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
    END LOOP;
END
$function$;
"""
FORWARD = [
    FUNCTION,
    "REVOKE ALL ON FUNCTION tovholder_refresh_statistics() FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION tovholder_refresh_statistics() TO tovholder_web",
]


class Migration(migrations.Migration):
    dependencies = [("people", "0003_search_function")]

    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION tovholder_refresh_statistics()"),
    ]
