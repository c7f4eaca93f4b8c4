"""People lists go by given name in the Vietnamese alphabet, on every database and every page."""

import pytest
from sqlalchemy import text

from ecabinet.accounts.commands.people import CreatePerson, create_person
from ecabinet.accounts.queries.people import Wanted, people_page
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, utc_now

IN_ORDER = [
    "Lê Văn An", "Trần An", "Bùi Ánh", "Đỗ Ân", "Đỗ Ẩn", "Lê Bình", "Lê Dũng", "Lê Đạt", "Cao Em",
    "Cao Êm", "Hà Oanh", "Hà Ông", "Hà Ơn", "Lý Uyên", "Lý Ước", "Vũ Yến",
]  # fmt: skip


@pytest.fixture
def named(store):
    """People with these names, entered in another order."""
    for number, name in enumerate(sorted(IN_ORDER, key=lambda name: name[::-1])):
        store.execute(SYSTEM, create_person, CreatePerson(username=f"thu.tu{number}", name=name))


def page(store, size, **edge):
    with store.reading() as session:
        wanted = Wanted(q="thu.tu", **edge)
        return people_page(session, wanted, office_day(utc_now()), size)


def test_the_whole_list(store, named):
    assert [row.name for row in page(store, 50).rows] == IN_ORDER


def test_pages_forwards_and_back_show_everybody_once(store, named):
    shown, one = [], page(store, 3)
    while True:
        shown.append([row.name for row in one.rows])
        if not one.next_after:
            break
        last, one = one, page(store, 3, after=one.next_after)
    assert [name for names in shown for name in names] == IN_ORDER
    assert last.next_after == last.rows[-1].id
    back = []
    while one.previous_before:
        one = page(store, 3, before=one.previous_before)
        back.append([row.name for row in one.rows])
    assert back == shown[-2::-1]


def test_the_locale_of_the_database_has_no_say(store):
    if store.engine.dialect.name != "postgresql":
        return  # SQLite compares code points.
    query = """SELECT collation_name FROM information_schema.columns
               WHERE table_name = 'person' AND column_name = 'sort_key'"""
    with store.engine.connect() as connection:
        assert connection.scalar(text(query)) == "C"
