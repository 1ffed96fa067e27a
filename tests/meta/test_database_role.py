import pytest
from django.db import connection


@pytest.mark.django_db
def test_queries_run_as_the_web_role_which_cannot_bypass_row_level_security():
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        )
        assert cursor.fetchone() == ("tovholder_web", False, False)
