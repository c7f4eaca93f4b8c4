"""A PostgreSQL database for test after test: put back in milliseconds; a new one takes much longer.

Not for tests that change tables: a database whose shape has changed is thrown away.
"""

from contextlib import ExitStack, closing

import psycopg2

from tests.databases import fresh_database

CONTENT = "kept"
"""The schema that remembers which rows each table begins with."""

REMEMBER = f"""
CREATE SCHEMA {CONTENT};
CREATE TABLE {CONTENT}._counter AS
    SELECT format('%I', sequencename) AS name, last_value
    FROM pg_sequences WHERE schemaname = 'public';
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOR name IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%s)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE {CONTENT}.%s AS TABLE public.%s', name, name);
        END IF;
    END LOOP;
END $$;
"""
# Rules between tables and keepers of history are off while rows go and come back.
PUT_BACK = f"""
SET session_replication_role = replica;
DO $$
DECLARE name text; value bigint; filled boolean;
BEGIN
    FOR name IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%s)', name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM public.%s', name); END IF;
    END LOOP;
    FOR name IN SELECT format('%I', tablename) FROM pg_tables
            WHERE schemaname = '{CONTENT}' AND tablename <> '_counter' LOOP
        EXECUTE format('INSERT INTO public.%s TABLE {CONTENT}.%s', name, name);
    END LOOP;
    FOR name, value IN SELECT c.name, c.last_value FROM {CONTENT}._counter c LOOP
        PERFORM setval('public.' || name, coalesce(value, 1), value IS NOT NULL);
    END LOOP;
END $$;
"""
OTHERS_GONE = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SHAPE = """
SELECT md5(string_agg(
    concat_ws(' ', c.oid, a.attname, a.atttypid, a.attnotnull), ',' ORDER BY c.oid, a.attnum
))
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)
"""


class KeptDatabase:
    """One database, copied from a template when it is first asked for."""

    def __init__(self, server_url: str, template: str) -> None:
        self._server_url, self._template = server_url, template
        self._made = ExitStack()
        self._url, self._shape = "", ""

    def fresh(self) -> str:
        """Its URL; its rows are those of the template."""
        if not self._url:
            self._url = self._made.enter_context(fresh_database(self._server_url, self._template))
            self._shape = self._run(REMEMBER)
        return self._url

    def put_back(self) -> None:
        """Make it what it was, or drop it where a test has changed more than rows."""
        if self._run(PUT_BACK) != self._shape:
            self.drop()

    def drop(self) -> None:
        """Drop it; the next one is made anew."""
        self._url = ""
        self._made.close()

    def _run(self, statements: str) -> str:
        with closing(psycopg2.connect(self._url)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(OTHERS_GONE)
                cursor.execute(statements)
                cursor.execute(SHAPE)
                (shape,) = cursor.fetchone() or ("",)
        return str(shape)
