"""Migrations go up and down on both databases and lead to exactly the tables of the code."""

from itertools import pairwise

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from ecabinet import database
from ecabinet.core.db import open_engine
from ecabinet.platform import open_platform
from ecabinet.schema import Base
from ecabinet.settings import Settings
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from tests.live.hall import SECRETARY, furnish
from tests.live.product import SECRET


@pytest.fixture
def url(empty_database_url):
    return empty_database_url


def tables(url):
    engine = open_engine(url)
    try:
        names = set(inspect(engine).get_table_names()) - {"alembic_version"}
        # The full-text index differs by database and is no table of the models.
        return {name for name in names if not name.startswith("search_index")}
    finally:
        engine.dispose()


def of_the_models(_item, name, kind, *_):
    # How databases tell an expression differs: tests/commands/followup/test_scale.py uses it.
    return name != "ix_task_worst" and (kind != "table" or not name.startswith("search_index"))


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_upgrading_leads_to_the_tables_of_the_code(url):
    database.upgrade(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_object": of_the_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
    assert database.is_current(url)


def test_every_step_goes_up_and_down_again(url):
    steps = [s.revision for s in ScriptDirectory.from_config(database.config(url)).walk_revisions()]
    seen = [set()]
    for revision in reversed(steps):
        database.upgrade(url, revision)
        seen.append(tables(url))
    assert all(fewer <= more for fewer, more in pairwise(seen))
    for step, before in zip([*steps[1:], "base"], reversed(seen[:-1]), strict=True):
        database.downgrade(url, step)
        assert tables(url) == before
    assert not database.is_current(url)


def test_upgrading_twice_is_harmless(url):
    database.upgrade(url)
    database.upgrade(url)
    assert database.is_current(url)


def test_every_constraint_has_a_name(url):
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)
        for index in table.indexes:
            assert index.name, table.name


def test_a_database_in_use_goes_down_and_up_again(url, tmp_path):
    """SQLite makes changed tables anew: rows that point to them neither forbid that nor go."""
    database.upgrade(url)
    before = _in_use(url, tmp_path)
    database.downgrade(url, BEFORE_STATEMENTS)
    database.upgrade(url)
    assert _rows(url) == before


BEFORE_STATEMENTS = "0064"
"""The next migration changes the table of conclusions, to which those who carry them out point."""


def _in_use(url, tmp_path):
    platform = open_platform(Settings(tmp_path, SECRET, url, async_mode="threading"))
    try:
        hall = furnish(platform.store, 2, pages=1)
        words = ConclusionText(text="Báo cáo", coordinating_unit_ids=(hall.unit_id,))
        wish = RecordConclusion(item_id=hall.items[0], content=words)
        platform.store.execute(hall.actor(SECRETARY), record_conclusion, wish)
    finally:
        platform.close()
    return _rows(url)


def _rows(url):
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            return {
                name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()
                for name in ("meeting", "participant", "conclusion", "conclusion_unit")
            }
    finally:
        engine.dispose()
