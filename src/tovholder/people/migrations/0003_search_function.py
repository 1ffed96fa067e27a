"""One function that finds person ids by name, fast in spite of row-level security.

The operators of trigrams are not leakproof, so a query of the web role never uses their index.
This function runs as `tovholder_search`, a role that nobody signs in as and that may read three
columns of one table; it filters by the municipality of the transaction itself. The ids it
returns go through the access compiler like any others: the function decides nothing about who
may see whom.

The name typed is folded by `people.names.search_key` before it comes here. Every word of it must
be similar to a part of the name: `word_similarity` of 0.4 and more. Of words with one wrong,
missing, added or swapped letter, 0.4 finds 79 in 100 of four and five letters and 96 of longer
ones, and 3 in 100 other names with them, which stand after it (0.5: 60 and 78, and 1; 0.3: 91 and
100, and 4). The longest word asks the index; the others are compared with what it finds. A word
of one or two letters has too few trigrams and means the beginning of a name.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION tovholder_search_person_ids(query text, most integer)
RETURNS TABLE (id bigint, similarity real)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET pg_trgm.word_similarity_threshold = 0.4
SET plan_cache_mode = force_custom_plan
AS $function$
DECLARE
    home text := nullif(current_setting('tovholder.municipality', true), '');
    words text[] := array(
        SELECT word FROM regexp_split_to_table(query, '[^[:alnum:]]+') AS word
        WHERE word <> '' ORDER BY length(word) DESC, word LIMIT 6);
BEGIN
    IF home IS NULL OR cardinality(words) = 0 THEN
        RETURN;
    ELSIF length(words[1]) < 3 THEN
        RETURN QUERY
            SELECT person.id, word_similarity(words[1], person.search_name)
            FROM people_person AS person
            WHERE (person.search_name LIKE words[1] || '%'
                   OR person.search_name LIKE '% ' || words[1] || '%')
              AND person.municipality_id = home
            ORDER BY 2 DESC, 1
            LIMIT least(most, 500);
    ELSE
        RETURN QUERY
            SELECT person.id, CASE cardinality(words)
                WHEN 1 THEN word_similarity(words[1], person.search_name)
                ELSE (SELECT avg(word_similarity(word, person.search_name))::real
                      FROM unnest(words) AS word) END
            FROM people_person AS person
            WHERE words[1] <% person.search_name
              AND person.municipality_id = home
              AND NOT EXISTS (SELECT FROM unnest(words[2:]) AS word
                              WHERE NOT word <% person.search_name)
            ORDER BY 2 DESC, 1
            LIMIT least(most, 500);
    END IF;
END
$function$;
"""

FORWARD = [
    # The library must be loaded before a function may set its threshold.
    "SELECT word_similarity('a', 'a')",
    "GRANT SELECT (id, municipality_id, search_name) ON people_person TO tovholder_search",
    """CREATE POLICY search_sees_names ON people_person FOR SELECT TO tovholder_search
       USING (true)""",
    FUNCTION,
    "GRANT USAGE, CREATE ON SCHEMA public TO tovholder_search",
    "ALTER FUNCTION tovholder_search_person_ids(text, integer) OWNER TO tovholder_search",
    "REVOKE CREATE ON SCHEMA public FROM tovholder_search",
    "REVOKE ALL ON FUNCTION tovholder_search_person_ids(text, integer) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION tovholder_search_person_ids(text, integer) TO tovholder_web",
]
BACKWARD = [
    "DROP FUNCTION tovholder_search_person_ids(text, integer)",
    "DROP POLICY search_sees_names ON people_person",
    "REVOKE ALL ON people_person FROM tovholder_search",
    "REVOKE USAGE ON SCHEMA public FROM tovholder_search",
]


class Migration(migrations.Migration):
    dependencies = [("people", "0002_row_level_security")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
